"""OEWS, nation by industry: sector, 3-digit, 4-digit, 5- and 6-digit NAICS, and by ownership.

One zip an edition holds up to eight workbooks. A row may stand in a workbook and in its ownership twin; where the two
agree it is kept once.
"""

from __future__ import annotations

from datetime import date

from etl.editions import Edition
from etl.errors import BadFile
from etl.files import Extract, LocalFile, RemoteFile
from etl.oews import OLD_SITE, PROGRAM, PUBLISHER, SITE, is_settled, read_workbook, released
from etl.schema import VALUE_COLUMNS, WAGES
from etl.workbook import members

FIRST_YEAR = 2010
"""The first edition whose layout by industry was seen."""

WORKBOOK = r"nat(?:sector|3d|4d|5d_6d)(?:_M\d{4})?(?:_owner)?_dl\.xlsx?"
LEVELS = {"sector": "sector", "3d": "3-digit", "4d": "4-digit", "5d_6d": "5/6-digit"}


def files(today: date) -> list[RemoteFile]:
    found = []
    for year in range(FIRST_YEAR, today.year):
        edition, name = Edition(year, 5), f"oesm{year % 100:02}in4.zip"
        found.append(RemoteFile(SITE + name, "oews_industry", "zip", str(edition), (OLD_SITE + name,),
                                settled=is_settled(edition, today)))  # fmt: skip
    return found


def read(local: LocalFile) -> list[Extract]:
    """Rows for `wages`, one extract a workbook. Raises BadFile, BadCell."""
    extracts: list[Extract] = []
    for member, content in members(local.path, WORKBOOK):
        level = level_of(member)
        by_ownership = "_owner" in member.lower()
        # Before 2019 only the ownership twins name the ownership.
        extra = ("naics", "naics_title", "own") if by_ownership else ("naics", "naics_title")
        edition, frame = read_workbook(content, local, member, level, extra)
        title = f"{PROGRAM}: national by industry, {level}{', by ownership' if by_ownership else ''}"
        extracts.append(Extract("wages", frame, title, PUBLISHER, str(edition), member, released(edition), local.note))
    if not extracts:
        raise BadFile(f"{local.name}: expected workbooks named like natsector_M2024_dl.xlsx, found none")
    return _without_twins(local, extracts)


def level_of(member: str) -> str:
    """Industry level of a workbook, by its name."""
    return next(level for word, level in LEVELS.items() if f"nat{word}" in member.lower())


def _without_twins(local: LocalFile, extracts: list[Extract]) -> list[Extract]:
    """Drop rows that an earlier workbook of the zip holds already. Raises BadFile where the two disagree."""
    seen: dict[tuple[object, ...], tuple[object, ...]] = {}
    for extract in extracts:
        keep = []
        figures = extract.frame[list(VALUE_COLUMNS)].astype(object)
        figures = figures.where(figures.notna(), None)
        for key, values in zip(
            extract.frame[list(WAGES.key)].itertuples(index=False, name=None),
            figures.itertuples(index=False, name=None),
            strict=True,
        ):
            if key in seen and seen[key] != values:
                where = " | ".join(map(str, key))
                raise BadFile(f"{local.name}: {extract.member} and another workbook differ on {where}")
            keep.append(key not in seen)
            seen.setdefault(key, values)
        extract.frame = extract.frame[keep]
    return extracts
