"""Figures of one OEWS sheet that contradict each other: an error that names the cell."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from etl.errors import BadCell
from etl.oews_layout import TOTAL, Sheet
from etl.schema import POINTS, WAGE_COLUMNS, WAGES

HOURS = 2080
"""Hours of a year-round, full-time job: annual wage = hourly wage x 2,080 (BLS)."""
ROUNDING = 16.0
"""Half a cent x 2,080 hours plus half of the annual rounding to $10, and a little for rounding twice."""
WAGE_BOUNDS = {"hourly": (2.0, 1000.0), "annual": (4000.0, 2_000_000.0)}
"""Sane wages in dollars: below the oldest minimum wages and above any published mean lies an error of unit."""


def require_consistent(about: Sheet, frame: pd.DataFrame) -> None:
    """Raise BadCell on figures that contradict each other within the sheet."""
    _require_unique(about, frame)
    for row in frame.to_dict("records"):
        for column in WAGE_COLUMNS:
            _require_sane(about, row, column)
        for unit in ("hourly", "annual"):
            _require_ordered(about, row, unit)
        for point in POINTS:
            _require_hours(about, row, point)
    _require_part_of_total(about, frame)


def _require_unique(about: Sheet, frame: pd.DataFrame) -> None:
    doubled = frame[frame.duplicated(list(WAGES.key))]
    if not doubled.empty:
        row = doubled.iloc[0]
        key = " | ".join(str(row[column]) for column in WAGES.key)
        raise BadCell(about.file, about.name, int(row["_row"]), "occ_code", "one row a key", f"{key} a second time")


def _require_sane(about: Sheet, row: dict[Any, Any], column: str) -> None:
    low, high = WAGE_BOUNDS[column.split("_")[0]]
    value = row[column]
    if not pd.isna(value) and not low <= value <= high:
        expected = f"dollars from {low:,.0f} to {high:,.0f}"
        raise BadCell(about.file, about.name, row["_row"], about.printed[column], expected, value)


def _require_ordered(about: Sheet, row: dict[Any, Any], unit: str) -> None:
    points = [f"{unit}_{point}" for point in POINTS if point != "mean"]
    known = [column for column in points if not pd.isna(row[column])]
    for lower, higher in pairwise(known):
        if row[lower] > row[higher]:
            expected = f"at least {about.printed[lower]} ({row[lower]:,.2f})"
            raise BadCell(about.file, about.name, row["_row"], about.printed[higher], expected, row[higher])


def _require_hours(about: Sheet, row: dict[Any, Any], point: str) -> None:
    hourly, annual = row[f"hourly_{point}"], row[f"annual_{point}"]
    if pd.isna(hourly) or pd.isna(annual):
        return
    if abs(annual - hourly * HOURS) > ROUNDING:
        expected = f"{hourly:,.2f} an hour x {HOURS:,} = {hourly * HOURS:,.0f}"
        raise BadCell(about.file, about.name, row["_row"], about.printed[f"annual_{point}"], expected, annual)


def _require_part_of_total(about: Sheet, frame: pd.DataFrame) -> None:
    """No occupation has more jobs than all occupations of the same place, industry and ownership."""
    where = ["area_code", "industry_code", "industry_level", "ownership"]
    totals = frame.loc[frame["occupation_code"] == TOTAL, [*where, "employment"]]
    joined = frame.merge(totals, on=where, suffixes=("", "_all"))
    wrong = joined[joined["employment"] > joined["employment_all"]]
    if not wrong.empty:
        row = wrong.iloc[0]
        expected = f"at most the {row['employment_all']:,.0f} jobs of all occupations"
        raise BadCell(about.file, about.name, int(row["_row"]), "tot_emp", expected, row["employment"])
