"""A table as an Excel workbook: the rows, and a sheet of notes that says what they are and where they come from.

Text is written as text, so that none of it runs as a formula; numbers are numbers; a missing value is an empty cell.
Writing is slow work of the interpreter: it is done by a process of its own (`in_own_process`), which pages of other
visitors do not have to wait for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from analysis import licences
from analysis.data.copies import select
from analysis.data.dictionary import Table, tables
from analysis.warehouse import PROJECT, Warehouse, current

SHEET_ROWS = 1_048_576
"""Rows that a sheet takes, its heading included."""
CELL_LETTERS = 32_767
SECONDS = 600
WAIT_SECONDS = 30
WIDTHS = {"VARCHAR": 22, "DATE": 12, "TIMESTAMP": 19}
NARROW = 12

_writing = threading.Lock()
"""One workbook at a time: each keeps a processor busy."""


class NotWritten(RuntimeError):
    """The process that writes the workbook did not finish; the message says how it ended."""


def in_own_process(warehouse: Warehouse, table: Table, path: Path) -> None:
    """Write the workbook in a process of its own. Raises NotWritten."""
    told = [
        sys.executable,
        "-m",
        "analysis.data.workbook",
        str(warehouse.path),
        warehouse.build_id,
        table.name,
        str(path),
    ]
    if not _writing.acquire(timeout=WAIT_SECONDS):
        raise NotWritten(f"{table.name}: another workbook is still being written")
    try:
        done = subprocess.run(told, cwd=PROJECT, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise NotWritten(f"{table.name}: not written within {SECONDS} seconds") from error
    finally:
        _writing.release()
    if done.returncode:
        raise NotWritten(f"{table.name}: {done.stderr.strip()[-300:]}")


def write(warehouse: Warehouse, table: Table, path: Path, sheet_rows: int = SHEET_ROWS) -> None:
    """Write the workbook: sheets of at most `sheet_rows` rows, heading included, then the notes."""
    # Imported where it is used, which is in a process of its own: the server has no use for it.
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": table.name, "comments": table.words, "created": warehouse.built.replace(tzinfo=None)})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _write_rows(book, warehouse, table, formats, sheet_rows)
    _write_notes(book, warehouse, table, formats)
    book.close()


def _write_rows(book: Any, warehouse: Warehouse, table: Table, formats: dict[str, Any], sheet_rows: int) -> None:
    sheet, line, number = _sheet(book, table, formats, 1), 0, 1
    with warehouse.arrow(select(table, as_text=True)) as reader:
        for batch in reader:
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                line += 1
                if line == sheet_rows:
                    number, line = number + 1, 1
                    sheet = _sheet(book, table, formats, number)
                for position, value in enumerate(row):
                    _write_cell(sheet, line, position, value, formats)


def _sheet(book: Any, table: Table, formats: dict[str, Any], number: int) -> Any:
    name = table.name[:31] if number == 1 else f"{table.name[:25]} ({number})"
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, WIDTHS.get(column.type, NARROW))
        sheet.write_string(0, position, column.name, formats["head"])
    return sheet


def _write_cell(sheet: Any, line: int, position: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, position, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, position, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(line, position, value, formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(line, position, value)
    else:
        text = str(value)
        sheet.write_string(line, position, text if len(text) <= CELL_LETTERS else f"{text[: CELL_LETTERS - 1]}…")


def _write_notes(book: Any, warehouse: Warehouse, table: Table, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("notes")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 90)
    for line, (kind, *cells) in enumerate(notes(warehouse, table)):
        for position, text in enumerate(cells):
            sheet.write_string(line, position, text, formats["head" if kind == "head" else "wrap"])


def notes(warehouse: Warehouse, table: Table) -> list[tuple[str, ...]]:
    """Lines of the notes: ('head' or 'line', cell, cell, cell)."""
    origin = "the figures that come with the dashboard" if warehouse.origin == "snapshot" else "the publishers' files"
    lines: list[tuple[str, ...]] = [
        ("head", "Table", table.name, table.words),
        ("line", "Build", warehouse.build_id, f"{warehouse.built:%-d %B %Y}, from {origin}"),
        (
            "line",
            "Missing values",
            "",
            "An empty cell is a missing value, never zero. In `wages`, the column `marks` says why.",
        ),
        ("head", "Column", "Type", "What it means"),
    ]
    lines += [("line", column.name, column.type, column.words) for column in table.columns]
    lines += [("head", "Source", "Edition", "Publisher, address and terms")]
    for row in sources(warehouse, table.name):
        terms = licences.licence(row["publisher"])
        said = f"{row['publisher']}. {row['url'] or ''} {terms.name}: {terms.words}"
        lines.append(("line", row["table_title"] or "", row["edition"] or "", said))
    return lines


def sources(warehouse: Warehouse, table: str | None = None) -> list[dict[str, Any]]:
    """publisher, table_title, edition and url of what was read, into one table or into all, in order."""
    return warehouse.rows(
        """SELECT DISTINCT publisher, table_title, edition, url FROM sources WHERE ? IS NULL OR table_name = ?
           ORDER BY ALL""",
        [table, table],
    )


def main(path: Path, build_id: str, name: str, target: Path) -> None:
    """Write one workbook of the build at `path`, which has to be the one that is meant."""
    with suppress(OSError):
        os.nice(10)
    missing = target / "none"
    warehouse = current(missing, path) if path.is_dir() else current(path.parent.parent, missing)
    if warehouse.build_id != build_id:
        raise SystemExit(f"{build_id} is no longer the published build")
    write(warehouse, next(table for table in tables(warehouse) if table.name == name), target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))
