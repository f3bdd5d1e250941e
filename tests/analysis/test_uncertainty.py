"""The arithmetic of errors: laws that hold for any figures, and figures worked out by hand."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimate import Estimate
from analysis.uncertainty import Measured, difference, measured, percent_over, ratio, total, weighted_mean

pay = st.floats(1_000, 300_000)
rse = st.floats(0, 60)
errors = st.floats(0, 50_000)
figures = st.builds(Measured, pay, errors)


def estimate(value: float, error: float) -> Measured:
    found = measured(Estimate(value, rse=error))
    assert found is not None
    return found


@given(figures, figures)
def test_a_difference_turned_round_changes_its_sign_and_nothing_else(a: Measured, b: Measured) -> None:
    one, other = difference(a, b), difference(b, a)
    assert one.value == -other.value
    assert one.error == other.error
    turned = {"higher": "lower", "lower": "higher"}
    assert other.finding == turned.get(one.finding, one.finding)


@given(pay, rse, rse, figures)
def test_a_larger_published_error_never_gives_a_smaller_margin(value: float, x: float, y: float, b: Measured) -> None:
    small, large = estimate(value, min(x, y)), estimate(value, max(x, y))
    for combine in (difference, ratio, percent_over):
        assert (combine(small, b).margin or 0) <= (combine(large, b).margin or 0) * (1 + 1e-12)


@given(pay, rse)
def test_a_printed_error_of_zero_still_leaves_its_rounding(value: float, error: float) -> None:
    assert estimate(value, 0).margin == pytest.approx(1.645 * 0.0005 * value)
    assert (estimate(value, error).margin or 0) >= (estimate(value, 0).margin or 0) > 0
    assert Measured(value, 0.0).margin == 0


@given(figures, figures, st.floats(0.001, 1000))
def test_a_ratio_does_not_depend_on_the_unit(a: Measured, b: Measured, factor: float) -> None:
    one, other = ratio(a, b), ratio(a.scaled(factor), b.scaled(factor))
    assert other.value == pytest.approx(one.value)
    assert other.error == pytest.approx(one.error, abs=1e-12)


@given(figures, figures)
def test_relative_errors_of_a_ratio_add_in_squares(a: Measured, b: Measured) -> None:
    found = ratio(a, b)
    assert a.error is not None and b.error is not None and found.error is not None
    assert found.error / found.value == pytest.approx(math.hypot(a.error / a.value, b.error / b.value), abs=1e-12)


@given(figures)
def test_a_figure_against_itself_is_never_a_difference(a: Measured) -> None:
    assert difference(a, a).finding == "no clear difference"


@given(figures, pay)
def test_what_has_no_published_error_cannot_be_tested(a: Measured, value: float) -> None:
    unknown = Measured(value)
    for found in (difference(a, unknown), percent_over(unknown, a), total([a, unknown])):
        assert found.finding == "cannot be tested"
        assert found.low is None and found.high is None
    assert weighted_mean([a, unknown], [a, a]).margin is None
    assert weighted_mean([a, a], [a, unknown]).margin is None


@given(st.lists(st.tuples(figures, figures), min_size=1, max_size=6), st.floats(0.01, 100))
def test_a_weighted_mean_lies_within_its_members_and_does_not_depend_on_the_unit_of_the_weights(
    pairs: list[tuple[Measured, Measured]], factor: float
) -> None:
    values, weights = [x for x, _ in pairs], [w for _, w in pairs]
    found = weighted_mean(values, weights)
    assert min(x.value for x in values) - 1e-6 <= found.value <= max(x.value for x in values) + 1e-6
    scaled = weighted_mean(values, [w.scaled(factor) for w in weights])
    assert scaled.value == pytest.approx(found.value)
    assert scaled.error == pytest.approx(found.error, rel=1e-6, abs=1e-6)


@given(figures, st.lists(figures, min_size=1, max_size=5))
def test_members_that_all_pay_the_same_make_the_errors_of_the_weights_irrelevant(
    x: Measured, weights: list[Measured]
) -> None:
    certain = [Measured(w.value, 0.0) for w in weights]
    members = [x] * len(weights)
    assert weighted_mean(members, weights).error == pytest.approx(weighted_mean(members, certain).error, abs=1e-6)


def test_the_margin_of_a_weighted_mean_is_that_of_a_simulation() -> None:
    values = [Measured(39800, 400), Measured(40040, 900), Measured(60000, 1500)]
    weights = [Measured(54890, 600), Measured(7510, 400), Measured(9000, 900)]
    chance = random.Random(29)
    drawn = []
    for _ in range(20_000):
        w = [chance.gauss(weight.value, weight.error or 0) for weight in weights]
        x = [chance.gauss(value.value, value.error or 0) for value in values]
        drawn.append(math.fsum(a * b for a, b in zip(w, x, strict=True)) / math.fsum(w))
    mean = math.fsum(drawn) / len(drawn)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in drawn) / len(drawn))
    assert weighted_mean(values, weights).error == pytest.approx(spread, rel=0.03)


def test_the_difference_between_two_sectors_by_hand() -> None:
    # May 2024: health care $52,910, retail $41,660, both with 0.3 per cent.
    found = difference(estimate(52910, 0.3), estimate(41660, 0.3))
    assert found.value == 11250
    assert found.margin == pytest.approx(1.645 * math.hypot(0.0035 * 52910, 0.0035 * 41660))
    assert found.finding == "higher"


def test_what_has_no_value_is_refused() -> None:
    with pytest.raises(ValueError, match="zero"):
        ratio(Measured(1.0), Measured(0.0))
    with pytest.raises(ValueError, match="positive weight"):
        weighted_mean([], [])
