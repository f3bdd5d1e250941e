"""No figure of a setting without the strength of its stand-in."""

from __future__ import annotations

from analysis import comparison, proxies
from analysis.editions import Edition
from analysis.warehouse import Warehouse

MAY_2022, MAY_2024 = Edition(2022, 5), Edition(2024, 5)


def test_a_setting_says_which_specialties_it_stands_for_and_how_well(real: Warehouse) -> None:
    said = proxies.sentence(comparison.resolve(real, "hospitals", MAY_2024))
    assert "partial for sterile products" in said
    assert "much of the specialty works there, with others" in said


def test_a_wider_industry_makes_any_stand_in_weak(real: Warehouse) -> None:
    mental = comparison.resolve(real, "outpatient_mental_health", MAY_2024)
    assert [item.strength for item in proxies.proxies(mental)] == ["direct"]
    wider = comparison.resolve(real, "outpatient_mental_health", MAY_2022)
    assert not wider.own
    assert [item.strength for item in proxies.proxies(wider)] == ["weak"]
    assert "Weak in any case here: pay is that of health care" in proxies.sentence(wider)


def test_a_whole_sector_stands_for_no_specialty_by_itself(real: Warehouse) -> None:
    said = proxies.sentence(comparison.resolve(real, "health_care", MAY_2024))
    assert "a weak stand-in for any one specialty" in said and "psychiatric" in said
    assert "no specialty" in proxies.sentence(comparison.resolve(real, "retail", MAY_2024))
