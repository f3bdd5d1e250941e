"""A specialty never has a figure of its own: each is a setting's, labelled so, with how well that stands for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import prices, specialties
from analysis.editions import Edition
from analysis.specialties import Card, UnknownSpecialty
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import sector, wage, write_build

MISSION = ["sterile", "oncology", "compounding", "long_term_care", "informatics", "psychiatric", "pediatric", "nuclear"]


@pytest.fixture(scope="module")
def cards(real: Warehouse) -> dict[str, Card]:
    return {key: specialties.card(real, key) for key in specialties.all_keys()}


def test_the_eight_of_the_mission_come_first_then_the_further_paths(cards: dict[str, Card]) -> None:
    assert specialties.all_keys(further=False) == MISSION
    assert list(cards)[:8] == MISSION and all(card.further for card in list(cards.values())[8:])


def test_no_figure_comes_without_its_proxy_label(real: Warehouse, cards: dict[str, Card]) -> None:
    frame = specialties.frame(list(cards.values()))
    assert len(frame) >= len(cards)
    shown = frame[frame.value.notna()]
    assert shown.proxy.str.contains("not of the specialty itself").all()
    assert shown.apply(lambda row: row.label.split(", NAICS")[0] in row.proxy, axis=1).all()
    for card in cards.values():
        assert "not of the specialty itself" in card.sentence


def test_sterile_work_is_read_through_hospitals(cards: dict[str, Card]) -> None:
    reading = cards["sterile"].main
    assert reading.setting.code == "622000" and reading.pay.value == 52420
    assert reading.premium.baseline.code == "456110" and reading.premium.dollars is not None
    assert reading.premium.dollars.value == 52420 - 41070
    assert reading.strength == "partial"


def test_a_wider_industry_is_never_more_than_a_weak_stand_in(cards: dict[str, Card]) -> None:
    psychiatric = {item.setting.setting.key: item for item in cards["psychiatric"].readings}
    assert cards["psychiatric"].strength == "direct"
    hospitals = psychiatric["psychiatric_hospitals"]
    assert not hospitals.setting.own and hospitals.strength == "weak"
    assert psychiatric["outpatient_mental_health"].strength == "direct"
    assert cards["psychiatric"].main.setting.code == "621420", "its own industry is shown first"


def test_the_settings_own_figure_of_an_earlier_edition_is_named(cards: dict[str, Card]) -> None:
    hospitals = cards["psychiatric"].readings[0]
    assert hospitals.own_last is not None and hospitals.own_last.edition == (2019, 5)
    assert hospitals.own_last.code == "622200"
    assert "figure of their own in the loaded files for May 2019" in hospitals.sentence


def test_a_specialty_that_does_not_pay_more_is_said_to_pay_less(cards: dict[str, Card]) -> None:
    assert "less than in pharmacies" in cards["psychiatric"].sentence


def test_every_card_has_work_a_reason_and_credentials_in_order(cards: dict[str, Card]) -> None:
    for card in cards.values():
        assert card.work and card.why and card.credentials and card.readings
        assert card.credentials[0].kind == "certification", "the first credential is the certification"
        assert len(card.steps) == len(card.credentials)
    assert "$50 to apply and $149 for the exam" in " ".join(cards["sterile"].steps)


def test_medians_fall_back_to_sectors_with_their_names(real: Warehouse) -> None:
    found = specialties.card(real, "sterile", Edition(2024, 5), "annual_median").main
    assert (found.setting.code, found.premium.baseline.code) == ("62", "44-45")
    assert found.strength == "weak" and "in place of hospitals" in found.proxy
    assert found.premium.finding == "cannot be tested"


def test_another_baseline_changes_the_difference(real: Warehouse) -> None:
    found = specialties.card(real, "sterile", Edition(2024, 5), baseline="general_merchandise").main
    assert found.premium.dollars is not None and found.premium.dollars.value == 52420 - 45830


def test_a_missing_figure_is_a_reason_not_a_zero(tmp_path: Path) -> None:
    """Synthetic: government pay is suppressed."""
    rows = [
        wage(annual_mean=1), sector("44-45", annual_mean=40000, mean_rse=0.3),
        sector("99", marks={"annual_mean": "suppressed"}),
    ]  # fmt: skip
    write_build(tmp_path, wages=rows)
    found = specialties.card(current(tmp_path), "federal")
    assert found.main.pay.value is None
    assert "suppressed by BLS" in found.sentence or "not in the loaded files" in found.sentence
    assert specialties.frame([found]).value.isna().all()


def test_an_unknown_specialty_is_refused(real: Warehouse) -> None:
    with pytest.raises(UnknownSpecialty, match="sterile"):
        specialties.card(real, "astrology")


def test_constant_dollars_move_the_pay_and_not_the_per_cent(real: Warehouse) -> None:
    money = prices.dollars(real)
    nominal = specialties.card(real, "sterile", Edition(2024, 5)).main
    constant = specialties.card(real, "sterile", Edition(2024, 5), money=money).main
    assert nominal.pay.value == 52_420
    # CPI-U of the reference month over that of May 2024.
    assert constant.pay.value == pytest.approx(52_420 * money.of_edition(Edition(2024, 5)))
    assert money.of_edition(Edition(2024, 5)) > 1
    assert constant.premium.percent is not None and nominal.premium.percent is not None
    assert constant.premium.percent.value == pytest.approx(nominal.premium.percent.value)
