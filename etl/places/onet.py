"""In which line and column of the O*NET database a value stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.files import LocalFile, Place, Wanted
from etl.places.naming import path_in_archive
from etl.sources import onet
from etl.texts import text_of
from etl.workbook import members

COLUMNS = {"tier": "Relatedness Tier", "rank": "Index"}
CODE, RELATED = "O*NET-SOC Code", "Related O*NET-SOC Code"


def locate(local: LocalFile, member: str, wanted: Sequence[Wanted]) -> dict[Wanted, Place]:
    """The lines, from 1, and columns, by their names, of values of `related_occupations`."""
    found: dict[Wanted, Place] = {}
    for name, content in members(local.path, re.escape(onet.RELATED_FILE)):
        text = text_of(content, f"{local.name}, {name}")
        at = {(row[CODE], row[RELATED]): number for number, row in onet.lines(text, local.name, name, (CODE, RELATED))}
        for one in wanted:
            _, code, related = one.key
            if (code, related) in at:
                column = COLUMNS.get(one.column, RELATED)
                line = f"line {at[code, related]}"
                found[one] = (path_in_archive(local.path, name), line, f"column {column}")
    return found
