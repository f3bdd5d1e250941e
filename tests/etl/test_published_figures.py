"""The warehouse against the publishers' own cells: a build of the real files, queried as an analyst would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.refreshed import published_copy

Query = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def query(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    with published_copy(built, tmp_path_factory.mktemp("copy")) as connection:
        yield lambda sql, *parameters: connection.execute(sql, list(parameters)).fetchall()


NATION = "area_code = 'US' AND industry_code = '000000' AND occupation_code = '29-2052'"

NATIONAL = {
    # year, month: jobs, annual mean, annual median, as printed in the national files
    (1999, 12): (196_430, 20_050, 18_950),
    (2000, 12): (190_940, 21_600, 20_650),
    (2001, 12): (207_140, 22_510, 21_630),
    (2002, 12): (207_380, 23_200, 22_250),
    (2003, 5): (211_270, 23_860, 22_760),
    (2003, 11): (226_200, 24_540, 23_430),
    (2004, 5): (255_290, 24_700, 23_650),
    (2004, 11): (265_190, 25_150, 24_160),
    (2005, 5): (266_790, 25_350, 24_390),
    (2006, 5): (282_450, 26_510, 25_630),
    (2007, 5): (301_950, 27_560, 26_720),
    (2008, 5): (324_110, 28_500, 27_710),
    (2009, 5): (331_890, 28_940, 28_070),
    (2010, 5): (333_500, 29_330, 28_400),
    (2011, 5): (343_550, 30_020, 28_940),
    (2012, 5): (353_340, 30_430, 29_320),
    (2013, 5): (362_690, 30_840, 29_650),
    (2019, 5): (417_780, 35_250, 33_950),
    (2020, 5): (415_310, 36_450, 35_100),
    (2021, 5): (436_630, 37_970, 36_740),
    (2022, 5): (453_630, 40_260, 37_790),
    (2023, 5): (460_280, 43_330, 40_300),
    (2024, 5): (487_920, 44_800, 43_460),
    (2025, 5): (471_680, 46_620, 45_750),
}


def test_every_national_edition_has_jobs_mean_and_median(query: Query) -> None:
    rows = query(f"SELECT year, month, employment, annual_mean, annual_median FROM wages WHERE {NATION}")
    found = {(year, month): tuple(rest) for year, month, *rest in rows}
    assert {year for year, _ in found} == set(range(1999, 2026))
    assert {(2003, 11), (2004, 11)} <= set(found) and len(found) == 29
    assert all(None not in values for values in found.values())
    assert {key: found[key] for key in NATIONAL} == NATIONAL


def test_years_before_soc_are_read_without_technicians(query: Query) -> None:
    assert query("SELECT edition, rows FROM sources WHERE source = 'oews_nation' AND edition < '1999' ORDER BY 1") == [
        ("1997", 1), ("1998", 0),
    ]  # fmt: skip
    assert query("SELECT occupation_code, employment FROM wages WHERE year = 1997") == [("00-0000", 117_073_130)]


def test_percentiles_of_may_2024_and_2025(query: Query) -> None:
    rows = query(f"SELECT year, annual_p10, annual_p25, annual_p75, annual_p90, hourly_mean, mean_rse, employment_rse "
                 f"FROM wages WHERE {NATION} AND year >= 2024 ORDER BY year")  # fmt: skip
    assert rows == [
        (2024, 35_100, 36_920, 48_580, 59_450, 21.54, 0.2, 0.7),
        (2025, 36_020, 37_850, 49_990, 61_040, 22.41, 0.2, 0.6),
    ]


@pytest.mark.parametrize(
    ("year", "sector", "ownership", "figures"),
    [
        (2022, "44-45", "5", (325_400, 38_020, 0.4, 36_640, 47_720)),
        (2022, "62", "58", (92_510, 46_730, 0.3, 45_270, 62_860)),
        (2023, "44-45", "5", (324_290, 40_590, 0.3, 37_850, 49_330)),
        (2023, "62", "58", (95_720, 50_390, 0.3, 47_960, 66_960)),
        (2024, "44-45", "5", (345_940, 41_660, 0.3, 38_630, 49_830)),
        (2024, "62", "58", (103_460, 52_910, 0.3, 49_340, 72_870)),
        (2024, "99", "123", (9_510, 61_250, 0.1, 60_430, 77_380)),
    ],
)
def test_sectors(query: Query, year: int, sector: str, ownership: str, figures: tuple[float, ...]) -> None:
    rows = query(
        """SELECT employment, annual_mean, mean_rse, annual_median, annual_p90 FROM wages
           WHERE occupation_code = '29-2052' AND year = ? AND industry_code = ? AND ownership = ?
             AND industry_level = 'sector'""",
        year, sector, ownership,
    )  # fmt: skip
    assert rows == [figures]


def test_finer_industries_of_may_2024(query: Query) -> None:
    rows = query(
        """SELECT industry_code, industry_level, employment, annual_mean, marks['annual_median'] FROM wages
           WHERE occupation_code = '29-2052' AND year = 2024
             AND industry_code IN ('456110', '622000', '621000') ORDER BY 1"""
    )
    assert rows == [
        ("456110", "5-digit", 256_330, 41_070, "not_loaded"),
        ("621000", "3-digit", 20_230, 55_100, "not_loaded"),
        ("622000", "3-digit", 82_650, 52_420, "not_loaded"),
    ]


def test_general_hospitals_by_ownership(query: Query) -> None:
    rows = query(
        """SELECT ownership, annual_mean FROM wages WHERE occupation_code = '29-2052' AND year = 2019
           AND industry_code = '622100' ORDER BY ownership"""
    )
    assert rows == [("2", 43_200), ("3", 40_040), ("5", 39_800)]
    years = query(
        """SELECT DISTINCT year FROM wages WHERE occupation_code = '29-2052' AND industry_code = '622100'
           AND industry_level = '4-digit' ORDER BY 1"""
    )
    assert [year for (year,) in years] == list(range(2010, 2020))


def test_suppressed_hospital_wages_say_so(query: Query) -> None:
    rows = query(
        """SELECT employment, annual_mean, marks['annual_mean'] FROM wages WHERE occupation_code = '29-2052'
           AND year = 2010 AND industry_code = '622300' AND ownership = '2'"""
    )
    assert rows == [(260, None, "suppressed")]


def test_places_of_may_2025(query: Query) -> None:
    counts = dict(query("SELECT area_type, count(*) FROM wages WHERE occupation_code = '29-2052' AND year = 2025 "
                        "GROUP BY 1"))  # fmt: skip
    assert counts["state"] + counts["territory"] == 52
    assert counts["metro"] + counts["nonmetro"] == 530


def test_states_without_puerto_rico_sum_to_the_nation(query: Query) -> None:
    assert query("SELECT sum(employment)::BIGINT FROM wages WHERE occupation_code = '29-2052' AND year = 2025 "
                 "AND area_type = 'state'") == [(471_680,)]  # fmt: skip


def test_projections_2024_34(query: Query) -> None:
    assert query(
        """SELECT base_employment, projected_employment, change_pct, openings, median_wage, education
           FROM projections WHERE edition = '2024-34' AND occupation_code = '29-2052'"""
    ) == [(490_400, 521_800, 6.4, 49_000, 43_460, "High school diploma or equivalent")]


def test_weekly_earnings_2025(query: Query) -> None:
    assert query("SELECT median_weekly FROM weekly_earnings WHERE year = 2025 AND sex = 'total' "
                 "AND occupation_code = '29-2052'") == [(925,)]  # fmt: skip


def test_october_2025_was_never_collected(query: Query) -> None:
    rows = query("SELECT value FROM observations WHERE series_id = 'CUUR0000SA0' AND month = DATE '2025-10-01'")
    assert rows in ([], [(None,)])
    assert query("SELECT value FROM observations WHERE series_id = 'CUUR0000SA0' AND month = DATE '2026-07-01'") == [
        (333.918,)
    ]


def test_false_figures_of_public_repositories_are_nowhere(query: Query) -> None:
    """$41,380 and $18.79 circulate as the median of May 2024; the published cells are $43,460 and $20.90."""
    assert query(f"SELECT annual_median, hourly_median FROM wages WHERE {NATION} AND year = 2024") == [(43_460, 20.9)]


def test_no_check_refuses_and_every_table_names_its_source(query: Query) -> None:
    assert query("SELECT name FROM checks WHERE status = 'refused'") == []
    assert query("SELECT count(*) FROM wages ANTI JOIN sources USING (source_id)") == [(0,)]
