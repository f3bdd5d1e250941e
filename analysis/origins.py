"""Where a figure comes from: the file that its `source_id` names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.editions import TECHNICIANS, Edition
from analysis.files import files
from analysis.industry_rows import industry_rows
from analysis.kept import kept
from analysis.warehouse import Warehouse


@dataclass(frozen=True)
class Origin:
    """One file, or part of one, that was read. url: the publisher's address; note: what is to be known of the copy."""

    publisher: str
    table: str
    edition: str
    url: str
    obtained: str
    note: str

    @property
    def words(self) -> str:
        """'U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics: national'."""
        return f"{self.publisher}, {self.table}"


UNKNOWN = Origin("publisher not recorded", "table not recorded", "edition not recorded", "", "", "")


def origin(warehouse: Warehouse, source_id: str) -> Origin:
    """The file behind a row's `source_id`; UNKNOWN where the build does not name it."""
    return _origins(warehouse).get(source_id, UNKNOWN)


def of_publisher(warehouse: Warehouse, part: str) -> Origin:
    """A file of the publisher whose name holds `part`; UNKNOWN, without an edition, where none is loaded."""
    of_them = [row["source_id"] for row in files(warehouse) if part in (row["publisher"] or "")]
    return origin(warehouse, max(of_them)) if of_them else replace(UNKNOWN, edition="")


def of_industries(warehouse: Warehouse, edition: Edition, level: str = "sector", *, states: bool = False) -> Origin:
    """The file that pay by industry of an edition and level was read from; of states by industry where `states`."""
    known = None if states else industry_rows(warehouse, edition)
    for code in sorted(known or ()):
        for row in (known or {})[code]:
            if row["industry_level"] == level:
                return origin(warehouse, row["source_id"])
    return origin(warehouse, _of_rows(warehouse, edition, level, states))


@kept
def _of_rows(warehouse: Warehouse, edition: Edition, level: str, states: bool) -> str:
    rows = warehouse.rows(
        "SELECT source_id FROM wages WHERE occupation_code = ? AND year = ? AND month = ? "
        "AND (area_type = 'nation') <> ? AND industry_level <> 'cross-industry' AND (industry_level = ? OR ?) "
        "ORDER BY area_code, industry_code, ownership LIMIT 1",
        [TECHNICIANS, edition.year, edition.month, states, level, states],
    )
    return rows[0]["source_id"] if rows else ""


@kept
def _origins(warehouse: Warehouse) -> dict[str, Origin]:
    """Every file by its `source_id`."""
    columns = ("publisher", "table_title", "edition", "url", "obtained", "note")
    return {row["source_id"]: Origin(*(row[column] or "" for column in columns)) for row in files(warehouse)}
