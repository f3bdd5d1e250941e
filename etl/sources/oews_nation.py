"""OEWS, nation: every edition since 1997, both of 2003 and of 2004.

The editions of 1997 and 1998 use codes older than SOC. They are read, but a technician is not in them: the code of
that time (32519) covered pharmacy technicians and aides together.
"""

from __future__ import annotations

from datetime import date

from etl.editions import Edition
from etl.errors import BadFile
from etl.files import Extract, LocalFile, RemoteFile
from etl.oews import OLD_SITE, PROGRAM, PUBLISHER, SITE, first_text, is_settled, read_workbook, released
from etl.workbook import members, open_workbook

FIRST_YEAR = 1997


def editions(last_year: int) -> list[tuple[str, Edition]]:
    """(name of the zip, edition), oldest first."""
    found = [(f"oes{year % 100:02}nat.zip", Edition(year, 12)) for year in range(FIRST_YEAR, 2003)]
    for year in range(2003, last_year + 1):
        found.append((f"oesm{year % 100:02}nat.zip", Edition(year, 5)))
        if year in (2003, 2004):
            found.append((f"oesn{year % 100:02}nat.zip", Edition(year, 11)))
    return found


def files(today: date) -> list[RemoteFile]:
    """An edition is released in the year after its reference at the earliest."""
    return [
        RemoteFile(SITE + name, "oews_nation", "zip", str(edition), (OLD_SITE + name,), required=True,
                   settled=is_settled(edition, today))
        for name, edition in editions(today.year - 1)
    ]  # fmt: skip


def read(local: LocalFile) -> list[Extract]:
    """Rows for `wages`: nation, all industries. Raises BadFile, BadCell."""
    extracts = []
    titles = tuple(_title(content, name) for name, content in members(local.path, r"field_descriptions\.xlsx?"))
    for member, content in members(local.path, r"national.*\.xlsx?"):
        edition, frame = read_workbook(content, local, member, said=titles)
        extracts.append(
            Extract(
                "wages", frame, f"{PROGRAM}: national", PUBLISHER, str(edition), member, released(edition), local.note
            )
        )
    if not extracts:
        raise BadFile(f"{local.name}: expected a workbook named like national_M2025_dl.xlsx, found none")
    return extracts


def _title(content: bytes, name: str) -> str:
    """Title of the field descriptions: in May 2009 nothing else in the zip names the edition."""
    book = open_workbook(content, name)
    return first_text(book, book.sheet_names[0], name)
