"""Each check passes on a sound build and speaks up, with its figures, where the build is spoilt in its way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from etl import checks
from etl.checks import Check
from etl.checks.check import Build
from etl.checks.ranges import BOUNDS, ENDLESS, Bounds
from etl.schema import DATA_TABLES, SOURCES

Asker = Callable[[Build], Iterator[Check]]

TECHNICIANS = "occupation_code = '29-2052'"
NATION = f"{TECHNICIANS} AND area_code = 'US' AND industry_code = '000000'"
NEWEST = f"{NATION} AND year = 2025"
STATES = "area_type = 'state' AND industry_code = '000000'"
CALIFORNIA = f"{STATES} AND {TECHNICIANS} AND area_code = '06'"
PROJECTED = "UPDATE projections SET {} WHERE occupation_code = '29-2052'"
PRICES = "series_id = 'CUUR0000SA0'"

ALONE = [
    # keys
    ("rows_name_their_file", "refused",
     "UPDATE projections SET source_id = 'nowhere'", "rows of `projections` name 'nowhere'"),
    ("rows_all_arrived", "refused", f"DELETE FROM wages WHERE {NEWEST}", "21 read, 20 in `wages`"),
    ("observations_have_a_series", "refused",
     "DELETE FROM series WHERE id = 'CES0500000003'", r"CES0500000003 \(\d+ months\)"),
    ("editions_differ", "refused",
     "DELETE FROM wages WHERE area_code = 'US' AND industry_code = '000000' AND year = 2024; INSERT INTO wages "
     "SELECT * "
     "REPLACE (2024 AS year) FROM wages WHERE area_code = 'US' AND industry_code = '000000' AND year = 2025",
     r"May 2024 .* and May 2025 .*oesm25nat"),
    # marks
    ("missing_values_have_reasons", "refused",
     f"UPDATE wages SET annual_mean = NULL WHERE {NEWEST}", r"annual_mean \(1 rows\)"),
    ("missing_values_have_reasons", "refused",
     f"UPDATE wages SET marks = map_concat(marks, MAP {{'annual_mean': 'suppressed'}}) "
     f"WHERE {NEWEST}", r"annual_mean \(1 rows\)"),
    ("marks_are_known", "refused", f"UPDATE wages SET marks = MAP {{'annual_p90': 'lost'}} WHERE {NEWEST}",
     r"May 2025: annual_p90 is missing because 'lost' in 1 rows, such as of oesm25nat.zip"),
    ("marks_are_known", "refused",
     f"UPDATE wages SET marks = MAP {{'annual_p90': 'top_code:1'}} WHERE {NATION} AND year = 2024",
     "'top_code:1'"),
    ("footnotes_are_known", "warning",
     f"UPDATE observations SET footnote = 'P, Q: new' WHERE month = '2026-07-01' AND {PRICES}",
     "'P, Q: new' on 1 values, first CUUR0000SA0 of July 2026"),
    ("missing_months_say_why", "warning", f"UPDATE observations SET footnote = NULL WHERE value IS NULL AND {PRICES}",
     "CUUR0000SA0 of October 2025"),
    ("weekly_earnings_have_reasons", "refused",
     "UPDATE weekly_earnings SET reason = NULL WHERE median_weekly IS NULL",
     r"Pharmacy technicians \(men, 2025, cpsaat39.xlsx"),
    # ranges
    ("percentiles_in_order", "refused", f"UPDATE wages SET annual_p25 = annual_p75 WHERE {NEWEST}",
     r"annual_p25 [\d.,e+]+ is above annual_median .*29-2052 in May 2025, U.S., oesm25nat.zip"),
    ("mean_within_percentiles", "warning",
     f"UPDATE wages SET annual_mean = annual_p90 + 10 WHERE {NEWEST}", "annual mean .* 90th"),
    ("errors_at_most_50_percent", "warning", f"UPDATE wages SET mean_rse = 50.1 WHERE {NEWEST}", r"50.1 % \(mean\)"),
    ("wages_reach_minimum_wage", "warning", f"UPDATE wages SET hourly_p10 = 7.24 WHERE {NEWEST}",
     "7.24 dollars an hour, the minimum was 7.25"),
    ("wages_reach_minimum_wage", "warning", f"UPDATE wages SET hourly_p10 = 5.14 WHERE {NATION} AND year = 2006",
     "5.14 dollars an hour, the minimum was 5.15"),
    ("rounded_to_10", "warning", f"UPDATE wages SET employment = employment + 1 WHERE {NEWEST}",
     "employment in 1 rows of 2025-05, oesm25nat.zip"),
    # arithmetic
    ("annual_is_hourly_times_2080", "refused", f"UPDATE wages SET annual_median = annual_median + 30 WHERE {NEWEST}",
     r"median: hourly [\d.]+ × 2,080 = [\d,]+, annual [\d,]+ \(29-2052 in May 2025, U.S., oesm25nat.zip"),
    ("shares_follow_from_jobs", "warning", f"UPDATE wages SET location_quotient = 3 WHERE {CALIFORNIA}",
     r"location_quotient is 3, the jobs give 1\.0.*California"),
    ("shares_follow_from_jobs", "warning",
     f"UPDATE wages SET jobs_per_1000 = 30 WHERE {CALIFORNIA}", "jobs_per_1000 is 30, the jobs"),
    ("projections_add_up", "refused",
     PROJECTED.format("change = change + 1000"), r"are a change of 23,600, printed 24,600"),
    ("projections_add_up", "refused", PROJECTED.format("change_pct = 9"), r"are 5.0 %, printed 9.0 %"),
    ("projections_add_up", "refused",
     PROJECTED.format("openings = openings * 2"), r"openings, printed [\d,]+ \(29-2052, 2024-34"),
    ("men_and_women_are_all_workers", "refused", "UPDATE weekly_earnings SET workers = 9000000 WHERE sex = 'men'",
     "Pharmacists: men 9,000,000 and women 150,000, total 250,000"),
    ("median_between_men_and_women", "warning",
     "UPDATE weekly_earnings SET median_weekly = 2600 WHERE occupation_title = "
     "'Pharmacists' AND sex = 'total'", "Pharmacists: men 2,500, women 2,300, all 2,600"),
    # totals
    ("states_sum_to_nation_2025", "refused", f"UPDATE wages SET employment = 9000000 WHERE {CALIFORNIA}",
     r"hold 9,00\d,\d+ of the nation's 460,000 technicians \(51 parts, 48 without a figure, oesm25st.zip"),
    ("states_sum_to_nation_2025", "warning", f"UPDATE wages SET employment = 10 WHERE {STATES}",
     "Less than the whole, though no part is missing: 510 of the nation's 460,000 technicians"),
    ("areas_within_nation_2025", "refused",
     "UPDATE wages SET employment = 9000000 WHERE area_code = '10180'", "More than the whole: "),
    ("sectors_within_nation_2024", "refused",
     "UPDATE wages SET employment = employment * 2 WHERE industry_level = 'sector' AND "
     "area_code = 'US'", r"the sectors hold 810,000 of the nation's 450,000 technicians \(2 parts, 0 without"),
    ("sectors_within_states_2025", "refused",
     "UPDATE wages SET employment = employment * 9 WHERE industry_level = 'sector' AND "
     f"area_code = '06' AND {TECHNICIANS}", r"of California's [\d,]+ technicians"),
    ("finer_industry_within_coarser", "refused",
     f"UPDATE wages SET industry_code = '622100', industry_level = '4-digit', employment "
     f"= 999990 WHERE industry_code = '456110' AND {TECHNICIANS}",
     r"999,990 jobs, its 3-digit industry 622000 has 90,000"),
    ("owners_within_industry", "refused",
     "INSERT INTO wages SELECT * REPLACE ('1235' AS ownership, 10 AS employment) FROM wages "
     "WHERE industry_code = '622100' AND ownership = '5' AND year = 2012 AND month = 5", "all together 10"),
    # continuity
    ("units_as_before", "refused",
     f"UPDATE wages SET employment = 460 WHERE {NEWEST}", "jobs of 29-2052 detailed, 202505: 460 after 450,000"),
    ("units_as_before", "refused",
     f"UPDATE observations SET value = value * 1000 WHERE month = '2026-07-01' AND {PRICES}",
     "monthly value of CUUR0000SA0, 202607"),
    ("national_means_continuous", "warning",
     f"UPDATE wages SET annual_mean = annual_mean * 1.3 WHERE {NEWEST}",
     r"mean wage moved by more than 20% .*oesm25nat"),
    ("national_jobs_continuous", "warning",
     f"UPDATE wages SET employment = employment * 2 WHERE {NEWEST}", r"450,000 to 920,000"),
    ("places_continuous", "warning",
     f"INSERT INTO wages SELECT * REPLACE (2024 AS year, 10000 AS annual_median) FROM wages WHERE {CALIFORNIA}",
     r"annual_median 10,000 to [\d,]+ \(29-2052 in May 2025, California"),
    ("months_continuous", "warning",
     f"UPDATE observations SET value = value * 1.04 WHERE month = '2026-07-01' AND {PRICES}",
     "CUUR0000SA0 of July 2026"),
    ("price_parities_continuous", "warning",
     """UPDATE price_parities SET "index" = "index" + 11 WHERE area_code = '06' AND year = 2024""",
     "California, 2024: 131.0 after 120.0"),
    # agreement
    ("projections_agree_with_oews", "warning",
     PROJECTED.format("median_wage = 12340"), r"29-2052: 12,340 in the projections 2024-34 .*in OEWS"),
    ("projected_jobs_near_oews", "warning",
     PROJECTED.format("base_employment = 320000"), "29-2052: 320,000 in the projections 2024-34"),
    ("handbook_agrees_with_projections", "warning",
     "UPDATE setting_shares SET jobs = 320000", "Handbook 320,000 .*, projections 2024-34 472,500"),
    ("handbook_shares_agree_with_oews", "warning",
     "UPDATE setting_shares SET share_pct = 20 WHERE industry_title LIKE 'Pharm%'",
     "Pharmacies and drug retailers: 20 % in the Handbook .2024., 50.0 % in OEWS"),
    ("handbook_shares_agree_with_oews", "refused",
     "UPDATE setting_shares SET share_pct = 60", "120 % in 2 industries of 2024"),
    ("handbook_medians_agree_with_oews", "warning",
     "UPDATE setting_medians SET annual_median = 12340", "12,340 in the Handbook"),
    # coverage
    ("national_years_complete", "refused",
     f"DELETE FROM wages WHERE {NATION} AND year = 2014", "no jobs, mean or median for 2014"),
    ("national_years_complete", "refused", f"DELETE FROM wages WHERE {NATION}", "no national figures"),
    ("consumer_prices_complete", "refused",
     f"DELETE FROM observations WHERE {PRICES} AND month = '2010-03-01'", "missing: March 2010"),
    ("consumer_prices_complete", "refused",
     f"DELETE FROM observations WHERE {PRICES}", "constant dollars would be impossible"),
    ("states_complete", "warning",
     "DELETE FROM wages WHERE area_code = '11'", "May 2025 has no row of technicians for: District of Columbia"),
    ("newest_edition_as_long", "warning",
     "DELETE FROM wages WHERE area_code = 'US' AND year = 2025 AND occupation_code > '20'",
     r"nation, cross-industry: May 2025 has \d+ rows, May 2024 had 21"),
]  # fmt: skip
"""Check, status, what spoils the build, what the message says."""

AGAINST_BEFORE = [
    ("coverage_not_shrinking", "refused",
     f"DELETE FROM wages WHERE {CALIFORNIA}", r"wages 2025 5 cross-industry state: \d+ to \d+"),
    ("coverage_not_shrinking", "refused",
     "DELETE FROM related_occupations WHERE rank = 1", r"related_occupations: \d+ to \d+"),
    ("figures_not_shrinking", "refused", "UPDATE wages SET annual_p90 = NULL WHERE area_code = 'US' AND year = 2025",
     "all figures of a column are gone: annual_p90 of May 2025, nation, cross-industry: 21 to 0"),
    ("figures_not_shrinking", "warning",
     "UPDATE wages SET annual_p90 = NULL WHERE area_code = 'US' AND year = 2025 AND "
     "occupation_code > '20'", "much fewer figures than in the build before"),
    ("published_figures_stand", "warning", f"UPDATE wages SET annual_median = 12340 WHERE {NATION} AND year = 2010",
     r"median [\d,]+ to 12,340 \(29-2052 in May 2010, U.S., oesm10nat.zip"),
    ("published_figures_stand", "warning",
     f"UPDATE observations SET value = 999 WHERE month = '2020-01-01' AND {PRICES}",
     r"CUUR0000SA0 of January 2020 [\d.]+ to 999"),
]  # fmt: skip


@pytest.fixture(scope="session")
def askers(sound: Build) -> dict[str, Asker]:
    """From a check's name to the function that asks it."""
    return {check.name: ask for ask in checks.CHECKS for check in ask(sound)}


