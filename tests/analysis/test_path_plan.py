"""A plan on published figures: the range there, staying, prices, fees, and what a person may say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import places, settings
from analysis.editions import NoEdition
from analysis.path import destination, said
from analysis.path.destination import UnknownDestination
from analysis.path.pay_there import moved, pay_ranges, prices
from analysis.path.plan import Asked, Plan, plan
from analysis.path.worth import worth
from analysis.places import Place
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, sector, wage

FIGURE = st.floats(min_value=10_000, max_value=200_000)
FIVE = st.lists(FIGURE, min_size=5, max_size=5).map(sorted)


def place(warehouse: Warehouse, code: str) -> Place:
    found = places.by_code(places.all_places(warehouse), code)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def denver(real: Warehouse) -> Plan:
    return plan(real, place(real, "19740"), Asked("general", "health_care", wage=18.0, study_months=0))


def test_range_there_worked_by_hand(real, denver):
    # OEWS May 2025, Denver: 25th $49,000-odd etc. are read from the place; the ratio is May 2024, health care over all:
    # median 49,340 / 43,460 = 1.13530, 25th 44,590 / 36,920 = 1.20775, 75th 59,950 / 48,580 = 1.23405.
    there = denver.there
    assert (there.here_edition.label, there.ratio_edition.label) == ("May 2025", "May 2024")
    ratios = {point.measure: point.ratio for point in there.points}
    assert ratios["annual_median"] == pytest.approx(49_340 / 43_460)
    assert ratios["annual_p25"] == pytest.approx(44_590 / 36_920)
    assert ratios["annual_p75"] == pytest.approx(59_950 / 48_580)
    # Median of Denver $50,970 x 1.13530 = $57,866.2, then prices of the reference month over those of May 2025.
    assert there.value("annual_median") == pytest.approx(57_866.2 * denver.prices.factor, rel=1e-5)
    assert 1 < denver.prices.factor < 1.1


def test_own_wage_is_set_against_the_range_as_it_was_typed(denver):
    # $18.00 x 2,080 = $37,440 a year.
    assert denver.result is not None
    assert denver.staying_pay("annual_median") == pytest.approx(37_440)
    expected = denver.there.value("annual_p25") - 37_440
    assert denver.result.gains[0] == pytest.approx(expected)
    assert "Your $18.00 an hour brings about $37,400." in said.against(denver)


def test_half_the_hours_bring_half_the_gain(real, denver):
    half = plan(real, denver.place, replace(denver.asked, hours=20.0))
    assert half.result.gains == pytest.approx([value / 2 for value in denver.result.gains])


def test_worth_takes_out_the_local_price_level(real, denver):
    # BEA 2024, Denver: 105.782. A dollar there buys what 1 / 1.05782 = 94.5 cents buy in the nation.
    assert denver.worth.value == pytest.approx(denver.worth.pay / 1.05782, rel=1e-4)
    assert "5% less" in denver.worth.sentence
    assert denver.prices.label in denver.worth.sentence


def test_a_territory_without_parity_says_so(real):
    guam = next(item for item in places.all_places(real) if item.type == "territory")
    found = worth(real, guam, 40_000, prices(real, pay_ranges(real, guam, ["retail"])[0].here_edition))
    assert found.value is None
    assert "No price parity" in found.sentence


def test_student_without_a_wage_is_set_against_general_work(real):
    found = plan(real, place(real, "US"), Asked("student", "sterile"))
    assert found.staying.setting.setting.key == "retail"
    assert "Starting in general work in a shop brings" in said.against(found)
    # National median in retail trade, $38,630 of May 2024 at the ratio to all settings of the same edition.
    assert found.staying.value("annual_median") == pytest.approx(45_750 * 38_630 / 43_460 * found.prices.factor)


def test_one_industry_on_both_sides_shows_no_difference_and_does_not_pay_back(real):
    found = plan(real, place(real, "US"), Asked("hospitals", "oncology"))
    assert found.same_industry
    assert found.at_median is not None
    assert found.at_median.words == "does not pay back"
    assert "cannot show a difference" in said.against(found)


def test_a_high_wage_does_not_pay_back(real):
    # $90 an hour is far above the 75th percentile of any setting.
    found = plan(real, place(real, "US"), Asked("general", "sterile", wage=90.0))
    assert found.result.words == "does not pay back"
    assert said.payback(found) == "On these figures the step does not pay back."
    assert "less" in said.against(found)


def test_fees_are_those_of_the_credential_that_the_specialty_points_to(real):
    # PTCB: $129 for the PTCE; CSPT $50 + $149 = $199.
    nation = place(real, "US")
    assert plan(real, nation, Asked("student", "sterile")).step.fees == 328
    assert plan(real, nation, Asked("student", "sterile", done=frozenset({"exam"}))).step.fees == 199
    assert plan(real, nation, Asked("student", "sterile", fees=75.0)).step.fees == 75
    assert plan(real, nation, Asked("student", "hospitals")).step.fees == 129
    words = destination.destination("sterile").fees_words(certified=False)
    for part in ("CPhT: $129", "CSPT: $199", "PTCB", "November 2026", "check the issuer's page"):
        assert part in words


def test_a_credential_without_a_read_fee_says_that_zero_is_counted():
    nuclear = destination.destination("nuclear")
    assert nuclear.fees(certified=True) == 0
    assert "no official fee was read" in nuclear.fees_words(certified=True)


def test_every_destination_makes_a_plan_from_every_start(real):
    nation = place(real, "US")
    for target in destination.all_destinations():
        for now in ("student", "general", "hospitals"):
            made = plan(real, nation, Asked(now, target))
            assert made.result is not None, (now, target)
            assert said.pay(made)
            assert said.assumptions(made)


def test_names_of_destinations_tell_them_apart():
    names = [item.name for item in destination.all_destinations().values()]
    assert len(set(names)) == len(names)
    assert len(set(destination.starting_points().values())) == len(destination.starting_points())


def test_unknown_words_are_refused(real):
    with pytest.raises(UnknownDestination, match="neither a setting nor a specialty"):
        plan(real, place(real, "US"), Asked("student", "astronaut"))
    with pytest.raises(settings.UnknownSetting):
        plan(real, place(real, "US"), Asked("astronaut", "sterile"))


def test_a_specialty_is_never_shown_without_its_proxy(real):
    for key, item in destination.all_destinations().items():
        lines = said.assumptions(plan(real, place(real, "US"), Asked("student", key)))
        assert any("No public figure exists" in line for line in lines) == (item.kind == "specialty")


def test_sensitivity_tries_what_the_person_did_not_say(real, denver):
    keys = [item.key for item in denver.swings]
    assert "staying" not in keys  # the wage is known
    without = plan(real, denver.place, replace(denver.asked, wage=None))
    assert "staying" in [item.key for item in without.swings]
    assert [item.size for item in without.swings] == sorted((item.size for item in without.swings), reverse=True)


POINTS = ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")


def spread(*values: float) -> dict[str, float]:
    return dict(zip(POINTS, values, strict=True))


def in_colorado(**values):
    return {"area_code": "08", "area_name": "Colorado", "area_type": "state", "state": "CO", **values}


def test_the_states_own_figures_are_used_where_they_are_loaded(tmp_path):
    # Colorado 2024: all $40,000 at the median, health care $50,000: 1.25. The nation's ratio is 44 / 40 = 1.1.
    nation = [wage(**spread(30e3, 35e3, 40e3, 45e3, 50e3)), sector("62", **spread(33e3, 38e3, 44e3, 50e3, 56e3)),
              sector("44-45", **spread(28e3, 33e3, 38e3, 42e3, 46e3))]  # fmt: skip
    state = [wage(**in_colorado(**spread(30e3, 35e3, 40e3, 45e3, 50e3))),
             sector("62", **in_colorado(annual_mean=51e3, **spread(40e3, 45e3, 50e3, 55e3, 60e3))),
             sector("44-45", **in_colorado(annual_mean=37e3, **spread(28e3, 32e3, 36e3, 40e3, 44e3)))]  # fmt: skip
    warehouse = opened(tmp_path, [*nation, *state])
    made = plan(warehouse, place(warehouse, "08"), Asked("general", "health_care", study_months=0, fees=0))
    assert made.there.own_state
    # The place is the state in the same edition, so the product is the state's own figure: $40,000 x 1.25 = $50,000.
    assert made.there.value("annual_median") == pytest.approx(50_000)
    assert "Colorado" in " ".join(said.assumptions(made))
    # Without consumer prices nothing is brought up to date, and that is said.
    assert made.prices.factor == 1
    assert "consumer prices are not loaded" in " ".join(said.assumptions(made))
    # $50,000 - $36,000 = $14,000 at the median; no cost and no study: at once.
    assert made.at_median.gain == pytest.approx(14_000)
    assert made.at_median.words == "less than a month"


def test_a_suppressed_range_is_said_not_guessed(tmp_path):
    nation = [wage(**spread(30e3, 35e3, 40e3, 45e3, 50e3)), sector("62", **spread(33e3, 38e3, 44e3, 50e3, 56e3)),
              sector("44-45", **spread(28e3, 33e3, 38e3, 42e3, 46e3))]  # fmt: skip
    empty = wage(**in_colorado(marks=dict.fromkeys(POINTS, "suppressed")))
    warehouse = opened(tmp_path, [*nation, empty])
    made = plan(warehouse, place(warehouse, "08"), Asked("general", "health_care"))
    assert made.result is None
    assert "suppressed by BLS" in made.reason


def test_nothing_by_industry_is_an_answer_that_names_what_is_missing(tmp_path):
    warehouse = opened(tmp_path, [wage(**spread(30e3, 35e3, 40e3, 45e3, 50e3))])
    with pytest.raises(NoEdition, match="retail trade"):
        plan(warehouse, place(warehouse, "US"), Asked("general", "health_care"))


def test_moved_worked_by_hand():
    # $40,000 x 50 / 40 x 1.1 = $55,000; the second has no figure in the place and stays missing.
    assert moved([40e3, None], [50e3, 60e3], [40e3, 50e3], 1.1) == pytest.approx((55e3, None))


def test_percentiles_that_cross_are_put_in_order():
    # 30 x 40 / 20 = 60 and 31 x 41 / 40 = 31.775: the higher percentile would come out below the lower one.
    assert moved([30, 31], [40, 41], [20, 40], 1.0) == pytest.approx((31.775, 60))


@given(FIVE, FIVE, FIVE, st.floats(min_value=0.5, max_value=2))
def test_pay_ranges_stay_ordered(here, setting, everyone, factor):
    found = moved(here, setting, everyone, factor)
    assert list(found) == sorted(found)


@given(FIVE, FIVE, st.floats(min_value=0.5, max_value=2))
def test_a_setting_like_all_others_leaves_the_place_as_it_is(here, everyone, factor):
    assert moved(here, everyone, everyone, factor) == pytest.approx(sorted(value * factor for value in here))


@given(FIVE, st.lists(st.none() | FIGURE, min_size=5, max_size=5), FIVE)
def test_a_missing_figure_is_never_made_up(here, setting, everyone):
    found = moved(here, setting, everyone, 1.0)
    assert [value is None for value in found] == [value is None for value in setting]
