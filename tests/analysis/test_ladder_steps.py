"""Steps with margins, from technicians of any setting; the order asked for; the same occupations in a place."""

from __future__ import annotations

import math

import pytest

from analysis import ladder_here, ladder_steps, leaving, places
from analysis.editions import TECHNICIANS, Edition
from analysis.ladder import SCHOOLING
from analysis.warehouse import Warehouse

MAY_2025, MAY_2024 = Edition(2025, 5), Edition(2024, 5)


def test_a_step_is_the_difference_of_means_with_both_errors(real: Warehouse) -> None:
    rows = ladder_steps.steps(real, MAY_2025).frame.set_index("code")
    nurses, ours = rows.loc["29-1141"], rows.loc[TECHNICIANS]
    assert nurses.step == 101420 - 46620
    half = [(row.pay_high - row.pay_low) / 2 for row in (nurses, ours)]
    assert (nurses.step_high - nurses.step_low) / 2 == pytest.approx(math.hypot(*half))
    assert rows.loc["31-9095", "finding"] == "lower"


def test_from_health_care_fewer_occupations_pay_more(real: Warehouse) -> None:
    everyone, care = ladder_steps.steps(real, MAY_2024), ladder_steps.steps(real, MAY_2024, "health_care")
    up = [int(found.frame.finding.eq("higher").sum()) for found in (everyone, care)]
    assert up[1] < up[0]
    assert care.base is not None and care.base.value == 52910
    assert "technicians in health care, $52,910" in care.base_words


def test_a_setting_without_pay_in_the_edition_gives_no_step(real: Warehouse) -> None:
    found = ladder_steps.steps(real, MAY_2025, "retail")
    assert found.base is None and "not in the loaded files" in found.base_words
    assert found.frame.step.isna().all()
    assert "cannot be tested" in found.summary and found.margin_sentence == ""
    assert list(ladder_steps.bases(real, MAY_2025)) == ["all"]


def test_the_smallest_clear_step_is_told_against_its_margin(real: Warehouse) -> None:
    said = ladder_steps.steps(real, MAY_2025).margin_sentence
    assert "medical equipment preparers" in said and "$3,890" in said and "9 times its margin of $420" in said


@pytest.mark.parametrize("shown", list(ladder_steps.SHOWN))
def test_the_default_order_is_that_of_the_figure_shown(real: Warehouse, shown: str) -> None:
    rows = ladder_steps.ordered(ladder_steps.steps(real, MAY_2025).frame, shown, "value")
    assert rows.value.dropna().is_monotonic_decreasing
    assert rows.value.isna().sort_values().equals(rows.value.isna().reset_index(drop=True).sort_values())


def test_the_order_of_schooling_runs_from_least_to_most(real: Warehouse) -> None:
    rows = ladder_steps.ordered(ladder_steps.steps(real, MAY_2025).frame, "step", "schooling")
    asked = [list(SCHOOLING).index(education) for education in rows.education]
    assert asked == sorted(asked)
    similar = ladder_steps.ordered(ladder_steps.steps(real, MAY_2025).frame, "step", "similar")
    assert similar.code.iloc[0] == "29-1051", "O*NET ranks pharmacists first"


def test_editions_of_the_ladder_begin_with_the_newest_classification(real: Warehouse) -> None:
    found = ladder_steps.editions(real)
    assert found[0] == MAY_2025 and found[-1] == Edition(2019, 5)


def test_a_place_has_its_own_medians_and_says_what_is_missing(real: Warehouse) -> None:
    known = {place.code: place for place in places.all_places(real)}
    found = ladder_here.here(real, known["08"])
    rows = found.frame.set_index("code")
    assert rows.loc[TECHNICIANS, "median"] == 49970
    assert rows.loc["29-1051", "step"] == 156030 - 49970
    rural = next(place for place in known.values() if place.type == "nonmetro")
    gaps = ladder_here.here(real, rural).frame
    assert gaps["median"].isna().any(), "a rural area lacks some of these occupations"
    assert (gaps[gaps["median"].isna()].reason != "").all()


def test_moves_and_exits_are_shares_of_the_base_year(real: Warehouse) -> None:
    rows = leaving.rates(real)
    ours = rows[rows.code == TECHNICIANS].iloc[0]
    assert ours.transfers_pct == pytest.approx(100 * 27000 / 490400)
    assert ours.exits_pct == pytest.approx(100 * 18900 / 490400)
    assert "5.5%" in leaving.title(rows) and "6.0%" in leaving.against_all(rows)
    assert rows.transfers_pct.dropna().is_monotonic_decreasing