def named(found: Iterable[Check], name: str) -> Check:
    return next(check for check in found if check.name == name)


def test_sound_build_passes_every_check(build: Build) -> None:
    found = checks.run(build.connection, build.previous, build.today)
    assert {check.name: check.detail for check in found if check.status != "passed"} == {}
    assert len({check.name for check in found}) == len(found), "names are unique: one is accepted by its name"


def test_first_build_has_nothing_to_compare_with(build: Build) -> None:
    found = checks.run(build.connection, None, build.today)
    assert {check.name for check in found if check.status == "not run"} == {name for name, *_ in AGAINST_BEFORE}


@pytest.mark.parametrize(("name", "status", "spoil", "says"), [*ALONE, *AGAINST_BEFORE])
def test_spoilt_build_is_told(
    build: Build, askers: dict[str, Asker], name: str, status: str, spoil: str, says: str
) -> None:
    build.connection.execute(spoil)
    check = named(askers[name](build), name)
    assert check.status == status, check.detail
    assert re.search(says, check.detail), check.detail


def test_row_that_is_there_twice_is_refused(build: Build) -> None:
    for table in (*DATA_TABLES, SOURCES):
        build.connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM "{table.name}" LIMIT 1')
    for check in checks.keys.keys(build):
        assert check.status == "refused" and "2 rows for " in check.detail, check


