"""The warehouse as the dashboard sees it: read-only, locked down, one cursor a query, always the published build.

A build is a file that never changes once published; `CURRENT` names the one to read. Where there is none, the
embedded snapshot is loaded into memory. What stands in for the build that should have been read says so in `notice`.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import duckdb
import pandas as pd

log = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parent.parent
SCHEMA_VERSION = 2
"""Version of the warehouse's tables that this package reads; builds of another version are passed over."""

ORDER = "occupation_code, area_type, area_code, industry_code, industry_level, ownership, year, month, occupation_level"
"""Order of the rows of `wages` in a build, and in the snapshot once it is loaded: what is asked of one occupation lies
together, so that the rest, however much it is, need not be read."""

KEPT_OPEN = 3
"""Builds kept open at once: as many as the ETL keeps on disk."""

LOOK_AGAIN = 60.0
"""Seconds after which a file that was found damaged is tried again."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OPEN = {"memory_limit": "1GB", "enable_external_access": "false"}
"""Options of every connection from the beginning."""
_SERVING = {"threads": "1", "lock_configuration": "true"}
"""Options once it is open: a page's queries are small, and many visitors ask at once; nothing can be set after the
lock."""

LARGE = 64_000_000
"""Bytes from which on a build is opened beside the visitors, who go on with the one before until it is ready."""


class WarehouseError(Exception):
    """Base of the errors of this module."""


class NoWarehouse(WarehouseError):
    """There is neither a build that can be read nor a snapshot."""


class NotReadOnly(WarehouseError):
    """A query is not one single SELECT."""


class _Damaged(WarehouseError):
    """A build or the snapshot cannot be used; the message says why, and the next candidate is tried."""


@dataclass(frozen=True, eq=False)
class Warehouse:
    """One build, open for reading from any number of threads.

    origin: 'build' (a file that the ETL published) or 'snapshot' (the Parquet files that come with the project).
    built: when the tables were built, UTC. missing: what the publishers offer and the loaded files lack, in sentences.
    notice: why this is not the build that CURRENT names; empty when it is, or when nothing was ever built.
    path: the build's file, or the folder of the snapshot. answers: what analysis/kept.py keeps of it.
    """

    build_id: str
    built: datetime
    origin: Literal["build", "snapshot"]
    missing: tuple[str, ...]
    notice: str
    path: Path
    _connection: duckdb.DuckDBPyConnection = field(repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    answers: dict[Hashable, dict[Hashable, Any]] = field(default_factory=dict, repr=False)

    def frame(self, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
        """Rows of one SELECT as a frame. Raises NotReadOnly, or duckdb.Error where the query is wrong."""
        with self._asked(sql) as (cursor, query):
            return cursor.execute(query, list(params)).df()

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Rows of one SELECT as dictionaries with Python's own values, None where NULL. Raises as `frame`."""
        with self._asked(sql) as (cursor, query):
            found = cursor.execute(query, list(params))
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    @contextmanager
    def arrow(self, sql: str, rows: int = 10_000) -> Iterator[Any]:
        """Rows of one SELECT as a pyarrow.RecordBatchReader, `rows` at a time, types kept. Raises as `frame`."""
        with self._asked(sql) as (cursor, query):
            yield cursor.sql(query).to_arrow_reader(rows)

    @contextmanager
    def _asked(self, sql: str) -> Iterator[tuple[duckdb.DuckDBPyConnection, duckdb.Statement]]:
        """The query read, and a cursor of its own in a transaction that cannot write (a SELECT may carry an INSERT)."""
        with self._lock:
            cursor = self._connection.cursor()
        with cursor:
            query = _only_select(cursor, sql)
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            yield cursor, query


_parsed: dict[str, duckdb.Statement] = {}
"""Queries by their words. Reading them anew takes a third of the time of a small query, and ours are constants."""
KEPT_PARSED = 1000


