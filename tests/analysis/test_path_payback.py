"""The arithmetic of a step: worked by hand, and laws that hold for every person."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.path.payback import LONGEST_MONTHS, Case, Step, duration, gain, lost_pay, net, payback, span
from analysis.path.sensitivity import Assumption, Variant, sentence, swings

PAY = st.floats(min_value=15_000, max_value=150_000)
CASES = st.builds(Case, st.just("any"), PAY, PAY)
STEPS = st.builds(
    Step,
    hours=st.floats(min_value=1, max_value=80),
    fees=st.floats(min_value=0, max_value=50_000),
    study_months=st.floats(min_value=0, max_value=48),
    lost_hours=st.floats(min_value=0, max_value=80),
)


def months(case: Case, step: Step) -> float:
    found = payback(case, step).months
    return math.inf if found is None else found


def test_full_time_worked_by_hand():
    # Pay there $50,000, staying $40,000, 40 hours: gain $10,000 a year.
    # Fees $328; 3 months = 13 weeks of study; 5 hours a week lost: 65 hours at $40,000 / 2,080 = $19.2308: $1,250.
    # Cost $1,578. Months: 3 + 12 x 1,578 / 10,000 = 3 + 1.8936 = 4.8936.
    found = payback(Case("by hand", 50_000, 40_000), Step(hours=40, fees=328, study_months=3, lost_hours=5))
    assert found.gain == pytest.approx(10_000)
    assert found.cost == pytest.approx(1_578)
    assert found.months == pytest.approx(4.8936)
    assert found.words == "about 5 months"


def test_half_time_worked_by_hand():
    # 20 hours of 40: the gain is half, $5,000. 30 lost hours count as 20, all there are: 20 x 13 weeks x $19.2308 is
    # $5,000. Cost $5,328. Months: 3 + 12 x 5,328 / 5,000 = 15.7872, a year and four months when rounded up.
    found = payback(Case("by hand", 50_000, 40_000), Step(hours=20, fees=328, study_months=3, lost_hours=30))
    assert found.gain == pytest.approx(5_000)
    assert found.cost == pytest.approx(5_328)
    assert found.months == pytest.approx(15.7872)
    assert found.words == "about 1 year and 4 months"


def test_ahead_after_five_years_worked_by_hand():
    # Gain $10,000 a year over 5 years less a quarter of study = 4.75 years: $47,500, less the cost of $1,578 = $45,922.
    step = Step(hours=40, fees=328, study_months=3, lost_hours=5)
    assert net(Case("by hand", 50_000, 40_000), step, years=5) == pytest.approx(45_922)


def test_study_longer_than_the_horizon_leaves_the_cost():
    # Six years of study: nothing earned after five, the fees are gone.
    assert net(Case("by hand", 50_000, 40_000), Step(40, 900, 72, 0), years=5) == pytest.approx(-900)


def test_three_cases_run_from_quickest_to_slowest():
    # Gains $2,000, $8,000 and $12,000 on a cost of $1,000 without study: 6, 1.5 and 1 months.
    step = Step(hours=40, fees=1_000, study_months=0, lost_hours=0)
    found = span([Case("25th", 42_000, 40_000), Case("median", 48_000, 40_000), Case("75th", 52_000, 40_000)], step)
    assert (found.quickest.case.name, found.middle.case.name, found.slowest.case.name) == ("75th", "median", "25th")
    assert [found.quickest.months, found.middle.months, found.slowest.months] == pytest.approx([1, 1.5, 6])
    assert found.words == "about 1 month to 6 months"
    assert found.gains == (2_000, 12_000)


@pytest.mark.parametrize(
    ("gains", "said"),
    [((6_000, 3_000), "about 2 to 4 months"), ((6_000, 6_000), "about 2 months"),
     ((24_000, 6_000), "less than a month to 2 months"), ((6_000, 800), "about 2 months to 1 year and 3 months")],
)  # fmt: skip
def test_a_span_reads_as_one_phrase(gains, said):
    # $1,000 come back in 12,000 / gain months: 2, 4, a half and 15.
    step = Step(hours=40, fees=1_000, study_months=0, lost_hours=0)
    assert span([Case("any", 40_000 + more, 40_000) for more in gains], step).words == said


def test_a_low_case_that_loses_says_so():
    step = Step(hours=40, fees=1_000, study_months=0, lost_hours=0)
    found = span([Case("25th", 38_000, 40_000), Case("median", 44_000, 40_000)], step)
    assert found.slowest.months is None
    assert found.words == "about 3 months at best, or never"


def test_what_takes_longer_than_a_working_life_does_not_pay_back():
    # $10 a year against $1,000 takes a hundred years.
    found = payback(Case("a trickle", 40_010, 40_000), Step(40, 1_000, 0, 0))
    assert found.months == pytest.approx(1_200)
    assert found.months > LONGEST_MONTHS
    assert found.words == "does not pay back"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "less than a month"), (0.99, "less than a month"), (1, "about 1 month"), (4.2, "about 5 months"),
     (12, "about 1 year"), (24.0000000001, "about 2 years"), (27.5, "about 2 years and 4 months")],
)  # fmt: skip
def test_months_are_rounded_up_in_words(value, said):
    assert duration(value) == said


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"fees": -1}, {"study_months": -1}, {"lost_hours": -0.5}])
def test_a_step_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="Hours must be above zero"):
        replace(Step(40, 0, 0, 0), **wrong)


def test_no_case_is_refused():
    with pytest.raises(ValueError, match="at least one case"):
        span([], Step(40, 0, 0, 0))


@given(CASES, STEPS, st.floats(min_value=0, max_value=20_000))
def test_a_higher_fee_never_shortens_payback(case, step, more):
    assert months(case, replace(step, fees=step.fees + more)) >= months(case, step)


@given(CASES, STEPS, st.floats(min_value=0, max_value=12))
def test_longer_study_never_shortens_payback(case, step, more):
    assert months(case, replace(step, study_months=step.study_months + more)) >= months(case, step)


@given(CASES, STEPS, st.floats(min_value=0, max_value=20))
def test_more_lost_hours_never_shorten_payback(case, step, more):
    assert months(case, replace(step, lost_hours=step.lost_hours + more)) >= months(case, step)


@given(CASES, STEPS, st.floats(min_value=0, max_value=40))
def test_more_hours_of_work_never_lengthen_payback(case, step, more):
    assume(case.there > case.staying)
    assert months(case, replace(step, hours=step.hours + more)) <= months(case, step) * (1 + 1e-9)


@given(CASES, STEPS, st.floats(min_value=0, max_value=20_000))
def test_better_pay_there_never_lengthens_payback(case, step, more):
    assert months(replace(case, there=case.there + more), step) <= months(case, step)


@given(PAY, STEPS)
def test_no_gap_does_not_pay_back(pay, step):
    found = payback(Case("no gap", pay, pay), step)
    assert found.months is None
    assert found.words == "does not pay back"


@given(CASES, STEPS)
def test_less_pay_there_does_not_pay_back(case, step):
    assume(case.there <= case.staying)
    assert not payback(case, step).pays_back


@given(CASES, STEPS)
def test_at_the_month_of_payback_nothing_is_owed(case, step):
    found = payback(case, step)
    assume(found.months is not None and found.months < 1e6)
    scale = max(1.0, found.cost, found.gain)
    assert net(case, step, found.months / 12) == pytest.approx(0, abs=1e-6 * scale)


@given(CASES, STEPS)
def test_what_is_lost_is_never_more_than_what_staying_pays(case, step):
    staying = case.staying * step.hours / 40 * step.study_months / 12
    assert 0 <= lost_pay(case, step) <= staying * (1 + 1e-9)


@given(st.lists(CASES, min_size=1, max_size=5), STEPS, st.floats(min_value=0, max_value=20_000))
def test_the_span_is_ordered_and_a_fee_never_shortens_any_part(cases, step, more):
    before, after = span(cases, step), span(cases, replace(step, fees=step.fees + more))
    for found in (before, after):
        three = (found.quickest, found.middle, found.slowest)
        ordered = [math.inf if item.months is None else item.months for item in three]
        assert ordered == sorted(ordered)
    for name in ("quickest", "middle", "slowest"):
        one, other = (getattr(found, name).months for found in (before, after))
        assert (math.inf if other is None else other) >= (math.inf if one is None else one)


BASE, STEP = Case("median", 50_000, 40_000), Step(40, 1_000, 0, 0)


def test_swings_are_ranked_by_what_they_move():
    # Base: 5 x $10,000 - $1,000 = $49,000. Pay $45,000 there: $24,000, $25,000 less. Fees of $2,000: $1,000 less.
    tried = [
        Assumption("fees", "What you pay in fees", "$1,000", (Variant("$2,000", BASE, replace(STEP, fees=2_000)),)),
        Assumption("there", "Where you start", "median", (Variant("25th", replace(BASE, there=45_000), STEP),)),
        Assumption("nothing", "Nothing", "same", (Variant("same again", BASE, STEP),)),
    ]
    found = swings(BASE, STEP, tried)
    assert [item.key for item in found] == ["there", "fees"]
    assert [item.size for item in found] == pytest.approx([25_000, 1_000])
    assert (found[0].low.net, found[0].high.net) == pytest.approx((24_000, 49_000))
    assert sentence(found).startswith("The answer hangs most on one thing: where you start.")
    assert "ahead of staying in every case tried" in sentence(found)


def test_an_assumption_that_turns_the_answer_is_named():
    tried = [Assumption("there", "Where you start", "median", (Variant("10th", replace(BASE, there=39_000), STEP),))]
    found = swings(BASE, STEP, tried)
    assert found[0].turns
    assert "One assumption alone can turn" in sentence(found)
    assert sentence([]) == "Nothing that was tried changes the answer."


@given(CASES, STEPS, st.lists(st.tuples(CASES, STEPS), max_size=4))
def test_the_base_lies_within_every_swing(case, step, others):
    item = Assumption("any", "Any", "base", tuple(Variant(str(i), *pair) for i, pair in enumerate(others)))
    for found in swings(case, step, [item]):
        assert found.low.net <= net(case, step, 5) <= found.high.net
    assert gain(case, step) == pytest.approx((case.there - case.staying) * step.hours / 40)
