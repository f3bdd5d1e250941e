"""Regional price parities (BEA): what the same goods and services cost in a place, nation = 100.

Two archives: SARPP (states) and MARPP (metropolitan areas and the nonmetropolitan portions). Each holds one CSV, in
Latin-1, with a column a year, a footer, a blank before the FIPS code, and a row for each price level. The all-items row
is found by its Description: its LineCode moved between releases.

Area codes of the warehouse: 'US'; two-digit FIPS for a state; five digits for a metropolitan area; 'US-nonmetro' for
the nation's nonmetropolitan portion (BEA: 00999) and '<FIPS>-nonmetro' for a state's (BEA: 01999). The nation is kept
from the state file only, as both print it. Regions (FIPS 91 to 98) are not kept. '(NA)' means that BEA has no value for
that year: there is no row for it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from etl import schema
from etl.errors import BadCell, BadFile
from etl.files import Extract, LocalFile, RemoteFile
from etl.tables import frame_of, plain
from etl.texts import cells_of, text_of
from etl.workbook import members

SITE = "https://apps.bea.gov/regional/zip/"
PUBLISHER = "U.S. Bureau of Economic Analysis"
TITLES = {
    "SARPP": "Regional price parities by state",
    "MARPP": "Regional price parities by metropolitan area",
}

ALL_ITEMS = re.compile(r"RPPs?: All items(?: \d+/)?", re.IGNORECASE)
REQUIRED = ("GeoFIPS", "GeoName", "TableName", "Description", "Unit")
NOT_AVAILABLE = "(NA)"
SANE = (50.0, 200.0)
"""Published parities lie between 75 and 125."""


def files(today: date) -> list[RemoteFile]:
    return [RemoteFile(f"{SITE}{table}.zip", "price_parities", "zip") for table in TITLES]


def read(local: LocalFile) -> list[Extract]:
    """Rows for `price_parities`, all items, every year of the file. Raises BadFile, BadCell."""
    extracts = []
    seen: set[tuple[object, object]] = set()
    for table, title in TITLES.items():
        for member, content in members(local.path, rf"{table}_.*\.csv"):
            where = f"{local.name}, {member}"
            lines = Lines(local.name, member, cells_of(text_of(content, where), where, skipinitialspace=True))
            records = list(lines.records(table))
            for record in records:
                key = record["area_code"], record["year"]
                if key in seen:
                    raise BadCell(local.name, member, None, "GeoFIPS", "each area and year once", key)
                seen.add(key)
            if not records:
                raise BadFile(f"{local.name}, {member}: expected rows 'RPPs: All items', found none")
            latest = max(lines.years)
            frame = frame_of(schema.PRICE_PARITIES, records)
            extracts.append(
                Extract("price_parities", frame, title, PUBLISHER, str(latest), member, lines.updated, local.note)
            )
    if not extracts:
        raise BadFile(f"{local.name}: expected a member such as SARPP_STATE_2008_2024.csv, found none")
    return extracts


@dataclass(frozen=True)
class Area:
    code: str
    type: str


def area_of(fips: str, table: str) -> Area | None:
    """The warehouse's area for BEA's five digits, None for a region or for the nation where the table repeats it."""
    if fips.endswith("999"):
        return Area("US-nonmetro" if fips == "00999" else f"{fips[:2]}-nonmetro", "nonmetro")
    if fips == "00000":
        return Area("US", "nation") if table == "SARPP" else None
    if table == "MARPP":
        return Area(fips, "metro")
    return Area(fips[:2], "state") if fips.endswith("000") and fips < "91000" else None


class Lines:
    """Lines of one CSV member."""

    def __init__(self, file: str, member: str, rows: list[list[str]]) -> None:
        self.file, self.member, self.rows = file, member, rows
        self.names = [plain(name) for name in rows[0]] if rows else []
        for name in REQUIRED:
            if self.names.count(name) != 1:
                raise BadCell(file, member, 1, name, "one column of this name", self.names)
        self.years = {int(name): place for place, name in enumerate(self.names) if re.fullmatch(r"(19|20)\d{2}", name)}
        if not self.years:
            raise BadCell(file, member, 1, "years", "at least one column named by a year", self.names)

    @property
    def updated(self) -> date | None:
        """The date of 'Last updated: February 19, 2026-- …' in the footer."""
        for row in self.rows:
            if match := re.match(r"Last updated: ([A-Z][a-z]+ \d{1,2}, \d{4})", ", ".join(row).strip()):
                with suppress(ValueError):  # a date that no calendar has is not worth losing the table for
                    return datetime.strptime(match[1], "%B %d, %Y").date()  # noqa: DTZ007 - a date, no time
        return None

    def bad(self, number: int, column: str, expected: str, found: object) -> BadCell:
        return BadCell(self.file, self.member, number, column, expected, found)

    def records(self, table: str) -> list[dict[str, object]]:
        """All-items rows as records of `price_parities`. Raises BadCell."""
        found: list[dict[str, object]] = []
        for number, cells in enumerate(self.rows[1:], start=2):
            row = dict(zip(self.names, (cell.strip() for cell in cells), strict=False))
            if not any(row.values()) or self.is_footer(cells):
                continue
            if len(cells) != len(self.names):
                raise self.bad(number, "row", f"{len(self.names)} cells", len(cells))
            if not re.fullmatch(r"\d{5}", row["GeoFIPS"]):
                raise self.bad(number, "GeoFIPS", "five digits", row["GeoFIPS"])
            if ALL_ITEMS.fullmatch(plain(row["Description"])):
                found += self.parities(number, row, table)
        return found

    def is_footer(self, cells: list[str]) -> bool:
        """Below the table stand notes of one cell, or of a few where a comma broke them; they start with a word."""
        return len(cells) < len(self.names) and bool(re.match(r"[A-Z]", cells[0].strip()))

    def parities(self, number: int, row: dict[str, str], table: str) -> list[dict[str, object]]:
        if row["TableName"] != table:
            raise self.bad(number, "TableName", table, row["TableName"])
        if row["Unit"] != "Index":
            raise self.bad(number, "Unit", "Index", row["Unit"])
        area = area_of(row["GeoFIPS"], table)
        if area is None:
            return []
        values = {year: self.index(number, str(year), row[str(year)]) for year in self.years}
        if area.type == "nation" and any(value not in (None, 100.0) for value in values.values()):
            raise self.bad(number, "United States", "100 in every year", values)
        return [
            {
                "area_code": area.code,
                # A star after the name leads to a footnote on what "nonmetropolitan" is.
                "area_name": row["GeoName"].rstrip("* "),
                "area_type": area.type,
                "year": year,
                "index": value,
            }
            for year, value in values.items()
            if value is not None
        ]

    def index(self, number: int, year: str, cell: str) -> float | None:
        if cell == NOT_AVAILABLE:
            return None
        if not re.fullmatch(r"\d{1,3}\.\d+|\d{1,3}", cell):
            raise self.bad(number, year, f"an index or {NOT_AVAILABLE}", cell)
        low, high = SANE
        if not low <= float(cell) <= high:
            raise self.bad(number, year, f"an index between {low:g} and {high:g}", cell)
        return float(cell)