def _only_select(cursor: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The one statement of a query. Raises NotReadOnly, or duckdb.Error where it makes no sense."""
    if (known := _parsed.get(sql)) is not None:
        return known
    statements = cursor.extract_statements(sql)
    allowed = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
    if len(statements) != 1 or statements[0].type not in allowed:
        raise NotReadOnly("Expected one single SELECT; the warehouse is never written from here.")
    if len(_parsed) >= KEPT_PARSED:
        _parsed.clear()
    return _parsed.setdefault(sql, statements[0])


class _Shelf:
    """What is open, and what was found damaged, so that neither is opened again on every call.

    damaged: why, and when it was found. It is looked at again after a while: what failed may have been the machine.
    opening: builds that are being opened beside the visitors. shown: what the last call was answered from, and of which
    folders.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.open: dict[tuple[object, ...], Warehouse] = {}
        self.damaged: dict[tuple[object, ...], tuple[str, float]] = {}
        self.opening: dict[tuple[object, ...], Future[Warehouse]] = {}
        self.shown: tuple[tuple[Path, Path], Warehouse] | None = None
        self.prepare: Callable[[Warehouse], object] = lambda warehouse: None

    def known_damage(self, key: tuple[object, ...]) -> str:
        """Why a file was found damaged lately, "" where it was not."""
        reason, found = self.damaged.get(key, ("", 0.0))
        return reason if time.monotonic() - found < LOOK_AGAIN else ""

    def keep(self, key: tuple[object, ...], warehouse: Warehouse) -> Warehouse:
        # An evicted warehouse stays usable for whoever still holds it; its handle goes with the last reference.
        while len(self.open) >= KEPT_OPEN:
            del self.open[next(iter(self.open))]
        self.open[key] = warehouse
        return warehouse


_shelf = _Shelf()


def current(data: Path | None = None, snapshot: Path | None = None) -> Warehouse:
    """The warehouse to answer from now.

    data: folder with warehouse/ (default: env DATA_DIR, else the project's data/). snapshot: folder with the Parquet
    files and MANIFEST.json (default: the project's data/snapshot/). The build that CURRENT names, else the newest
    other good build, else the snapshot. CURRENT is read on every call, so a new build is seen by the next one; a
    large one as soon as it is open. Raises NoWarehouse.
    """
    # Not `resolve`, which would look at every folder on the way: this is asked on every run of a page.
    folder = Path(data or os.environ.get("DATA_DIR") or PROJECT / "data").absolute() / "warehouse"
    snapshot = (snapshot or PROJECT / "data" / "snapshot").absolute()
    with _shelf.lock:
        named, trouble = _named_build(folder)
        meanwhile = _shelf.shown[1] if _shelf.shown and _shelf.shown[0] == (folder, snapshot) else None
        if named and meanwhile and _opens_beside(folder / f"{named}.duckdb"):
            return meanwhile
        found = _find(folder, snapshot, named, trouble)
        _shelf.shown = (folder, snapshot), found
        return found


def prepare_with(prepare: Callable[[Warehouse], object]) -> None:
    """Have `prepare(warehouse)` called for each build that is opened from now on, before anybody is shown it."""
    _shelf.prepare = prepare


def prepared(warehouse: Warehouse) -> Warehouse:
    """The warehouse, prepared as `prepare_with` was told."""
    try:
        _shelf.prepare(warehouse)
    except Exception:
        # Whether its blocks can be read was looked at before. What else is wrong, such as a table that is not there, is
        # no reason to show nothing: pages ask for themselves.
        log.exception("the build %s could not be prepared", warehouse.build_id)
    return warehouse


def _find(folder: Path, snapshot: Path, named: str, trouble: str) -> Warehouse:
    if named:
        try:
            return _build(folder / f"{named}.duckdb", "")
        except _Damaged as error:
            trouble = str(error)
    if not trouble:
        return _first_good([], snapshot, "")
    # By name: a build's name sorts after every earlier one, also when the clock was set back.
    others = sorted(folder.glob("*.duckdb"), reverse=True)
    return _first_good([path for path in others if path.stem != named], snapshot, trouble)


def _opens_beside(path: Path) -> bool:
    """Whether a build is large and not open yet; from the first call on it is opened in a thread of its own."""
    key = ("build", path, *_stamp(path))
    if _stamp(path)[1] < LARGE or (*key, "") in _shelf.open or _shelf.known_damage(key):
        return False
    if key not in _shelf.opening:
        _shelf.opening = {of: opening for of, opening in _shelf.opening.items() if not opening.done()}
        beside = ThreadPoolExecutor(1, thread_name_prefix="open")
        _shelf.opening[key] = beside.submit(_open_build, path, beside=True)
        beside.shutdown(wait=False)
    return not _shelf.opening[key].done()


def _first_good(builds: list[Path], snapshot: Path, trouble: str) -> Warehouse:
    for path in builds:
        try:
            return _build(path, f"{trouble} Shown instead: build {path.stem}.")
        except _Damaged:
            continue
    notice = f"{trouble} Shown instead: the data that come with the dashboard." if trouble else ""
    try:
        return _snapshot(snapshot, notice)
    except _Damaged as error:
        raise NoWarehouse(f"{trouble} {error} Run `python -m etl refresh` to build the tables.".strip()) from error


def _named_build(folder: Path) -> tuple[str, str]:
    """(build_id, "") as CURRENT says; ("", trouble) where CURRENT is unusable; ("", "") where nothing was built."""
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        lost = any(folder.glob("*.duckdb"))
        return "", "The name of the published build is missing." if lost else ""
    except (OSError, UnicodeDecodeError) as error:
        return "", f"The name of the published build could not be read ({type(error).__name__})."
    if not _NAME.fullmatch(name):
        return "", "The name of the published build is not a build's name."
    return name, ""


def _build(path: Path, notice: str) -> Warehouse:
    key = ("build", path, *_stamp(path))
    for said in (notice, ""):
        if (*key, said) in _shelf.open:
            found = _shelf.open[*key, said]
            return found if said == notice else _shelf.keep((*key, notice), replace(found, notice=notice))
    if known := _shelf.known_damage(key):
        raise _Damaged(known)
    try:
        opening = _shelf.opening.pop(key, None)
        found = opening.result() if opening else _open_build(path)
    except (duckdb.Error, _Damaged) as error:
        reason = str(error) if isinstance(error, _Damaged) else f"The build {path.stem} is missing or damaged."
        log.warning("%s cannot be used: %s", path, error)
        _shelf.damaged[key] = reason, time.monotonic()
        raise _Damaged(reason) from error
    return _shelf.keep((*key, notice), replace(found, notice=notice) if notice else found)


def _open_build(path: Path, beside: bool = False) -> Warehouse:
    """Open, look through and prepare a build. beside: while visitors are answered. Raises duckdb.Error, _Damaged."""
    connection = duckdb.connect(str(path), read_only=True, config=dict(_OPEN))
    # This looks through whole tables, with as many threads as there are, but for one where visitors wait; what comes
    # after it does with one. Not an option of the connection: a file that is open has one set of these.
    if beside and not _is_locked(connection):
        (threads,) = connection.execute("SELECT current_setting('threads')").fetchall()[0]
        connection.execute("SET threads = ?", [max(1, threads - 1)])
    built, missing = _check(connection, path)
    found = prepared(Warehouse(path.stem, built, "build", missing, "", path, connection))
    _lock_down(connection)
    return found


def _lock_down(connection: duckdb.DuckDBPyConnection) -> None:
    if _is_locked(connection):
        return  # somebody still holds the same file open: what is set there holds here too
    for option, value in _SERVING.items():
        connection.execute(f"SET {option} = '{value}'")


def _is_locked(connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute("SELECT current_setting('lock_configuration')").fetchall() == [(True,)]


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[datetime, tuple[str, ...]]:
    """When the build was built, and what it says that it lacks.

    Reads every block once, so that a torn file is found now and not under a page.
    """
    row = connection.execute("SELECT build_id, built, schema_version, missing FROM builds").fetchone()
    if row is None or row[0] != path.stem:
        raise _Damaged(f"The file {path.name} does not hold the build {path.stem}.")
    if row[2] != SCHEMA_VERSION:
        raise _Damaged(f"The build {path.stem} has tables of version {row[2]}; this dashboard reads {SCHEMA_VERSION}.")
    names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
    for (name,) in names:
        connection.table(name).aggregate("bit_xor(hash(COLUMNS(*)))").fetchall()
    if ("wages",) not in names:
        raise _Damaged(f"The build {path.stem} has no table of wages.")
    return row[1], tuple(row[3] or ())


def _snapshot(folder: Path, notice: str) -> Warehouse:
    manifest_path = folder / "MANIFEST.json"
    key = ("snapshot", folder, *_stamp(manifest_path), notice)
    if key in _shelf.open:
        return _shelf.open[key]
    try:
        manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
        build_id, built = str(manifest["build_id"]), datetime.fromisoformat(manifest["built"])
        missing = tuple(str(item) for item in manifest["missing"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("%s cannot be used: %s", manifest_path, error)
        raise _Damaged("The data that come with the dashboard cannot be read.") from error
    # No folder for what does not fit into memory: it would be one beside the program.
    connection = duckdb.connect(":memory:", config={"temp_directory": ""})
    try:
        for path in sorted(folder.glob("*.parquet")):
            if not _NAME.fullmatch(path.stem):
                raise _Damaged(f"{path.name} is not the name of a table.")
            table = connection.read_parquet(str(path))
            (table.order(ORDER) if path.stem == "wages" else table).create(path.stem)
        connection.execute("SELECT 1 FROM wages LIMIT 1")
        for option, value in _OPEN.items():
            connection.execute(f"SET {option} = '{value}'")
        _lock_down(connection)
        found = prepared(Warehouse(build_id, built, "snapshot", missing, notice, folder, connection))
    except (duckdb.Error, _Damaged) as error:
        connection.close()
        log.warning("the snapshot in %s cannot be used: %s", folder, error)
        raise _Damaged("The data that come with the dashboard are missing or damaged.") from error
    return _shelf.keep(key, found)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
