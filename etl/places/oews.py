"""In which cell of an OEWS workbook a value of `wages` stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.editions import Edition
from etl.files import LocalFile, Place, Wanted
from etl.oews import kept_rows, row_of
from etl.oews_layout import PATTERNS, REQUIRED, Sheet
from etl.places.naming import cell, path_in_archive
from etl.schema import WAGES
from etl.sources.oews_industry import level_of
from etl.workbook import find_header, members, open_workbook, sheet_of


def locate(local: LocalFile, member: str, wanted: Sequence[Wanted]) -> dict[Wanted, Place]:
    """The cells of the values, the occupation's code for a row as a whole; values that are not there are left out.

    Raises BadFile, BadCell.
    """
    level = level_of(member) if local.remote.source == "oews_industry" else "cross-industry"
    found: dict[Wanted, Place] = {}
    for within, content in _workbooks(local, member):
        file = f"{local.name}: {member}"
        sheet = sheet_of(open_workbook(content, file), 0, file)
        header = find_header(sheet, file, PATTERNS, REQUIRED)
        printed = {ours: header.names[place] for ours, place in header.columns.items()}
        about = Sheet(file, sheet.name, Edition.parse(local.remote.edition), False, level, printed)
        # Rows are handed over without the empty columns at the left.
        first = sheet.start[1] if sheet.start else 0
        by_key: dict[tuple[str, ...], list[Wanted]] = {}
        for one in wanted:
            by_key.setdefault(one.key, []).append(one)
        for number, cells in kept_rows(sheet, header):
            row = row_of(about, header, number, cells)
            for one in by_key.get(tuple(str(row[column]) for column in WAGES.key), ()):
                column = header.columns.get(one.column or "occ_code")
                if column is not None:
                    found[one] = (*within, *cell(sheet.name, number, first + column))
    return found


def _workbooks(local: LocalFile, member: str) -> list[tuple[Place, bytes]]:
    """The workbook with its path in the archive; a file that is a workbook itself has none."""
    if member == local.name:
        return [((), local.path.read_bytes())]
    return [((path_in_archive(local.path, name),), content) for name, content in members(local.path, re.escape(member))]
