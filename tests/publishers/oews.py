"""OEWS workbooks and zips in the layout of every edition since 1997.

Rows are keyed by the lower-case column names of 2019 (`area`, `naics`, `own_code`, `o_group`, `h_pct10`, …); the
writer turns them into what the edition prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.publishers.rows import Row
from tests.publishers.sheets import Cell, xls, xlsx, zipped

FOLDER = "www.bls.gov/oes/special-requests"
MADE_UP = "Made-up figures in the publisher's layout, written by the project's tests"

WAGES = (
    "h_mean", "a_mean", "mean_prse", "h_pct10", "h_pct25", "h_median", "h_pct75", "h_pct90",
    "a_pct10", "a_pct25", "a_median", "a_pct75", "a_pct90",
)  # fmt: skip
OLD_NATIONAL = ("occ_code", "occ_title", "o_group", "tot_emp", "emp_prse", *WAGES, "annual")
OLD_OWNERS = (
    "naics", "naics_title", "own_code", "occ_code", "occ_title", "o_group", "tot_emp", "emp_prse", "pct_total",
    *WAGES, "annual", "hourly",
)  # fmt: skip
ALL_2019 = (
    "area", "area_title", "area_type", "naics", "naics_title", "i_group", "own_code", "occ_code", "occ_title",
    "o_group", "tot_emp", "emp_prse", "jobs_1000", "loc_quotient", "pct_total", *WAGES, "annual", "hourly",
)  # fmt: skip
ALL_2020 = (*ALL_2019[:3], "prim_state", *ALL_2019[3:])
ALL_2021 = (*ALL_2020[:16], "pct_rpt", *ALL_2020[16:])

OWNERSHIP_WORDS = {
    "1": "Federal government",
    "2": "State government",
    "3": "Local government",
    "5": "Private",
}
"""How owner workbooks until 2018 name own_code."""

PREAMBLE_LINES = {1997: 37, 1998: 37, 1999: 39, 2000: 38}
"""Lines above the header of the first editions."""

NATIONAL_NAMES = {
    2007: "national_May2007_dl.xls",
    2008: "national__M2008_dl.xls",
    2009: "national_dl.xls",
}
"""Members of the years whose name follows no rule."""


def oews_path(table: str, year: int, month: int = 5) -> str:
    """Where an edition's zip is, as `<host>/<path>`; table is nat, st, ma or in4."""
    short = f"{year % 100:02}"
    if year <= 2002:
        return f"{FOLDER}/oes{short}{table}.zip"
    return f"{FOLDER}/oes{'n' if month == 11 else 'm'}{short}{table}.zip"


def national(year: int, rows: Iterable[Row], month: int = 5) -> bytes:
    """The zip of a national edition; month 11 for November 2003 and 2004."""
    home = {"area": "99", "area_title": "U.S.", "area_type": "1", "prim_state": "US"}
    across = {"naics": "000000", "naics_title": "Cross-industry", "i_group": "cross-industry", "own_code": "1235"}
    sheet = "national_dl" if year < 2019 else f"national_M{year}_dl"
    book = workbook(year, national_columns(year, month), [home | across | row for row in rows], sheet)
    return zipped(_described({national_member(year, month): book}, year, month))


def national_member(year: int, month: int = 5) -> str:
    """Name of the national workbook inside its zip."""
    if year <= 2002:
        return f"national_{year}_dl.xls"
    if year in NATIONAL_NAMES:
        return NATIONAL_NAMES[year]
    if year <= 2006:
        return f"national_{'november' if month == 11 else 'may'}{year}_dl.xls"
    folder = "" if year <= 2011 else f"oesm{year % 100:02}nat/"
    return f"{folder}national_M{year}_dl.{_suffix(year)}"


def national_columns(year: int, month: int = 5) -> tuple[str, ...]:
    """Columns of the national workbook, by their names of 2019 (and `one or three`, `year` of the first editions)."""
    if year >= 2019:
        return all_columns(year)
    if year == 1999:
        return (*OLD_NATIONAL[:-1], "one or three", "annual", "year")
    if year <= 2001:
        return (*OLD_NATIONAL, "year")
    if year <= 2003:
        return OLD_NATIONAL
    return (*OLD_NATIONAL, "hourly")


def all_columns(year: int) -> tuple[str, ...]:
    """Columns that every table shares since 2019."""
    return ALL_2019 if year == 2019 else ALL_2020 if year == 2020 else ALL_2021


def industries(year: int, books: dict[str, Sequence[Row]]) -> bytes:
    """The zip of industry workbooks, from a name's stem (natsector, nat3d, nat4d, nat4d_owner, nat5d_6d) to its rows.

    Until 2018 only nat4d_owner is known from a real file. Its rows name ownership by code; the writer puts the words.
    """
    members = {}
    for stem, rows in books.items():
        name = f"{stem.replace('_owner', '')}_M{year}{'_owner' if '_owner' in stem else ''}_dl"
        home = {"area": "99", "area_title": "U.S.", "area_type": "1", "prim_state": "US"}
        columns = OLD_OWNERS if year < 2019 else all_columns(year)
        sheet = "nat4d_owner_dl" if year < 2019 else f"{stem.capitalize()}_M{year}_dl"
        folder = "" if year <= 2011 else f"oesm{year % 100:02}in4/"
        members[f"{folder}{name}.{_suffix(year)}"] = workbook(year, columns, [home | row for row in rows], sheet)
    return zipped(members)


