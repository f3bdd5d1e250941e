"""The OEWS workbook in all its layouts since 1997: one reader for nation, industries, states and areas.

A row of the frame is a row of `wages` (etl/schema.py). Marks become reasons; figures that contradict each other
are an error that names the cell. What the columns and marks mean is told in the field descriptions inside the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pandas as pd
from python_calamine import CalamineSheet, CalamineWorkbook

from etl.editions import Edition, agrees, named_in
from etl.errors import BadCell, BadFile
from etl.files import LocalFile
from etl.oews_consistency import require_consistent
from etl.oews_layout import (
    AREA_CODE_LENGTH,
    AREA_TYPES,
    INDUSTRY_LEVELS,
    LEVELS,
    OWNERSHIP_WORDS,
    OWNERSHIPS,
    PATTERNS,
    REQUIRED,
    TOTAL,
    Sheet,
)
from etl.reference import occupation_names, release_date, top_codes
from etl.schema import VALUE_COLUMNS, WAGE_COLUMNS, WAGES
from etl.workbook import Header, find_header, open_workbook, sheet_of

PUBLISHER = "U.S. Bureau of Labor Statistics"
PROGRAM = "Occupational Employment and Wage Statistics"
SITE = "https://www.bls.gov/oes/special-requests/"
OLD_SITE = "https://www.bls.gov/oes/special.requests/"


def released(edition: Edition) -> date | None:
    """Release date of an edition, None where the calendar has none."""
    return release_date("wages", str(edition))


def is_settled(edition: Edition, today: date) -> bool:
    """BLS corrects the newest editions now and then; those older than two years no longer change."""
    return edition.year < today.year - 2


def is_partial(local: LocalFile) -> bool:
    """True for a copy of which is known that cells of the publisher's file were left out."""
    return local.obtained in ("mirror", "snapshot") and bool(re.search(r"(?i)\b(partial|rebuilt)\b", local.note))


def text(cell: object) -> str:
    """A cell as text; a whole number without '.0'."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def read_workbook(
    content: bytes,
    local: LocalFile,
    member: str,
    level: str = "cross-industry",
    extra: tuple[str, ...] = (),
    said: tuple[str, ...] = (),
) -> tuple[Edition, pd.DataFrame]:
    """The edition, and the rows of the kept occupations in a workbook's data sheet as columns of `wages`.

    level: industry level for layouts that do not print it. extra: further required columns. said: titles beside the
    workbook that name the edition. source_id is left to the build. Raises BadFile or BadCell.
    """
    file = f"{local.name}: {member}" if member != local.name else member
    book = open_workbook(content, file)
    sheet = sheet_of(book, 0, file)
    header = find_header(sheet, file, PATTERNS, REQUIRED | set(extra))
    printed = {ours: header.names[place] for ours, place in header.columns.items()}
    about = Sheet(file, sheet.name, Edition.parse(local.remote.edition), is_partial(local), level, printed)
    _require_edition(book, sheet, header, about, (member, *said))
    rows = [row_of(about, header, number, row) for number, row in kept_rows(sheet, header)]
    frame = pd.DataFrame(rows, columns=[*WAGES.names[:-1], "_row"])
    require_consistent(about, frame)
    return about.edition, frame.drop(columns="_row")


def kept_rows(sheet: CalamineSheet, header: Header) -> Iterator[tuple[int, list[Any]]]:
    """(row number, cells) of the rows of kept occupations, streamed: the largest sheets have 400,000 rows."""
    kept, code, title = occupation_names(), header.columns["occ_code"], header.columns["occ_title"]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number <= header.row:
            continue
        if text(row[code]) in kept:
            yield number, row
        elif row[code] == "" and re.fullmatch(r"Total \d{4} Employment", text(row[title])):
            # The edition of 1997 prints its total without a code.
            yield number, [TOTAL if index == code else cell for index, cell in enumerate(row)]


def _require_edition(
    book: CalamineWorkbook, sheet: CalamineSheet, header: Header, about: Sheet, said: Iterable[str]
) -> None:
    """Raise BadFile unless the content speaks of one edition, the one that the address promises.

    It is looked for in `said`, the sheet's name, a preamble, a column `year` and the title of the descriptions.
    """
    texts = [*said, sheet.name]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number < header.row:
            texts += [str(cell) for cell in row if cell != ""]
        elif number > header.row:
            if "year" in header.columns and text(row[header.columns["year"]]):
                texts.append(f"_M{text(row[header.columns['year']])}")
            break
    described = [name for name in book.sheet_names[1:] if "description" in name.lower()]
    texts += [first_text(book, name, about.file) for name in described]
    named = named_in(texts)
    if not named or not agrees(about.edition, named):
        found = ", ".join(f"{year}{f' (month {month})' if month else ''}" for year, month in sorted(named, key=str))
        raise BadFile(f"{about.file}: expected the edition of {about.edition}, names and titles say {found or 'none'}")


def first_text(book: CalamineWorkbook, sheet: str, file: str) -> str:
    """The first cell of a sheet that holds anything: its title. Raises BadFile where the sheet is damaged."""
    return next((str(cell) for row in sheet_of(book, sheet, file).iter_rows() for cell in row if cell != ""), "")


def row_of(about: Sheet, header: Header, number: int, cells: list[Any]) -> dict[str, object]:
    """One row of `wages`, with the spreadsheet's row number as `_row`."""

    def cell(name: str) -> Any:
        return cells[header.columns[name]] if name in header.columns else None

    row: dict[str, object] = {"year": about.edition.year, "month": about.edition.month, "_row": number}
    row |= _place(about, number, cell("area"), cell("area_title"), cell("area_type"), cell("prim_state"))
    row |= _industry(about, number, cell("naics"), cell("naics_title"), cell("i_group"), cell("own"))
    row |= _occupation(about, number, cell("occ_code"), cell("occ_title"), cell("o_group"))
    flags = {unit: text(cell(unit) or "").upper() == "TRUE" for unit in ("annual", "hourly")}
    marks: dict[str, str] = {}
    for column in VALUE_COLUMNS:
        value, reason = _value(about, number, column, cell(column), flags)
        if reason == "not_published" and about.partial and _carried(column, row):
            reason = "not_loaded"
        row[column] = value
        if reason is not None:
            marks[column] = reason
    row["marks"] = marks
    return row


