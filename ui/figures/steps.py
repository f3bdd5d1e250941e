"""The ladder of occupations: what each pays above a technician, how many openings, how fast it grows, what it asks."""

from __future__ import annotations

import pandas as pd

from analysis import ladder_here, ladder_steps, leaving, origins, words
from analysis.editions import NATION, TECHNICIANS, Edition
from analysis.ladder_here import Here
from analysis.ladder_steps import SHOWN, SORTS, Steps
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.dots import COLUMNS, Unit, dots
from ui.data import once_a_build
from ui.figures.units import yearly_dollars
from ui.tables import Column

UNITS: dict[str, Unit] = {
    "step": "signed_money", "pay": "money", "openings": "jobs", "growth": "signed_percent", "jobs": "jobs",
}  # fmt: skip
MEASURES = {
    "step": "Mean yearly pay above that of technicians, in {dollars}",
    "pay": "Mean yearly pay in {dollars}",
    "openings": "Projected openings a year",
    "growth": "Projected change in jobs, per cent over the whole span",
    "jobs": "Jobs, self-employed not counted",
}
UNIT_WORDS = {
    "step": "{dollars} a year", "pay": "{dollars} a year", "openings": "jobs a year",
    "growth": "per cent over the whole span", "jobs": "jobs",
}  # fmt: skip
TABLE = {
    "name": Column("Occupation"),
    "role_words": Column("Where it stands"),
    "step": Column("Pay step", "signed_money", "step_reason"),
    "step_low": Column("Step, low end", "signed_money", "step_reason"),
    "step_high": Column("Step, high end", "signed_money", "step_reason"),
    "finding": Column("Against technicians"),
    "pay": Column("Mean pay", "money", "pay_reason"),
    "jobs": Column("Jobs", "jobs", "jobs_reason"),
    "openings": Column("Openings a year", "jobs", "ahead_reason"),
    "growth": Column("Projected growth", "signed_percent", "ahead_reason"),
    "education": Column("Schooling asked", reason="ahead_reason"),
    "experience": Column("Experience asked", reason="ahead_reason"),
    "training": Column("Training on the job", reason="ahead_reason"),
    "similar": Column("Similar work (O*NET)"),
}
OF_THE_YEAR = "dollars of the year"
NO_PATH = "O*NET's similar work is not a promotion path: nothing here says that technicians go from one to the other."
DEGREE = "●\u00a0typically\u00a0without\u00a0a\u00a0degree \u2003 ○\u00a0with\u00a0a\u00a0degree"
MARGIN = " \u2003 ━\u00a090%\u00a0margin"

steps = once_a_build(ladder_steps.steps)
bases = once_a_build(ladder_steps.bases)
here = once_a_build(ladder_here.here)
rates = once_a_build(leaving.rates)


@once_a_build
def years(warehouse: Warehouse) -> dict[Edition, str]:
    """Editions of the ladder to choose from, newest first, with their words."""
    return {edition: edition.label for edition in ladder_steps.editions(warehouse)}


def newest(warehouse: Warehouse) -> Steps:
    """The ladder of the newest edition against all technicians."""
    return steps(warehouse, next(iter(years(warehouse))))


def rungs(warehouse: Warehouse, found: Steps, shown: str, sort: str, dollars: str) -> FigureSpec:
    """The ladder by one of its figures. dollars: OF_THE_YEAR or the constant ones."""
    rows = ladder_steps.ordered(found.frame, shown, sort)
    if shown == "step":
        rows = rows[rows.code != TECHNICIANS].reset_index(drop=True)
    rows = _with_reasons(rows, found)
    wages, ahead = _origins(warehouse, found)
    source = ahead if shown in ("openings", "growth") else wages
    similar = origins.of_publisher(warehouse, "O*NET")
    return FigureSpec(
        key="ladder",
        title=_title(found, rows, shown),
        subtitle=f"{MEASURES[shown].format(dollars=dollars)}, {_where(found, shown)}, United States, "
        f"{source.edition if source is ahead else found.edition.label}; {SORTS[sort].lower()}",
        unit=UNIT_WORDS[shown].format(
            dollars=f"dollars of {found.edition.year}" if dollars == OF_THE_YEAR else dollars
        ),
        draw=lambda colours: dots(_drawn(rows, shown), colours, UNITS[shown]),
        table=rows,
        columns=TABLE,
        source=f"{wages.words}; {ahead.table}; O*NET {similar.edition}".strip(),
        edition=f"{found.edition.label}; projections {ahead.edition}",
        url=source.url,
        key_words=DEGREE + MARGIN * (shown in ("step", "pay")),
        caveat=f"The schooling is what is typical for entry, by BLS. {NO_PATH} Every step stands open to technicians "
        "of all settings and asks what its row says.",
    )


def in_place(warehouse: Warehouse, found: Here) -> FigureSpec:
    """The ladder's medians above technicians' in a place."""
    rows = found.frame[found.frame.code != TECHNICIANS].reset_index(drop=True)
    origin = origins.origin(warehouse, found.base.source_id)
    drawn = rows.assign(
        label=rows["name"], under="", role="other", value=rows.step, low=float("nan"), high=float("nan"),
        other=float("nan"), open=rows.without_degree.eq(False), note=rows.reason.where(rows.step.isna(), ""),
    )  # fmt: skip
    return FigureSpec(
        key="ladder-here",
        title=found.title,
        subtitle="Median yearly pay above that of technicians in dollars, "
        f"{found.place.in_words}, {found.edition.label}",
        unit=yearly_dollars(None, found.edition),
        draw=lambda colours: dots(drawn[list(COLUMNS)], colours, "signed_money"),
        table=rows,
        columns={
            "name": Column("Occupation"),
            "step": Column("Median above technicians", "signed_money", "reason"),
            "median": Column("Median", "money", "reason"),
            "jobs": Column("Jobs", "jobs", "jobs_reason"),
        },
        source=origin.words,
        edition=origin.edition,
        url=origin.url,
        key_words=DEGREE,
        caveat="Medians, since means of places are not loaded everywhere; BLS publishes no margin for them, so no step "
        f"can be tested. {NO_PATH}",
    )


