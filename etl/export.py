"""A build's tables as a folder of Parquet that any engine reads: `<table>/<column>=<value>/part-0.parquet`.

Columns in the name of a folder are not in the file (Hive partitioning); all others keep their types, `marks` as a map.
`manifest.json` says what the folder holds: build, editions, files with checksums, the words of the dictionary, and on
which terms the figures may be used. The folder is written aside and takes its name when it is whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb

from etl import opening, schema
from etl.errors import UsageError
from etl.reference import licence
from etl.schema import TABLES, Table
from etl.settings import Settings
from etl.snapshot import LEFT_OUT

FORMAT = "pharmacy technicians' pay: tables as Hive-partitioned Parquet, version 1"
"""How a manifest names what it is about, so that an earlier export is known from any other folder."""
MANIFEST, READ_ME = "manifest.json", "README.md"

PARTITIONS = {
    "wages": ("year", "area_type"),
    "projections": ("edition",),
    "utilization_factors": ("edition",),
    "price_parities": ("year",),
    "weekly_earnings": ("year",),
}
"""Columns by which a table is cut: a new edition is a new folder and leaves the others as they are. Tables that are not
named here are one file each."""

Connection = duckdb.DuckDBPyConnection
Record = dict[str, Any]


def write(settings: Settings, folder: Path, build: str = opening.CURRENT) -> Record:
    """Write a build's tables to the folder; returns the manifest. An earlier export there is replaced as a whole.

    build: an id, or current, previous or snapshot. Raises UsageError where there is no such build or the folder holds
    anything but an earlier export, EtlError for a build that cannot be read.
    """
    found, target = opening.find(settings, build), folder.resolve()
    require_ours(target)
    tables = [table for table in TABLES.values() if not (found.is_snapshot and table.name in LEFT_OUT)]
    target.parent.mkdir(parents=True, exist_ok=True)
    with _aside(target) as aside:
        with opening.read(found, tables) as connection:
            listed = [_table(connection, table, aside) for table in tables]
            manifest = _manifest(connection, found.name, listed)
        (aside / READ_ME).write_text(_read_me(manifest), encoding="utf-8")
        (aside / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        _put(aside, target)
    return manifest


def require_ours(folder: Path) -> None:
    """Raise UsageError unless the folder is not there, is empty, or holds an earlier export and nothing else."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder for the tables")
    known = _known(folder)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in known:
            raise UsageError(
                f"{folder} holds {name}, which is not of an earlier export, and would be lost; name an empty or a new "
                "folder"
            )


def _known(folder: Path) -> set[str]:
    """Files of the export that the folder holds, by its manifest."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != FORMAT:
            return set()
        return {MANIFEST, READ_ME, *(file["path"] for table in manifest["tables"] for file in table["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A folder beside the target, gone afterwards unless it has taken the target's name."""
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put(aside: Path, target: Path) -> None:
    """Give the finished folder its name; what had it before goes only when that has worked."""
    old = aside.with_suffix(".old")
    if target.exists():
        target.rename(old)
    try:
        aside.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _table(connection: Connection, table: Table, folder: Path) -> Record:
    """Write one table; returns its entry in the manifest."""
    by = PARTITIONS.get(table.name, ())
    files = [_file(connection, table, values, folder) for values in _partitions(connection, table, by)]
    # A table without rows has no values to cut it by, and is still to be read with all of its columns.
    files = files or [_file(connection, table, {}, folder)]
    return {
        "name": table.name,
        "words": table.words,
        "key": list(table.key),
        "partitioned_by": list(by),
        "rows": sum(file["rows"] for file in files),
        "columns": [{"name": column.name, "type": column.type, "words": column.words} for column in table.columns],
        "files": files,
    }


def _partitions(connection: Connection, table: Table, by: tuple[str, ...]) -> list[Record]:
    if not by:
        return [{}]
    columns = ", ".join(f'"{column}"' for column in by)
    rows = connection.execute(f'SELECT DISTINCT {columns} FROM "{table.name}" ORDER BY ALL').fetchall()
    return [dict(zip(by, row, strict=True)) for row in rows]


def _file(connection: Connection, table: Table, values: Record, folder: Path) -> Record:
    """Write the rows of a table that have these values."""
    parts = [f"{column}={quote(str(value), safe=' ')}" for column, value in values.items()]
    path = folder.joinpath(table.name, *parts, "part-0.parquet")
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = ", ".join(f'"{name}"' for name in table.names if name not in values)
    where = " AND ".join(f'"{column}" = ?' for column in values) or "true"
    order = ", ".join(f'"{column}"' for column in table.key)
    target = str(path).replace("'", "''")
    written = connection.execute(
        f"""COPY (SELECT {columns} FROM "{table.name}" WHERE {where} ORDER BY {order})
            TO '{target}' (FORMAT parquet, COMPRESSION zstd)""",
        list(values.values()),
    ).fetchone()
    content = path.read_bytes()
    return {
        "path": path.relative_to(folder).as_posix(),
        "rows": written[0] if written else 0,
        "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
    }


def _manifest(connection: Connection, build: str, tables: list[Record]) -> Record:
    row = connection.execute("SELECT built, missing FROM builds").fetchone()
    built, missing = row or (None, [])
    publishers = [
        name for (name,) in connection.execute("SELECT DISTINCT publisher FROM sources ORDER BY 1").fetchall()
    ]
    return {
        "format": FORMAT,
        "build": build,
        "built": f"{built:%Y-%m-%dT%H:%M:%SZ}" if built else None,
        "exported": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "schema_version": schema.VERSION,
        "caveat": "BLS publishes no pay by specialty or by certification; industries stand in for settings.",
        "missing": list(missing or []),
        "licences": [{"publisher": name} | _terms(name) for name in publishers],
        "editions": _editions(connection),
        "tables": tables,
    }


def _terms(publisher: str) -> Record:
    terms = licence(publisher)
    return {"name": terms.name, "words": terms.words, "url": terms.url} if terms else {"name": "not recorded"}


def _editions(connection: Connection) -> list[Record]:
    """Each edition that was read, into which table, when it was released and fetched, and from where."""
    rows = connection.execute(
        """SELECT table_name, publisher, table_title, edition, strftime(max(released), '%Y-%m-%d'),
                  strftime(max(retrieved), '%Y-%m-%dT%H:%M:%SZ'), list(DISTINCT url ORDER BY url)
           FROM sources GROUP BY ALL ORDER BY table_name, max(released) NULLS FIRST, edition, table_title"""
    ).fetchall()
    names = ("table", "publisher", "title", "edition", "released", "retrieved", "addresses")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _read_me(manifest: Record) -> str:
    listed = "\n".join(f"- `{table['name']}`, {table['rows']:,} rows. {table['words']}" for table in manifest["tables"])
    terms = "\n".join(
        f"- {item['publisher']}: {item['name']}. {item.get('words', '')}" for item in manifest["licences"]
    )
    return f"""# Pay and careers of U.S. pharmacy technicians: tables

Build {manifest["build"]}. {manifest["caveat"]} A missing value is null, never zero; `wages.marks` says why.

{listed}

Every row names the file it was read from (`source_id`, key of `sources`). `manifest.json` has the editions, the columns
with their meaning, and each file's checksum.

```sql
-- DuckDB
SELECT year, annual_median FROM read_parquet('wages/**/*.parquet', hive_partitioning = true)
WHERE occupation_code = '29-2052' AND area_code = 'US' AND industry_code = '000000' ORDER BY year;
```

```python
import pyarrow.dataset as ds
wages = ds.dataset("wages", partitioning="hive").to_table()
```

## Terms

{terms}
"""
