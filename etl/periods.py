"""What edition, year or month a row is about, and which row of another edition is about the same thing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from etl.editions import MONTHS, YEARLY, Edition
from etl.schema import Table

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "wages": ("year", "month"),
    "projections": ("edition",),
    "utilization_factors": ("edition",),
    "observations": ("month",),
    "revisions": ("month", "seen"),
    "weekly_earnings": ("year",),
    "price_parities": ("year",),
    "setting_shares": ("year",),
    "setting_medians": ("year", "month"),
    "related_occupations": ("version",),
}
"""Columns of a table's key that tell its editions apart; they sort in the order of time. None for `series`."""


def of(table: Table) -> tuple[str, ...]:
    """Columns of the key that name the edition."""
    return COLUMNS.get(table.name, ())


def identity(table: Table) -> tuple[str, ...]:
    """The other columns of the key: rows that share them are about the same thing in different editions."""
    return tuple(column for column in table.key if column not in of(table))


def moment(label: str) -> tuple[int, int]:
    """Year and month of an edition's name, for the order of time: 'May 2025', '2002' (its end), '2024-34', '2026-07'.

    (0, 0) for a name without a year.
    """
    year = re.search(r"(?:19|20)\d\d", label)
    if not year:
        return 0, 0
    numbered = re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", label)
    named = next((number for number in range(1, 13) if label.startswith(f"{date(2000, number, 1):%B}")), 12)
    return int(year[0]), int(numbered[1]) if numbered else named


def label(table: Table, values: Sequence[object]) -> str:
    """The edition in words, from the values of the columns of `of`: 'May 2025', '2024-34', 'July 2026'."""
    if table.name in ("wages", "setting_medians"):
        year, month = (int(str(value)) for value in values)
        if month in (*MONTHS.values(), YEARLY):
            return str(Edition(year, month))
        return f"{date(year, month, 1):%B %Y}"
    if table.name == "observations":
        return f"{date.fromisoformat(str(values[0])):%B %Y}"
    return " ".join(map(str, values))
