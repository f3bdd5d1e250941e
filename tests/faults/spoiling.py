"""Workbooks as a publisher would send them on a bad day: an honest one, and what is done to its sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.publishers.sheets import zipped

Edit = Callable[[Worksheet], object]


def edited(content: bytes, edit: Edit) -> bytes:
    """The zip of a workbook with its first sheet edited."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: edited_book(book, edit) for name, book in members.items()})


def edited_book(content: bytes, edit: Edit) -> bytes:
    """A workbook with its first sheet edited."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book.worksheets[0])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def column(sheet: Worksheet, name: str) -> int:
    """Where a column stands, by its header in the first row."""
    return next(cell.column for cell in sheet[1] if str(cell.value).upper() == name)


def renamed(name: str, to: str) -> Edit:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(1, column(sheet, name)).value = to

    return edit


def moved_to_the_end(name: str) -> Edit:
    def edit(sheet: Worksheet) -> None:
        copied_to_the_end(name)(sheet)
        sheet.delete_cols(column(sheet, name))

    return edit


def copied_to_the_end(name: str) -> Edit:
    def edit(sheet: Worksheet) -> None:
        place, end = column(sheet, name), sheet.max_column + 1
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, end).value = sheet.cell(row, place).value

    return edit


def without(name: str) -> Edit:
    return lambda sheet: sheet.delete_cols(column(sheet, name))


def cell(name: str, value: object, row: int = 2) -> Edit:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(row, column(sheet, name)).value = value  # type: ignore[assignment]

    return edit


def row_again(number: int = 2) -> Edit:
    return lambda sheet: sheet.append([each.value for each in sheet[number]])


def emptied(sheet: Worksheet) -> None:
    sheet.delete_rows(1, sheet.max_row)


def with_blank_rows(content: bytes, last: int, columns: str = "AF") -> bytes:
    """The zip of a workbook whose sheet goes on with blank rows, each with two cells of no more than a blank."""
    blank = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v></v></c><c r="{columns}{n}" t="str"><v> </v></c></row>'
        for n in range(10_000, last + 1)
    ).encode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, book in members.items():
        with zipfile.ZipFile(io.BytesIO(book)) as parts:
            all_parts = {part: parts.read(part) for part in parts.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        all_parts[sheet] = all_parts[sheet].replace(b"</sheetData>", blank + b"</sheetData>")
        members[name] = zipped(all_parts)
    return zipped(members)
