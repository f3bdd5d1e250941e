"""Groups of settings: nobody counted twice, what is missing named."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import groups
from analysis.editions import Edition
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, sector, wage

MAY_2024 = Edition(2024, 5)


def test_the_general_group_of_may_2024_is_its_three_kinds_of_shop_weighted_by_jobs(real: Warehouse) -> None:
    found = groups.group(real, "general", MAY_2024)
    assert [item.code for item in found.members] == ["456110", "445000", "455000"]
    jobs = 256330 + 43400 + 45190
    assert found.jobs is not None and found.jobs.value == jobs
    assert found.mean is not None
    assert found.mean.value == pytest.approx((256330 * 41070 + 43400 * 40750 + 45190 * 45830) / jobs)
    assert found.mean.margin is None


def test_a_sector_that_stands_for_several_settings_is_counted_once(real: Warehouse) -> None:
    found = groups.group(real, "specialist", Edition(2022, 5))
    assert [item.code for item in found.members] == ["62"]
    assert found.jobs is not None and found.jobs.value == 92510
    assert "hospitals" in found.stand_ins[0] and "nursing homes" in found.stand_ins[0]


def test_by_sector_the_groups_differ_by_more_than_their_margin(real: Warehouse) -> None:
    found = groups.compare(real, MAY_2024, level="sector")
    assert found.percent is not None and round(found.percent.value, 1) == 27.0
    assert "more than the margin of error" in found.sentence


def test_a_member_whose_jobs_are_suppressed_is_named_and_not_weighted(tmp_path: Path) -> None:
    def industry(code: str, **values: object) -> dict[str, object]:
        return wage(industry_code=code, industry_name="Industry", industry_level="3-digit", ownership="5", **values)

    rows = [
        industry("621000", annual_mean=55000, mean_rse=1.0, marks={"employment": "suppressed"}),
        industry("622000", employment=800, employment_rse=1.0, annual_mean=52000, mean_rse=0.4),
    ]
    found = groups.group(opened(tmp_path, rows), "specialist", MAY_2024)
    assert found.mean is not None and found.mean.value == 52000
    assert any("ambulatory care" in item and "suppressed" in item for item in found.missing)
    assert any("nursing homes" in item for item in found.missing)
    assert "Missing" in found.sentence


def test_without_figures_there_is_no_comparison(tmp_path: Path) -> None:
    found = groups.compare(opened(tmp_path, [sector("62", employment=10, annual_mean=50000)]), MAY_2024)
    assert found.dollars is None and "no figure for general settings" in found.sentence


def test_a_name_that_is_no_group_is_refused(real: Warehouse) -> None:
    with pytest.raises(ValueError, match="not one of specialist, general"):
        groups.group(real, "other things", MAY_2024)
    named = groups.group(real, "insurance", MAY_2024, ["health_insurers", "benefit_managers"])
    assert named.jobs is not None and named.jobs.value == 2040 + 3820
