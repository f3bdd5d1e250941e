"""Which editions of the wage tables are loaded, and which is the newest: asked of the data, never assumed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from analysis import words
from analysis.kept import kept
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


class Held(NamedTuple):
    """Rows of an occupation that an edition has, of one kind.

    whole: of all industries and owners together. paid: at least one has a mean wage.
    """

    edition: Edition
    area_type: str
    level: str
    whole: bool
    all_industries: bool
    paid: bool


def national(warehouse: Warehouse, occupation: str = TECHNICIANS) -> list[Edition]:
    """Editions with a national row of the occupation, all industries, oldest first; may be empty."""
    return _editions(item for item in held(warehouse, occupation) if item.area_type == "nation" and item.whole)


def areas(warehouse: Warehouse, occupation: str = TECHNICIANS) -> list[Edition]:
    """Editions with rows of the occupation for places within the nation, oldest first; may be empty."""
    found = held(warehouse, occupation)
    return _editions(item for item in found if item.area_type != "nation" and item.all_industries)


def industries(warehouse: Warehouse, level: str, occupation: str = TECHNICIANS) -> list[Edition]:
    """Editions with national rows of the occupation at an industry level ('sector', '3-digit' …), oldest first."""
    return _editions(item for item in held(warehouse, occupation) if item.area_type == "nation" and item.level == level)


def states_by_industry(warehouse: Warehouse, area_types: Collection[str]) -> list[Edition]:
    """Editions with pay of technicians by industry in areas of these types, oldest first; may be empty."""
    return _editions(
        item for item in held(warehouse, TECHNICIANS)
        if item.area_type in area_types and item.level != "cross-industry" and item.paid
    )  # fmt: skip


def latest(editions: list[Edition], what: str) -> Edition:
    """The newest of them. Raises NoEdition naming `what` was looked for."""
    if not editions:
        raise NoEdition(f"No edition of {what} is loaded; run `python -m etl status` to see what is.")
    return max(editions)


@kept
def held(warehouse: Warehouse, occupation: str) -> tuple[Held, ...]:
    """What every loaded edition has of an occupation, each kind of row once."""
    rows = warehouse.rows(
        "SELECT year, month, area_type, industry_level, industry_code = ? AND ownership = ? AS whole, "
        "industry_code = ? AS all_industries, count(annual_mean) > 0 AS paid FROM wages WHERE occupation_code = ? "
        "GROUP BY ALL",
        [ALL_INDUSTRIES, ALL_OWNERS, ALL_INDUSTRIES, occupation],
    )
    return tuple(Held(Edition(row.pop("year"), row.pop("month")), *row.values()) for row in rows)


def _editions(found: Iterable[Held]) -> list[Edition]:
    return sorted({item.edition for item in found})
