"""Employment Projections (BLS): jobs now and in ten years, openings a year, pay and schooling asked, by occupation.

The workbook is overwritten each August at the same address. Its edition ('2024-34') is read from the headers, so that
every edition can be kept (etl/archive.py); editions are not a time series.

Tables read: 1.2 (occupations), 1.10 (separations and openings), 1.12 (why an occupation's share of an industry moves).
Employment is published in thousands with one decimal and kept in jobs. '—' is "not available" and becomes NULL; a
median printed as '>=$239,200' is NULL too, with `median_wage_top_code` true: the top code is a floor, not a wage
(its value by year is in data/reference/top_codes.csv).
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
from etl.tables import Row, Sheet, Table, find_table, frame_of, plain, read_sheet
from etl.workbook import HEADER_SEARCH_ROWS

URL = "https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx"
PUBLISHER = "U.S. Bureau of Labor Statistics"

OCCUPATIONS_SHEET = r"table 1\.2"
OPENINGS_SHEET = r"table 1\.10"
FACTORS_SHEET = r"table 1\.12"

NOT_AVAILABLE = frozenset({"-"})
TOP_CODE = re.compile(r">=\s*\$[\d,]+")
MUST_HAVE = ("00-0000", "29-2052")
"""Without the total and the technicians the file is not what its address promises."""

SAME_IN_BOTH = ("base", "target", "change", "change_pct", "openings")
"""Columns that tables 1.2 and 1.10 both print."""

IDENTITY_SLACK = 0.25
"""Thousands: openings = exits + transfers + change / 10, each rounded to 0.1."""


def files(today: date) -> list[RemoteFile]:
    return [RemoteFile(URL, "projections", "xlsx")]


@dataclass(frozen=True)
class Years:
    """Base and target year of an edition."""

    base: int
    target: int

    @property
    def edition(self) -> str:
        return f"{self.base}-{self.target % 100:02d}"

    @property
    def span(self) -> str:
        """Pattern for the edition as headers print it: 2024-34 or 2024-2034 (any dash)."""
        return rf"{self.base}-(?:{self.target}|{self.target % 100:02d})"


def edition_of(path: Path) -> str:
    """Edition of a projections workbook, such as '2024-34'. Raises BadFile."""
    return years_in(read_sheet(path, OCCUPATIONS_SHEET)).edition


def years_in(sheet: Sheet) -> Years:
    """The two years of the columns 'Employment, <year>', checked against the title. Raises BadFile, BadCell."""
    for cells in sheet.rows[:HEADER_SEARCH_ROWS]:
        matches = [re.fullmatch(r"employment, (\d{4})", plain(cell), re.IGNORECASE) for cell in cells]
        years = sorted({int(match[1]) for match in matches if match})
        if len(years) == 2:
            found = Years(*years)
            require_span(sheet, found)
            return found
    raise BadFile(
        f"{sheet.file}, sheet {sheet.name!r}: expected columns 'Employment, <year>' for two years, found none"
    )


def require_span(sheet: Sheet, years: Years) -> None:
    """The title, where it names a span of years, names this edition's. Raises BadCell."""
    spans = re.findall(r"\d{4}-\d{2,4}", sheet.title)
    if any(not re.fullmatch(years.span, span) for span in spans):
        raise sheet.bad(1, "title", f"the years {years.edition}", sheet.title)


def read(local: LocalFile) -> list[Extract]:
    """Rows for `projections` and `utilization_factors`, kept occupations only. Raises BadFile, BadCell."""
    occupations = read_sheet(local.path, OCCUPATIONS_SHEET)
    years = years_in(occupations)
    main = by_code(occupation_table(occupations, years))
    openings = by_code(openings_table(read_sheet(local.path, OPENINGS_SHEET), years))
    for code in MUST_HAVE:
        if code not in main:
            raise occupations.bad(None, "code", f"a row for {code}", "none")
    records = []
    for code, row in main.items():
        if code not in openings:
            raise row.bad("code", f"a row for {code} in table 1.10 as well")
        records.append(projection(row, openings[code], years))
    if extra := set(openings) - set(main):
        raise occupations.bad(None, "code", "the occupations of table 1.10", f"no row for {', '.join(sorted(extra))}")
    factors = read_sheet(local.path, FACTORS_SHEET)
    released = release_date("projections", years.edition)

    def extract(table: schema.Table, rows: list[dict[str, object]], what: str, member: str) -> Extract:
        title = f"Employment Projections: {what}"
        return Extract(table.name, frame_of(table, rows), title, PUBLISHER, years.edition, member, released, local.note)

    return [
        extract(schema.PROJECTIONS, records, "occupations, separations and openings", "Tables 1.2 and 1.10"),
        extract(schema.UTILIZATION, factor_records(factors, years), "factors affecting utilization", factors.name),
    ]


def occupation_table(sheet: Sheet, years: Years) -> Table:
    return find_table(
        sheet,
        {
            **common_columns(years),
            "wage": r"median annual wage, (?:dollars, )?\d{4}",
            "education": r"typical education needed for entry",
            "experience": r"work experience in a related occupation",
            "training": r"typical on-the-job training needed.*",
        },
    )


