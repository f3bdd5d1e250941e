"""Workbooks and archives as they are published: open them, find a header by its names, find members by pattern.

python-calamine reads `.xls` and `.xlsx` alike; rows keep their spreadsheet number so that an error can name the cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from etl.errors import BadCell, BadFile
from etl.verify_archive import MAX_WORKBOOK

HEADER_SEARCH_ROWS = 100
"""A header stands within so many rows of the top (the longest preamble, of 1999, is 39 rows)."""


@dataclass(frozen=True)
class Header:
    """Where a table's columns stand: from our name to the position in a row; `row` counts from 1."""

    row: int
    columns: dict[str, int]
    names: list[str]


def open_workbook(content: bytes, name: str) -> CalamineWorkbook:
    """Open a workbook held in memory. Raises BadFile when it is none."""
    with _reading(f"{name}: expected an .xls or .xlsx workbook, found something that does not open"):
        return CalamineWorkbook.from_filelike(io.BytesIO(content))


def sheet_of(book: CalamineWorkbook, which: int | str, name: str) -> CalamineSheet:
    """A sheet of a workbook, by its number or its name. name: of the workbook. Raises BadFile when it is damaged."""
    with _reading(f"{name}: expected a sheet that can be read, found sheet {which!r} damaged"):
        return book.get_sheet_by_index(which) if isinstance(which, int) else book.get_sheet_by_name(which)


@contextmanager
def _reading(trouble: str) -> Iterator[None]:
    """Raise BadFile for what the reader of workbooks says of bytes that it cannot read."""
    try:
        yield
    except (CalamineError, ValueError, OSError, IndexError) as error:
        raise BadFile(f"{trouble} ({error})") from None
    except BaseException as error:
        # The reader is written in Rust: where that gives up, Python sees something that is no Exception and no class
        # that could be imported. Whatever else this may be, such as Ctrl+C, goes on.
        if type(error).__name__ != "PanicException":
            raise
        raise BadFile(f"{trouble} ({error})") from None


def members(path: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each archive member whose file name matches the pattern, in the archive's order.

    Raises BadFile when the archive is damaged or a member is absurdly large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                name = info.filename.rsplit("/", 1)[-1]
                if info.is_dir() or not re.fullmatch(pattern, name, re.IGNORECASE):
                    continue
                if info.file_size > MAX_WORKBOOK:
                    raise BadFile(f"{path.name}: member {name} would unpack to {info.file_size:,} bytes; not read")
                yield name, archive.read(info)
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise BadFile(f"{path.name}: expected a zip archive, found a damaged one ({error})") from None


def normal(cell: object) -> str:
    """A header cell as it is compared: lower case, blanks and line breaks as one underscore."""
    return re.sub(r"\s+", "_", str(cell).strip().lower())


def find_header(sheet: CalamineSheet, file: str, patterns: Mapping[str, str], required: set[str]) -> Header:
    """The first row in which every required column is found, each pattern matched against the whole cell.

    Raises BadFile naming what is missing, or BadCell when two columns answer to one name.
    """
    best: tuple[int, list[str], set[str]] = (0, [], set(required))
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > HEADER_SEARCH_ROWS:
            break
        names = [normal(cell) for cell in row]
        matches = {
            ours: [index for index, name in enumerate(names) if re.fullmatch(pattern, name)]
            for ours, pattern in patterns.items()
        }
        missing = {ours for ours in required if not matches[ours]}
        if len(missing) < len(best[2]):
            best = (number, names, missing)
        if missing:
            continue
        for ours, places in matches.items():
            if len(places) > 1:
                raise BadCell(file, sheet.name, number, ours, "one column of this name", [names[i] for i in places])
        return Header(number, {ours: places[0] for ours, places in matches.items() if places}, names)
    nearest, names, missing = best
    listed = ", ".join(name for name in names if name)
    seen = f"the nearest is row {nearest}: {listed}" if nearest else "none is near"
    raise BadFile(
        f"{file}, sheet {sheet.name!r}: expected a header with {', '.join(sorted(missing))}; {seen}. "
        "If the publisher renamed a column, add its new name to the source's patterns."
    )
