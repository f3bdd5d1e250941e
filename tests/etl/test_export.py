"""The export: every table reads back equal in DuckDB and in pyarrow, and the folder is whole or not there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from etl import export, warehouse
from etl.errors import UsageError
from etl.schema import TABLES, Table
from etl.settings import SNAPSHOT, Settings
from tests.etl.conftest import Etl

HIVE = {"SMALLINT": pa.int16(), "VARCHAR": pa.string()}


@pytest.fixture(scope="module")
def exported(made_up_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "of the build"
    export.write(Settings(made_up_data), folder)
    return folder


@pytest.fixture(scope="module")
def published(made_up_data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    path = warehouse.build_path(made_up_data / "warehouse", warehouse.require_current(made_up_data / "warehouse"))
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        yield connection


def types_of(table: Table) -> dict[str, str]:
    return {
        column.name: column.type for column in table.columns if column.name in export.PARTITIONS.get(table.name, ())
    }


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_table_reads_back_equal_in_duckdb(exported: Path, published: duckdb.DuckDBPyConnection, table: Table) -> None:
    hive = ", ".join(f"'{name}': {type_}" for name, type_ in types_of(table).items())
    options = f", hive_types = {{{hive}}}" if hive else ""
    columns = ", ".join(f'"{name}"' for name in table.names)
    folder = exported / table.name
    back = f"SELECT {columns} FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true{options})"
    here = f'SELECT {columns} FROM "{table.name}"'
    assert published.execute(f"DESCRIBE {back}").fetchall() == published.execute(f"DESCRIBE {here}").fetchall()
    for one, other in ((back, here), (here, back)):
        assert published.execute(f"SELECT count(*) FROM (({one}) EXCEPT ALL ({other}))").fetchone() == (0,)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_table_reads_back_equal_in_pyarrow(exported: Path, published: duckdb.DuckDBPyConnection, table: Table) -> None:
    hive = pa.schema([(name, HIVE[type_]) for name, type_ in types_of(table).items()])
    back = ds.dataset(exported / table.name, partitioning=ds.partitioning(hive, flavor="hive")).to_table()
    assert sorted(back.column_names) == sorted(table.names)
    rows = published.execute(f'SELECT * FROM "{table.name}"').fetchall()
    assert sorted(map(plain, zip(*back.select(table.names).to_pydict().values(), strict=True))) == sorted(
        map(plain, rows)
    )


def plain(row: tuple[Any, ...]) -> list[str]:
    """A row to compare and to sort by: a map is its pairs, in both engines."""
    pairs = (value.items() if isinstance(value, dict) else value for value in row)
    return [repr(value if isinstance(value, str | None) or not hasattr(value, "__iter__") else sorted(value))
            for value in pairs]  # fmt: skip


def test_engines_find_the_partitions_by_themselves(exported: Path) -> None:
    count = f"SELECT count(*), count(DISTINCT year), sum(year)::BIGINT FROM '{exported}/wages/**/*.parquet'"
    found = duckdb.execute(count).fetchone()
    table = ds.dataset(exported / "wages", partitioning="hive").to_table(columns=["year"])
    years = table["year"].to_pylist()
    assert found == (len(years), len(set(years)), sum(years)) and len(set(years)) > 25


def test_manifest_tells_every_file_column_edition_and_licence(exported: Path, made_up_data: Path) -> None:
    manifest = json.loads((exported / "manifest.json").read_text())
    assert manifest["build"] == warehouse.current(made_up_data / "warehouse")
    files = {file["path"]: file for table in manifest["tables"] for file in table["files"]}
    on_disk = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()}
    assert set(files) == on_disk - {"manifest.json", "README.md"}
    for name, file in files.items():
        content = (exported / name).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), sha256(content).hexdigest())
    for table in manifest["tables"]:
        assert [column["name"] for column in table["columns"]] == TABLES[table["name"]].names
        assert all(column["words"] for column in table["columns"])
        assert table["rows"] == sum(file["rows"] for file in table["files"])
    terms = {item["publisher"]: item["name"] for item in manifest["licences"]}
    assert terms["U.S. Bureau of Labor Statistics"] == "Public domain"
    assert terms["U.S. Department of Labor, Employment and Training Administration (O*NET)"] == "CC BY 4.0"
    wages = [edition for edition in manifest["editions"] if edition["edition"] == "May 2025"]
    assert wages and all(edition["released"] == "2026-05-15" and edition["addresses"] for edition in wages)
    assert all(f"`{name}`" in (exported / "README.md").read_text() for name in TABLES)


def test_same_build_gives_the_same_bytes(exported: Path, made_up_data: Path, tmp_path: Path) -> None:
    export.write(Settings(made_up_data), tmp_path / "again")
    first, second = (json.loads((folder / "manifest.json").read_text()) for folder in (exported, tmp_path / "again"))
    assert first["tables"] == second["tables"]


def test_table_without_rows_is_still_there_with_its_columns(
    exported: Path, published: duckdb.DuckDBPyConnection
) -> None:
    assert published.execute("SELECT count(*) FROM changes").fetchone() == (0,), "the first build changed nothing"
    assert ds.dataset(exported / "changes").to_table().column_names == TABLES["changes"].names


def test_earlier_export_is_replaced_as_a_whole(etl: Etl, data: Path, tmp_path: Path) -> None:
    target, first = tmp_path / "export", warehouse.require_current(data / "warehouse")
    code, said, _ = etl("export", str(target))
    assert code == 0 and f"Wrote build {first}: {len(TABLES)} tables" in said
    second = copy_of_build(data / "warehouse", first)
    assert etl("export", str(target))[0] == 0
    assert json.loads((target / "manifest.json").read_text())["build"] == second
    assert not (target / "wages" / "year=1999").exists(), "a folder of the earlier export is gone"
    assert not [path for path in tmp_path.iterdir() if path.name not in ("data", "export")], "nothing is left beside it"
    assert etl("export", str(target), "--build", first)[0] == 0
    assert json.loads((target / "manifest.json").read_text())["build"] == first
    code, _, complaint = etl("export", str(target), "--build", "20010101T000000Z")
    assert code == 2 and f"on disk: {second}, {first}" in complaint


def copy_of_build(folder: Path, build_id: str) -> str:
    """A second build that lacks a year, published."""
    second = f"{build_id}-001"
    path = Path(shutil.copyfile(warehouse.build_path(folder, build_id), warehouse.build_path(folder, second)))
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("UPDATE builds SET build_id = ?, previous_build = ?", [second, build_id])
        connection.execute("DELETE FROM wages WHERE year = 1999")
    (folder / "CURRENT").write_text(second + "\n")
    return second


@pytest.mark.parametrize("name", ["notes.txt", "wages/notes.txt", "wages/year=1901/part-0.parquet"])
def test_folder_with_anything_else_is_left_alone(made_up_data: Path, exported: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "mine"
    shutil.copytree(exported, target)
    (target / name).parent.mkdir(exist_ok=True)
    (target / name).write_text("mine")
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match=f"holds {name}, which is not of an earlier export"):
        export.write(Settings(made_up_data), target)
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before


def test_file_or_folder_without_manifest_is_no_place_for_an_export(etl: Etl, data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    code, _, complaint = etl("export", str(tmp_path / "file"))
    assert code == 2 and "is a file; name a folder" in complaint and (tmp_path / "file").read_text() == "mine"
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "manifest.json").write_text('{"format": "of another program"}')
    code, _, complaint = etl("export", str(tmp_path / "folder"))
    assert code == 2 and "holds manifest.json" in complaint
    (tmp_path / "empty").mkdir()
    assert etl("export", str(tmp_path / "empty"))[0] == 0


def test_export_that_fails_half_way_leaves_what_was_there(
    made_up_data: Path, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kept"
    shutil.copytree(exported, target)
    before = (target / "manifest.json").read_bytes()

    def full(manifest: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "_read_me", full)
    with pytest.raises(OSError, match="No space left"):
        export.write(Settings(made_up_data), target)
    assert (target / "manifest.json").read_bytes() == before and list(tmp_path.iterdir()) == [target]
    with pytest.raises(OSError, match="No space left"):
        export.write(Settings(made_up_data), tmp_path / "new")
    assert list(tmp_path.iterdir()) == [target], "half an export never has the name"


def test_figures_that_come_with_the_project_can_be_exported(settings: Settings, tmp_path: Path) -> None:
    manifest = export.write(settings, tmp_path / "export", "snapshot")
    rows = {table["name"]: table["rows"] for table in manifest["tables"]}
    wages = duckdb.execute(f"SELECT count(*) FROM '{SNAPSHOT}/wages.parquet'").fetchone()
    assert wages == (rows["wages"],) and "changes" not in rows


def test_without_a_build_says_what_to_run(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="python -m etl refresh"):
        export.write(settings, tmp_path / "export")
    assert not (tmp_path / "export").exists()
