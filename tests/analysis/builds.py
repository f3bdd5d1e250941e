"""Small warehouses for tests: rows that a test states, in the real tables, as a build or as a snapshot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from analysis.warehouse import Warehouse, current
from etl import schema

TECHNICIAN = "29-2052"


def wage(**values: Any) -> dict[str, Any]:
    """A row of `wages`: the nation's technicians in May 2024, all industries, unless the test says otherwise."""
    row: dict[str, Any] = {
        "year": 2024, "month": 5, "area_code": "US", "area_name": "U.S.", "area_type": "nation", "state": "US",
        "industry_code": "000000", "industry_name": "Cross-industry", "industry_level": "cross-industry",
        "ownership": "1235", "occupation_code": TECHNICIAN, "occupation_name": "Pharmacy Technicians",
        "occupation_level": "detailed", "source_id": "made for a test",
    }  # fmt: skip
    row.update(values)
    marks = dict(row.get("marks") or {})
    for column in schema.VALUE_COLUMNS:
        if row.get(column) is None:
            marks.setdefault(column, "not_loaded")
    row["marks"] = marks
    return row


def sector(code: str, year: int = 2024, **values: Any) -> dict[str, Any]:
    """A row of a sector."""
    return wage(year=year, industry_code=code, industry_name=f"Sector {code}", industry_level="sector", **values)


def write_build(data: Path, build_id: str = "b1", publish: bool = True, **tables: Iterable[Mapping[str, Any]]) -> Path:
    """A build file under data/warehouse with all tables of the schema; CURRENT names it when `publish`."""
    folder = data / "warehouse"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{build_id}.duckdb"
    with duckdb.connect(str(path)) as connection:
        _fill(connection, build_id, tables)
    if publish:
        (folder / "CURRENT").write_text(build_id + "\n", encoding="utf-8")
    return path


def write_snapshot(folder: Path, build_id: str = "snap", **tables: Iterable[Mapping[str, Any]]) -> Path:
    """The same as Parquet files with a MANIFEST.json."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        _fill(connection, build_id, tables)
        for name in schema.TABLES:
            connection.execute(f"COPY \"{name}\" TO '{folder / name}.parquet' (FORMAT parquet)")
    manifest = {"build_id": build_id, "built": "2026-11-22T10:00:00", "missing": ["states: hourly wages"]}
    (folder / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _fill(
    connection: duckdb.DuckDBPyConnection, build_id: str, tables: Mapping[str, Iterable[Mapping[str, Any]]]
) -> None:
    builds = {"build_id": build_id, "built": datetime(2026, 11, 22, 10), "schema_version": schema.VERSION}
    for name, table in schema.TABLES.items():
        connection.execute(table.ddl)
        rows = [builds] if name == "builds" and name not in tables else list(tables.get(name, ()))
        for row in rows:
            columns = ", ".join(f'"{column}"' for column in row)
            marks = ", ".join("?" for _ in row)
            connection.execute(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', list(row.values()))
    if "dictionary" not in tables:
        connection.executemany("INSERT INTO dictionary VALUES (?, ?, ?, ?, ?, ?)", schema.dictionary())


def opened(folder: Path, rows: Iterable[Mapping[str, Any]], **tables: Iterable[Mapping[str, Any]]) -> Warehouse:
    """A warehouse of a build that holds these rows of `wages`, and of other tables if named."""
    write_build(folder / "data", "b1", wages=rows, **tables)
    return current(folder / "data", folder / "no snapshot")
