"""What a check is, what it is asked about, and how its finding is worded.

A refusal is kept for what cannot be: a figure that contradicts another one or its own meaning, a row that is lost. The
build is then not published, unless somebody has looked and accepts it by name (`etl.checks.acceptance`). What can be
but seldom is gets a warning: the build is published and the warning stays beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from zlib import crc32

import duckdb

from etl.editions import Edition

Status = Literal["passed", "warning", "refused", "accepted", "not run"]
Connection = duckdb.DuckDBPyConnection
Row = tuple[Any, ...]

TECHNICIANS = "29-2052"
SHOWN = 3
"""Findings that a message gives in full; the others are counted."""


@dataclass(frozen=True)
class Check:
    """name, status (passed, warning, refused, accepted, not run), what was compared and found, why it was accepted."""

    name: str
    status: Status
    detail: str
    why: str | None = None


@dataclass(frozen=True)
class Build:
    """What is checked: the finished build, the one before it (None where none has the same tables), the day."""

    connection: Connection
    previous: Connection | None
    today: date

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Rows of a query to the finished build."""
        return self.connection.execute(sql, list(parameters)).fetchall()

    def rows_before(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Rows of the same query to the build before; none where there is none."""
        return self.previous.execute(sql, list(parameters)).fetchall() if self.previous else []


def judge(name: str, found: Sequence[str], fine: str, status: Status, says: str, look: str) -> Check:
    """passed with `fine` where nothing was found; else `status` with what it says, the findings and where to look."""
    return Check(name, status, f"{says}: {listed(found)}. {look}") if found else Check(name, "passed", fine)


def listed(found: Sequence[str]) -> str:
    """The first findings in full and the number of the others, with a fingerprint that tells one list from another.

    Two messages are the same only if all their findings are: a refusal is accepted by what it found.
    """
    if len(found) <= SHOWN:
        return "; ".join(found)
    mark = crc32("\n".join(found).encode())
    return f"{'; '.join(found[:SHOWN])}; and {len(found) - SHOWN:,} more (list {mark:08x})"


def file_of(alias: str) -> str:
    """SQL for the name of the file, and the part of it, that a row with `source_id` was read from."""
    return f"""coalesce((SELECT coalesce(nullif(regexp_extract(url, '[^/]+$'), ''), url)
                             || if(coalesce(member, '') = '', '', ' (' || member || ')')
                      FROM sources WHERE sources.source_id = {alias}.source_id LIMIT 1), {alias}.source_id)"""


WAGE = f"""w.year, w.month, w.area_name, w.industry_code, w.ownership, w.occupation_code, {file_of("w")} AS file"""
"""Columns of a query to `wages AS w` that `place` words."""
WAGE_COLUMNS = 7


def place(row: Row) -> str:
    """Which row of `wages` it is, and of which file, from the first WAGE_COLUMNS columns of a result."""
    year, month, area, industry, ownership, occupation, file = row[:WAGE_COLUMNS]
    whole = industry == "000000"
    where = area if whole else f"{area}, industry {industry} (ownership {ownership})"
    return f"{occupation} in {Edition(year, month)}, {where}, {file}"
