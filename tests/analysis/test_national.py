"""The nation as BLS published it, and what changed, with margins and breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import national, prices
from analysis.editions import Edition, NoEdition
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import wage, write_build


def test_may_2025_is_as_published(real: Warehouse) -> None:
    found = national.headline(real)
    assert found.edition == (2025, 5)
    assert {measure: found[measure].value for measure in ("annual_median", "annual_mean", "employment")} == {
        "annual_median": 45750, "annual_mean": 46620, "employment": 471680,
    }  # fmt: skip
    assert found["hourly_median"].value == 22.00
    assert found["annual_median"].interval is None, "BLS publishes no error for a median"
    low, high = found["annual_mean"].interval or (0, 0)
    assert 46400 < low < 46620 < high < 46840


def test_may_2024_is_as_published(real: Warehouse) -> None:
    found = national.headline(real, Edition(2024, 5))
    figures = [found[f"annual_{point}"].value for point in ("p10", "median", "mean", "p90")]
    assert figures == [35100, 43460, 44800, 59450]
    assert found["employment"].value == 487920


@pytest.mark.parametrize(("year", "median"), [(2019, 33950), (2021, 36740), (2023, 40300)])
def test_the_series_holds_the_published_medians(real: Warehouse, year: int, median: int) -> None:
    frame = national.series(real)
    assert frame[frame.year == year].annual_median.tolist() == [median]


def test_the_series_has_every_edition_once_with_jobs_mean_and_median(real: Warehouse) -> None:
    frame = national.series(real)
    assert len(frame) == 29 and frame.date.is_monotonic_increasing and frame.date.is_unique
    assert frame[["employment", "annual_mean", "annual_median"]].notna().all(axis=None)
    assert (frame.annual_mean_low < frame.annual_mean).all() and (frame.annual_mean < frame.annual_mean_high).all()


def test_sentences_carry_the_figures(real: Warehouse) -> None:
    found = national.headline(real)
    assert "less than $45,750" in found.pay_sentence and "$36,020 and $61,040" in found.pay_sentence
    assert "give or take" in found.mean_sentence
    assert "471,680 jobs in May 2025" in found.jobs_sentence


def test_jobs_fell_by_more_than_the_errors_between_the_last_two_editions(real: Warehouse) -> None:
    found = national.change(real, "employment")
    assert (found.start, found.end) == ((2024, 5), (2025, 5))
    assert found.difference == -16240 and found.significant
    assert "Jobs fell by 16,240" in found.sentence and "more than the published errors" in found.sentence


def test_a_test_across_two_measures_of_error_says_so(real: Warehouse) -> None:
    tested = national.change(real, "employment")
    assert [item.kind for item in tested.breaks] == ["error"] and "Error measure (May 2025)" in tested.sentence
    assert national.change(real, "annual_median").breaks == [], "a median has no error that could change its meaning"


def test_a_median_is_never_tested(real: Warehouse) -> None:
    found = national.change(real, "annual_median")
    assert found.difference == 2290 and found.margin is None and found.significant is None
    assert "cannot be tested" in found.sentence


def test_a_change_names_the_breaks_that_it_crosses(real: Warehouse) -> None:
    found = national.change(real, "annual_mean", Edition(2018, 5), Edition(2022, 5))
    assert [item.edition for item in found.breaks] == [(2019, 5), (2021, 5)]
    assert "SOC 2018 (May 2019)" in found.sentence and "New estimation method (May 2021)" in found.sentence
    assert national.change(real, "annual_mean", Edition(2015, 5), Edition(2016, 5)).breaks == []


def test_constant_dollars_shrink_the_rise(tmp_path: Path) -> None:
    """Synthetic: pay rises by 10 %, prices by 25 %."""
    cpi = [("2010-05-01", 100.0), ("2020-05-01", 125.0)]
    write_build(
        tmp_path,
        wages=[
            wage(year=2010, annual_mean=40000, mean_rse=0.1, annual_median=40000),
            wage(year=2020, annual_mean=44000, mean_rse=0.1, annual_median=44000),
        ],
        observations=[{"series_id": prices.CPI, "month": month, "value": value} for month, value in cpi],
    )
    warehouse = current(tmp_path)
    money = prices.dollars(warehouse)
    found = national.change(warehouse, "annual_mean", money=money)
    assert found.percent == pytest.approx(100 * (1.1 / 1.25 - 1))
    assert found.significant and "in May 2020 dollars" in found.sentence and "fell by $6,000" in found.sentence
    assert national.series(warehouse, money=money).annual_median.tolist() == [50000, 44000]


def test_a_missing_figure_keeps_its_reason_in_series_change_and_sentence(tmp_path: Path) -> None:
    """Synthetic: the newest edition is suppressed."""
    marks = {"annual_median": "suppressed", "employment": "suppressed"}
    write_build(tmp_path, wages=[wage(year=2023, annual_median=40000), wage(year=2024, marks=marks)])
    warehouse = current(tmp_path)
    assert "suppressed by BLS" in national.headline(warehouse).pay_sentence
    assert "cannot be compared: May 2024 is suppressed by BLS" in national.change(warehouse, "annual_median").sentence
    assert national.series(warehouse).annual_median_reason.tolist() == ["", "suppressed by BLS"]


def test_the_years_before_soc_are_named(real: Warehouse) -> None:
    said = national.coverage_sentence(real)
    assert "29 national editions" in said and "1997 and 1998 are loaded without technicians" in said


def test_an_edition_that_is_not_loaded_is_refused(real: Warehouse) -> None:
    with pytest.raises(NoEdition, match="May 2026"):
        national.headline(real, Edition(2026, 5))
