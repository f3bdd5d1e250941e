"""The SQL box: queries that teach are answered as published, and whatever means harm is refused or stopped in time."""

from __future__ import annotations

import csv
import io
import os
import threading
import time
from pathlib import Path

import pytest

from analysis import sql_box, sql_box_errors
from analysis.sql_box import Limits, NoAnswer, ask
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, sector, wage

QUICK = Limits(seconds=1.0)
SLOW_MACHINE = 15.0
"""Seconds by which everything has to be over, the start of the worker on a busy machine included."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A build of a few rows."""
    rows = [wage(employment=471_680, annual_median=45_750.0), sector("62", annual_median=49_520.0)]
    return opened(tmp_path_factory.mktemp("build"), rows)


@pytest.fixture(params=["build", "snapshot"])
def either(request: pytest.FixtureRequest, made: Warehouse, real: Warehouse) -> Warehouse:
    return made if request.param == "build" else real


def trouble(warehouse: Warehouse, sql: str, most: Limits | None = None) -> sql_box_errors.Trouble:
    with pytest.raises(NoAnswer) as caught:
        ask(warehouse, sql, most)
    return caught.value.trouble


def rows_of(answer: sql_box.Answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.csv.decode("utf-8-sig"))))


def test_a_published_figure_is_answered_from_build_and_snapshot(either: Warehouse) -> None:
    answer = ask(
        either,
        """SELECT employment, annual_median, hourly_p10 IS NULL AS without FROM wages
           WHERE employment = 471680 AND annual_median = 45750 AND occupation_code = '29-2052'""",
    )
    assert answer.columns == (("employment", "BIGINT"), ("annual_median", "DOUBLE"), ("without", "BOOLEAN"))
    assert [row[:2] for row in answer.shown] == [(471_680, 45_750.0)]
    assert (answer.rows, answer.cut) == (1, "")
    assert rows_of(answer)[1][:2] == ["471680", "45750.0"]
    assert 0 < answer.seconds < SLOW_MACHINE


def test_every_table_can_be_asked_and_described(either: Warehouse) -> None:
    tables = {row[0] for row in ask(either, "SHOW TABLES").shown}
    assert {"wages", "sources", "checks", "dictionary"} <= tables
    assert ("annual_median", "DOUBLE") in {row[:2] for row in ask(either, "DESCRIBE wages").shown}
    plan = ask(either, "EXPLAIN SELECT count(*) FROM wages").shown
    assert plan and plan[0][0] == "physical_plan"


def test_kinds_of_values_come_as_a_reader_expects(made: Warehouse) -> None:
    answer = ask(
        made,
        """SELECT 1::HUGEINT * 10**20::HUGEINT, 1.50::DECIMAL(9, 2), 'NaN'::DOUBLE, true, NULL, DATE '2025-05-01',
                  TIMESTAMP '2026-11-22 10:00:00', map(['hourly_mean'], ['not_loaded']), [1, 2], 'naïve 日'""",
    )
    assert answer.shown == (
        (10**20, "1.50", "nan", True, None, "2025-05-01", "2026-11-22 10:00:00", '{"hourly_mean": "not_loaded"}',
         "[1, 2]", "naïve 日"),
    )  # fmt: skip


WRITES = (
    "INSERT INTO wages SELECT * FROM wages",
    "UPDATE wages SET employment = 0",
    "DELETE FROM wages",
    "DROP TABLE wages",
    "CREATE TABLE mine AS SELECT 1",
    "CREATE TEMP TABLE mine AS SELECT 1",
    "WITH gone AS (DELETE FROM wages RETURNING *) SELECT count(*) FROM gone",
    "EXPLAIN ANALYZE INSERT INTO wages SELECT * FROM wages",
    "SELECT * FROM query('DROP TABLE wages')",
    "CHECKPOINT",
)
FILES = (
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM read_blob('{file}')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM '{file}'",
    "SELECT * FROM read_parquet('https://example.org/x.parquet')",
    "COPY wages TO '{folder}/out.csv'",
    "COPY wages FROM '{file}'",
    "EXPORT DATABASE '{folder}/export'",
    "ATTACH '{folder}/other.duckdb' AS other",
)
SETTINGS = (
    "SET memory_limit = '100GB'",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA threads = 64",
    "INSTALL httpfs",
    "LOAD httpfs",
    "CALL enable_logging()",
    "SELECT * FROM enable_logging('QueryLog', storage = 'file', storage_path = '{folder}/log')",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE wages",
    "BEGIN TRANSACTION",
    "SELECT getenv('HOME')",
    "SELECT * FROM arrow_scan(1::BIGINT, 2::BIGINT, 3::BIGINT)",
    "SELECT * FROM connection",
)


@pytest.mark.parametrize("group", [WRITES, FILES, SETTINGS], ids=["writes", "files", "settings"])
def test_only_the_tables_can_be_read(made: Warehouse, real: Warehouse, tmp_path: Path, group: tuple[str, ...]) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nswordfish\n", encoding="utf-8")
    before = made.path.read_bytes()
    for number, sql in enumerate(group):
        query = sql.format(file=secret, folder=tmp_path)
        # Either kind of warehouse for every other query: the answer hangs on the engine's lock, which is the same.
        found = trouble((made, real)[number % 2], query)
        assert found.hint and "swordfish" not in found.engine, query
        assert "Traceback" not in found.engine and str(sql_box.WORKER.parent) not in found.engine, query
    assert made.path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


ENDLESS = (
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
    "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = 7",
)
ENORMOUS = (
    "SELECT range(1000000000000)",
    "SELECT length(repeat('x', 4000000000))",
    "SELECT list(repeat('x', 10000)) FROM range(1000000)",
    "SELECT * FROM (SELECT unnest(range(100000000)) AS n) ORDER BY n DESC",
)


