"""Two settings as asked: one industry a side, no measure borrowed from another, years and dollars as chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import comparison, prices
from analysis.comparison import Asked
from analysis.editions import Edition
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, sector, wage

MAY_2015, MAY_2022, MAY_2023, MAY_2024 = (Edition(year, 5) for year in (2015, 2022, 2023, 2024))


def test_the_published_premium_of_health_care_over_retail(real: Warehouse) -> None:
    frame = comparison.series(real, "health_care", "retail")
    assert frame.edition.tolist() == ["May 2022", "May 2023", "May 2024"]
    assert frame.percent.round(1).tolist() == [22.9, 24.1, 27.0]
    assert (frame.percent_low < frame.percent).all() and (frame.percent < frame.percent_high).all()
    assert (frame.percent_high - frame.percent_low).between(1.5, 3).all()
    assert frame.finding.tolist() == ["higher"] * 3
    assert frame.run.nunique() == 1


def test_a_measure_that_the_finest_industry_lacks_is_not_taken_from_another(real: Warehouse) -> None:
    asked = Asked("hospitals", "pharmacies", MAY_2024, "annual_median")
    found = comparison.compare(real, asked)
    assert found.dollars is None
    assert (found.setting.code, found.baseline.code) == ("622000", "456110")
    said = comparison.lacking(real, asked)
    assert said is not None and said.sector
    assert "not in the loaded files for hospitals (NAICS 622000) and pharmacies" in said.sentence
    sectors = comparison.compare(real, Asked("hospitals", "pharmacies", MAY_2024, "annual_median", "sector"))
    assert (sectors.setting.code, sectors.baseline.code) == ("62", "44-45")
    assert sectors.dollars is not None and sectors.dollars.value == 49340 - 38630


def test_owners_combined_have_no_median_and_no_sector_stands_in(real: Warehouse) -> None:
    said = comparison.lacking(real, Asked("hospitals", "all", MAY_2015, "annual_median"))
    assert said is not None and not said.sector
    assert "cannot be combined" in said.sentence


def test_years_are_those_with_both_sides_through_different_industries(real: Warehouse) -> None:
    assert comparison.editions(real, "hospitals", "pharmacies") == [MAY_2024, MAY_2023, MAY_2022]
    with_all = comparison.editions(real, "hospitals", "all")
    assert with_all[0] == MAY_2024 and MAY_2015 in with_all
    assert Edition(2020, 5) not in with_all


def test_no_line_goes_across_a_change_of_industry(real: Warehouse) -> None:
    frame = comparison.series(real, "hospitals", "all").set_index("edition")
    assert frame.run["May 2010"] == frame.run["May 2019"] < frame.run["May 2022"] == frame.run["May 2023"]
    assert frame.run["May 2023"] < frame.run["May 2024"]
    assert "another industry from May 2022 on" in frame.breaks["May 2022"]
    assert "New estimation method (May 2021)" in frame.breaks["May 2022"]


def test_constant_dollars_move_both_sides_alike(real: Warehouse) -> None:
    asked, money = Asked("health_care", "retail", MAY_2022), prices.dollars(real)
    nominal, constant = comparison.compare(real, asked), comparison.compare(real, asked, money)
    assert nominal.dollars and constant.dollars and nominal.percent and constant.percent
    assert constant.dollars.value == pytest.approx(nominal.dollars.value * money.of_edition(MAY_2022))
    assert constant.dollars.value > nominal.dollars.value
    assert constant.percent.value == pytest.approx(nominal.percent.value)
    assert constant.percent.margin == pytest.approx(nominal.percent.margin)
    assert constant.setting.estimates["employment"] == nominal.setting.estimates["employment"]


def test_among_all_settings_nobody_is_shown_twice(real: Warehouse) -> None:
    codes = [item.code for item in comparison.others(real, MAY_2024)]
    assert len(codes) == len(set(codes))
    assert "622000" in codes and "62" not in codes and "44-45" not in codes
    assert "62" in [item.code for item in comparison.others(real, MAY_2024, keep=("62",))]
    sectors = {item.code: item for item in comparison.others(real, MAY_2024, "sector")}
    assert sectors["62"].own and not sectors["42"].own
    assert "000000" in sectors


def test_a_specialist_setting_that_pays_less_is_said_to(tmp_path: Path) -> None:
    build = opened(tmp_path, [
        wage(annual_mean=41000, employment=1000, mean_rse=0.1, employment_rse=1.0),
        sector("62", annual_mean=38000, employment=500, mean_rse=0.5, employment_rse=1.0),
        sector("44-45", annual_mean=42000, employment=500, mean_rse=0.5, employment_rse=1.0),
    ])  # fmt: skip
    found = comparison.compare(build, Asked("health_care", "retail", MAY_2024))
    assert found.finding == "lower"
    assert "$4,000 or 9.5%" in found.sentence and "less than in retail trade" in found.sentence


def test_an_unknown_measure_is_refused(real: Warehouse) -> None:
    with pytest.raises(ValueError, match="employment"):
        comparison.compare(real, Asked("hospitals", "pharmacies", MAY_2024, "employment"))
