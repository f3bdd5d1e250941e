"""A sound build in memory, made of the made-up files, for a test to spoil."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.checks.check import Build
from etl.settings import REFERENCE

TODAY = date(2026, 8, 20)
"""A day on which nothing is overdue: the last month of the made-up series is July 2026."""


@pytest.fixture(scope="session")
def made_up_build(made_up_data: Path) -> Path:
    """The published build of the made-up mirror."""
    return next((made_up_data / "warehouse").glob("*.duckdb"))


@pytest.fixture(scope="session")
def sound(made_up_build: Path) -> Iterator[Build]:
    """A copy of it, made whole, and another one as the build before."""
    with closing(copy_of(made_up_build)) as connection, closing(copy_of(made_up_build)) as before:
        yield Build(connection, before, TODAY)


@pytest.fixture
def build(sound: Build) -> Iterator[Build]:
    """The sound build; what a test does to it is undone."""
    sound.connection.execute("BEGIN")
    yield sound
    sound.connection.execute("ROLLBACK")


def copy_of(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{path}' AS made (READ_ONLY)")
    connection.execute("COPY FROM DATABASE made TO memory")
    connection.execute("DETACH made")
    _make_whole(connection)
    return connection


def _make_whole(connection: duckdb.DuckDBPyConnection) -> None:
    """The states that the made-up files leave out, with their jobs withheld."""
    with (REFERENCE / "states.csv").open(encoding="utf-8", newline="") as file:
        states = [
            (row["fips"], row["name"], row["postal"]) for row in csv.DictReader(file) if row["type"] != "territory"
        ]
    there = "area_type = 'state' AND industry_code = '000000' AND occupation_code = '29-2052'"
    present = {row[0] for row in connection.execute(f"SELECT area_code FROM wages WHERE {there}").fetchall()}
    missing = [state for state in states if state[0] not in present]
    connection.executemany(
        f"""INSERT INTO wages SELECT * REPLACE (? AS area_code, ? AS area_name, ? AS state, NULL AS employment,
                   map_concat(marks, MAP {{'employment': 'suppressed'}}) AS marks)
            FROM wages WHERE {there} AND area_code = '01'""",
        missing,
    )
    connection.execute(
        """UPDATE sources SET "rows" = "rows" + ? WHERE source_id = (SELECT DISTINCT source_id FROM wages
           WHERE area_type = 'state' AND industry_code = '000000')""",
        [len(missing)],
    )
