"""How cells of workbooks are named, and the members of archives that hold them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from etl.files import Place


def letters(column: int) -> str:
    """Letters of a column, from 0: A, B, …, Z, AA, AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell(sheet: str, row: int, column: int) -> Place:
    """The place of a cell; row from 1, as a spreadsheet counts, column from 0."""
    return f"sheet {sheet}", f"cell {letters(column)}{row}"


def path_in_archive(path: Path, member: str) -> str:
    """Where in a zip the member of this file name lies, such as 'oesm25nat/national_M2025_dl.xlsx'."""
    with zipfile.ZipFile(path) as archive:
        return next((name for name in archive.namelist() if name.rsplit("/", 1)[-1] == member), member)
