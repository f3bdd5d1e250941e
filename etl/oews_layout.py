"""What OEWS workbooks look like, in all their layouts since 1997: names of columns, codes and levels."""

from __future__ import annotations

from dataclasses import dataclass

from etl.editions import Edition
from etl.schema import WAGE_COLUMNS

PATTERNS = {
    "area": "area",
    "area_title": "area_title|area_name",
    "area_type": "area_type",
    "prim_state": "prim_state",
    "naics": "naics",
    "naics_title": "naics_title",
    "i_group": "i_group",
    "own": "own_code|ownership",
    "occ_code": "occ_code",
    "occ_title": "occ_titl|occ_title",
    "o_group": "group|occ_group|o_group",
    "annual": "annual",
    "hourly": "hourly",
    "year": "year",
    "employment": "tot_emp",
    "employment_rse": "emp_prse",
    "jobs_per_1000": "jobs_1000",
    "location_quotient": "loc_quotient",
    "mean_rse": "mean_prse",
    **{
        f"{unit}_{ours}": f"{unit[0]}_{theirs}"
        for unit in ("hourly", "annual")
        for ours, theirs in {
            "mean": "mean", "p10": "w?pct10", "p25": "w?pct25", "median": "median", "p75": "w?pct75", "p90": "w?pct90",
        }.items()
    },
}  # fmt: skip
"""From our name to the publisher's, over all layouts."""

REQUIRED = {"occ_code", "occ_title", "o_group", "employment", "employment_rse", "mean_rse", *WAGE_COLUMNS}
BY_INDUSTRY = {"naics", "naics_title", "own"}
BY_AREA = {"area", "area_title", "area_type"}

OWNERSHIP_WORDS = {
    "private": "5",
    "federal government": "1",
    "state government": "2",
    "local government": "3",
}
"""Ownership in words, May 2010 to May 2018; codes since."""
OWNERSHIPS = {"1", "2", "3", "5", "35", "57", "58", "59", "123", "235", "1235"}
"""Ownership codes of the field descriptions, May 2025."""

AREA_TYPES = {"1": "nation", "2": "state", "3": "territory", "4": "metro", "6": "nonmetro"}
AREA_CODE_LENGTH = {"state": 2, "territory": 2, "metro": 5, "nonmetro": 7}
LEVELS = {"total": "total", "major": "major", "minor": "minor", "broad": "broad", "detail": "detailed",
          "detailed": "detailed"}  # fmt: skip
INDUSTRY_LEVELS = {"cross-industry", "sector", "3-digit", "4-digit", "5-digit", "6-digit"}

TOTAL = "00-0000"


@dataclass(frozen=True)
class Sheet:
    """What a reader must know of the sheet it reads.

    file, name: where it is. edition: of the address. partial: whether cells of the publisher's file were left out of
    this copy. level: industry level where the layout does not print it (before May 2019). printed: from our name of a
    column to the publisher's, for messages.
    """

    file: str
    name: str
    edition: Edition
    partial: bool
    level: str
    printed: dict[str, str]
