"""Build files of the warehouse: written aside, then published by naming them in CURRENT; rolled back by name.

A build is a new file because an open DuckDB handle goes on serving the content of a file that was replaced under it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import schema
from etl.errors import Busy, UsageError
from etl.files import Extract
from etl.schema import TABLES

KEPT = 3
"""Builds that stay on disk."""


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the only right to change the folder. Raises Busy when another process holds it.

    The lock is the operating system's and ends with the process, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "LOCK").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Busy(f"another refresh or build is at work ({file.read().strip()}); wait for it to end") from None
        file.truncate(0)
        file.write(f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
        file.flush()
        yield


def build_path(folder: Path, build_id: str) -> Path:
    return folder / f"{build_id}.duckdb"


def report_paths(folder: Path, build_id: str) -> tuple[Path, Path]:
    """Where the report on a new build is kept, as JSON and as Markdown."""
    return folder / f"{build_id}.report.json", folder / f"{build_id}.report.md"


def current(folder: Path) -> str | None:
    """Id of the published build, None when there is none or its file is gone."""
    try:
        build_id = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return build_id if build_id and build_path(folder, build_id).is_file() else None


def require_current(folder: Path) -> str:
    """Id of the published build. Raises UsageError where there is none."""
    build_id = current(folder)
    if build_id is None:
        raise UsageError(
            f"no build in {folder}; the dashboard shows the embedded snapshot. Run `python -m etl refresh` to make one."
        )
    return build_id


def builds(folder: Path) -> list[str]:
    """Ids of the builds on disk, newest first: an id begins with its time."""
    return sorted((path.stem for path in folder.glob("*.duckdb")), reverse=True)


def new_build_id(folder: Path, now: datetime) -> str:
    """A name that sorts after every build on disk, even when the clock was set back."""
    name = f"{now:%Y%m%dT%H%M%SZ}"
    newest = next(iter(builds(folder)), "")
    if name > newest:
        return name
    stem, _, counter = newest.partition("-")
    return f"{stem}-{int(counter or 0) + 1:03}"


def create(path: Path) -> duckdb.DuckDBPyConnection:
    """A build file with every table of the schema, empty but for the dictionary."""
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path))
    for table in TABLES.values():
        connection.execute(table.ddl)
    connection.executemany("INSERT INTO dictionary VALUES (?, ?, ?, ?, ?, ?)", schema.dictionary())
    return connection


def insert(connection: duckdb.DuckDBPyConnection, extract: Extract, source_id: str) -> int:
    """Append the extract's rows to its table; returns their number.

    Raises ValueError when the frame's columns are not the table's.
    """
    table = TABLES[extract.table]
    wanted = [name for name in table.names if name != "source_id"]
    if list(extract.frame.columns) != wanted:
        raise ValueError(f"{extract.title}: frame has {list(extract.frame.columns)}, {table.name} has {wanted}")
    frame = extract.frame
    columns = {name: f'"{name}"' for name in wanted}
    if "marks" in wanted:
        # Two lists become a map; a column of dictionaries would become a struct of every key.
        frame = frame.drop(columns="marks").assign(
            _keys=frame["marks"].map(list), _reasons=frame["marks"].map(lambda marks: list(marks.values()))
        )
        columns["marks"] = "map(_keys::VARCHAR[], _reasons::VARCHAR[])"
    has_source = "source_id" in table.names
    if not frame.empty:
        connection.register("extract", frame)
        chosen = ", ".join([*columns.values(), *(["?"] if has_source else [])])
        connection.execute(
            f'INSERT INTO "{table.name}" SELECT {chosen} FROM extract', [source_id] if has_source else []
        )
        connection.unregister("extract")
    return len(frame)


def publish(folder: Path, build_id: str) -> None:
    """Name the build in CURRENT, in one step that a reader sees wholly or not at all; then drop the oldest builds."""
    aside = folder / "CURRENT.new"
    with aside.open("w", encoding="utf-8") as file:
        file.write(build_id + "\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / "CURRENT")
    for old in builds(folder)[KEPT:]:
        if old != build_id:
            for path in (build_path(folder, old), *report_paths(folder, old)):
                path.unlink(missing_ok=True)


def rollback(folder: Path, build_id: str | None = None) -> str:
    """Publish an earlier build: the one named, else the newest one older than the current. Returns its id.

    Raises UsageError when there is no such build, Busy while a refresh is at work.
    """
    with lock(folder):
        present, now = builds(folder), current(folder)
        if build_id is None:
            earlier = [name for name in present if now is not None and name < now]
            if not earlier:
                raise UsageError(
                    f"there is no build before {now or 'the first'}; on disk: {', '.join(present) or 'none'}"
                )
            build_id = earlier[0]
        if build_id not in present:
            raise UsageError(f"there is no build {build_id!r}; on disk: {', '.join(present) or 'none'}")
        publish(folder, build_id)
    return build_id
