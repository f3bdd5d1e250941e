"""Which editions of the wage tables are loaded, and which is the newest: asked of the data, never assumed."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from analysis import words
from analysis.warehouse import Warehouse

TECHNICIANS = "29-2052"
"""SOC code that every pharmacy technician is counted under."""

ALL_OWNERS = "1235"
ALL_INDUSTRIES = "000000"
NATION = "US"

YEARLY = 12
"""Month of the editions before May 2003: one a year, with reference in the fourth quarter."""


class NoEdition(LookupError):
    """Nothing is loaded that answers the question; the message says what was looked for."""


class Edition(NamedTuple):
    """Reference of an edition of the wage tables, in the order of time."""

    year: int
    month: int

    @property
    def label(self) -> str:
        """'May 2025', 'November 2003', or '2002' for a yearly edition before May 2003."""
        return words.edition(self.year, self.month)

    @property
    def reference(self) -> str:
        """The reference in full, as the label but with 'the fourth quarter of 2002' for a yearly edition."""
        return f"the fourth quarter of {self.year}" if self.month == YEARLY else self.label

    @property
    def date(self) -> dt.date:
        """Middle of the reference on a time axis: the month, or November where it is the fourth quarter."""
        return dt.date(self.year, 11 if self.month == YEARLY else self.month, 1)

    @property
    def months(self) -> tuple[dt.date, ...]:
        """Months that the wages refer to: one, or October to December before May 2003."""
        if self.month == YEARLY:
            return tuple(dt.date(self.year, month, 1) for month in (10, 11, 12))
        return (dt.date(self.year, self.month, 1),)


def national(warehouse: Warehouse, occupation: str = TECHNICIANS) -> list[Edition]:
    """Editions with a national row of the occupation, all industries, oldest first; may be empty."""
    return _editions(
        warehouse,
        "SELECT DISTINCT year, month FROM wages WHERE area_code = ? AND industry_code = ? AND ownership = ? "
        "AND occupation_code = ? ORDER BY year, month",
        [NATION, ALL_INDUSTRIES, ALL_OWNERS, occupation],
    )


def areas(warehouse: Warehouse, occupation: str = TECHNICIANS) -> list[Edition]:
    """Editions with rows of the occupation for places within the nation, oldest first; may be empty."""
    return _editions(
        warehouse,
        "SELECT DISTINCT year, month FROM wages WHERE area_type <> 'nation' AND industry_code = ? "
        "AND occupation_code = ? ORDER BY year, month",
        [ALL_INDUSTRIES, occupation],
    )


def industries(warehouse: Warehouse, level: str, occupation: str = TECHNICIANS) -> list[Edition]:
    """Editions with national rows of the occupation at an industry level ('sector', '3-digit' …), oldest first."""
    return _editions(
        warehouse,
        "SELECT DISTINCT year, month FROM wages WHERE area_type = 'nation' AND industry_level = ? "
        "AND occupation_code = ? ORDER BY year, month",
        [level, occupation],
    )


def latest(editions: list[Edition], what: str) -> Edition:
    """The newest of them. Raises NoEdition naming `what` was looked for."""
    if not editions:
        raise NoEdition(f"No edition of {what} is loaded; run `python -m etl status` to see what is.")
    return max(editions)


def _editions(warehouse: Warehouse, sql: str, params: list[str]) -> list[Edition]:
    return [Edition(row["year"], row["month"]) for row in warehouse.rows(sql, params)]
