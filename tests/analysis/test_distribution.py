"""Ranges of pay carry every point, every reason, and the name of what they show."""

from __future__ import annotations

import pytest

from analysis import distribution, places, prices
from analysis.editions import Edition
from analysis.warehouse import Warehouse


def test_health_care_and_retail_in_may_2024(real: Warehouse) -> None:
    frame = distribution.of_settings(real, ["retail", "health_care"], Edition(2024, 5)).set_index("key")
    assert list(frame.index) == ["health_care", "retail"], "highest median first"
    shown = frame.loc["retail", ["p10", "p25", "median", "mean", "p75", "p90"]].tolist()
    assert shown == [34500, 36340, 38630, 41660, 46350, 49830]
    assert frame.loc["retail", "mean_low"] < 41660 < frame.loc["retail", "mean_high"]
    assert frame.loc["retail", "gaps"] == ""


def test_a_setting_without_percentiles_shows_its_mean_and_says_what_is_missing(real: Warehouse) -> None:
    frame = distribution.of_settings(real, ["hospitals"], Edition(2019, 5))
    row = frame.iloc[0]
    assert row["mean"] > 39000 and row["median"] != row["median"]
    assert "cannot be combined" in row.reason_median and "10th percentile" in row.gaps
    assert "is not known" in distribution.sentence(row.to_dict())


def test_every_range_is_in_order(real: Warehouse) -> None:
    years = distribution.of_years(real)
    assert len(years) == 29
    for low, high in (("p10", "p25"), ("p25", "median"), ("median", "p75"), ("p75", "p90")):
        assert (years[low] <= years[high]).all()


def test_constant_dollars_keep_the_order_and_name_the_month(real: Warehouse) -> None:
    money = prices.dollars(real)
    real_dollars, nominal = distribution.of_years(real, money=money), distribution.of_years(real)
    assert (real_dollars.dollars == money.label).all()
    assert real_dollars["median"].iloc[0] > nominal["median"].iloc[0]
    assert real_dollars["mean_low"].iloc[0] == pytest.approx(nominal["mean_low"].iloc[0] * real_dollars.factor.iloc[0])


def test_places_and_owners_have_the_same_columns(real: Warehouse) -> None:
    chosen = [place for place in places.all_places(real) if place.code in ("US", "08", "22660")]
    by_place = distribution.of_places(real, chosen)
    assert by_place.columns.tolist() == list(distribution.COLUMNS)
    assert by_place["median"].is_monotonic_decreasing
    assert by_place.set_index("key").loc["08", "reason_mean"] == "not in the loaded files"
    by_owner = distribution.of_owners(real, ["622100"])
    assert by_owner.columns.tolist() == list(distribution.COLUMNS)
    state = by_owner[(by_owner.year == 2019) & (by_owner.group == "state government")].iloc[0]
    assert (state["p10"], state["median"], state["p90"]) == (30080, 40360, 62620)


def test_hourly_ranges_are_hourly(real: Warehouse) -> None:
    row = distribution.of_settings(real, ["retail"], Edition(2024, 5), "hourly").iloc[0]
    assert (row.p10, row["median"], row.p90) == (16.59, 18.57, 23.96)


def test_a_setting_over_the_years_never_borrows_a_wider_industry(real: Warehouse) -> None:
    frame = distribution.of_setting_years(real, ["health_care", "retail"])
    assert sorted(set(frame.year)) == [2022, 2023, 2024] and len(frame) == 6
    assert distribution.of_setting_years(real, ["outpatient"]).empty


def test_a_range_in_words(real: Warehouse) -> None:
    row = distribution.of_settings(real, ["retail"], Edition(2024, 5)).iloc[0]
    said = distribution.sentence(row.to_dict())
    assert "between $34,500 and $49,830" in said and "less than $38,630" in said and "May 2024" in said
