"""What specialist settings pay above general ones, against the published cells."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from analysis import premium
from analysis.editions import Edition
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, sector

MAY_2024 = Edition(2024, 5)


@pytest.mark.parametrize(("year", "percent"), [(2022, 22.9), (2023, 24.1), (2024, 27.0)])
def test_the_mean_premium_of_health_care_over_retail_with_its_margin(
    real: Warehouse, year: int, percent: float
) -> None:
    found = premium.premium(real, "health_care", "retail", Edition(year, 5))
    assert found.percent is not None and found.percent.margin is not None
    assert round(found.percent.value, 1) == percent
    assert 0.8 < found.percent.margin < 1.5
    assert found.finding == "higher"
    assert f"{percent}%" in found.sentence and f"May {year}" in found.sentence


def test_may_2024_in_dollars_and_hours_of_work(real: Warehouse) -> None:
    found = premium.premium(real, "health_care", "retail", MAY_2024)
    assert found.dollars is not None and found.hours is not None
    assert found.dollars.value == 52910 - 41660
    assert found.dollars.margin == pytest.approx(1.645 * math.hypot(0.0035 * 52910, 0.0035 * 41660))
    assert found.hours == pytest.approx(11250 / (41660 / 2080))
    assert found.caveats == ()


def test_the_spread_compares_the_same_two_industries_at_every_point(real: Warehouse) -> None:
    found = premium.spread(real, "hospitals", "pharmacies", MAY_2024)
    assert tuple(found) == premium.PAY
    assert {item.setting.code for item in found.values()} == {"62"}
    assert {item.baseline.code for item in found.values()} == {"44-45"}
    p90 = found["annual_p90"]
    assert p90.dollars is not None and p90.dollars.value == 72870 - 49830
    assert p90.finding == "cannot be tested" and "cannot be tested" in p90.sentence
    assert found["annual_mean"].finding == "higher"
    assert any("in place of hospitals" in caveat for caveat in p90.caveats)


def test_a_mean_whose_error_is_not_loaded_is_not_called_a_difference(real: Warehouse) -> None:
    found = premium.premium(real, "hospitals", "pharmacies", MAY_2024)
    assert found.dollars is not None and found.dollars.value == 52420 - 41070
    assert found.finding == "cannot be tested"
    assert "not in the loaded files" in found.test_words


def test_two_settings_that_one_industry_stands_for_are_not_compared(real: Warehouse) -> None:
    found = premium.premium(real, "hospitals", "health_care", Edition(2022, 5))
    assert found.dollars is None and "NAICS 62" in found.reason
    assert found.sentence == found.reason


def test_a_part_against_its_whole_is_flagged(real: Warehouse) -> None:
    found = premium.premium(real, "retail", "all", MAY_2024)
    assert any("not independent" in caveat for caveat in found.caveats)


def test_the_series_names_the_breaks_that_it_crosses(real: Warehouse) -> None:
    frame = premium.series(real, "health_care", "retail")
    assert frame.year.tolist() == [2022, 2023, 2024]
    assert frame.percent.round(1).tolist() == [22.9, 24.1, 27.0]
    assert ["NAICS 2022" in " ".join(labels) for labels in frame.breaks] == [False, True, False]
    said = premium.change(frame)
    assert "+22.9% in May 2022" in said and "+27.0% in May 2024" in said and "NAICS 2022" in said
    assert "larger than its margin" in said


def test_a_series_says_where_another_industry_begins_and_why_a_year_has_no_premium(real: Warehouse) -> None:
    frame = premium.series(real, "hospitals", "pharmacies").set_index("year")
    assert frame.percent[2019] != frame.percent[2019]
    assert "pharmacies and drug stores (not in the loaded files)" in frame.reason[2019]
    assert any("another industry" in label for label in frame.breaks[2024])


def test_one_level_can_be_held_over_the_series(real: Warehouse) -> None:
    frame = premium.series(real, "hospitals", "pharmacies", level="sector")
    assert frame.percent.round(1).tolist() == [22.9, 24.1, 27.0]


def test_premiums_over_one_baseline_are_sorted_by_the_number_shown(real: Warehouse) -> None:
    frame = premium.over(real, "pharmacies", MAY_2024)
    assert "pharmacies" not in set(frame.key)
    assert frame.dollars.dropna().is_monotonic_decreasing
    assert frame.set_index("key").dollars["hospitals"] == 52420 - 41070


@pytest.mark.parametrize(
    ("specialist", "finding", "side"), [(40000, "lower", "less"), (41700, "no clear difference", "")]
)
def test_the_words_follow_the_numbers(tmp_path: Path, specialist: float, finding: str, side: str) -> None:
    rows = [
        sector("62", employment=1000, annual_mean=specialist, mean_rse=0.3),
        sector("44-45", employment=1000, annual_mean=41660, mean_rse=0.3),
    ]
    found = premium.premium(opened(tmp_path, rows), "health_care", "retail", MAY_2024)
    assert found.finding == finding
    assert side in found.sentence
    assert ("may be chance" in found.sentence) == (finding == "no clear difference")


def test_a_missing_side_says_why(tmp_path: Path) -> None:
    rows = [
        sector("62", employment=1000, annual_mean=50000, mean_rse=0.3),
        sector("44-45", employment=1000, marks={"annual_mean": "suppressed"}),
    ]
    found = premium.premium(opened(tmp_path, rows), "health_care", "retail", MAY_2024)
    assert found.reason == "There is no mean pay in May 2024 for retail trade (suppressed by BLS)."


def test_only_measures_of_pay_have_a_premium(real: Warehouse) -> None:
    with pytest.raises(ValueError, match="annual_mean"):
        premium.premium(real, "health_care", "retail", MAY_2024, "employment")