def openings_table(sheet: Sheet, years: Years) -> Table:
    return find_table(
        sheet,
        {
            **common_columns(years),
            "exits": rf"labor force exits, {years.span} annual average",
            "transfers": rf"occupational transfers, {years.span} annual average",
        },
    )


def common_columns(years: Years) -> dict[str, str]:
    """Columns of both tables, our name → pattern."""
    return {
        "title": rf"{years.base} national employment matrix (?:occupation )?title",
        "code": rf"{years.base} national employment matrix (?:occupation )?code",
        "base": rf"employment, {years.base}",
        "target": rf"employment, {years.target}",
        "change": rf"employment change, (?:numeric, )?{years.span}",
        "change_pct": rf"(?:employment change, percent|percent employment change), {years.span}",
        "openings": rf"occupational openings, {years.span} annual average",
    }


def by_code(table: Table) -> dict[str, Row]:
    """Rows of the kept occupations by code. Raises BadCell for a code of another form or one that appears twice."""
    kept = occupation_names()
    found: dict[str, Row] = {}
    for row in table.rows("code"):
        code = row.text("code")
        if not re.fullmatch(r"\d{2}-\d{4}", code):
            raise row.bad("code", "an occupation code such as 29-2052")
        if code in found:
            raise row.bad("code", f"each occupation once (first in row {found[code].number})")
        if code in kept:
            found[code] = row
    return found


def projection(main: Row, openings: Row, years: Years) -> dict[str, object]:
    """One row of `projections`. Raises BadCell where tables 1.2 and 1.10 contradict each other."""
    for column in SAME_IN_BOTH:
        if main.required_number(column) != openings.required_number(column):
            raise openings.bad(column, f"{main[column]} as in table 1.2, row {main.number}")
    exits, transfers = openings.required_number("exits"), openings.required_number("transfers")
    sum_of_parts = exits + transfers + main.required_number("change") / 10
    if abs(sum_of_parts - main.required_number("openings")) > IDENTITY_SLACK:
        raise openings.bad("openings", f"exits + transfers + a tenth of the change = {sum_of_parts:.1f}")
    wage, top_coded = median_wage(main)
    return {
        "edition": years.edition,
        "occupation_code": main.text("code"),
        "occupation_name": main.printed("title"),
        "base_year": years.base,
        "target_year": years.target,
        "base_employment": jobs(main, "base"),
        "projected_employment": jobs(main, "target"),
        "change": jobs(main, "change"),
        "change_pct": main.required_number("change_pct"),
        "openings": jobs(main, "openings"),
        "exits": jobs(openings, "exits"),
        "transfers": jobs(openings, "transfers"),
        "median_wage": wage,
        "median_wage_top_code": top_coded,
        "education": words(main, "education"),
        "experience": words(main, "experience"),
        "training": words(main, "training"),
    }


def jobs(row: Row, column: str) -> int:
    """Thousands with one decimal, in jobs. Raises BadCell."""
    return round(row.required_number(column) * 10) * 100


def median_wage(row: Row) -> tuple[float | None, bool]:
    """(median annual wage, whether it is at or above the top code). Raises BadCell."""
    if TOP_CODE.fullmatch(row.text("wage")):
        return None, True
    wage = row.number_in("wage", NOT_AVAILABLE)
    if wage is not None and not 10_000 <= wage <= 500_000:
        raise row.bad("wage", "a yearly wage between $10,000 and $500,000")
    return wage, False


def words(row: Row, column: str) -> str | None:
    """Text of a cell, None for '—'; 'None' is the publisher's word for "none needed" and stays. Raises BadCell."""
    return None if row.text(column) in NOT_AVAILABLE else row.printed(column)


def factors_table(sheet: Sheet, years: Years) -> Table:
    matrix = rf"{years.base} national employment matrix"
    return find_table(
        sheet,
        {
            "code": rf"{matrix} occupation code",
            "industry": rf"{matrix} industry title",
            "industry_code": rf"{matrix} industry code",
            "factors": r"factors affecting occupational utilization",
        },
    )


def factor_records(sheet: Sheet, years: Years) -> list[dict[str, object]]:
    """Rows of `utilization_factors`. Raises BadFile, BadCell."""
    require_span(sheet, years)
    table = factors_table(sheet, years)
    kept = occupation_names()
    seen: set[tuple[str, str]] = set()
    records: list[dict[str, object]] = []
    for row in table.rows("code"):
        if row.text("code") not in kept:
            continue
        key = row.text("code"), row.text("industry_code")
        if key in seen:
            raise row.bad("industry_code", f"occupation {key[0]} and industry {key[1]} once")
        seen.add(key)
        records.append(
            {
                "edition": years.edition,
                "occupation_code": key[0],
                "industry_code": row.printed("industry_code"),
                "industry_name": row.printed("industry"),
                "factors": row.printed("factors"),
            }
        )
    return records
