"""In which cell of CPS table 39 a value stands."""

from __future__ import annotations

from collections.abc import Sequence

from etl.files import LocalFile, Place, Wanted
from etl.places.naming import cell
from etl.sources import cps_earnings
from etl.tables import read_sheet

MEASURES = {"workers": "workers", "median_weekly": "median"}


def locate(local: LocalFile, member: str, wanted: Sequence[Wanted]) -> dict[Wanted, Place]:
    """The cells of values of `weekly_earnings`."""
    sheet = read_sheet(local.path, cps_earnings.SHEET)
    header = cps_earnings.find_header(sheet)
    rows = {row.printed("title"): row for row in header.table.rows("title")}
    found: dict[Wanted, Place] = {}
    for one in wanted:
        year, title, sex = one.key
        if year == str(header.year) and title in rows:
            column = f"{sex} {MEASURES[one.column]}" if one.column in MEASURES else "title"
            found[one] = cell(sheet.name, rows[title].number, header.table.columns[column])
    return found
