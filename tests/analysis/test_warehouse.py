"""The warehouse is always there, always the published build, and can never be written from the dashboard."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

from analysis import warehouse
from analysis.warehouse import NotReadOnly, NoWarehouse, current
from etl import schema
from tests.analysis.builds import sector, wage, write_build, write_snapshot


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return write_snapshot(tmp_path / "snapshot", wages=[wage(employment=1)])


def jobs(data: Path, snapshot: Path) -> int:
    return int(current(data, snapshot).rows("SELECT employment FROM wages")[0]["employment"])


def test_the_dashboard_reads_the_version_that_the_etl_writes() -> None:
    assert warehouse.SCHEMA_VERSION == schema.VERSION


def test_the_snapshot_is_loaded_in_the_order_of_a_build() -> None:
    assert ", ".join(schema.WAGES.order) == warehouse.ORDER
    assert set(schema.WAGES.order) >= set(schema.WAGES.key), "no two rows are alike in it: the order is one order"


def test_without_a_build_the_snapshot_answers_and_says_what_it_does_not_hold(data: Path, snapshot: Path) -> None:
    found = current(data, snapshot)
    assert (found.origin, found.build_id, found.notice) == ("snapshot", "snap", "")
    assert found.missing == ("states: hourly wages",)
    assert found.frame("SELECT * FROM wages").employment.tolist() == [1]


def test_a_newly_published_build_is_seen_by_the_next_call(data: Path, snapshot: Path) -> None:
    write_build(data, "b1", wages=[wage(employment=10)])
    first = current(data, snapshot)
    assert (first.origin, first.build_id, first.notice) == ("build", "b1", "")
    assert current(data, snapshot) is first
    write_build(data, "b2", wages=[wage(employment=20)])
    assert jobs(data, snapshot) == 20
    assert first.rows("SELECT employment FROM wages")[0]["employment"] == 10


@pytest.mark.parametrize("harm", ["gone", "torn", "garbage", "empty"])
def test_a_damaged_build_gives_way_to_the_newest_good_one_with_a_notice(data: Path, snapshot: Path, harm: str) -> None:
    write_build(data, "b1", wages=[wage(employment=10)])
    path = write_build(data, "b2", wages=[wage(employment=20)])
    if harm == "gone":
        path.unlink()
    else:
        whole = path.read_bytes()
        path.write_bytes({"torn": whole[: len(whole) // 2], "garbage": b"\0x" * 9000, "empty": b""}[harm])
    found = current(data, snapshot)
    assert found.build_id == "b1"
    assert "b2" in found.notice and "b1" in found.notice


def test_a_build_whose_data_were_overwritten_in_the_middle_is_not_served(data: Path, snapshot: Path) -> None:
    path = write_build(data, "b1", wages=[sector("62", employment=10)])
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO wages SELECT wages.* FROM wages, range(20000)")
    whole = bytearray(path.read_bytes())
    for at in range(12288, len(whole) - 4096, 4096):
        whole[at : at + 64] = b"\xff" * 64
    path.write_bytes(bytes(whole))
    found = current(data, snapshot)
    assert found.origin == "snapshot" and "b1" in found.notice


@pytest.mark.parametrize("content", ["../../etc/passwd", "", "b1\nb2", "\xff\xfe"])
def test_a_nonsense_name_in_current_is_never_followed(data: Path, snapshot: Path, content: str) -> None:
    (data / "warehouse").mkdir(parents=True)
    (data / "warehouse" / "CURRENT").write_bytes(content.encode("latin-1"))
    found = current(data, snapshot)
    assert found.origin == "snapshot" and found.notice


def test_a_build_of_another_version_is_passed_over(data: Path, snapshot: Path) -> None:
    newer = {"build_id": "b9", "built": "2026-11-22 10:00:00", "schema_version": schema.VERSION + 1}
    write_build(data, "b9", wages=[wage(employment=99)], builds=[newer])
    found = current(data, snapshot)
    assert found.origin == "snapshot" and "version" in found.notice


def test_with_nothing_to_read_the_error_says_what_to_do(data: Path, tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="python -m etl refresh"):
        current(data, tmp_path / "nowhere")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM wages",
        "CREATE TABLE x AS SELECT 1",
        "SET threads = 1",
        "SELECT 1; SELECT 2",
        "ATTACH ':memory:' AS other",
        "COPY wages TO 'out.csv'",
        "",
    ],
)
def test_only_one_select_is_let_through(data: Path, snapshot: Path, sql: str) -> None:
    with pytest.raises(NotReadOnly):
        current(data, snapshot).rows(sql)


def test_a_select_that_writes_or_reads_files_is_refused_in_builds_and_in_the_snapshot(
    data: Path, snapshot: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    open_snapshot = current(data, snapshot)
    write_build(data, "b1", wages=[wage(employment=10)])
    for found in (open_snapshot, current(data, snapshot)):
        with pytest.raises(duckdb.Error):
            found.rows("WITH w AS (INSERT INTO wages (year) VALUES (1900) RETURNING *) SELECT * FROM w")
        with pytest.raises(duckdb.Error):
            found.rows(f"SELECT * FROM '{secret}'")
        with pytest.raises(duckdb.Error):
            found.rows("EXPLAIN ANALYZE DELETE FROM wages")
        assert found.rows("SELECT count(*) AS n FROM wages") == [{"n": 1}]


def test_threads_that_share_a_warehouse_each_get_their_own_rows(data: Path, snapshot: Path) -> None:
    write_build(data, "b1", wages=[sector("62", employment=n) for n in range(200)])
    together = threading.Barrier(8)

    def ask(number: int) -> bool:
        if number < 8:
            together.wait(timeout=10)
        found = current(data, snapshot)
        return found.rows("SELECT employment FROM wages WHERE employment = ?", [number]) == [{"employment": number}]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(200)))


def test_values_come_as_pythons_own_with_null_as_none(data: Path, snapshot: Path) -> None:
    write_build(data, "b1", wages=[wage(employment=10, marks={"annual_mean": "suppressed"})])
    row = current(data, snapshot).rows("SELECT employment, annual_mean, marks FROM wages")[0]
    assert row["employment"] == 10 and row["annual_mean"] is None
    assert row["marks"]["annual_mean"] == "suppressed"


def test_a_lost_name_of_the_published_build_is_told_and_the_newest_build_is_shown(data: Path, snapshot: Path) -> None:
    write_build(data, "b1", wages=[wage(employment=10)])
    write_build(data, "b2", wages=[wage(employment=20)])
    (data / "warehouse" / "CURRENT").unlink()
    found = current(data, snapshot)
    assert found.build_id == "b2" and "name of the published build is missing" in found.notice


def test_the_newest_build_is_told_by_its_name_though_the_clock_was_set_back(data: Path, snapshot: Path) -> None:
    for number, build_id in enumerate(("b1", "b2", "b3")):
        path = write_build(data, build_id, wages=[wage(employment=number)])
        os.utime(path, (2_000_000_000 - number, 2_000_000_000 - number))
    path.unlink()
    assert current(data, snapshot).build_id == "b2"


def test_a_build_that_could_not_be_read_for_a_while_comes_back_without_a_restart(
    data: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_build(data, "b1", wages=[wage(employment=10)])
    connect = duckdb.connect

    def out_of_handles(path: str, **rest: Any) -> duckdb.DuckDBPyConnection:
        if "b1" in path:
            raise duckdb.IOException("Too many open files")
        return connect(path, **rest)

    with monkeypatch.context() as moment:
        moment.setattr(duckdb, "connect", out_of_handles)
        assert current(data, snapshot).origin == "snapshot"
    assert current(data, snapshot).origin == "snapshot", "not tried on every call"
    monkeypatch.setattr(warehouse, "LOOK_AGAIN", 0.0)
    assert current(data, snapshot).build_id == "b1"


def test_a_damaged_snapshot_is_told_without_a_path(data: Path, snapshot: Path) -> None:
    (snapshot / "wages.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(NoWarehouse) as error:
        current(data, snapshot)
    assert str(snapshot) not in str(error.value) and "python -m etl refresh" in str(error.value)


def test_after_a_query_that_failed_the_next_is_answered(data: Path, snapshot: Path) -> None:
    found = current(data, snapshot)
    for _ in range(3):
        with pytest.raises(duckdb.Error):
            found.rows("SELECT no_such_column FROM wages")
        with pytest.raises(duckdb.Error):
            found.rows("SELECT error('on the way') FROM wages")
        assert found.rows("SELECT count(*) AS n FROM wages") == [{"n": 1}]


def test_rows_that_are_still_being_read_are_not_disturbed_by_the_next_query(data: Path, snapshot: Path) -> None:
    found = current(data, snapshot)
    with found.arrow("SELECT i FROM range(100000) AS t(i)", rows=1000) as reader:
        assert reader.read_next_batch().num_rows == 1000
        assert found.rows("SELECT 1 AS one") == [{"one": 1}]
        assert sum(batch.num_rows for batch in reader) == 99_000


class Gate:
    """Holds up the opening of one build until it is let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self.through, self.reached = threading.Event(), threading.Event()
        connect = duckdb.connect

        def held(path: str, **rest: Any) -> duckdb.DuckDBPyConnection:
            if name in path:
                self.reached.set()
                assert self.through.wait(timeout=30)
            return connect(path, **rest)

        monkeypatch.setattr(duckdb, "connect", held)


