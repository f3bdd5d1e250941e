"""The upper end of pay by setting: as published, each industry under its own name, owners apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import prices, upper_range
from analysis.editions import Edition
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, sector

TOP = "annual_p90"
MAY_2024 = Edition(2024, 5)


def test_editions_are_those_with_a_setting_of_its_own(real: Warehouse) -> None:
    found = [edition.year for edition in upper_range.editions(real, TOP)]
    assert found == [2024, 2023, 2022, *range(2019, 2009, -1)]


@pytest.mark.parametrize(("year", "care", "shops"), [(2024, 72870, 49830), (2022, 62860, 47720)])
def test_the_published_upper_ends(real: Warehouse, year: int, care: int, shops: int) -> None:
    found = upper_range.pair(real, "health_care", "retail", Edition(year, 5), TOP)
    assert found.title == f"One technician in ten earns ${care:,} or more in health care, ${shops:,} in retail trade"
    assert "neither gap can be tested" in found.sentence


def test_a_wider_industry_is_named_as_itself(real: Warehouse) -> None:
    found = upper_range.pair(real, "hospitals", "retail", MAY_2024, TOP)
    assert "in hospitals" not in found.title and "NAICS 62" in found.title
    rows = upper_range.in_edition(real, MAY_2024, TOP, ("hospitals", "retail")).set_index("label")
    assert rows.loc["Hospitals", "top_reason"] == "not in the loaded files"
    assert rows.top.dropna().is_monotonic_decreasing


def test_owners_stand_apart_and_a_missing_baseline_says_why(real: Warehouse) -> None:
    rows = upper_range.in_edition(real, Edition(2019, 5), TOP, ("hospitals", "retail")).set_index("label")
    assert rows.loc["Hospitals, state government", "top"] == 62620
    assert rows.loc["Hospitals, private", "above"] == 54180 - 38170
    assert rows.loc["Retail trade", "top_reason"] == "not in the loaded files"
    title = upper_range.pair(real, "hospitals", "retail", Edition(2019, 5), TOP).title
    assert title.startswith("No figure in May 2019") and "each ownership apart" in title


def test_a_line_through_the_years_shows_one_industry(real: Warehouse) -> None:
    rows = upper_range.through_editions(real, "schools", "all", TOP)
    drawn = rows[rows.setting_top.notna()]
    assert drawn.setting_industry.nunique() == 1
    assert list(drawn.year) == [2022, 2023, 2024]


def test_the_gap_grew_in_the_dollars_of_each_year(real: Warehouse) -> None:
    rows = upper_range.through_editions(real, "health_care", "retail", TOP)
    assert list(rows.gap) == [62860 - 47720, 66960 - 49330, 72870 - 49830]
    assert "grew from $15,140 in May 2022 to $23,040 in May 2024" in upper_range.gap_title(rows)


def test_constant_dollars_move_the_level_and_not_the_shares(real: Warehouse) -> None:
    money = prices.dollars(real)
    year = upper_range.in_edition(real, MAY_2024, TOP).set_index("label")
    constant = upper_range.in_edition(real, MAY_2024, TOP, money=money).set_index("label")
    factor = money.of_edition(MAY_2024)
    assert constant.top.loc["Health care"] == pytest.approx(72870 * factor, abs=5)
    assert constant.above_pct.loc["Health care"] == year.above_pct.loc["Health care"]


def test_a_gap_that_turns_round_is_not_said_to_grow(tmp_path: Path) -> None:
    rows = [
        sector(code, year, annual_p90=top, annual_median=top - 10000)
        for year, care, shops in ((2022, 60000, 50000), (2023, 50000, 49000))
        for code, top in (("62", care), ("44-45", shops))
    ]
    found = upper_range.through_editions(opened(tmp_path, rows), "health_care", "retail", TOP)
    assert "shrank from $10,000 in May 2022 to $1,000 in May 2023" in upper_range.gap_title(found)


def test_owners_of_hospitals_run_from_2010_to_2019(real: Warehouse) -> None:
    rows = upper_range.owners_apart(real, "622100", TOP)
    assert sorted(set(rows.year)) == list(range(2010, 2020))
    assert set(rows.owner) == {"private", "local government", "state government"}
    assert upper_range.owners_apart(real, "999999", TOP).empty