def _carried(column: str, row: dict[str, object]) -> bool:
    """Whether the publisher's own file carries the column for such a row: two are for areas only."""
    return column not in ("jobs_per_1000", "location_quotient") or row["area_type"] != "nation"


def _place(about: Sheet, number: int, area: Any, title: Any, kind: Any, state: Any) -> dict[str, object]:
    if area is None or text(area) == "99":
        return {"area_code": "US", "area_name": "U.S.", "area_type": "nation", "state": "US"}
    code, type_ = text(area), AREA_TYPES.get(text(kind))
    if type_ is None or type_ == "nation":
        raise BadCell(about.file, about.name, number, "area_type", f"one of {', '.join(AREA_TYPES)}", kind)
    if not re.fullmatch(r"\d{1,7}", code):
        raise BadCell(about.file, about.name, number, "area", "an area's number", area)
    code = code.zfill(AREA_CODE_LENGTH[type_])
    return {"area_code": code, "area_name": text(title), "area_type": type_, "state": text(state or "") or None}


def _industry(about: Sheet, number: int, naics: Any, title: Any, group: Any, own: Any) -> dict[str, object]:
    if naics is None:
        return {"industry_code": "000000", "industry_name": "Cross-industry", "industry_level": "cross-industry",
                "ownership": "1235"}  # fmt: skip
    code = text(naics)
    level = text(group).lower().removesuffix(", ownership") if group is not None else about.level
    if level == "5/6-digit":
        level = "5-digit" if code.endswith("0") else "6-digit"
    if level not in INDUSTRY_LEVELS:
        raise BadCell(about.file, about.name, number, "i_group", f"one of {sorted(INDUSTRY_LEVELS)}", group)
    # Industry workbooks without ownership hold every ownership that BLS counts in the industry.
    owner = "1235" if own is None else OWNERSHIP_WORDS.get(text(own).lower(), text(own))
    if owner not in OWNERSHIPS:
        raise BadCell(about.file, about.name, number, "ownership", f"one of {sorted(OWNERSHIPS)}", own)
    return {"industry_code": code, "industry_name": text(title), "industry_level": level, "ownership": owner}


def _occupation(about: Sheet, number: int, code: Any, title: Any, group: Any) -> dict[str, object]:
    printed = text(group).lower()
    # Before 2012 only totals and major groups are marked; in 2002 the total is called a major group.
    level = "total" if text(code) == TOTAL else LEVELS.get(printed or "detailed")
    if level is None:
        raise BadCell(about.file, about.name, number, "o_group", f"one of {sorted(LEVELS)}", group)
    return {"occupation_code": text(code), "occupation_name": text(title), "occupation_level": level}


def _value(
    about: Sheet, number: int, column: str, cell: Any, flags: dict[str, bool]
) -> tuple[float | None, str | None]:
    """(value, None) or (None, reason). Raises BadCell on a mark that the notes to the files do not name."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell), None
    printed = "" if cell is None else str(cell).strip()
    unit = column.split("_")[0]
    if unit in flags and printed in ("*", ""):
        other = "annual" if unit == "hourly" else "hourly"
        if flags[other]:
            return None, f"{other}_only"
    if printed == "":
        return None, "not_published"
    if printed in ("*", "**"):
        return None, "suppressed"
    if printed == "***":
        return None, "withdrawn"
    if printed == "#" and column in WAGE_COLUMNS:
        return None, f"top_code:{_top_code(about, unit):g}"
    try:
        return float(printed.replace(",", "")), None
    except ValueError:
        expected = "a number, blank, *, **, *** or # (wages only)"
        raise BadCell(about.file, about.name, number, about.printed[column], expected, cell) from None


def _top_code(about: Sheet, unit: str) -> float:
    codes = top_codes().get(about.edition.year)
    if codes is None:
        raise BadFile(
            f"{about.file}: a cell carries # (top code) but data/reference/top_codes.csv has none for "
            f"{about.edition.year}; add the one that the edition's field descriptions give"
        )
    return codes[unit]