def shown(data: Path, snapshot: Path, build_id: str, notice: str = "") -> list[str]:
    """The builds that calls see until one sees the build that is waited for, that one included."""
    seen = []
    for _ in range(3000):
        found = current(data, snapshot)
        seen.append(found.build_id)
        if found.build_id == build_id and notice in found.notice:
            return seen
        threading.Event().wait(0.01)
    raise AssertionError(f"{build_id} is not shown: {seen[-1]}")


def test_while_a_large_build_is_opened_visitors_go_on_with_the_one_before(
    data: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warehouse, "LARGE", 0)
    write_build(data, "b1", wages=[wage(employment=10)])
    assert jobs(data, snapshot) == 10
    write_build(data, "b2", publish=False, wages=[wage(employment=20)])
    gate = Gate(monkeypatch, "b2")
    (data / "warehouse" / "CURRENT").write_text("b2", encoding="utf-8")
    assert jobs(data, snapshot) == 10
    assert gate.reached.wait(timeout=30)
    assert [jobs(data, snapshot) for _ in range(5)] == [10] * 5
    gate.through.set()
    assert set(shown(data, snapshot, "b2")[:-1]) <= {"b1"}
    assert jobs(data, snapshot) == 20


def test_a_large_build_that_is_damaged_is_never_shown(
    data: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warehouse, "LARGE", 0)
    write_build(data, "b1", wages=[wage(employment=10)])
    assert jobs(data, snapshot) == 10
    path = write_build(data, "b2", wages=[wage(employment=20)])
    path.write_bytes(path.read_bytes()[:-5000])
    assert set(shown(data, snapshot, "b1", notice="b2")) == {"b1"}