def test_gap_in_a_key_is_refused(build: Build) -> None:
    build.connection.execute(PROJECTED.format("edition = NULL"))
    check = named(checks.keys.keys(build), "projections_key")
    assert check.status == "refused" and "no value in the key (none) | 29-2052" in check.detail


def test_figure_out_of_its_range_is_refused_with_the_file(build: Build) -> None:
    for bounds in BOUNDS:
        build.connection.execute("ROLLBACK; BEGIN")
        edges = [edge for edge in (bounds.low, bounds.high) if edge != ENDLESS]
        for edge in edges:
            _set(build, bounds, edge)
            assert checks.ranges.outside(build, bounds) == [], bounds
        for value in (bounds.low - 1, bounds.high + 1)[: len(edges)]:
            _set(build, bounds, value)
            said = checks.ranges.outside(build, bounds)[0]
            assert f"{bounds.column} is " in said and bounds.why in said
            assert re.search(r"\.(zip|xlsx|htm|gov)", said), said


@pytest.mark.parametrize("table", dict.fromkeys(bounds.table for bounds in BOUNDS))
def test_table_with_a_figure_out_of_range_is_refused(build: Build, table: str) -> None:
    bounds = next(bounds for bounds in BOUNDS if bounds.table == table)
    _set(build, bounds, bounds.low - 1)
    found = {check.name: check.status for check in checks.ranges.in_range(build)}
    assert {name for name, status in found.items() if status == "refused"} == {f"{table}_in_range"}


