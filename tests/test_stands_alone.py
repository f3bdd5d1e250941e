"""Without the publishers' real files: every layout since 1997, written here, becomes a published build.

This is what a clone without `../shared` rests on. The figures are those of tests/publishers, not published ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import duckdb
import pytest

from tests.publishers.mirror import EDITIONS, FINER, HOSPITALS, PLACES, hourly_median
from tests.refreshed import built_once, published_copy, refresh


@pytest.fixture(scope="module")
def data(made_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_once("built-made-up", made_up, tmp_path_factory)


@pytest.fixture(scope="module")
def warehouse(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with published_copy(data, tmp_path_factory.mktemp("copy")) as connection:
        yield connection


def test_every_edition_gives_technicians_jobs_mean_and_median(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        """SELECT year, month, annual_median FROM wages WHERE occupation_code = '29-2052' AND area_code = 'US'
           AND industry_code = '000000' AND employment > 0 AND annual_mean > annual_median ORDER BY year, month"""
    ).fetchall()
    since_soc = sorted(edition for edition in EDITIONS if edition[0] >= 1999)
    assert [(year, month) for year, month, _ in rows] == since_soc, "1997 and 1998 have codes older than SOC"
    for year, _, median in rows:
        assert median == round(round(hourly_median("29-2052", year), 2) * 2080, -1)


def test_ownership_words_and_codes_come_to_the_same_codes(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        """SELECT DISTINCT year, industry_code, ownership FROM wages WHERE industry_level = '4-digit'
           AND occupation_code = '29-2052'"""
    ).fetchall()
    assert set(rows) == {(y, code, own) for y in range(2010, 2020) for code, _ in HOSPITALS for own in "235"}


def test_marks_become_reasons(warehouse: duckdb.DuckDBPyConnection) -> None:
    def reason(column: str, where: str) -> set[str]:
        query = f"SELECT DISTINCT marks['{column}'] FROM wages WHERE {column} IS NULL AND {where}"
        return {row[0] for row in warehouse.execute(query).fetchall()}

    nation = "area_code = 'US' AND industry_code = '000000'"
    assert reason("hourly_mean", f"{nation} AND occupation_code = '25-1071'") == {"annual_only"}
    assert reason("annual_p90", f"{nation} AND year = 2024 AND occupation_code = '29-1051'") == {"top_code:239200"}
    assert reason("annual_p90", f"{nation} AND year = 2025") == set(), "no top code from May 2025"
    withheld = "industry_level = '4-digit' AND year = 2015 AND employment IS NULL"
    assert reason("employment", withheld) == {"suppressed"}


def test_places_industries_and_states_by_industry_are_there(warehouse: duckdb.DuckDBPyConnection) -> None:
    def counted(where: str) -> int:
        row = warehouse.execute(f"SELECT count(*) FROM wages WHERE occupation_code = '29-2052' AND {where}").fetchone()
        return int(row[0]) if row else 0

    assert counted("area_type IN ('state', 'territory') AND industry_code = '000000'") == len(PLACES)
    assert counted("area_type IN ('metro', 'nonmetro')") == 3
    assert counted("industry_level IN ('3-digit', '5-digit') AND year = 2024") == len(FINER)
    assert counted("area_type = 'state' AND industry_code = '62' AND year = 2025") == 3
    assert counted("area_code = '06' AND industry_code = '44-45' AND year = 2025") == 1, "AREA 6 is California's 06"


def test_every_other_table_is_filled(warehouse: duckdb.DuckDBPyConnection) -> None:
    tables = ("projections", "utilization_factors", "series", "observations", "weekly_earnings", "price_parities",
              "setting_shares", "setting_medians", "related_occupations", "sources", "checks")  # fmt: skip
    empty = [name for name in tables if not warehouse.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()]
    assert empty == []


def test_made_up_files_are_called_so_in_the_build(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute("SELECT DISTINCT obtained FROM sources").fetchall()
    assert rows == [("mirror",)]


def test_a_second_refresh_publishes_nothing_and_says_so(data: Path, made_up: Path) -> None:
    builds = sorted((data / "warehouse").glob("*.duckdb"))
    again: CompletedProcess[str] = refresh(data, made_up)
    assert again.returncode == 0, again.stderr
    assert "Nothing new" in again.stdout
    assert sorted((data / "warehouse").glob("*.duckdb")) == builds
