"""What is loaded: each publisher's table with its editions and dates, whether a newer one is due, and every file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import words
from analysis.files import as_frame, by_table
from analysis.methods.sources import moment, sources
from analysis.staleness import NextRelease, newest_month, next_release
from analysis.warehouse import Warehouse

OBTAINED = {
    "download": "downloaded from the publisher",
    "inbox": "saved by hand from the publisher's page",
    "mirror": "read from a copy that stands in for the publisher",
    "snapshot": "copied from a public repository, and came with the dashboard",
}
"""How a file was come by, from the word in `sources.obtained`."""


FILE_COLUMNS = (
    "table_title", "publisher", "edition", "member", "released", "retrieved", "rows", "obtained", "url", "note",
    "table_name",
)  # fmt: skip
"""Columns of `files`."""


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
    read = by_table(warehouse)
    found: list[LoadedTable] = []
    month = newest_month(warehouse)
    for row in sources(warehouse).to_dict("records"):
        own = read[row["publisher"], row["table_title"]]
        tables = tuple(sorted({file["table_name"] for file in own}))
        newest = max((file["edition"] for file in own), key=moment)
        editions = (
            row["last"] if row["editions"] == 1 else f"{row['editions']} editions, {row['first']} to {row['last']}"
        )
        found.append(
            LoadedTable(
                row["table_title"], row["publisher"], row["url"], editions, row["released"], row["retrieved"],
                words.join([OBTAINED.get(word, word) for word in row["obtained"].split(" and ")]), row["rows"], tables,
                next_release(tables, newest, today, month),
            )
        )  # fmt: skip
    return found


def files(warehouse: Warehouse) -> pd.DataFrame:
    """One row a file or part of one, newest edition first within its table.

    Columns: table_title, publisher, edition, member (of the file), released and retrieved (dates, NaT where not known),
    rows, obtained (in words), url, note, table_name.
    """
    found = as_frame(warehouse)
    found = found.assign(
        obtained=[OBTAINED.get(word, word) for word in found.obtained],
        **{column: found[column].fillna("") for column in ("member", "url", "note")},
        _order=found.edition.map(moment),
    )
    return found.sort_values(["table_title", "_order"], ascending=[True, False], kind="stable", ignore_index=True)[
        list(FILE_COLUMNS)
    ]


def builds_on_disk(warehouse: Warehouse) -> tuple[str, ...]:
    """Names of the builds that can be gone back to, newest first; none where the snapshot is shown."""
    if warehouse.origin != "build":
        return ()
    return tuple(sorted((path.stem for path in warehouse.path.parent.glob("*.duckdb")), reverse=True))