def leaving_rates(warehouse: Warehouse) -> FigureSpec:
    """How many move on or leave for good in a year, occupation by occupation."""
    rows = rates(warehouse)
    known = rows[rows.source_id != ""].iloc[0]
    origin = origins.origin(warehouse, known.source_id)
    drawn = rows.assign(
        label=rows["name"], under="", role="other", value=rows.transfers_pct, low=float("nan"), high=float("nan"),
        other=rows.exits_pct, open=rows.code != TECHNICIANS, note=rows.reason,
    )  # fmt: skip
    return FigureSpec(
        key="leaving",
        title=leaving.title(rows),
        subtitle=f"Projected moves a year as a share of the jobs of {known.base_year:.0f}, United States; by moves to "
        "another occupation",
        unit="per cent of the jobs, a year",
        draw=lambda colours: dots(drawn[list(COLUMNS)], colours, "percent"),
        table=rows,
        columns={
            "name": Column("Occupation"),
            "transfers_pct": Column("Move to another occupation", "percent", "reason"),
            "exits_pct": Column("Leave the labor force", "percent", "reason"),
            "transfers": Column("Moves a year", "jobs", "reason"),
            "exits": Column("Exits a year", "jobs", "reason"),
            "base_jobs": Column("Jobs in the base year", "jobs", "reason"),
        },
        source=origin.words,
        edition=f"edition {origin.edition}",
        url=origin.url,
        key_words="●\u00a0technicians\u00a0moving\u00a0on \u2003 ○\u00a0others\u00a0moving\u00a0on \u2003 "
        "□\u00a0leave\u00a0the\u00a0labor\u00a0force",
        caveat="A projection from how workers of like age and schooling moved before: no count, and without a "
        "margin. The figure beside a row is that of the moves.",
    )


def has_place(code: str) -> bool:
    """Whether a place within the nation is chosen."""
    return code != NATION


def _title(found: Steps, rows: pd.DataFrame, shown: str) -> str:
    if shown == "step":
        return found.summary.rstrip(".")
    known = rows[rows.value.notna()]
    if known.empty:
        return f"{SHOWN[shown]}: nothing is loaded"
    top = known.sort_values("value").iloc[-1]
    figure = {"pay": words.money, "growth": words.signed_percent}.get(shown, words.number)(top.value)
    ours = known[known.code == TECHNICIANS]
    said = f"{SHOWN[shown]}: most for {words.lower_first(top['name'])} ({figure})"
    if ours.empty or top.code == TECHNICIANS:
        return said
    mine = {"pay": words.money, "growth": words.signed_percent}.get(shown, words.number)(ours.value.iloc[0])
    return f"{said}; pharmacy technicians {mine}"


def _where(found: Steps, shown: str) -> str:
    if shown != "step" or found.setting.setting.kind == "all":
        return "all settings"
    return f"technicians in {found.setting.phrase}"


def _with_reasons(rows: pd.DataFrame, found: Steps) -> pd.DataFrame:
    base = "" if found.base else found.setting.estimates["annual_mean"].reason_words
    return rows.assign(
        step_reason=[reason or (f"technicians' pay is {base}" if base else "") for reason in rows.pay_reason],
        ahead_reason="not in the loaded projections",
    )


def _drawn(rows: pd.DataFrame, shown: str) -> pd.DataFrame:
    low, high = (rows[f"{shown}_{end}"] if shown in ("step", "pay") else float("nan") for end in ("low", "high"))
    reasons = {"step": rows.step_reason, "pay": rows.pay_reason, "jobs": rows.jobs_reason}
    reason = reasons.get(shown, rows.ahead_reason)
    drawn = rows.assign(
        label=rows["name"], under=_under(rows, shown), role="other", low=low, high=high, other=float("nan"),
        open=rows.degree.eq("yes"), note=reason.where(rows.value.isna(), ""),
    )  # fmt: skip
    figures = ["value", "low", "high", "other"]
    return drawn[list(COLUMNS)].astype(dict.fromkeys(figures, "float64"))


def _under(rows: pd.DataFrame, shown: str) -> list[str]:
    """What a row asks, and the openings and growth that it does not show itself."""
    said = []
    for row in rows.itertuples():
        ahead = []
        if pd.notna(row.openings) and shown != "openings":
            ahead.append(f"{words.number(row.openings)} openings a year")
        if pd.notna(row.growth) and shown != "growth":
            ahead.append(f"growth {words.signed_percent(row.growth)}")
        said.append("<br>".join(part for part in (row.asks, ", ".join(ahead)) if part))
    return said


def _origins(warehouse: Warehouse, found: Steps) -> tuple[origins.Origin, origins.Origin]:
    wages = next((key for key in found.frame.source_id if key), "")
    moves = rates(warehouse)
    ahead = next((key for key in moves.source_id if key), "")
    return origins.origin(warehouse, wages), origins.origin(warehouse, ahead)
