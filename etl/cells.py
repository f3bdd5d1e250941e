"""Where a value stands in the published file: address, member, sheet and cell, or line and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from etl.settings import Settings


@dataclass(frozen=True)
class Wanted:
    """A value to find. key: of its row, as text, in the order of the table's key. column: "" for any of the row."""

    table: str
    key: tuple[str, ...]
    column: str
    source_id: str


class Finder:
    """Finds values in the raw files on disk, reading each file once a question."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
        self._connection, self._settings = connection, settings

    def find(self, wanted: Sequence[Wanted], before: bool = False) -> dict[Wanted, str]:
        """Where each value stands, in words. before: the files of the build before."""
        return {}
