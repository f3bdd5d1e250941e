"""Each table at its plain address: read back equal by other engines, kept by ETags, refused in words."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analysis import warehouse as warehouses
from analysis.data import dictionary, workbook
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, wage
from ui.serving import tables as served
from ui.serving.kept_copies import PREFIX, KeptCopies

FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The figures that come with the project."""
    return warehouses.current(tmp_path_factory.mktemp("no builds"))


@pytest.fixture
def made(tmp_path: Path) -> Warehouse:
    """A small build with a text that looks like a formula, a date, a moment, a list and missing values."""
    return opened(
        tmp_path,
        [wage(occupation_name=FORMULA, annual_median=45_750.0), wage(year=2025, employment=471_680, area_name='"U,S"')],
        observations=[{"series_id": "CUUR0000SA0", "month": date(2025, 10, 1), "value": None, "footnote": "-"}],
        sources=[{"source_id": "a", "publisher": "U.S. Bureau of Labor Statistics", "table_title": "National",
                  "edition": "May 2025", "url": "https://www.bls.gov/oes/", "table_name": "wages", "rows": 2,
                  "retrieved": datetime(2026, 11, 22, 10, 30)}],
    )  # fmt: skip


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The routes alone; `serve` says of which warehouse."""
    monkeypatch.setattr(served, "kept", KeptCopies())
    with TestClient(Starlette(routes=served.ROUTES)) as asking:
        yield asking


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch):
    return lambda warehouse: monkeypatch.setattr(served, "current", lambda: warehouse)


def differing(warehouse: Warehouse, name: str, read: str, *params: object) -> int:
    """Rows that are in one of the two only: the snapshot's own file, and what `read` selects of the copy."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE own AS FROM read_parquet(?)", [str(warehouse.path / f"{name}.parquet")])
        connection.execute(f"CREATE TABLE copy AS {read}", list(params))
        found = connection.execute(
            """SELECT count(*) FROM ((FROM own EXCEPT ALL FROM copy) UNION ALL (FROM copy EXCEPT ALL FROM own))"""
        ).fetchone()
    return int(found[0])


def test_parquet_of_every_table_reads_back_equal_with_its_types(client, serve, snapshot, tmp_path):
    serve(snapshot)
    for table in dictionary.tables(snapshot):
        answer = client.get(f"/api/tables/{table.name}.parquet")
        assert answer.status_code == 200
        path = tmp_path / f"{table.name}.parquet"
        path.write_bytes(answer.content)
        with duckdb.connect() as connection:
            types = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        assert [row[:2] for row in types] == [(column.name, column.type) for column in table.columns]
        assert differing(snapshot, table.name, "FROM read_parquet(?)", str(path)) == 0, table.name
        read = pyarrow.parquet.read_table(path)
        assert read.num_rows == table.rows
        assert read.schema.metadata[b"build"].decode() == snapshot.build_id


def test_csv_of_every_table_reads_back_equal(client, serve, snapshot, tmp_path):
    serve(snapshot)
    for table in dictionary.tables(snapshot):
        answer = client.get(f"/api/tables/{table.name}.csv")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert not answer.content.startswith(b"\xef\xbb\xbf"), "programs would read the mark as part of a name"
        path = tmp_path / f"{table.name}.csv"
        path.write_bytes(answer.content)
        nested = [column for column in table.columns if "(" in column.type or "[" in column.type]
        types = {column.name: "VARCHAR" if column in nested else column.type for column in table.columns}
        back = ", ".join(f"{column.name}::JSON::{column.type} AS {column.name}" for column in nested)
        read = f"SELECT * {f'REPLACE ({back})' if back else ''} FROM read_csv(?, types = ?, allow_quoted_nulls = false)"
        assert differing(snapshot, table.name, read, str(path), types) == 0, table.name


def test_a_sheet_finds_the_published_figures_in_the_csv(client, serve, snapshot):
    serve(snapshot)
    frame = pd.read_csv(io.BytesIO(client.get("/api/tables/wages.csv").content), dtype={"area_code": str})
    nation = frame[(frame.year == 2025) & (frame.area_code == "US") & (frame.occupation_code == "29-2052")]
    assert nation[["employment", "annual_median"]].to_numpy().tolist() == [[471_680, 45_750]]


