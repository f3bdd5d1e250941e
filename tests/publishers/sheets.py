"""Workbooks and archives as bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import openpyxl
import xlwt

Cell = str | int | float | bool | None
Sheet = Iterable[Sequence[Cell]]

STAMP = (2020, 1, 1, 0, 0, 0)
"""Date of every member, so that the same rows make the same bytes."""


def xls(sheets: Mapping[str, Sheet]) -> bytes:
    """An Excel 97 workbook; None and "" leave a cell blank."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell is not None and cell != "":
                    sheet.write(r, c, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx(sheets: Mapping[str, Sheet]) -> bytes:
    """An Excel workbook; None and "" leave a cell blank. Written as it goes: 100,000 rows need little memory."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime(*STAMP)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of members, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
