"""Pay by setting: the spread where BLS publishes it, the mean where only that is loaded."""

from __future__ import annotations

import pandas as pd

from analysis import origins, settings, words
from analysis.editions import Edition
from analysis.settings import Resolved
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.ranges import COLUMNS, key_words, pay_ranges
from ui.data import once_a_build
from ui.figures.units import yearly_dollars
from ui.tables import Column

POINTS = ("p10", "p25", "median", "p75", "p90")
TABLE = {
    "label": Column("Setting"),
    "median": Column("Median", "money", "median_reason"),
    "mean": Column("Mean", "money", "mean_reason"),
    "mean_low": Column("Mean, low end", "money", "margin_reason"),
    "mean_high": Column("Mean, high end", "money", "margin_reason"),
    "p10": Column("10th percentile", "money", "p10_reason"),
    "p25": Column("25th percentile", "money", "p25_reason"),
    "p75": Column("75th percentile", "money", "p75_reason"),
    "p90": Column("90th percentile", "money", "p90_reason"),
    "employment": Column("Jobs", "jobs", "employment_reason"),
    "level": Column("Level"),
}
MEANS = {name: TABLE[name] for name in ("label", "mean", "employment", "level")}
NO_MARGIN = "no error published"
KIND_WORDS = {"specialist": "specialist", "general": "general", "other": "other", "all": "all"}


@once_a_build
def ranges(
    warehouse: Warehouse,
    keys: tuple[str, ...],
    edition: Edition,
    level: str | None = None,
    measure: str = "annual_mean",
) -> pd.DataFrame:
    """One row a setting: COLUMNS of the chart, employment, level, source_id, and `<point>_reason` for what is missing.

    measure: what the industry that is read must have.
    """
    return pd.DataFrame([_row(settings.resolve(warehouse, key, edition, measure, level=level)) for key in keys])


@once_a_build
def means(warehouse: Warehouse, edition: Edition) -> pd.DataFrame:
    """The settings that have their own industry in the edition, best paid first: as `ranges`, with the mean alone."""
    table = settings.table(warehouse, edition)
    own = table[table.own & table.value.notna() & table.kind.isin(["specialist", "general"])]
    named = own[~own.level.isin(["sector", "cross-industry"])].drop_duplicates("code")
    rows = named.assign(
        label=named.name, role=named.kind, mean=named.value, mean_low=named.low, mean_high=named.high, note="",
        level="NAICS " + named.code,
    )  # fmt: skip
    return rows.assign(**dict.fromkeys(POINTS, float("nan"))).reset_index(drop=True)


def spread(warehouse: Warehouse, edition: Edition) -> FigureSpec:
    """Health care against retail trade and all settings, by sector, with the whole spread of pay."""
    rows = ranges(warehouse, ("health_care", "retail", "all"), edition)
    origin = origins.origin(warehouse, rows.source_id.iloc[0])
    return FigureSpec(
        key="pay-by-sector",
        title=_compared(rows),
        subtitle=f"Yearly pay of pharmacy technicians in dollars, United States, {edition.label}; by sector",
        unit=yearly_dollars(None, edition),
        draw=lambda colours: pay_ranges(rows[list(COLUMNS)], colours),
        table=rows,
        columns=TABLE,
        source=origin.words,
        edition=origin.edition,
        url=origin.url,
        key_words=key_words(rows),
        caveat="The mean carries a 90% margin; BLS publishes no margin for medians and percentiles. Settings "
        "differ in more "
        "than specialization: shifts, unions, city and ownership differ too.",
    )


def finer(warehouse: Warehouse, edition: Edition) -> FigureSpec:
    """Mean pay in every setting that has an industry of its own."""
    rows = means(warehouse, edition)
    best, least = rows.iloc[0], rows.iloc[-1]
    origin = origins.origin(warehouse, best.source_id)
    return FigureSpec(
        key="pay-by-setting",
        title=f"Mean pay runs from {words.money(least['mean'])} in {words.lower_first(least['label'])} to "
        f"{words.money(best['mean'])} in {words.lower_first(best['label'])}",
        subtitle=f"Mean yearly pay of pharmacy technicians in dollars, United States, {edition.label}; by "
        f"industry of the "
        "employer. Teal: settings with specialist work. Amber: general settings",
        unit=yearly_dollars(None, edition),
        draw=lambda colours: pay_ranges(rows[list(COLUMNS)], colours),
        table=rows,
        columns=MEANS,
        source=f"{origin.publisher}, Occupational Employment and Wage Statistics: national by industry",
        edition=edition.label,
        url=origin.url,
        key_words=key_words(rows),
        caveat="At this level only means and jobs are in the loaded files: no spread and no margin. A small "
        "setting's mean "
        "may be well off. A setting holds general work too.",
    )


def _compared(rows: pd.DataFrame) -> str:
    """The medians of the first two rows, the larger named first, in one sentence."""
    first, second = rows.iloc[0], rows.iloc[1]
    if pd.isna(first["median"]) or pd.isna(second["median"]):
        return f"Pay in {words.lower_first(first.label)} and {words.lower_first(second.label)}"
    more, less = (first, second) if first["median"] >= second["median"] else (second, first)
    return (
        f"Half of technicians in {words.lower_first(more.label)} earn more than {words.money(more['median'])}; in "
        f"{words.lower_first(less.label)} the middle is {words.money(less['median'])}"
    )


def _row(found: Resolved) -> dict[str, object]:
    points = {point: found.estimates[f"annual_{point}"] for point in POINTS} | {
        "mean": found.estimates["annual_mean"], "employment": found.estimates["employment"],
    }  # fmt: skip
    low, high = points["mean"].interval or (None, None)
    kind = found.setting.kind
    row: dict[str, object] = {
        "label": found.setting.name, "role": kind if kind in ("specialist", "general") else "other",
        "note": "", "mean_low": low, "mean_high": high, "margin_reason": NO_MARGIN,
        "level": f"{found.level}, {found.label}",
        "source_id": points["mean"].source_id,
    }  # fmt: skip
    for point, estimate in points.items():
        row[point] = estimate.value
        row[f"{point}_reason"] = estimate.reason_words
    return row