def test_a_build_is_prepared_once_and_before_it_is_shown(
    data: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[tuple[str, int]] = []

    def prepare(build: warehouse.Warehouse) -> None:
        prepared.append((build.build_id, build.rows("SELECT max(employment) AS jobs FROM wages")[0]["jobs"]))

    monkeypatch.setattr(warehouse._shelf, "prepare", None)
    warehouse.prepare_with(prepare)
    write_build(data, "b1", wages=[wage(employment=10)])
    for _ in range(3):
        assert current(data, snapshot).build_id == "b1"
    assert prepared == [("b1", 10)]


def test_a_preparation_that_fails_keeps_nobody_from_the_build(
    data: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def prepare(_build: warehouse.Warehouse) -> None:
        raise LookupError("a table that people edit")

    monkeypatch.setattr(warehouse._shelf, "prepare", None)
    warehouse.prepare_with(prepare)
    write_build(data, "b1", wages=[wage(employment=10)])
    assert jobs(data, snapshot) == 10
    assert "could not be prepared" in caplog.text


def test_a_build_that_is_opened_again_while_somebody_holds_it_is_whole(data: Path, snapshot: Path) -> None:
    for number in range(5):
        write_build(data, f"b{number}", wages=[wage(employment=number)])
    name = data / "warehouse" / "CURRENT"
    held = {}
    for _ in range(2):  # more builds than are kept open, each of them still in use when it is opened again
        for number in range(5):
            name.write_text(f"b{number}", encoding="utf-8")
            found = held[number] = current(data, snapshot)
            assert (found.build_id, found.notice) == (f"b{number}", "")
            with pytest.raises(duckdb.Error):
                found.rows("WITH w AS (INSERT INTO wages (year) VALUES (1900) RETURNING *) SELECT * FROM w")
    assert [found.rows("SELECT employment FROM wages")[0]["employment"] for found in held.values()] == list(range(5))


@pytest.mark.parametrize("beside", [True, False])
def test_a_build_is_opened_beside_visitors_or_not_while_somebody_holds_it_from_the_other_way(
    data: Path, snapshot: Path, beside: bool
) -> None:
    write_build(data, "b1", wages=[wage(employment=10)])
    path = data / "warehouse" / "b1.duckdb"
    held = warehouse._open_build(path, beside=beside)
    again = warehouse._open_build(path, beside=not beside)
    for build in (held, again):
        assert build.rows("SELECT employment, current_setting('threads') AS threads FROM wages") == [
            {"employment": 10, "threads": 1}
        ]