@pytest.mark.parametrize("sql", ENDLESS)
def test_a_query_without_end_is_stopped_at_the_limit(made: Warehouse, sql: str) -> None:
    began = time.monotonic()
    found = trouble(made, sql, QUICK)
    assert "Stopped after 1 second" in found.what and "WHERE" in found.hint
    assert 1 <= time.monotonic() - began < SLOW_MACHINE


def test_a_cross_join_of_everything_is_stopped(real: Warehouse) -> None:
    found = trouble(real, "SELECT count(*), sum(a.employment * b.employment) FROM wages a, wages b, wages c", QUICK)
    assert "Stopped after" in found.what


@pytest.mark.parametrize("sql", ENORMOUS)
def test_a_query_that_needs_too_much_ends_without_harm(made: Warehouse, sql: str) -> None:
    began = time.monotonic()
    found = trouble(made, sql, Limits(seconds=5.0))
    assert found.hint
    assert time.monotonic() - began < SLOW_MACHINE


def test_a_long_answer_is_cut_and_says_so(made: Warehouse) -> None:
    many = ask(made, "SELECT * FROM range(1000000000000)", Limits(rows=300, shown=20))
    assert (many.rows, many.cut, len(many.shown)) == (300, "rows", 20)
    assert len(rows_of(many)) == 301
    large = ask(made, "SELECT repeat('x', 1000) FROM range(100000)", Limits(csv_bytes=50_000))
    assert large.cut == "size" and large.rows < 60
    exact = ask(made, "SELECT * FROM range(300)", Limits(rows=300))
    assert (exact.rows, exact.cut) == (300, "")
    wide = ask(made, "SELECT * FROM wages AS a, wages AS b", Limits(shown_columns=5))
    assert len(wide.shown[0]) == 5 and len(wide.columns) == len(rows_of(wide)[0]) > 60


def test_a_spreadsheet_does_not_run_what_a_link_put_into_a_query(made: Warehouse) -> None:
    answer = ask(
        made,
        """SELECT '=HYPERLINK("http://x")' AS a, '+1+1' AS b, '@x' AS c, '-5' AS d, -5 AS e,
                             '-x' AS "=f" """,
    )
    names, values = rows_of(answer)
    assert names == ["a", "b", "c", "d", "e", "'=f"]
    assert values == ['\'=HYPERLINK("http://x")', "'+1+1", "'@x", "-5", "-5", "'-x"]


def test_errors_lead_on(made: Warehouse) -> None:
    assert '"wages"' in trouble(made, "SELECT * FROM wage").engine
    assert '"annual_median"' in trouble(made, "SELECT annual_medain FROM wages").engine
    assert "LINE 1" in trouble(made, "SELEC 1").engine
    assert "TRY_CAST" in trouble(made, "SELECT 'x'::INT").hint
    assert "::TIMESTAMP" in trouble(made, "SELECT now()").hint
    assert "IN (2024" in trouble(made, "PIVOT wages ON year USING sum(employment)").hint
    assert trouble(made, "  \n").what == trouble(made, "-- nothing").what == "There is no query yet."
    assert "10,001" in trouble(made, "SELECT 1" + " " * 9_992 + "1").what


ABOUT_THE_ENGINE = ("duckdb_databases()", "duckdb_settings()", "duckdb_extensions()", "pragma_database_list")


def test_the_engine_tells_nothing_of_the_machine(either: Warehouse) -> None:
    said = ""
    for name in ABOUT_THE_ENGINE:
        try:
            said += ask(either, f"SELECT * FROM {name}").csv.decode()
        except NoAnswer as refused:
            said += str(refused.trouble)
    assert "build" in said or "memory" in said
    assert str(either.path) not in said
    assert str(either.path.parent) not in said
    home = os.environ.get("HOME", "")
    assert len(home) < 2 or home not in said


def test_no_more_than_a_few_run_at_once_and_the_next_is_told(made: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql_box, "WAIT_SECONDS", 0.05)
    heard: list[str] = []

    def busy() -> None:
        heard.append(trouble(made, ENDLESS[0], Limits(seconds=3.0)).what)

    threads = [threading.Thread(target=busy) for _ in range(sql_box.AT_ONCE)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    assert "running already" in trouble(made, "SELECT 1").what
    for thread in threads:
        thread.join()
    assert all("Stopped" in what for what in heard)
    assert ask(made, "SELECT 1").shown == ((1,),)


def test_a_build_that_is_gone_and_a_worker_that_dies_are_told(
    tmp_path: Path, made: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = opened(tmp_path, [wage()])
    gone.path.unlink()
    assert "reload" in trouble(gone, "SELECT 1").hint
    dying = tmp_path / "dying.py"
    dying.write_text("import sys; sys.stdin.read(); print('ready', flush=True)", encoding="utf-8")
    monkeypatch.setattr(sql_box, "WORKER", dying)
    assert "ended the program" in trouble(made, "SELECT 1").what
    dying.write_text("import time; time.sleep(60)", encoding="utf-8")
    assert "did not start" in trouble(made, "SELECT 1", Limits(start_seconds=0.5)).what


def test_the_environment_switches_it_off_and_sets_the_time(made: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sql_box.switched_on()
    monkeypatch.setenv("SQL_BOX_SECONDS", "3")
    assert sql_box.limits().seconds == 3
    monkeypatch.setenv("SQL_BOX_SECONDS", "soon")
    assert sql_box.limits() == Limits()
    monkeypatch.setenv("SQL_BOX", "off")
    assert "switched off" in trouble(made, "SELECT 1").what