def test_a_workbook_has_numbers_texts_dates_and_notes(client, serve, made):
    serve(made)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/api/tables/wages.xlsx").content))
    assert book.sheetnames == ["wages", "notes"]
    head, first, second = book["wages"].values
    assert list(head) == [column.name for column in dictionary.tables(made)[0].columns]
    by_name = dict(zip(head, first, strict=True))
    assert (by_name["year"], by_name["annual_median"], by_name["employment"]) == (2024, 45_750, None)
    assert by_name["occupation_name"] == FORMULA
    cell = book["wages"].cell(2, head.index("occupation_name") + 1)
    assert cell.data_type == "s", "a text stays a text, whatever it begins with"
    assert '"employment":"not_loaded"' in by_name["marks"]
    assert dict(zip(head, second, strict=True))["area_name"] == '"U,S"'
    notes = [" ".join(str(value) for value in row if value) for row in book["notes"].values]
    assert any(made.build_id in line for line in notes)
    assert any("National May 2025" in line and "Public domain" in line for line in notes)
    assert any(line.startswith("annual_median DOUBLE") for line in notes)


def test_dates_and_moments_are_such_in_a_workbook(made, tmp_path):
    sheets = {}
    for table in dictionary.tables(made):
        if table.name in ("observations", "sources"):
            workbook.write(made, table, tmp_path / "book.xlsx")
            sheets[table.name] = list(openpyxl.load_workbook(tmp_path / "book.xlsx")[table.name].values)
    assert sheets["observations"][1][:4] == ("CUUR0000SA0", datetime(2025, 10, 1), None, "-")
    assert datetime(2026, 11, 22, 10, 30) in sheets["sources"][1]


def test_a_table_longer_than_a_sheet_goes_on_on_the_next(snapshot, tmp_path):
    table = next(table for table in dictionary.tables(snapshot) if table.name == "projections")
    workbook.write(snapshot, table, tmp_path / "p.xlsx", sheet_rows=10)
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    sheets = [name for name in book.sheetnames if name != "notes"]
    rows = [list(book[name].values) for name in sheets]
    assert all(len(lines) <= 10 and lines[0] == rows[0][0] for lines in rows)
    assert sum(len(lines) - 1 for lines in rows) == table.rows


def test_every_table_opens_in_a_workbook(snapshot, tmp_path):
    for table in dictionary.tables(snapshot):
        if table.rows < 1000:
            workbook.write(snapshot, table, tmp_path / f"{table.name}.xlsx")
            with closing(openpyxl.load_workbook(tmp_path / f"{table.name}.xlsx", read_only=True)) as book:
                assert sum(1 for _ in book.worksheets[0].values) == table.rows + 1, table.name


def test_the_whole_build_is_one_zip_with_terms_and_dictionary(client, serve, snapshot):
    serve(snapshot)
    package = zipfile.ZipFile(io.BytesIO(client.get("/api/build.zip").content))
    names = {table.name for table in dictionary.tables(snapshot)}
    assert set(package.namelist()) == {
        "README.txt", "dictionary.csv", "sources.csv", *(f"tables/{name}.parquet" for name in names)
    }  # fmt: skip
    about = package.read("README.txt").decode()
    assert "no pay by specialty" in about and "Public domain" in about and "CC BY 4.0" in about
    assert snapshot.build_id in about and snapshot.missing[0] in about
    listed = list(csv.DictReader(io.StringIO(package.read("dictionary.csv").decode())))
    assert {row["table_name"] for row in listed} >= names
    wages = pyarrow.parquet.read_table(io.BytesIO(package.read("tables/wages.parquet")))
    assert wages.num_rows == next(iter(dictionary.tables(snapshot))).rows


def test_the_database_itself_is_there_where_a_refresh_made_one(client, serve, made, snapshot):
    serve(made)
    answer = client.get("/api/build.duckdb")
    assert answer.content == made.path.read_bytes()
    serve(snapshot)
    refused = client.get("/api/build.duckdb")
    assert refused.status_code == 404 and "/api/build.zip" in refused.json()["error"]


