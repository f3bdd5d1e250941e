"""The shapes that pass between the rooms of the ETL: a file wanted, a file on disk, a table read from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import pandas as pd

Kind = Literal["zip", "xlsx", "html", "json"]
Obtained = Literal["download", "inbox", "mirror", "snapshot"]


@dataclass(frozen=True)
class RemoteFile:
    """A file as its publisher offers it.

    url: the publisher's address; it also decides the place on disk, `downloads/<host>/<path>`.
    source: module in etl/sources that asked for it and can read it.
    kind: what the bytes must be; an answer of another kind is "not published" or refused.
    edition: what the address says ("May 2025"); "" where only the content tells. Readers compare it with the content.
    alternatives: older addresses of the same file, tried in order when `url` has none.
    required: without it there is no build, so that it is asked for each time until it is here.
    settled: an edition that its publisher no longer changes: asked for again only after a month.
    """

    url: str
    source: str
    kind: Kind
    edition: str = ""
    alternatives: tuple[str, ...] = ()
    required: bool = False
    settled: bool = False


@dataclass(frozen=True)
class LocalFile:
    """A verified file on disk, with what is known of how it came."""

    remote: RemoteFile
    path: Path
    obtained: Obtained
    retrieved: datetime
    bytes: int
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    note: str = ""

    @property
    def name(self) -> str:
        return self.path.name


@dataclass
class Extract:
    """Rows for one warehouse table, read from one workbook or member of a file.

    frame: the table's columns as in etl/schema.py, without source_id (the build adds it).
    title: the publisher's name of the table. edition: as the content says. member: workbook, sheet or file
    inside the archive. released: when the publisher released the edition, where known.
    """

    table: str
    frame: pd.DataFrame
    title: str
    publisher: str
    edition: str
    member: str = ""
    released: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Wanted:
    """A value of a table of which the place in the published file is asked.

    key: of its row, as text, in the order of the table's key. column: "" for the row as a whole. source_id: the part
    of a file that the row was read from.
    """

    table: str
    key: tuple[str, ...]
    column: str
    source_id: str


Place = tuple[str, ...]
"""Where a value stands inside its file, from the outside in, such as ('national_M2025_dl.xlsx', 'sheet …', 'cell H12').

Workbooks end in 'sheet …' and 'cell …', text files in 'line …' and 'column …'.
"""