def states(year: int, rows: Iterable[Row]) -> bytes:
    """The zip of states and territories (layouts since 2019)."""
    name = f"state_M{year}_dl"
    return zipped({f"oesm{year % 100:02}st/{name}.xlsx": workbook(year, all_columns(year), _whole_area(rows), name)})


def areas(year: int, metros: Iterable[Row], nonmetros: Iterable[Row]) -> bytes:
    """The zip of metropolitan and nonmetropolitan areas (layouts since 2019)."""
    return zipped({
        f"oesm{year % 100:02}ma/{stem}_M{year}_dl.xlsx": workbook(
            year, all_columns(year), _whole_area(rows), f"{stem}_M{year}_dl"
        )
        for stem, rows in (("MSA", metros), ("BOS", nonmetros))
    })  # fmt: skip


def research(year: int, rows: Iterable[Row]) -> bytes:
    """The workbook of state-by-industry research estimates: the columns of the year, AREA a state's FIPS number."""
    numbered = [row | {"area": int(str(row["area"]))} for row in rows]
    return workbook(year, all_columns(year), numbered, "All_sectors")


def workbook(year: int, columns: Sequence[str], rows: Iterable[Row], sheet: str) -> bytes:
    """A workbook whose data sheet has these columns, written as the edition writes them."""
    data: list[list[Cell]] = [["", line] for line in _preamble(year)]
    data.append([header(column, year) for column in columns])
    owners = "naics" in columns and year < 2019
    data += [[_cell(column, row, year, owners) for column in columns] for row in rows]
    if year < 2014:
        return xls({sheet: data})
    sheets: dict[str, list[list[Cell]]] = {sheet: data}
    if year >= 2019:
        sheets["Field Descriptions"] = [[title(year)], [""], ["Field", "Field Description"], ["area", MADE_UP]]
    if year >= 2020:
        sheets |= {"UpdateTime": [["2021-01-01"]], "Filler": [[""]]}
    return xlsx(sheets)


def header(column: str, year: int) -> str:
    """A column's name as the year prints it."""
    if column == "o_group" and year < 2019:
        column = "group" if year <= 2011 else "occ_group"
    elif column == "own_code" and year < 2019:
        column = "ownership"
    elif column == "occ_title" and year in {2000, 2002}:
        column = "occ_titl"
    elif year <= 2002:
        column = column.replace("_pct", "_wpct")
    return column if year <= 2009 or year == 2019 else column.upper()


def level(o_group: Cell, year: int, owners: bool = False) -> Cell:
    """An occupation's level as the year prints it: detailed rows had none until 2011, the total none until 2008."""
    if o_group == "detailed":
        return "" if year <= 2011 else "detail" if owners and year <= 2015 else "detailed"
    if o_group == "total" and year <= 2008:
        return "major" if year == 2002 else ""
    return o_group


def _cell(column: str, row: Row, year: int, owners: bool) -> Cell:
    value = row.get(column)
    if column == "year":
        return str(year) if year in {1998, 2000} else float(year)
    if column == "one or three":
        return "3"
    if column == "own_code" and owners:
        return OWNERSHIP_WORDS[str(value)]
    if column == "o_group":
        return level(value, year, owners)
    if column == "annual" and value == "TRUE" and year <= 2002:
        return True if year >= 1999 else "true"
    if 2003 <= year <= 2009 and isinstance(value, int | float):
        decimals = 2 if column.startswith("h_") else 1 if column.endswith("_prse") else 0
        return f"{value:15.{decimals}f}"
    return value


def _preamble(year: int) -> list[str]:
    """Who publishes, what columns and marks mean, with blank lines between."""
    if year not in PREAMBLE_LINES:
        return []
    columns = [f"{header(column, year)} - {MADE_UP}" for column in national_columns(year)]
    lines = ["", f"{year} National OES Estimates", "", MADE_UP, "", "Column labels:", *columns, "", "Notes:"]
    lines += ["* = indicates that a wage estimate is not available", "# = indicates a wage above the top code"]
    return [*lines, *[MADE_UP] * (PREAMBLE_LINES[year] - len(lines) - 1), ""]


def _whole_area(rows: Iterable[Row]) -> list[Row]:
    across = {"naics": "000000", "naics_title": "Cross-industry", "i_group": "cross-industry", "own_code": "1235"}
    return [across | row for row in rows]


def title(year: int, month: int = 5) -> str:
    """First line of the field descriptions, the one place where some zips name their edition."""
    if year <= 2002:  # that of the 2001 edition says 2002 too
        return "2002 OES Estimates"
    return f"{'November' if month == 11 else 'May'} {year} {'OES' if year <= 2019 else 'OEWS'} Estimates"


def _described(members: dict[str, bytes], year: int, month: int) -> dict[str, bytes]:
    """From 2001 to 2018 a workbook of field descriptions stands beside the data, before it in some years."""
    if not 2001 <= year <= 2018:
        return members
    folder = next(iter(members)).rpartition("/")[0]
    name = f"{folder}/field_descriptions" if folder else "field_descriptions"
    rows: list[list[Cell]] = [[title(year, month)], [""], ["naics", MADE_UP], ["occ_code", MADE_UP]]
    described = {f"{name}.{_suffix(year)}": (xls if year < 2014 else xlsx)({"Field_descriptions": rows})}
    return described | members if year % 2 else members | described


def _suffix(year: int) -> str:
    return "xls" if year < 2014 else "xlsx"
