"""What was read: each publisher's table with its editions and dates, as the warehouse's `sources` record them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from analysis import words
from analysis.files import by_table
from analysis.warehouse import Warehouse

SPAN = " to "
"""Between the first and the last month of a file of monthly series."""
COLUMNS = (
    "publisher", "table_title", "editions", "first", "last", "released", "next_release", "retrieved", "obtained",
    "rows", "url",
)  # fmt: skip


def sources(warehouse: Warehouse) -> pd.DataFrame:
    """One row a publisher's table, largest number of editions first.

    Columns: publisher, table_title, editions (count), first, last (labels), released (of the last, in words or ''),
    next_release (in words or ''), retrieved (newest, in words), obtained, rows, url (of the last).
    """
    lines = [_line(publisher, title, rows) for (publisher, title), rows in by_table(warehouse).items()]
    frame = pd.DataFrame(lines, columns=list(COLUMNS))
    return frame.sort_values(["editions", "table_title"], ascending=[False, True], ignore_index=True)


def _line(publisher: str, title: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    ordered = sorted(rows, key=lambda row: moment(row["edition"]))
    labels = list(dict.fromkeys(row["edition"] for row in ordered))
    last = ordered[-1]
    following = [row["next_release"] for row in ordered if row["next_release"]]
    retrieved = [row["retrieved"] for row in ordered if row["retrieved"]]
    return {
        "publisher": publisher, "table_title": title, "editions": len(labels),
        "first": month_words(labels[0].partition(SPAN)[0]), "last": month_words(labels[-1].rpartition(SPAN)[2]),
        "released": _day(last["released"]), "next_release": month_words(max(following)) if following else "",
        "retrieved": _day(max(retrieved, default=None)),
        "obtained": words.join(sorted({row["obtained"] for row in rows})),
        "rows": sum(row["rows"] or 0 for row in rows), "url": last["url"] or "",
    }  # fmt: skip


@cache
def moment(edition: str) -> tuple[int, int]:
    """Year and month of an edition's name, for the order of time: 'May 2025', '2002' (its last quarter), '2024-34'."""
    year = re.search(r"(?:19|20)\d\d", edition)
    month = next((number for number, name in enumerate(words.MONTHS, start=1) if edition.startswith(name)), 12)
    return int(year.group()) if year else 0, month


def month_words(value: str) -> str:
    """'April 2027' of '2027-04'; any other name as it is."""
    year, _, month = value.partition("-")
    return f"{words.MONTHS[int(month) - 1]} {year}" if month.isdigit() and 1 <= int(month) <= 12 else value


def _day(value: date | None) -> str:
    return f"{value:%-d %B %Y}" if value else ""
