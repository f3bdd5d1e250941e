"""The program that answers one query and ends: started for each query, told everything on its standard input.

It is run by itself (`python -I sql_box_worker.py`), knows nothing of the project, and imports the engine alone. Before
it looks at the query it takes from itself what a query could do harm with: the engine is locked (nothing outside of the
tables, no settings, no extensions), files can neither be opened nor written any more, memory and processor time have
an end, and the operating system's clock ends the program where nobody else does. A query is one SELECT in a
transaction that cannot write.

In: one JSON object with path (a build's file or the snapshot's folder), sql and the limits. Out: a line 'ready' when
the tables are open and the query begins, then one JSON object: the answer, or `error` with kind and text.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

Config = dict[str, str | bool | int | float | list[str]]

LOCKED = {
    "temp_directory": "",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
"""Settings after which there are only the tables; the lock comes last, since nothing can be set after it."""
ADDRESS_SPACE = 1_500_000_000
"""Bytes that the program may map: the engine's own code and reserves take half of it, `memory_mb` the rest."""
CELL = 32_000
"""Letters that a cell keeps: a spreadsheet takes 32,767."""
PIECE = 500
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be read as a formula by a spreadsheet."""


def main() -> None:
    asked = json.load(sys.stdin)
    signal.setitimer(signal.ITIMER_REAL, asked["start_seconds"] + asked["seconds"] + 2)
    try:
        connection = opened(Path(asked["path"]), asked["memory_mb"])
    except (duckdb.Error, OSError):
        say({"error": {"kind": "No tables", "text": "The tables could not be opened."}})
        return
    limit(asked["seconds"])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        say(answer(connection, asked))
    except duckdb.Error as error:
        say({"error": {"kind": type(error).__name__, "text": str(error)}})
    except MemoryError:
        say({"error": {"kind": "OutOfMemoryException", "text": "The answer does not fit into the memory."}})


def opened(path: Path, memory_mb: int) -> duckdb.DuckDBPyConnection:
    """The tables of a build's file or of a folder of Parquet, locked. Raises duckdb.Error, OSError."""
    config: Config = {"memory_limit": f"{memory_mb}MB", "threads": "1"}
    if path.is_dir():
        connection = duckdb.connect(":memory:", config=config)
        for table in sorted(path.glob("*.parquet")):
            connection.read_parquet(str(table)).create(table.stem)
    else:
        connection = _build(path, config)
    for name, value in LOCKED.items():
        connection.execute(f"SET {name} = '{value}'")
    return connection


def _build(path: Path, config: Config) -> duckdb.DuckDBPyConnection:
    """A build's file, opened under another name: the engine tells the path of its file to whoever asks."""
    folder = Path(tempfile.mkdtemp(prefix="query-"))
    other = folder / "build.duckdb"
    try:
        try:
            other.hardlink_to(path)
        except OSError:  # another disk, or one that knows no links
            shutil.copyfile(path, other)
        return duckdb.connect(str(other), read_only=True, config=config)
    finally:
        other.unlink(missing_ok=True)
        folder.rmdir()


def limit(seconds: float) -> None:
    """Give up the rights that a query needs not. A limit that a system does not know is left to the others."""
    limits = {
        resource.RLIMIT_AS: ADDRESS_SPACE,
        resource.RLIMIT_CPU: int(seconds) + 2,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    with suppress(OSError):
        os.nice(10)


def answer(connection: duckdb.DuckDBPyConnection, asked: dict[str, Any]) -> dict[str, Any]:
    """Columns, the first rows for the page, all rows (to the limits) as CSV. Raises duckdb.Error."""
    began = time.perf_counter()
    statements = connection.extract_statements(asked["sql"])
    kinds = [statement.type for statement in statements]
    if len(kinds) != 1 or kinds[0] not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        return {"error": {"kind": "NotOneSelect", "text": ", ".join(kind.name for kind in kinds)}}
    connection.execute("BEGIN TRANSACTION READ ONLY")
    found = connection.execute(statements[0])
    columns = [(str(column[0]), str(column[1])) for column in found.description or ()]
    if zoned := [name for name, type_ in columns if "WITH TIME ZONE" in type_]:
        return {"error": {"kind": "TimeZone", "text": ", ".join(zoned)}}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_harmless(name) for name, _ in columns])
    shown: list[list[Any]] = []
    rows, cut = 0, ""
    while piece := found.fetchmany(PIECE):
        for row in piece:
            if rows >= asked["rows"]:
                cut = "rows"
                break
            values = [_plain(value) for value in row]
            writer.writerow([_harmless(value) for value in values])
            rows += 1
            if len(shown) < asked["shown"]:
                shown.append(values[: asked["shown_columns"]])
            if text.tell() > asked["csv_bytes"]:
                cut = "size"
                break
        if cut:
            break
    return {
        "columns": columns, "shown": shown, "rows": rows, "cut": cut, "csv": text.getvalue(),
        "seconds": time.perf_counter() - began,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    """A value as JSON knows it: numbers and truth as they are, all else as text, lists and maps as JSON text."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, (dict, list, tuple)):
        text = json.dumps(value, ensure_ascii=False, default=str)
    elif isinstance(value, dt.datetime):
        text = value.isoformat(" ")
    elif isinstance(value, Decimal):
        text = f"{value:f}"
    else:
        text = str(value)
    return text if len(text) <= CELL else f"{text[:CELL]}…"


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, with the mark by which it stays a text."""
    if not isinstance(value, str) or not value.startswith(FORMULA) or _is_number(value):
        return value
    return f"'{value}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
