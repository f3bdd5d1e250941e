"""In which line and column of BEA's archives a value stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.files import LocalFile, Place, Wanted
from etl.places.naming import path_in_archive
from etl.sources import price_parities
from etl.tables import plain
from etl.texts import cells_of, text_of
from etl.workbook import members


def locate(local: LocalFile, member: str, wanted: Sequence[Wanted]) -> dict[Wanted, Place]:
    """The lines, from 1, and columns, by their names, of values of `price_parities`."""
    found: dict[Wanted, Place] = {}
    table = member[:5].upper()
    for name, content in members(local.path, re.escape(member)):
        where = f"{local.name}, {name}"
        lines = price_parities.Lines(local.name, name, cells_of(text_of(content, where), where, skipinitialspace=True))
        at = _lines_by_area(lines, table)
        for one in wanted:
            area, year = one.key
            if area in at and int(year) in lines.years:
                found[one] = (path_in_archive(local.path, name), f"line {at[area]}", f"column {year}")
    return found


def _lines_by_area(lines: price_parities.Lines, table: str) -> dict[str, int]:
    """Number of the all-items line of each area."""
    fips, description = lines.names.index("GeoFIPS"), lines.names.index("Description")
    found: dict[str, int] = {}
    for number, cells in enumerate(lines.rows, start=1):
        if len(cells) == len(lines.names) and price_parities.ALL_ITEMS.fullmatch(plain(cells[description])):
            area = price_parities.area_of(cells[fips].strip(), table)
            if area is not None:
                found[area.code] = number
    return found
