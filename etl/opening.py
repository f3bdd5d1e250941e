"""Any two builds side by side: by id, as `current`, as `previous`, or the `snapshot` that comes with the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import schema, warehouse
from etl.errors import EtlError, UsageError
from etl.schema import DATA_TABLES, REPORT_TABLES, SOURCES, TABLES, Table
from etl.settings import SNAPSHOT, Settings

Connection = duckdb.DuckDBPyConnection

CURRENT, PREVIOUS, EMBEDDED = "current", "previous", "snapshot"
NAMES = (CURRENT, PREVIOUS, EMBEDDED)
VIEWED = (TABLES["builds"], *DATA_TABLES, SOURCES, TABLES["checks"])


class NothingBefore(UsageError):
    """The published build is the first on disk."""


@dataclass(frozen=True)
class Build:
    """A build on disk. name: its id, 'snapshot' for the embedded one. path: its file, or the snapshot's folder."""

    name: str
    path: Path

    @property
    def is_snapshot(self) -> bool:
        return self.path.is_dir()


def find(settings: Settings, name: str) -> Build:
    """The build of an id or of one of NAMES. Raises UsageError, listing what is there, for any other."""
    folder = settings.warehouse
    if name == EMBEDDED:
        return Build(EMBEDDED, SNAPSHOT)
    if name == CURRENT:
        name = warehouse.require_current(folder)
    elif name == PREVIOUS:
        name = previous(settings)
    if name not in warehouse.builds(folder):
        listed = ", ".join(warehouse.builds(folder)) or "none"
        raise UsageError(f"there is no build {name!r}; on disk: {listed}. Or name one of {', '.join(NAMES)}.")
    return Build(name, warehouse.build_path(folder, name))


def snapshot_if_readable() -> Build | None:
    """The embedded snapshot; None where it is not there or has tables of another version."""
    build = Build(EMBEDDED, SNAPSHOT)
    try:
        with read(build):
            return build
    except EtlError:
        return None


def previous(settings: Settings) -> str:
    """Id of the build before the published one, on disk or not; else of the newest older one on disk.

    Raises NothingBefore where there is none.
    """
    current = warehouse.require_current(settings.warehouse)
    with read(Build(current, warehouse.build_path(settings.warehouse, current))) as connection:
        row = connection.execute("SELECT previous_build FROM builds").fetchone()
    recorded = str(row[0]) if row and row[0] else None
    older = [name for name in warehouse.builds(settings.warehouse) if name < current]
    if recorded and recorded in older:
        return recorded
    if not older:
        raise NothingBefore(
            f"build {current} is the first on disk: there is none to compare it with. `python -m etl changes snapshot "
            "current` compares it with the figures that come with the project."
        )
    return older[0]


@contextmanager
def read(build: Build, tables: Iterable[Table] = VIEWED) -> Iterator[Connection]:
    """The tables of a build, for reading. Raises EtlError for a file that cannot be read."""
    with closing(duckdb.connect()) as connection:
        try:
            _view(connection, build, "main", tables)
        except duckdb.Error as error:
            raise _unreadable(build, error) from error
        yield connection


@contextmanager
def side_by_side(before: Build, after: Build) -> Iterator[Connection]:
    """A connection with the tables of `after`, empty report tables, and the tables of `before` in a database `before`.

    Raises EtlError for a file that cannot be read or that has tables of another version.
    """
    with read(after) as connection, attached(connection, before, "before"):
        for table in REPORT_TABLES:
            connection.execute(table.ddl)
        yield connection


@contextmanager
def attached(connection: Connection, build: Build, name: str) -> Iterator[None]:
    """The tables of a build as a further database of the connection, for reading. Raises as `side_by_side`."""
    connection.execute(f"ATTACH ':memory:' AS {name}")
    try:
        try:
            _view(connection, build, f"{name}.main")
        except duckdb.Error as error:
            raise _unreadable(build, error) from error
        yield
    finally:
        for database in (name, _alias(f"{name}.main")):
            connection.execute(f"DETACH DATABASE IF EXISTS {database}")


def _alias(target: str) -> str:
    """Name of the build file behind the views in the schema `target`."""
    return f"file_of_{target.replace('.', '_')}"


def _view(connection: Connection, build: Build, target: str, tables: Iterable[Table] = VIEWED) -> None:
    """Views on a build's tables in the schema `target`. Raises EtlError for tables of another version."""
    quoted = str(build.path).replace("'", "''")
    if not build.is_snapshot:
        connection.execute(f"ATTACH '{quoted}' AS {_alias(target)} (READ_ONLY)")
    for table in tables:
        name = f'{_alias(target)}."{table.name}"'
        origin = f"read_parquet('{quoted}/{table.name}.parquet')" if build.is_snapshot else name
        connection.execute(f'CREATE VIEW {target}."{table.name}" AS SELECT * FROM {origin}')
        if table.name == "builds":
            _require_version(connection, build, origin)


def _require_version(connection: Connection, build: Build, builds: str) -> None:
    row = connection.execute(f"SELECT schema_version FROM {builds}").fetchone()
    if row is None or row[0] != schema.VERSION:
        found = row[0] if row else "unknown"
        raise EtlError(
            f"{build.name} has tables of version {found}, this program has version {schema.VERSION}: the two cannot be "
            "compared. `python -m etl build` makes a build with today's tables from the files on disk."
        )


def _unreadable(build: Build, error: duckdb.Error) -> EtlError:
    return EtlError(f"{build.name} cannot be read: {build.path.name} is damaged or of an older program ({error})")
