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


def raw_xlsx(rows: bytes, prolog: bytes = b"", name: str = "Sheet1") -> bytes:
    """A workbook of one sheet whose XML is `rows` (`<row>` elements) as given, `prolog` before its root element.

    For sheets that no honest program would write.
    """
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    def links(role: str, target: str) -> bytes:
        link = f'<Relationship Id="rId1" Type="{office}/{role}" Target="{target}"/>'
        return f'<Relationships xmlns="{package}/relationships">{link}</Relationships>'.encode()

    return zipped({
        "[Content_Types].xml": f"""<Types xmlns="{package}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>""".encode(),
        "_rels/.rels": links("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f"""<workbook xmlns="{main}" xmlns:r="{office}">
<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>""".encode(),
        "xl/_rels/workbook.xml.rels": links("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": b'<?xml version="1.0" encoding="UTF-8"?>' + prolog
        + f'<worksheet xmlns="{main}"><sheetData>'.encode() + rows + b"</sheetData></worksheet>",
    })  # fmt: skip