@pytest.mark.parametrize("path", ["tables/wages.csv", "tables/wages.parquet", "tables/wages.xlsx", "build.zip"])
def test_a_copy_is_kept_by_its_tag_and_is_the_same_after_a_restart(client, serve, made, monkeypatch, path):
    serve(made)
    first = client.get(f"/api/{path}")
    tag = first.headers["etag"]
    again = client.get(f"/api/{path}", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"/api/{path}", headers={"If-None-Match": '"other"'}).status_code == 200
    head = client.head(f"/api/{path}")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)
    assert head.headers["content-length"] == first.headers["content-length"]
    monkeypatch.setattr(served, "kept", KeptCopies())
    assert client.get(f"/api/{path}").headers["etag"] == tag


def test_csv_travels_compressed_to_who_can_read_it_so(client, serve, snapshot):
    serve(snapshot)
    plain = client.get("/api/tables/wages.csv", headers={"Accept-Encoding": "identity"})
    squeezed = client.get("/api/tables/wages.csv", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers and squeezed.headers["content-encoding"] == "gzip"
    assert int(squeezed.headers["content-length"]) * 5 < int(plain.headers["content-length"])
    assert squeezed.content == plain.content
    part = client.get("/api/tables/wages.csv", headers={"Accept-Encoding": "identity", "Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, plain.content[:10])


@pytest.mark.parametrize(
    "asked", ["nope.csv", "wages.doc", "wages", "../wages.csv", "wages.csv.gz", "sqlite_master.csv"]
)
def test_what_is_not_there_is_refused_with_what_is(client, serve, made, asked):
    serve(made)
    answer = client.get(f"/api/tables/{asked}")
    assert answer.status_code == 404
    if "/" not in asked:
        assert "wages" in answer.text and "parquet" in answer.text
    assert str(made.path.parent) not in answer.text


def test_a_table_is_made_once_however_many_ask_at_once(made, tmp_path):
    kept, made_how_often = KeptCopies(), []
    together = threading.Barrier(4)

    def make(path: Path) -> None:
        made_how_often.append(path)
        path.write_bytes(b"x" * 10)

    def ask() -> None:
        together.wait()
        assert kept.get("b1", "wages.csv", make).etag == f'"{hashlib.sha256(b"x" * 10).hexdigest()[:32]}"'

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made_how_often) == 1


def test_copies_of_older_builds_are_thrown_away_and_a_failure_leaves_nothing(tmp_path):
    kept = KeptCopies()
    copies = [kept.get(f"b{number}", "t.csv", lambda path: path.write_bytes(b"1")) for number in range(4)]
    assert [copy.path.exists() for copy in copies] == [False, False, True, True]

    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("disk full")

    shutil.rmtree(copies[3].path.parent.parent)
    assert kept.get("b3", "t.csv", lambda path: path.write_bytes(b"2")).path.read_bytes() == b"2", "/tmp was tidied up"
    with pytest.raises(OSError, match="disk full"):
        kept.get("b3", "u.csv", fail)
    assert kept.get("b3", "u.csv", lambda path: path.write_bytes(b"whole")).bytes == 5


def test_what_a_killed_process_left_is_thrown_away_and_what_a_living_one_holds_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    living = KeptCopies()
    copy = living.get("b1", "t.csv", lambda path: path.write_bytes(b"1"))
    left = tmp_path / f"{PREFIX}left"
    left.mkdir()
    (left / "LOCK").touch()
    KeptCopies().get("b1", "t.csv", lambda path: path.write_bytes(b"1"))
    assert copy.path.exists() and not left.exists()


def test_a_workbook_of_a_build_that_was_replaced_is_refused_for_now(client, serve, made):
    serve(made)
    (made.path.parent / "CURRENT").write_text("another\n", encoding="utf-8")
    made.path.rename(made.path.with_name("another.duckdb"))
    answer = client.get("/api/tables/wages.xlsx")
    assert answer.status_code == 503 and "Try again" in answer.json()["error"]


def test_the_list_names_each_table_with_its_columns(made):
    whole, *listed = served.entries(made)
    assert whole.links == {"Zip": "api/build.zip", "DuckDB": "api/build.duckdb"}
    wages = next(entry for entry in listed if entry.name == "wages")
    assert wages.links["Excel"] == "api/tables/wages.xlsx"
    assert wages.facts["rows"] == 2 and {"name", "type", "words"} <= set(wages.facts["columns"][0])
