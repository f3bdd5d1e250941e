"""Tables set for the eye: a title, a header somewhere below it, rows, then footnotes. Find the columns, name the cells.

Employment Projections and CPS tables change their header's wording, dashes and footnote marks from edition to edition,
so a column is found by a pattern over the whole header cell. Every error names file, sheet, row and column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from python_calamine import CalamineSheet

from etl import schema
from etl.errors import BadCell, BadFile
from etl.workbook import HEADER_SEARCH_ROWS, open_workbook, sheet_of

DASHES = re.compile(r"[‐‑‒–—―−]")
MAX_ROWS = 20_000
"""The longest of these tables has some 1,100 rows."""
FOOTNOTE_MARK = re.compile(r"\s*\[\d+\]")
PANDAS_TYPES = {
    "VARCHAR": "string",
    "SMALLINT": "Int16",
    "BIGINT": "Int64",
    "DOUBLE": "Float64",
    "BOOLEAN": "boolean",
    "DATE": "object",
}


def plain(cell: object) -> str:
    """Text of a cell: one blank between words, every dash a hyphen, no footnote mark such as [1]."""
    text = FOOTNOTE_MARK.sub("", "" if cell is None else str(cell))
    return " ".join(DASHES.sub("-", text).split())


@dataclass(frozen=True)
class Sheet:
    """A sheet as rows of cells; row 1 is the first, as a spreadsheet counts."""

    file: str
    name: str
    rows: list[list[object]]

    @property
    def title(self) -> str:
        """First cell that is not empty, as `plain` text."""
        return next((plain(cell) for row in self.rows for cell in row if plain(cell)), "")

    def bad(self, row: int | None, column: str, expected: str, found: object) -> BadCell:
        return BadCell(self.file, self.name, row, column, expected, found)


@dataclass(frozen=True)
class Row:
    """A row of a table, its cells by our column names."""

    table: Table
    number: int
    cells: list[object]

    def __getitem__(self, column: str) -> object:
        place = self.table.columns.get(column)
        return None if place is None or place >= len(self.cells) else self.cells[place]

    def text(self, column: str) -> str:
        return plain(self[column])

    def printed(self, column: str) -> str:
        """Text as printed, dashes kept; blanks tidied and footnote marks taken off. Raises BadCell for none."""
        text = " ".join(FOOTNOTE_MARK.sub("", str(self[column] or "")).split())
        if not text:
            raise self.bad(column, "a text")
        return text

    def bad(self, column: str, expected: str) -> BadCell:
        return self.table.sheet.bad(self.number, column, expected, self[column])

    def number_in(self, column: str, missing: frozenset[str] = frozenset()) -> float | None:
        """Value of a numeric cell, None for a mark in `missing` (dashes as hyphens). Raises BadCell otherwise."""
        cell = self[column]
        if isinstance(cell, (int, float)) and not isinstance(cell, bool) and math.isfinite(cell):
            return float(cell)
        text = plain(cell)
        if text in missing:
            return None
        if re.fullmatch(r"-?\$?\d{1,3}(,\d{3})*(\.\d+)?|-?\$?\d+(\.\d+)?", text):
            return float(text.replace(",", "").replace("$", ""))
        raise self.bad(column, "a number" + (f" or one of {', '.join(sorted(missing))}" if missing else ""))

    def required_number(self, column: str) -> float:
        """Value of a numeric cell that may not be missing. Raises BadCell."""
        value = self.number_in(column)
        if value is None:
            raise self.bad(column, "a number")
        return value


@dataclass(frozen=True)
class Table:
    """A table in a sheet: where its header stands, and the position of each column by our name."""

    sheet: Sheet
    header_row: int
    columns: dict[str, int]

    def rows(self, key: str) -> Iterator[Row]:
        """Rows below the header, up to the footer, whose lines have no `key`; empty rows are passed over.

        Raises BadCell for a row with a key below a line without one: the footer had not begun.
        """
        footer: Row | None = None
        for number, cells in enumerate(self.sheet.rows[self.header_row :], start=self.header_row + 1):
            row = Row(self, number, cells)
            if not any(plain(cell) for cell in cells):
                continue
            if not row.text(key):
                footer = footer or row
            elif footer is not None:
                raise footer.bad(key, f"a value, as rows with data follow (row {number})")
            else:
                yield row


def read_sheet(path: Path, pattern: str) -> Sheet:
    """The one sheet whose name matches the pattern (case ignored). Raises BadFile."""
    book = open_workbook(path.read_bytes(), path.name)
    names = [name for name in book.sheet_names if re.fullmatch(pattern, plain(name), re.IGNORECASE)]
    if len(names) != 1:
        raise BadFile(
            f"{path.name}: expected one sheet named like {pattern!r}, found {names or 'none'} "
            f"among {', '.join(map(repr, book.sheet_names))}"
        )
    return Sheet(path.name, names[0], _rows(sheet_of(book, names[0], path.name), f"{path.name}, sheet {names[0]!r}"))


def _rows(sheet: CalamineSheet, where: str) -> list[list[object]]:
    """The rows down to the last that holds anything; a sheet may go on with a million blank ones. Raises BadFile."""
    rows: list[list[object]] = []
    blank = 0
    for row in sheet.iter_rows():
        if not any(cell != "" for cell in row):
            blank += 1
            continue
        if len(rows) + blank >= MAX_ROWS:
            raise BadFile(f"{where}: expected a table of at most {MAX_ROWS:,} rows, found one that goes on")
        rows += [[] for _ in range(blank)]
        rows.append(list(row))
        blank = 0
    return rows


def find_table(sheet: Sheet, columns: Mapping[str, str], optional: frozenset[str] = frozenset()) -> Table:
    """The table under the first row that holds a cell for every column of `columns` (our name → pattern).

    Patterns match the whole `plain` cell, case ignored. Raises BadFile naming the missing columns and the nearest row,
    BadCell when two cells answer to one column.
    """
    nearest: tuple[int, list[str]] = (0, sorted(set(columns) - optional))
    for number, cells in enumerate(sheet.rows[:HEADER_SEARCH_ROWS], start=1):
        names = [plain(cell) for cell in cells]
        found = {
            ours: [place for place, name in enumerate(names) if re.fullmatch(pattern, name, re.IGNORECASE)]
            for ours, pattern in columns.items()
        }
        missing = sorted(ours for ours, places in found.items() if not places and ours not in optional)
        if missing:
            if len(missing) < len(nearest[1]):
                nearest = (number, missing)
            continue
        for ours, places in found.items():
            if len(places) > 1:
                raise sheet.bad(number, ours, "one column of this name", [names[place] for place in places])
        return Table(sheet, number, {ours: places[0] for ours, places in found.items() if places})
    row, missing = nearest
    seen = f"nearest is row {row}: {[plain(c) for c in sheet.rows[row - 1] if plain(c)]}" if row else "no row is near"
    wanted = "; ".join(f"{ours} (like {columns[ours]!r})" for ours in missing)
    raise BadFile(f"{sheet.file}, sheet {sheet.name!r}: expected a header with {wanted}; {seen}")


def frame_of(table: schema.Table, records: list[dict[str, object]]) -> pd.DataFrame:
    """Records as a frame with the columns and types of a warehouse table, without source_id."""
    columns = [column for column in table.columns if column.name != schema.SOURCE_ID.name]
    return pd.DataFrame(
        {
            column.name: pd.Series([record[column.name] for record in records], dtype=PANDAS_TYPES[column.type])
            for column in columns
        }
    )


def notes(*parts: str) -> str:
    """What is known of a copy and what its publisher says, as one note."""
    return " ".join(part for part in parts if part)
