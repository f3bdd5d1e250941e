"""CPS table 39 (BLS, Current Population Survey): median usual weekly earnings of full-time workers, by title and sex.

A second, independent look at pay: asked of households, not employers. Overwritten each January at the same address;
the year stands in the header, so that every edition can be kept (etl/archive.py).

The table has titles and no codes. A row is kept when its title is, letter for letter but for case, the name of a kept
occupation (data/reference/occupations.csv), and it then gets that code; `TITLES` adds the one title that differs.
Workers are published in thousands and kept as workers. '–' stands for "no data, or base under 50,000".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl import schema
from etl.errors import BadFile
from etl.files import Extract, LocalFile, RemoteFile
from etl.reference import occupation_names, release_date
from etl.tables import Row, Sheet, Table, frame_of, notes, plain, read_sheet
from etl.workbook import HEADER_SEARCH_ROWS

URL = "https://www.bls.gov/cps/cpsaat39.xlsx"
PUBLISHER = "U.S. Bureau of Labor Statistics"
SHEET = r"cpsaat39.*"

TITLES = {"total, full-time wage and salary workers": "00-0000"}
"""Titles that stand for a kept occupation under another name. 'Total' covers all full-time workers, as 00-0000 does."""

MUST_HAVE = ("00-0000", "29-2052")
MISSING = frozenset({"-"})
BASE = 50_000
"""BLS shows no median where the base is smaller."""

SEXES = {"total": "total", "men": "men", "women": "women"}
MEASURES = {"workers": r"number of workers", "median": r"median weekly earnings"}
SUM_SLACK = 2
"""Thousands: men and women add up to the total but for rounding."""


def files(today: date) -> list[RemoteFile]:
    return [RemoteFile(URL, "cps_earnings", "xlsx")]


def edition_of(path: Path) -> str:
    """Year of the averages, such as '2025'. Raises BadFile."""
    return str(find_header(read_sheet(path, SHEET)).year)


@dataclass(frozen=True)
class Header:
    """Year of the averages, and the table under the header with columns 'title', '<sex> workers', '<sex> median'."""

    year: int
    table: Table


def find_header(sheet: Sheet) -> Header:
    """The header stands in three rows: 'Occupation' and the year, the sexes, the two measures under each.

    Raises BadFile or BadCell naming what is missing or there twice.
    """
    for index, cells in enumerate(sheet.rows[:HEADER_SEARCH_ROWS]):
        names = [plain(cell).removesuffix(".0") for cell in cells]
        years = [name for name in names[1:] if re.fullmatch(r"(19|20)\d{2}", name)]
        if names and names[0].lower() == "occupation" and years:
            if len(years) > 1:
                raise sheet.bad(index + 1, "year", "one year", years)
            return Header(int(years[0]), measures_under(sheet, index))
    raise BadFile(f"{sheet.file}, sheet {sheet.name!r}: expected a header row 'Occupation' with a year, found none")


def measures_under(sheet: Sheet, index: int) -> Table:
    """Columns by sex and measure, below the header row at `index` (from 0). A sex spans the columns to its right."""
    places: dict[str, int] = {"title": 0}
    sex_of: dict[int, str] = {}
    for number, cells in enumerate(sheet.rows[index + 1 : index + 5], start=index + 2):
        names = [plain(cell).lower() for cell in cells]
        if not sex_of:
            sex_of = spans(names)
            continue
        for place, name in enumerate(names):
            measure = next((ours for ours, pattern in MEASURES.items() if re.fullmatch(pattern, name)), None)
            if measure and place in sex_of:
                column = f"{sex_of[place]} {measure}"
                if column in places:
                    raise sheet.bad(number, column, "one column of this name", name)
                places[column] = place
        wanted = {f"{sex} {measure}" for sex in SEXES for measure in MEASURES}
        if len(places) > 1:
            if missing := sorted(wanted - set(places)):
                raise sheet.bad(number, ", ".join(missing), "workers and median for total, men and women", names)
            return Table(sheet, number, places)
    raise BadFile(
        f"{sheet.file}, sheet {sheet.name!r}: expected rows with total, men, women and with number of workers and "
        f"median weekly earnings below row {index + 1}, found none"
    )


def spans(names: list[str]) -> dict[int, str]:
    """Place → sex, each sex reaching to the next one; empty when the row names no sex."""
    found: dict[int, str] = {}
    current = None
    for place, name in enumerate(names):
        current = SEXES.get(name, current)
        if current:
            found[place] = current
    return found


def read(local: LocalFile) -> list[Extract]:
    """Rows for `weekly_earnings`: kept occupations and the total, for all, men and women. Raises BadFile, BadCell."""
    sheet = read_sheet(local.path, SHEET)
    header = find_header(sheet)
    note = table_note(sheet, header)
    codes = TITLES | {name.casefold(): code for code, name in occupation_names().items()}
    seen: dict[str, int] = {}
    records: list[dict[str, object]] = []
    for row in header.table.rows("title"):
        code = codes.get(row.text("title").casefold())
        if code is None:
            continue
        if code in seen:
            raise row.bad("title", f"each occupation once (first in row {seen[code]})")
        seen[code] = row.number
        require_sum(row)
        records += [earnings(row, header.year, code, sex, of_the_year(note, header.year)) for sex in SEXES]
    for code in MUST_HAVE:
        if code not in seen:
            raise sheet.bad(None, "title", f"a row for {code}", "none")
    return [
        Extract(
            "weekly_earnings",
            frame_of(schema.WEEKLY_EARNINGS, records),
            "CPS annual averages, table 39: median weekly earnings of full-time wage and salary workers",
            PUBLISHER,
            str(header.year),
            sheet.name,
            release_date("weekly_earnings", str(header.year)),
            notes(local.note, note),
        )
    ]


def earnings(row: Row, year: int, code: str, sex: str, note: str | None) -> dict[str, object]:
    """One row of `weekly_earnings`. Raises BadCell for a blank, an unknown mark or a wage beyond belief."""
    workers = row.number_in(f"{sex} workers", MISSING)
    median = row.number_in(f"{sex} median", MISSING)
    if median is not None and not 100 <= median <= 10_000:
        raise row.bad(f"{sex} median", "a weekly wage between $100 and $10,000")
    count = None if workers is None else round(workers) * 1000
    return {
        "year": year,
        "occupation_title": row.printed("title"),
        "occupation_code": code,
        "sex": sex,
        "workers": count,
        "median_weekly": median,
        "reason": None if median is not None else why_missing(count),
        "note": note,
    }


def why_missing(workers: int | None) -> str:
    """The dash has two meanings in the table's note; the number of workers tells which."""
    if workers is None:
        return "no data"
    return "base under 50,000" if workers < BASE else "does not meet publication criteria"


def require_sum(row: Row) -> None:
    """Men and women make the total. Raises BadCell."""
    counts = [row.number_in(f"{sex} workers", MISSING) for sex in ("total", "men", "women")]
    total, *parts = counts
    known = [part for part in parts if part is not None]
    if total is not None and len(known) == 2 and abs(total - sum(known)) > SUM_SLACK:
        raise row.bad("total workers", f"men and women together, {sum(known):g}")


def table_note(sheet: Sheet, header: Header) -> str:
    """The NOTE below the table, as printed; empty where there is none."""
    for cells in sheet.rows[header.table.header_row :]:
        text = " ".join(str(cells[0] if cells else "").split())
        if re.match(r"notes?:", text, re.IGNORECASE):
            return re.sub(r"^notes?:\s*", "", text, flags=re.IGNORECASE)
    return ""


def of_the_year(note: str, year: int) -> str | None:
    """The sentences of the note that speak of the year, such as the eleven months of 2025; None where none does."""
    sentences = re.split(r"(?<=[.)])\s+(?=[A-Z(])", note)
    return " ".join(sentence for sentence in sentences if str(year) in sentence) or None
