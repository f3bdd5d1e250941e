"""What a month was first published with is kept when it is revised, wherever it is known from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from etl import build, revisions, series_files, warehouse
from etl.schema import OBSERVATIONS, REVISIONS, SOURCES
from etl.settings import Settings
from tests.etl import months
from tests.etl.months import TwoMonths

MONTH = date(2026, 6, 1)
FIRST, SECOND, THIRD = (datetime(2026, n, 1, 7) for n in (7, 8, 9))
Connection = duckdb.DuckDBPyConnection
Row = tuple[datetime, float | None]


@pytest.fixture
def tables() -> Iterator[Connection]:
    """Empty tables of a build, and those of an earlier one in the database `earlier`."""
    with closing(duckdb.connect()) as connection:
        connection.execute("ATTACH ':memory:' AS earlier")
        for name in ("earlier", "memory"):
            connection.execute(f"USE {name}")
            for table in (SOURCES, OBSERVATIONS, REVISIONS):
                connection.execute(table.ddl)
        yield connection


def fetched(tables: Connection, seen: datetime, obtained: str = "download", where: str = "main") -> str:
    """An answer of the API in `sources`; returns its id."""
    name = f"monthly_series/{seen:%Y-%m}/answer"
    tables.execute(
        f"""INSERT INTO {where}.sources
                   (source_id, source, url, member, obtained, retrieved, sha256, table_name, "rows")
            VALUES (?, 'monthly_series', 'https://api.bls.gov/', 'answer', ?, ?, ?, 'observations', 1)""",
        [name, obtained, seen, f"{seen}"],
    )
    return name


def now(tables: Connection, seen: datetime, value: float | None, obtained: str = "download") -> None:
    tables.execute("INSERT INTO observations VALUES ('CES1', ?, ?, NULL, ?)",
                   [MONTH, value, fetched(tables, seen, obtained)])  # fmt: skip


def before(tables: Connection, seen: datetime, value: float | None, obtained: str = "download") -> None:
    name = fetched(tables, seen, obtained, "earlier")
    tables.execute("INSERT INTO earlier.revisions VALUES ('CES1', ?, ?, ?, 'P', ?)", [MONTH, seen, value, name])


def history(tables: Connection) -> list[Row]:
    revisions.record(tables, [], "earlier")
    orphans = tables.execute("SELECT source_id FROM revisions ANTI JOIN sources USING (source_id)").fetchall()
    assert orphans == [], "every value names its answer"
    return tables.execute("SELECT seen, value FROM revisions ORDER BY seen").fetchall()


def test_month_seen_for_the_first_time_has_one_value(tables: Connection) -> None:
    now(tables, FIRST, 50.1)
    assert history(tables) == [(FIRST, 50.1)]


def test_value_that_stays_was_seen_when_it_was_first_seen(tables: Connection) -> None:
    before(tables, FIRST, 50.1)
    now(tables, SECOND, 50.1)
    assert history(tables) == [(FIRST, 50.1)]


def test_value_that_goes_and_comes_back_is_told_three_times(tables: Connection) -> None:
    before(tables, FIRST, 50.1)
    before(tables, SECOND, 50.4)
    now(tables, THIRD, 50.1)
    assert history(tables) == [(FIRST, 50.1), (SECOND, 50.4), (THIRD, 50.1)]


def test_month_that_was_missing_and_is_given_later(tables: Connection) -> None:
    before(tables, FIRST, None)
    now(tables, SECOND, 50.4)
    assert history(tables) == [(FIRST, None), (SECOND, 50.4)]


@pytest.mark.parametrize(("was", "comes", "known"), [
    ("snapshot", "download", True), ("inbox", "download", True), ("mirror", "mirror", True),
    ("mirror", "download", False), ("snapshot", "mirror", False),
])  # fmt: skip
def test_stand_in_never_speaks_for_the_publisher(tables: Connection, was: str, comes: str, known: bool) -> None:
    before(tables, FIRST, 1.0, was)
    now(tables, SECOND, 2.0, comes)
    assert history(tables) == ([(FIRST, 1.0)] if known else []) + [(SECOND, 2.0)]


def test_clock_that_was_set_back_leaves_the_newest_value_last(tables: Connection) -> None:
    before(tables, THIRD, 9.9)
    now(tables, SECOND, 50.4)
    assert history(tables) == [(SECOND, 50.4)]


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        return connection.execute(sql).fetchall()


def test_revised_month_keeps_its_first_print(two_months: TwoMonths) -> None:
    first, second = (warehouse.build_path(two_months.settings.warehouse, name)
                     for name in (two_months.first, two_months.second))  # fmt: skip
    where = f"series_id = '{months.CPI}' AND month = DATE '{months.CORRECTED_MONTH}'"
    ((printed,),) = rows(first, f"SELECT value FROM observations WHERE {where}")
    kept = rows(second, f"SELECT value FROM revisions WHERE {where} ORDER BY seen")
    assert kept == [(printed,), (months.CORRECTED_VALUE,)]
    (told,) = two_months.report["revisions"]
    assert (told["first"], told["before"], told["now"]) == (printed, printed, months.CORRECTED_VALUE)
    assert told["month"] == "2026-06" and told["first_seen"] < told["seen"]
    assert two_months.report["revisions_found"] == 1


def test_last_value_of_each_month_is_the_one_in_observations(two_months: TwoMonths) -> None:
    path = warehouse.build_path(two_months.settings.warehouse, two_months.second)
    last = "SELECT series_id, month, value FROM revisions QUALIFY row_number() OVER (PARTITION BY series_id, month ORDER BY seen DESC) = 1"  # noqa: E501
    now = "SELECT series_id, month, value FROM observations"
    assert rows(path, f"({last} EXCEPT {now}) UNION ALL ({now} EXCEPT {last})") == []


def test_files_on_disk_alone_tell_the_same_history(two_months: TwoMonths, tmp_path: Path) -> None:
    """The build that knew the first print is gone: the answer that was kept knows it as well."""
    shutil.copytree(two_months.folder / "data" / "downloads", tmp_path / "data" / "downloads")
    settings = Settings(tmp_path / "data", mirror=two_months.settings.mirror)
    anew = build.build(settings, months.TODAY).build
    assert anew is not None and len(series_files.superseded(settings)) == 1
    history = "SELECT * FROM revisions ORDER BY ALL"
    known = rows(warehouse.build_path(two_months.settings.warehouse, two_months.second), history)
    assert rows(warehouse.build_path(settings.warehouse, anew), history) == known
