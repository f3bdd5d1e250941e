"""Rows of wages that obey the publisher's own arithmetic: hourly × 2,080 = annual, rounding, marks."""

from __future__ import annotations

import csv
from functools import cache

from etl.settings import REFERENCE
from tests.publishers.sheets import Cell

Row = dict[str, Cell]

SPREAD = {"pct10": 0.76, "pct25": 0.86, "median": 1.0, "mean": 1.04, "pct75": 1.17, "pct90": 1.41}
"""Points of a made-up wage distribution, as shares of its median."""
HOURS = 2080


def wage_row(
    occ_code: str,
    occ_title: str,
    *,
    median: float,
    employment: Cell = 1000,
    level: str = "detailed",
    year: int | None = None,
    annual_only: bool = False,
    suppressed: bool = False,
    **more: Cell,
) -> Row:
    """One row of an OEWS workbook, keyed by the lower-case column names of 2019.

    median: of hourly wages, dollars; the other points follow from SPREAD. year: prints # at or above that year's top
    code (until 2024). annual_only: hourly cells are *, ANNUAL is TRUE. suppressed: every wage is *. more: any
    further or replaced cells, such as naics="622000" or tot_emp="**".
    """
    row: Row = {"occ_code": occ_code, "occ_title": occ_title, "o_group": level, "tot_emp": employment}
    row |= {"emp_prse": 1.2, "mean_prse": 0.4}
    hourly_top, annual_top = top_code(year) if year else (None, None)
    for point, share in SPREAD.items():
        hourly = round(median * share, 2)
        annual = round(hourly * HOURS, -1)
        row[f"h_{point}"] = "#" if hourly_top and hourly >= hourly_top else hourly
        row[f"a_{point}"] = "#" if annual_top and annual >= annual_top else annual
        if annual_only:
            row[f"h_{point}"] = "*"
        if suppressed:
            row[f"h_{point}"] = row[f"a_{point}"] = row["mean_prse"] = "*"
    if annual_only:
        row["annual"] = "TRUE"
    return row | more


@cache
def top_code(year: int) -> tuple[float, float] | tuple[None, None]:
    """Hourly and annual top code of an edition, by data/reference/top_codes.csv; none from May 2025."""
    if year >= 2025:
        return None, None
    with (REFERENCE / "top_codes.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            if int(row["first_year"]) <= year <= int(row["last_year"]):
                return float(row["hourly"]), float(row["annual"])
    raise ValueError(f"top_codes.csv has no row for {year}")
