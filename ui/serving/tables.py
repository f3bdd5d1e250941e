"""The tables at plain addresses: `/api/tables/<table>.csv|.parquet|.xlsx`, `/api/build.zip`, `/api/build.duckdb`.

A copy is made at its first request and kept, then sent from disk piece by piece. Each carries an ETag, so that a script
that asks again with If-None-Match is told 304 where nothing is new.
"""

from __future__ import annotations

import gzip
import logging
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from analysis.data import copies, package, workbook
from analysis.data.dictionary import Table, tables
from analysis.warehouse import Warehouse, WarehouseError, current
from ui.serving.kept_copies import Copy, KeptCopies

log = logging.getLogger("dashboard")

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Formats of a table, by the ending of its address."""
WRITERS: dict[str, Callable[[Warehouse, Table, Path], None]] = {
    "csv": copies.write_csv,
    "parquet": copies.write_parquet,
    "xlsx": workbook.in_own_process,
}
TABLES, ZIP, DATABASE = "/api/tables", "/api/build.zip", "/api/build.duckdb"

kept = KeptCopies()


def address(table: str, kind: str) -> str:
    """Where a table answers: '/api/tables/wages.csv'."""
    return f"{TABLES}/{table}.{kind}"


def copy_of(warehouse: Warehouse, table: Table, kind: str) -> Copy:
    """The table as a file of that kind. Raises workbook.NotWritten."""
    return kept.get(warehouse.build_id, f"{table.name}.{kind}", partial(WRITERS[kind], warehouse, table))


def listing(warehouse: Warehouse) -> list[dict[str, Any]]:
    """For `/api`: each table with its words, rows, columns and addresses; then the whole build."""
    found: list[dict[str, Any]] = [
        {
            "table": table.name, "words": table.words, "rows": table.rows,
            "columns": [column.name for column in table.columns],
            "addresses": {kind: address(table.name, kind) for kind in KINDS},
        }
        for table in tables(warehouse)
    ]  # fmt: skip
    return found


def whole(warehouse: Warehouse) -> dict[str, str]:
    """For `/api`: the addresses of the whole build; a database file only where a refresh has made one."""
    return {"zip": ZIP, **({"duckdb": DATABASE} if warehouse.origin == "build" else {})}


def one_table(request: Request) -> Response:
    """A table in the format that the address ends in; 404 with the names that there are."""
    asked = str(request.path_params["asked"])
    name, _, kind = asked.rpartition(".")
    try:
        warehouse = current()
    except WarehouseError:
        return _no_data()
    known = {table.name: table for table in tables(warehouse)}
    if name not in known or kind not in KINDS:
        said = f"There is no {asked[:80]!r} here. Tables: {', '.join(known)}. Endings: {', '.join(KINDS)}."
        return PlainTextResponse(said + f" Example: {address('wages', 'csv')}\n", status_code=404)
    try:
        copy = copy_of(warehouse, known[name], kind)
    except workbook.NotWritten as error:
        log.error("table not written: %s", error)
        said = "This copy could not be made just now. Try again in a minute, or take the table as CSV.\n"
        return PlainTextResponse(said, status_code=503, headers={"Retry-After": "60"})
    if kind == "csv" and "gzip" in request.headers.get("accept-encoding", ""):
        squeezed = kept.get(warehouse.build_id, f"{name}.csv.gz", partial(_squeeze, copy.path))
        return _send(request, squeezed, warehouse, asked, KINDS[kind], {"Content-Encoding": "gzip"})
    return _send(request, copy, warehouse, asked, KINDS[kind])


def whole_build(request: Request) -> Response:
    """Every table, the dictionary and the sources in one zip."""
    try:
        warehouse = current()
    except WarehouseError:
        return _no_data()
    copy = kept.get(warehouse.build_id, "build.zip", lambda path: package.write(warehouse, tables(warehouse), path))
    return _send(request, copy, warehouse, f"{warehouse.build_id}.zip", "application/zip")


def database(request: Request) -> Response:
    """The build's own DuckDB file, where there is one: the figures that come with the project are Parquet files."""
    try:
        warehouse = current()
    except WarehouseError:
        return _no_data()
    if warehouse.origin != "build":
        said = f"The figures that come with the dashboard are no database file: take {ZIP}, or run a refresh first.\n"
        return PlainTextResponse(said, status_code=404)
    copy = kept.get(warehouse.build_id, "build.duckdb", lambda path: _link(warehouse.path, path))
    return _send(request, copy, warehouse, f"{warehouse.build_id}.duckdb", "application/vnd.duckdb")


ROUTES = [
    Route(TABLES + "/{asked}", one_table),
    Route(ZIP, whole_build),
    Route(DATABASE, database),
]


def _send(
    request: Request, copy: Copy, warehouse: Warehouse, name: str, kind: str, more: dict[str, str] | None = None
) -> Response:
    headers = {
        "ETag": copy.etag, "Cache-Control": "no-cache", "X-Build": warehouse.build_id, "Vary": "Accept-Encoding",
        **(more or {}),
    }  # fmt: skip
    asked = request.headers.get("if-none-match", "")
    if asked.strip() == "*" or copy.etag in [tag.strip().removeprefix("W/") for tag in asked.split(",")]:
        return Response(status_code=304, headers=headers)
    return FileResponse(copy.path, headers=headers, media_type=kind, filename=name, stat_result=copy.path.stat())


def _no_data() -> Response:
    return PlainTextResponse("There are no tables to serve just now. Try again in a minute.\n", status_code=503)


def _squeeze(source: Path, target: Path) -> None:
    with source.open("rb") as plain, target.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as squeezed:
        shutil.copyfileobj(plain, squeezed)


def _link(source: Path, target: Path) -> None:
    """The file under another name, so that it stays while it is sent even if a later build takes its place."""
    try:
        target.hardlink_to(source)
    except OSError:  # another disk
        shutil.copyfile(source, target)
