"""What BLS projects: each edition for itself, and the occupation against others."""

from __future__ import annotations

import pandas as pd

from analysis import origins, outlook, words
from analysis.editions import TECHNICIANS
from analysis.outlook import ALL_OCCUPATIONS, Outlook
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.dots import COLUMNS, dots
from ui.charts.spans import spans
from ui.data import once_a_build
from ui.tables import Column

EDITIONS = {
    "label": Column("Edition"),
    "start": Column("Jobs in the base year", "jobs", "note"),
    "end": Column("Jobs in the target year", "jobs", "note"),
    "change_pct": Column("Change", "signed_percent"),
    "openings": Column("Openings a year", "jobs"),
    "all_change_pct": Column("Change, all occupations", "signed_percent"),
}
COMPARED = {
    "label": Column("Occupation"),
    "value": Column("Projected change", "signed_percent", "note"),
    "base_jobs": Column("Jobs in the base year", "jobs"),
    "target_jobs": Column("Jobs in the target year", "jobs"),
    "openings": Column("Openings a year", "jobs"),
}
BESIDE = ("31-9095", "29-1051")
"""Who works in the same pharmacy: aides and pharmacists."""

_every = once_a_build(outlook.every_edition)
_several = once_a_build(outlook.outlooks)


def editions_apart(warehouse: Warehouse) -> FigureSpec:
    """From base to target year, one row an edition, never joined."""
    found = _every(warehouse)
    newest = found[-1]
    rows = pd.DataFrame([_edition(item) for item in reversed(found)])
    origin = origins.origin(warehouse, newest.source_id)
    only = "Only this edition is loaded. " if len(found) == 1 else "Each line is one edition; none continues another. "
    return FigureSpec(
        key="projected-jobs",
        title=_finding(newest),
        subtitle="Projected jobs of pharmacy technicians, base to target year, self-employed counted, United States",
        unit="jobs",
        draw=lambda colours: spans(rows[["label", "role", "start", "end", "note"]], colours, prefix=""),
        table=rows,
        columns=EDITIONS,
        source=origin.words,
        edition=f"edition {', '.join(item.edition for item in found)}",
        url=origin.url,
        key_words="○\u00a0base\u00a0year \u2003 ●\u00a0target\u00a0year",
        caveat=f"{only}Editions differ in base, method and classification, so BLS says that they are no time series. "
        "BLS publishes no margin for projections.",
    )


def against_all(warehouse: Warehouse, newest: Outlook) -> FigureSpec:
    """Projected change of the occupation, of all occupations, and of who works beside it, largest first."""
    found = _several(warehouse, newest.edition, (TECHNICIANS, ALL_OCCUPATIONS, *BESIDE))
    rows = pd.DataFrame([_compared(item) for item in found.values()])
    rows = rows.sort_values("value", ascending=False, na_position="last", ignore_index=True)
    origin = origins.origin(warehouse, newest.source_id)
    return FigureSpec(
        key="projected-growth",
        title=f"BLS projects the occupation to grow {newest.against_all}"
        if newest.change_pct is not None
        else "The projections give no change for the occupation",
        subtitle=f"Projected change in jobs, {newest.base_year} to {newest.target_year}, per cent over the whole span, "
        "United States",
        unit="per cent over the whole span",
        draw=lambda colours: dots(rows[list(COLUMNS)], colours, "signed_percent"),
        table=rows,
        columns=COMPARED,
        source=origin.words,
        edition=f"edition {origin.edition}",
        url=origin.url,
        caveat="A projection of the whole economy, made without knowing what came after its base year. No margin is "
        "published. It covers technicians in all settings together.",
    )


def _finding(found: Outlook) -> str:
    if found.base_jobs is None or found.target_jobs is None or found.change_pct is None:
        return "The newest projections give no number of jobs"
    return (
        f"BLS projects {words.jobs(found.target_jobs)} in {found.target_year}, from {words.number(found.base_jobs)} in "
        f"{found.base_year} ({words.signed_percent(found.change_pct)})"
    )


def _edition(found: Outlook) -> dict[str, object]:
    missing = "not published" if found.base_jobs is None or found.target_jobs is None else ""
    return {
        "label": f"{found.base_year} to {found.target_year}", "role": "other", "start": found.base_jobs,
        "end": found.target_jobs, "note": missing, "change_pct": found.change_pct, "openings": found.openings,
        "all_change_pct": found.all_change_pct,
    }  # fmt: skip


def _compared(found: Outlook) -> dict[str, object]:
    whole = found.occupation_code == ALL_OCCUPATIONS
    return {
        "label": "All occupations" if whole else found.occupation, "under": "", "role": "other",
        "value": found.change_pct, "low": None, "high": None, "other": None,
        "open": found.occupation_code != TECHNICIANS, "note": "" if found.change_pct is not None else "not published",
        "base_jobs": found.base_jobs, "target_jobs": found.target_jobs, "openings": found.openings,
    }  # fmt: skip
