"""The embedded default: a build's tables as Parquet under data/snapshot/, with a manifest of what it lacks."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import duckdb

from etl import opening, schema, warehouse
from etl.errors import UsageError
from etl.schema import TABLES
from etl.settings import SNAPSHOT, Settings

LEFT_OUT = tuple(table.name for table in schema.REPORT_TABLES)
"""A snapshot is a beginning: it has no build before it."""


def write(settings: Settings, folder: Path) -> list[Path]:
    """Write the current build's tables and MANIFEST.json to the folder; returns the files.

    Raises UsageError when there is no build.
    """
    build_id = warehouse.current(settings.warehouse)
    if build_id is None:
        raise UsageError(f"no build in {settings.warehouse}: run `python -m etl refresh` first")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with closing(duckdb.connect(str(warehouse.build_path(settings.warehouse, build_id)), read_only=True)) as connection:
        for table in TABLES.values():
            if table.name in LEFT_OUT:
                continue
            path = folder / f"{table.name}.parquet"
            columns = ", ".join(
                "'snapshot' AS obtained" if table.name == "sources" and name == "obtained" else f'"{name}"'
                for name in table.names
            )
            order = ", ".join(f'"{name}"' for name in table.key)
            target = str(path).replace("'", "''")
            connection.execute(
                f"""COPY (SELECT {columns} FROM "{table.name}" ORDER BY {order})
                    TO '{target}' (FORMAT parquet, COMPRESSION zstd)"""
            )
            written.append(path)
        manifest = {
            "build_id": f"snapshot-{build_id}",
            "built": _built(connection),
            "schema_version": schema.VERSION,
            "missing": _missing(connection),
        }
    path = folder / "MANIFEST.json"
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [*written, path]


def publish(settings: Settings, folder: Path = SNAPSHOT) -> str:
    """Publish a snapshot as the first build, so that the next one is checked against it and compared with it.

    Returns the build's id, that of the build which the snapshot was made of. Raises UsageError where there is a build,
    EtlError for a snapshot that cannot be read or has tables of another version, Busy while a refresh is at work.
    """
    with warehouse.lock(settings.warehouse):
        if present := warehouse.builds(settings.warehouse):
            raise UsageError(
                f"there are builds already ({', '.join(present)}): nothing was published. "
                "`python -m etl changes snapshot current` says how they differ from the figures that come along."
            )
        tables = [table for table in TABLES.values() if table.name not in LEFT_OUT]
        with opening.read(opening.Build(opening.EMBEDDED, folder), tables) as embedded:
            build_id = str(embedded.execute("SELECT any_value(build_id) FROM builds").fetchall()[0][0])
            aside = settings.warehouse / f"{build_id}.part"
            with warehouse.writing(aside) as connection:
                connection.execute("DELETE FROM dictionary")
                for table in tables:
                    path = str(folder / f"{table.name}.parquet")
                    connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM read_parquet(?)', [path])
            warehouse.publish(settings.warehouse, build_id, aside)
    return build_id


def _built(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("SELECT strftime(built, '%Y-%m-%dT%H:%M:%SZ') FROM builds").fetchone()
    return str(row[0]) if row else ""


def _missing(connection: duckdb.DuckDBPyConnection) -> list[str]:
    row = connection.execute("SELECT missing FROM builds").fetchone()
    return list(row[0] or []) if row else []
