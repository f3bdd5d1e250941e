"""Can the figure be what its column says it is?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from etl.checks.check import WAGE, WAGE_COLUMNS, Build, Check, file_of, judge, place
from etl.oews_consistency import WAGE_BOUNDS
from etl.schema import TABLES
from etl.schema import WAGE_COLUMNS as WAGE_FIGURES


@dataclass(frozen=True)
class Bounds:
    """Smallest and largest figure that a column can hold, and why there is none beyond."""

    table: str
    column: str
    low: float
    high: float
    why: str


def _dollars(table: str, column: str, low: float, high: float) -> Bounds:
    return Bounds(table, column, low, high, "beyond lies an error of unit")


ENDLESS = float("inf")
WEEKLY = (WAGE_BOUNDS["annual"][0] / 52, WAGE_BOUNDS["annual"][1] / 52)

BOUNDS = (
    Bounds("wages", "employment", 0, 400_000_000, "jobs are counted, and the nation has fewer people than that"),
    Bounds("wages", "employment_rse", 0, 100, "it is in per cent, and BLS releases no estimate with an error above 50"),
    Bounds("wages", "mean_rse", 0, 100, "it is in per cent, and BLS releases no estimate with an error above 50"),
    Bounds("wages", "jobs_per_1000", 0, 1000, "it is a share of 1,000 jobs"),
    Bounds("wages", "location_quotient", 0, 1000, "it is one share over another, and the larger is at most all jobs"),
    *(_dollars("wages", column, *WAGE_BOUNDS[column.split("_")[0]]) for column in WAGE_FIGURES),
    Bounds("projections", "base_employment", 0, 400_000_000, "jobs are counted (thousands in the file)"),
    Bounds("projections", "projected_employment", 0, 400_000_000, "jobs are counted (thousands in the file)"),
    Bounds("projections", "change_pct", -100, 1000, "no occupation loses more than all of its jobs"),
    Bounds("projections", "openings", 0, 400_000_000, "openings are counted (thousands in the file)"),
    Bounds("projections", "exits", 0, 400_000_000, "workers are counted (thousands in the file)"),
    Bounds("projections", "transfers", 0, 400_000_000, "workers are counted (thousands in the file)"),
    _dollars("projections", "median_wage", *WAGE_BOUNDS["annual"]),
    Bounds("observations", "value", 0.01, ENDLESS, "jobs, hourly earnings and price indexes are above zero"),
    Bounds("weekly_earnings", "workers", 0, 400_000_000, "workers are counted (thousands in the file)"),
    _dollars("weekly_earnings", "median_weekly", *WEEKLY),
    Bounds("price_parities", "index", 50, 200, "no state or area has half or twice the nation's prices"),
    Bounds("setting_shares", "share_pct", 0, 100, "it is a share, in per cent"),
    _dollars("setting_medians", "annual_median", *WAGE_BOUNDS["annual"]),
)  # fmt: skip

PLAUSIBLE_RSE = 50.0
"""BLS does not release estimates with a relative standard error above 50 per cent."""

MINIMUM_WAGES = (
    (1997, 10, 5.15), (2007, 8, 5.85), (2008, 8, 6.55), (2009, 8, 7.25),
)  # fmt: skip
"""Federal minimum wage in dollars an hour, from (year, month) on: the first whole month. Source:
U.S. Department of Labor, https://www.dol.gov/agencies/whd/minimum-wage/history"""


def in_range(build: Build) -> Iterator[Check]:
    """Every figure is one that its column can hold; one check a table. Refused: such a figure cannot be."""
    for name in dict.fromkeys(bounds.table for bounds in BOUNDS):
        found = [said for bounds in BOUNDS if bounds.table == name for said in outside(build, bounds)]
        yield judge(
            f"{name}_in_range", found, f"every figure of `{name}` is one that its column can hold", "refused",
            f"figures that cannot be in `{name}`", "Open the file at that row and look at the unit and at the columns.",
        )  # fmt: skip


def outside(build: Build, bounds: Bounds) -> list[str]:
    """What is wrong with each figure of the column that lies beyond its bounds, in the order of the figures."""
    table = TABLES[bounds.table]
    key = ", ".join(f'"{column}"' for column in table.key)
    rows = build.rows(
        f"""SELECT "{bounds.column}", {file_of("t")}, {key} FROM "{table.name}" AS t
            WHERE "{bounds.column}" NOT BETWEEN ? AND ? ORDER BY ALL""",
        [bounds.low, bounds.high],
    )
    return [
        f"{bounds.column} is {value:,} ({' | '.join(map(str, key))}, {file}), expected {bounds.low:,g} to "
        f"{bounds.high:,g}: {bounds.why}"
        for value, file, *key in rows
    ]


