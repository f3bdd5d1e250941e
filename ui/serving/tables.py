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

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from analysis.data import copies, package, workbook
from analysis.data.dictionary import Table, tables
from analysis.warehouse import Warehouse, current
from ui.serving.api_list import Entry, Section
from ui.serving.kept_copies import Copy, KeptCopies
from ui.serving.replies import KEPT, OPEN_TO_ALL, Refused, has, route

log = logging.getLogger("dashboard")

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Formats of a table, by the ending of its address."""
NAMES = {"csv": "CSV", "parquet": "Parquet", "xlsx": "Excel"}
WRITERS: dict[str, Callable[[Warehouse, Table, Path], None]] = {
    "csv": copies.write_csv,
    "parquet": copies.write_parquet,
    "xlsx": workbook.in_own_process,
}
FOLDER, ZIP, DATABASE = "api/tables", "api/build.zip", "api/build.duckdb"

kept = KeptCopies()


def address(table: str, kind: str) -> str:
    """Where a table answers, below the dashboard's own address: 'api/tables/wages.csv'."""
    return f"{FOLDER}/{table}.{kind}"


def copy_of(warehouse: Warehouse, table: Table, kind: str) -> Copy:
    """The table as a file of that kind. Raises workbook.NotWritten."""
    return kept.get(warehouse.build_id, f"{table.name}.{kind}", partial(WRITERS[kind], warehouse, table))


def one_table(request: Request) -> Response:
    """A table in the format that the address ends in. Raises Refused with the names that there are."""
    asked = str(request.path_params["asked"])
    name, _, kind = asked.rpartition(".")
    warehouse = current()
    known = {table.name: table for table in tables(warehouse)}
    if name not in known or kind not in KINDS:
        words = f"There is no {asked[:80]!r}. Tables: {', '.join(known)}. Endings: .{', .'.join(KINDS)}."
        raise Refused(404, words, tables=list(known), endings=list(KINDS))
    try:
        copy = copy_of(warehouse, known[name], kind)
    except workbook.NotWritten as error:
        log.error("table not written: %s", error)
        words = "This copy could not be made just now. Try again in a minute, or take the table as CSV."
        raise Refused(503, words) from error
    more = {}
    if kind == "csv":
        more["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("accept-encoding", ""):
            copy = kept.get(warehouse.build_id, f"{name}.csv.gz", partial(_squeeze, copy.path))
            more["Content-Encoding"] = "gzip"
    return _send(request, copy, asked, KINDS[kind], more)


def whole_build(request: Request) -> Response:
    """Every table, the dictionary and the sources in one zip."""
    warehouse = current()
    copy = kept.get(warehouse.build_id, "build.zip", lambda path: package.write(warehouse, tables(warehouse), path))
    return _send(request, copy, f"{warehouse.build_id}.zip", "application/zip")


def database(request: Request) -> Response:
    """The build's own DuckDB file. Raises Refused where there is none: the project comes with Parquet files."""
    warehouse = current()
    if warehouse.origin != "build":
        raise Refused(404, f"The figures that come with the dashboard are no database file: take /{ZIP}.")
    copy = kept.get(warehouse.build_id, "build.duckdb", partial(_link, warehouse.path))
    return _send(request, copy, f"{warehouse.build_id}.duckdb", "application/vnd.duckdb")


def entries(warehouse: Warehouse) -> list[Entry]:
    """The whole build, then each table, for the list at /api."""
    whole = {"Zip": ZIP, **({"DuckDB": DATABASE} if warehouse.origin == "build" else {})}
    found = [
        Entry("build", "The whole build", "", whole, note="Every table as Parquet, the dictionary and the sources")
    ]
    for table in tables(warehouse):
        links = {NAMES[kind]: address(table.name, kind) for kind in KINDS}
        rows = f"{table.rows:,} {'row' if table.rows == 1 else 'rows'}"
        columns = [{"name": column.name, "type": column.type, "words": column.words} for column in table.columns]
        facts = {"rows": table.rows, "columns": columns}
        found.append(Entry(table.name, table.words, "Tables", links, note=rows, facts=facts))
    return found


SECTION = Section("tables", "Tables", "What the figures are drawn from, whole, as the build holds it.", entries)
ROUTES = [
    route(f"/{FOLDER}/{{asked}}", one_table),
    route(f"/{ZIP}", whole_build),
    route(f"/{DATABASE}", database),
]


def _send(request: Request, copy: Copy, name: str, kind: str, more: dict[str, str] | None = None) -> Response:
    headers = OPEN_TO_ALL | {"ETag": copy.etag, "Cache-Control": KEPT} | (more or {})
    if has(request, copy.etag):
        return Response(status_code=304, headers=headers)
    return FileResponse(copy.path, headers=headers, media_type=kind, filename=name, stat_result=copy.path.stat())


def _squeeze(source: Path, target: Path) -> None:
    with source.open("rb") as plain, target.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as squeezed:
        shutil.copyfileobj(plain, squeezed)


def _link(source: Path, target: Path) -> None:
    """The file under another name, so that it stays while it is sent even if a later build takes its place."""
    try:
        target.hardlink_to(source)
    except OSError:  # another disk
        shutil.copyfile(source, target)