def _set(build: Build, bounds: Bounds, value: float) -> None:
    build.connection.execute(f'UPDATE "{bounds.table}" SET "{bounds.column}" = ?', [value])


def test_rounding_explains_a_small_gap_between_annual_and_hourly(build: Build) -> None:
    build.connection.execute(f"UPDATE wages SET hourly_median = 20.00, annual_median = 41610 WHERE {NEWEST}")
    check = named(checks.arithmetic.hours(build), "annual_is_hourly_times_2080")
    assert check.status == "passed" and "the largest gap, $" in check.detail


def test_edition_that_is_out_and_not_loaded_is_told(build: Build) -> None:
    check = named(checks.staleness.releases(replace(build, today=date(2026, 8, 28))), "newest_editions_loaded")
    assert check.status == "warning" and "2025-35 of `projections` was published on 2026-08-27" in check.detail


def test_edition_whose_month_is_over_is_overdue(build: Build) -> None:
    def said(day: date) -> str:
        return named(checks.staleness.releases(replace(build, today=day)), "newest_editions_loaded").detail

    assert "May 2026 of `wages` was expected by 2027-04-30" in said(date(2027, 5, 1))
    assert "`wages`" not in said(date(2027, 4, 30))


def test_series_that_stopped_is_told(build: Build) -> None:
    build.connection.execute("DELETE FROM observations WHERE series_id = 'CES0500000003' AND month > '2019-09-01'")
    check = named(checks.staleness.monthly_series(build), "monthly_series_current")
    assert check.status == "warning" and "CES0500000003 ends in September 2019" in check.detail
    assert "and" not in check.detail.split(".")[0], "the others go on"


def test_every_check_has_a_test_in_which_it_speaks_up(askers: dict[str, Asker]) -> None:
    def kind(name: str) -> str:
        return re.sub(r"_\d{4}(_\d{2})?$", "", name)

    tested = {kind(name) for name, *_ in [*ALONE, *AGAINST_BEFORE]}
    tested |= {f"{table.name}_key" for table in (*DATA_TABLES, SOURCES)}
    tested |= {f"{bounds.table}_in_range" for bounds in BOUNDS} | {"newest_editions_loaded", "monthly_series_current"}
    assert {kind(name) for name in askers} == tested
