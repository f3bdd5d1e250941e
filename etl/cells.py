"""Where values stand in the published files, in words: address › member › sheet › cell, or line and column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

from etl import places, sidecar
from etl.errors import BadFile
from etl.files import LocalFile, Place, RemoteFile, Wanted
from etl.report import SEPARATOR, Record, rows
from etl.settings import Settings

Connection = duckdb.DuckDBPyConnection

NO_LONGER = "(this version of the file is no longer on disk)"
UNKNOWN = "(the place inside the file is not known)"


class Finder:
    """Finds values of a build in the files that are on disk, reading each file once a question."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection, self._settings = connection, settings

    def find(self, wanted: Iterable[Wanted], before: bool = False) -> dict[Wanted, str]:
        """Where each value stands. before: in the files of the build before (the attached database `before`).

        A value of no file, such as the description of a series, is left out.
        """
        by_source: dict[str, list[Wanted]] = {}
        for one in wanted:
            by_source.setdefault(one.source_id, []).append(one)
        found: dict[Wanted, str] = {}
        for source_id, group in by_source.items():
            record = self._source(source_id, "before.sources" if before else "main.sources")
            if record is not None:
                found |= self._in_file(record, group)
        return found

    def _source(self, source_id: str, table: str) -> Record | None:
        found = rows(self._connection, f"SELECT * FROM {table} WHERE source_id = ?", [source_id])
        return found[0] if found else None

    def _in_file(self, source: Record, wanted: Sequence[Wanted]) -> dict[Wanted, str]:
        module = places.load(source["source"])
        local = _on_disk(self._settings, source)
        at: dict[Wanted, Place] = {}
        otherwise = NO_LONGER if local is None else UNKNOWN
        if module is not None and (local is not None or source["source"] in places.WITHOUT_FILE):
            try:
                at = module.locate(local, source["member"], wanted)
            except BadFile as error:
                otherwise = f"(it can no longer be read: {error})"
        return {one: SEPARATOR.join((source["url"], *at.get(one, (source["member"], otherwise)))) for one in wanted}


def _on_disk(settings: Settings, source: Record) -> LocalFile | None:
    """The very file that a row of `sources` speaks of: at its place, or among the editions kept of it."""
    remote = RemoteFile(source["url"], source["source"], "zip", source["edition"])
    path = sidecar.place(settings, source["url"])
    kept = sorted((path.parent / "archive").glob(f"{path.stem}-*{path.suffix}"))
    for candidate in (path, *kept):
        record = sidecar.read(candidate)
        # The record first: a checksum takes reading the file.
        same = record is not None and record.sha256 == source["sha256"] and candidate.is_file()
        if record is not None and same and sidecar.checksum(candidate) == record.sha256:
            return sidecar.local_file(candidate, remote, record)
    return None
