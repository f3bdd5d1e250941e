"""Where a figure comes from: the file that its `source_id` names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.editions import TECHNICIANS, Edition
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
    rows = warehouse.rows(
        "SELECT publisher, table_title, edition, url, obtained, note FROM sources WHERE source_id = ? LIMIT 1",
        [source_id],
    )
    return Origin(*(value or "" for value in rows[0].values())) if rows else UNKNOWN


def of_publisher(warehouse: Warehouse, part: str) -> Origin:
    """A file of the publisher whose name holds `part`; UNKNOWN, without an edition, where none is loaded."""
    rows = warehouse.rows("SELECT source_id FROM sources WHERE contains(publisher, ?) ORDER BY 1 DESC LIMIT 1", [part])
    return origin(warehouse, rows[0]["source_id"]) if rows else replace(UNKNOWN, edition="")


def of_industries(warehouse: Warehouse, edition: Edition, level: str = "sector", *, states: bool = False) -> Origin:
    """The file that pay by industry of an edition and level was read from; of states by industry where `states`."""
    rows = warehouse.rows(
        "SELECT source_id FROM wages WHERE year = ? AND month = ? AND occupation_code = ? "
        "AND (area_type = 'nation') <> ? AND industry_level <> 'cross-industry' AND (industry_level = ? OR ?) LIMIT 1",
        [edition.year, edition.month, TECHNICIANS, states, level, states],
    )
    return origin(warehouse, rows[0]["source_id"]) if rows else UNKNOWN