def percentiles_in_order(build: Build) -> Iterator[Check]:
    """The 10th percentile is at most the 25th, and so on. Refused: out of order, columns were mixed up."""
    found = []
    for unit in ("hourly", "annual"):
        points = [f"{unit}_{point}" for point in ("p10", "p25", "median", "p75", "p90")]
        for lower, higher in pairwise(points):
            rows = build.rows(f"SELECT {WAGE}, {lower}, {higher} FROM wages AS w WHERE {lower} > {higher} ORDER BY ALL")
            found += [f"{lower} {row[-2]:,g} is above {higher} {row[-1]:,g} ({place(row)})" for row in rows]
    yield judge(
        "percentiles_in_order", found, "no percentile is above a higher one", "refused", "percentiles out of order",
        "Open the file at that row: are the columns where the header says?",
    )  # fmt: skip


def mean_within(build: Build) -> Iterator[Check]:
    """The mean lies between the 10th and the 90th percentile. A warning: a few very high wages can lift it above."""
    found = []
    for unit in ("hourly", "annual"):
        rows = build.rows(
            f"""SELECT {WAGE}, {unit}_p10, {unit}_mean, {unit}_p90 FROM wages AS w
                WHERE {unit}_mean NOT BETWEEN {unit}_p10 AND {unit}_p90 ORDER BY ALL"""
        )
        found += [
            f"{unit} mean {mean:,g}, 10th percentile {low:,g}, 90th {high:,g} ({place(row)})"
            for row in rows
            for low, mean, high in [row[WAGE_COLUMNS:]]
        ]
    yield judge(
        "mean_within_percentiles", found, "every mean lies between the 10th and the 90th percentile", "warning",
        "means outside of the 10th to 90th percentile",
        "A few very high wages can do that; look at the row before you quote its mean.",
    )  # fmt: skip


def errors_releasable(build: Build) -> Iterator[Check]:
    """No published error is above 50 per cent. A warning: BLS withholds such estimates as a rule."""
    rows = build.rows(
        f"""SELECT {WAGE}, employment_rse, mean_rse FROM wages AS w
            WHERE employment_rse > ? OR mean_rse > ? ORDER BY ALL""",
        [PLAUSIBLE_RSE, PLAUSIBLE_RSE],
    )
    found = [f"errors of {row[-2]} % (jobs) and {row[-1]} % (mean) ({place(row)})" for row in rows]
    yield judge(
        "errors_at_most_50_percent", found, f"no relative standard error is above {PLAUSIBLE_RSE:g} %", "warning",
        f"relative standard errors above {PLAUSIBLE_RSE:g} %", "Such an estimate says little: do not quote it.",
    )  # fmt: skip


def minimum_wage(build: Build) -> Iterator[Check]:
    """The 10th percentile reaches the federal minimum wage. A warning: some lower pay is lawful, and OEWS errs."""
    since = "CASE " + " ".join(
        f"WHEN (w.year, w.month) >= ({year}, {month}) THEN {dollars}"
        for year, month, dollars in reversed(MINIMUM_WAGES)
    )
    rows = build.rows(
        f"""SELECT {WAGE}, coalesce(hourly_p10, annual_p10 / 2080) AS p10, {since} END AS minimum FROM wages AS w
            WHERE p10 < minimum ORDER BY ALL"""
    )
    found = [f"{row[-2]:.2f} dollars an hour, the minimum was {row[-1]:.2f} ({place(row)})" for row in rows]
    yield judge(
        "wages_reach_minimum_wage", found, "every 10th percentile reaches the federal minimum wage of its time",
        "warning", "10th percentiles below the federal minimum wage",
        "Is it Puerto Rico or the Islands, or an occupation with lawful exceptions? Else look at the unit.",
    )  # fmt: skip


def rounded(build: Build) -> Iterator[Check]:
    """Jobs and annual wages are rounded to 10. A warning: else the file was made in another way."""
    columns = ["employment", *(column for column in WAGE_FIGURES if column.startswith("annual"))]
    found = []
    for column in columns:
        rows = build.rows(
            f"""SELECT year, month, count(*), min({file_of("w")}) FROM wages AS w
                WHERE "{column}" % 10 <> 0 GROUP BY year, month ORDER BY ALL"""
        )
        found += [f"{column} in {count:,} rows of {year}-{month:02}, {file}" for year, month, count, file in rows]
    yield judge(
        "rounded_to_10", found, "jobs and annual wages are rounded to 10, as published", "warning",
        "figures that are not rounded to 10", "Is the file the publisher's own? Compare a cell with the website.",
    )  # fmt: skip
