"""What is loaded: each publisher's table with its editions and dates, whether a newer one is due, and every file."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from analysis import reference, words
from analysis.methods.sources import moment, month_words, sources
from analysis.warehouse import Warehouse

Standing = Literal["newer", "overdue", "due now", "not due", "no date"]

OBTAINED = {
    "download": "downloaded from the publisher",
    "inbox": "saved by hand from the publisher's page",
    "mirror": "read from a copy that stands in for the publisher",
    "snapshot": "copied from a public repository, and came with the dashboard",
}
"""How a file was come by, from the word in `sources.obtained`."""


@dataclass(frozen=True)
class NextRelease:
    """Whether something newer is due, and in words when or since when. newer: it is out, and not loaded."""

    standing: Standing
    words: str

    @property
    def is_due(self) -> bool:
        """Whether a refresh is worth a try."""
        return self.standing in ("newer", "overdue", "due now")


@dataclass(frozen=True)
class LoadedTable:
    """One publisher's table as it is loaded. editions: '27 editions, 1999 to May 2025'; released, fetched: dates in
    words, '' where not known; obtained: in words; rows: in all tables of the warehouse that it fills (`tables`)."""

    title: str
    publisher: str
    url: str
    editions: str
    released: str
    fetched: str
    obtained: str
    rows: int
    tables: tuple[str, ...]
    following: NextRelease


def loaded(warehouse: Warehouse, today: date) -> list[LoadedTable]:
    """Each publisher's table, the one with most editions first."""
    files = warehouse.frame("SELECT publisher, table_title, edition, table_name FROM sources")
    found: list[LoadedTable] = []
    if files.empty:
        return found
    for row in sources(warehouse).to_dict("records"):
        own = files[(files.publisher == row["publisher"]) & (files.table_title == row["table_title"])]
        tables = tuple(sorted(set(own.table_name)))
        newest = max(own.edition, key=moment)
        editions = (
            row["last"] if row["editions"] == 1 else f"{row['editions']} editions, {row['first']} to {row['last']}"
        )
        found.append(
            LoadedTable(
                row["table_title"], row["publisher"], row["url"], editions, row["released"], row["retrieved"],
                words.join([OBTAINED.get(word, word) for word in row["obtained"].split(" and ")]), row["rows"], tables,
                next_release(tables, newest, today),
            )
        )  # fmt: skip
    return found


def next_release(tables: tuple[str, ...], newest: str, today: date) -> NextRelease:
    """What data/reference/release_calendar.csv says of what follows the newest loaded edition of these tables."""
    rows = [row for row in reference.rows("release_calendar") if row["table"] in tables]
    later = [row for row in rows if moment(row["edition"]) > moment(newest)]
    out = [row for row in later if row["released"] and date.fromisoformat(row["released"]) <= today]
    if out:
        row = max(out, key=lambda row: row["released"])
        day = date.fromisoformat(row["released"])
        return NextRelease("newer", f"{row['edition']} was released on {day:%-d %B %Y} and is not loaded")
    ahead = [row for row in rows if row["expected"] or (row["released"] and row in later)]
    if not ahead:
        return NextRelease("no date", "no release date is known")
    row = min(ahead, key=lambda row: row["expected"] or row["released"])
    said = row["expected"] or row["released"]
    first, last = _span(said)
    if today > last:
        return NextRelease("overdue", f"{row['edition']} was expected in {month_words(said[:7])}")
    if today >= first:
        return NextRelease("due now", f"{row['edition']} is expected this month")
    return NextRelease("not due", f"{row['edition']} is expected in {month_words(said[:7])}")


def files(warehouse: Warehouse) -> pd.DataFrame:
    """One row a file or part of one, newest edition first within its table.

    Columns: table_title, publisher, edition, member (of the file), released and retrieved (dates, NaT where not known),
    rows, obtained (in words), url, note, table_name.
    """
    found = warehouse.frame(
        """SELECT table_title, publisher, edition, coalesce(member, '') AS member, released, retrieved, "rows",
                  obtained, coalesce(url, '') AS url, coalesce(note, '') AS note, table_name
           FROM sources ORDER BY table_title, source_id"""
    )
    found["obtained"] = [OBTAINED.get(word, word) for word in found.obtained]
    order = found.edition.map(moment)
    return found.assign(_order=order).sort_values(
        ["table_title", "_order"], ascending=[True, False], kind="stable", ignore_index=True
    )[list(found.columns)]


def builds_on_disk(warehouse: Warehouse) -> tuple[str, ...]:
    """Names of the builds that can be gone back to, newest first; none where the snapshot is shown."""
    if warehouse.origin != "build":
        return ()
    return tuple(sorted((path.stem for path in warehouse.path.parent.glob("*.duckdb")), reverse=True))


def _span(said: str) -> tuple[date, date]:
    """First and last day of what the calendar says: a day, or a month."""
    if len(said) > len("2027-04"):
        day = date.fromisoformat(said)
        return day, day
    year, month = int(said[:4]), int(said[5:])
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
