"""Projected openings, split into what makes them."""

from __future__ import annotations

from analysis import origins, outlook, words
from analysis.outlook import Outlook
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.bars import parts
from ui.tables import Column

TABLE = {
    "words": Column("Openings"),
    "jobs": Column("Jobs a year", "jobs"),
    "share_pct": Column("Share of all openings", "percent"),
}


def split(warehouse: Warehouse, found: Outlook) -> FigureSpec:
    """The openings a year of one edition by where they come from, largest part first."""
    rows = outlook.openings_split(found).sort_values("jobs", ascending=False, ignore_index=True)
    largest = rows.iloc[0]
    origin = origins.origin(warehouse, found.source_id)
    return FigureSpec(
        key="openings",
        title=f"Of {words.number(found.openings)} openings a year, {words.number(largest.jobs)} come from "
        f"{words.lower_first(largest.words)}"
        if found.openings is not None
        else "The projections do not say how many openings there are",
        subtitle=f"Projected openings for pharmacy technicians, average of "
        f"{found.base_year}–{found.target_year}, jobs a year, "
        "United States",
        unit="jobs a year",
        draw=lambda colours: parts(
            rows.rename(columns={"words": "label", "jobs": "value", "share_pct": "share"}), colours
        ),
        table=rows,
        columns=TABLE,
        source=origin.words,
        edition=f"edition {origin.edition}",
        url=origin.url,
        caveat="A projection, not a count, for technicians in all settings together. Editions of the "
        "projections cannot be "
        "compared with one another.",
    )


def key_figure(found: Outlook) -> tuple[str, str, str]:
    """The openings a year of one edition, for `page.key_figures`."""
    figure = words.number(found.openings) if found.openings is not None else "—"
    return "Openings a year", figure, f"projected, {found.edition}"
