"""Build files of the warehouse: written aside, then published by naming them in CURRENT; rolled back by name.

A build is a new file because an open DuckDB handle goes on serving the content of a file that was replaced under it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import machine, schema
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
        recover(folder)
        yield


def recover(folder: Path) -> None:
    """Finish or take away what a process left that was killed. The lock is held.

    A build that was whole and about to be named, which CURRENT.new tells, is named; what was being written goes.
    """
    for leftover in folder.glob("*.part*"):
        remove(leftover)
    intended = folder / "CURRENT.new"
    if intended.is_file():
        build_id = intended.read_text(encoding="utf-8", errors="replace").strip()
        if build_id in builds(folder):
            publish(folder, build_id)
        else:
            intended.unlink()


def remove(path: Path) -> None:
    """Take away a file, or a folder such as the database keeps for what does not fit into memory."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def build_path(folder: Path, build_id: str) -> Path:
    return folder / f"{build_id}.duckdb"


def report_paths(folder: Path, build_id: str) -> tuple[Path, Path]:
    """Where the report on a new build is kept, as JSON and as Markdown."""
    return folder / f"{build_id}.report.json", folder / f"{build_id}.report.md"


def current(folder: Path) -> str | None:
    """Id of the published build, None when there is none or its file is gone."""
    try:
        build_id = (folder / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    # Not a path made of whatever stands there: the name is one of those on disk, or none.
    return build_id if build_id in builds(folder) else None


def is_sound(path: Path) -> bool:
    """Whether a build has today's tables and can be read to its last block, which a torn file cannot."""
    with suppress(duckdb.Error), closing(duckdb.connect(str(path), read_only=True)) as connection:
        # All rows are fetched: a result that is not read to its end would be in the way of the next question.
        if connection.execute("SELECT schema_version FROM builds").fetchall() == [(schema.VERSION,)]:
            for name in TABLES:
                connection.table(name).aggregate("bit_xor(hash(COLUMNS(*)))").fetchall()
            return True
    return False


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


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """As `create`; on the way out everything is in the file itself. Raises EtlError where it cannot be written."""
    try:
        with closing(create(path)) as connection:
            yield connection
            arrange(connection)
            # Closing would do this as well, but not say so when it fails: the file would lack what was written last.
            connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        raise machine.trouble(error, f"the build {path.stem} could not be written") from error


def arrange(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the rows of each table whose schema names an order into it. No row changes."""
    for table in TABLES.values():
        if table.order:
            order = ", ".join(f'"{name}"' for name in table.order)
            connection.execute(f'CREATE TEMP TABLE arranged AS SELECT * FROM "{table.name}" ORDER BY {order}')
            connection.execute(f'DROP TABLE "{table.name}"')
            # What the table took up in the file is free from now on: the file does not become twice as large.
            connection.execute("CHECKPOINT")
            connection.execute(table.ddl)
            connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM arranged')
            connection.execute("DROP TABLE arranged")


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


def publish(folder: Path, build_id: str, finished: Path | None = None) -> None:
    """Name the build in CURRENT, in one step that a reader sees wholly or not at all; then drop the oldest builds.

    finished: the file of a new build, which gets its name here. Each step is on the disk before the next, and
    CURRENT.new says what is under way, so that whatever stops this in between, `recover` can finish it.
    """
    if finished is not None:
        _flush(finished)
    intended = folder / "CURRENT.new"
    intended.write_text(build_id + "\n", encoding="utf-8")
    _flush(intended)
    if finished is not None:
        finished.replace(build_path(folder, build_id))
    _flush(folder)
    intended.replace(folder / "CURRENT")
    _flush(folder)
    for old in builds(folder)[KEPT:]:
        if old != build_id:
            for path in (build_path(folder, old), *report_paths(folder, old)):
                path.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Wait until a file's content, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def rollback(folder: Path, build_id: str | None = None) -> str:
    """Publish an earlier build: the one named, else the newest one older than the current. Returns its id.

    Raises UsageError when there is no such build, Busy while a refresh is at work.
    """
    with lock(folder):
        present, now = builds(folder), current(folder)
        if build_id is None:
            # Without a published build, as where its file is gone, the newest one on disk is as good as any.
            earlier = [name for name in present if now is None or name < now]
            if not earlier:
                now = require_current(folder)
                raise UsageError(f"there is no build before {now}; on disk: {', '.join(present)}")
            build_id = earlier[0]
        if build_id not in present:
            raise UsageError(f"there is no build {build_id!r}; on disk: {', '.join(present) or 'none'}")
        publish(folder, build_id)
    return build_id
