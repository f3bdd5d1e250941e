"""The checklist and the study plan: nothing is lost, whatever weeks a person has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.path.destination import EXAM_STEP
from analysis.path.steps import checklist, steps
from analysis.path.study import LONGEST_WEEKS, Phase, layout, phases, split, study_plan

ALL = [item.key for item in steps()]


def test_the_missions_five_steps_are_there_in_order():
    assert ALL == ["program", "diploma", "work", "background", EXAM_STEP]
    words = " ".join(f"{item.name} {item.step.matches} {item.look_for}" for item in steps())
    for part in ("ASHP", "ACPE", "diploma", "500 to 1,000 hours", "background check", "exam"):
        assert part in words


def test_every_step_and_phase_says_where_to_go():
    for item in (*steps(), *phases("before"), *phases("after")):
        assert item.resources
        assert all(place.url.startswith("https://") for place in item.resources)


@given(st.sets(st.sampled_from(ALL)))
def test_done_and_remaining_make_the_whole(done):
    found = checklist(done)
    assert {item.key for item in found.done} == done
    assert sorted([*found.done, *found.remaining], key=found.steps.index) == list(found.steps)
    for item in found.remaining if found.done else found.remaining[:1]:
        assert item.name[1:] in found.sentence


def test_words_for_the_start_and_the_end():
    assert checklist([]).sentence.startswith("5 steps to the first certification. Start with an accredited")
    assert checklist(ALL).sentence == "All 5 steps to the first certification are done."
    assert checklist(["nonsense"]).done == ()


def test_twelve_weeks_worked_by_hand():
    # Shares 1, 1, 6, 3, 1 make twelve: each phase gets just its share.
    assert split(12, [phase.share for phase in phases("before")]) == [1, 1, 6, 3, 1]
    plan = study_plan(12)
    assert [name for name, _ in plan.blocks] == ["Week 1", "Week 2", "Weeks 3–8", "Weeks 9–11", "Week 12"]
    assert plan.weeks[4].words.startswith("Review course, part 3 of 6: work through")


def test_the_missions_means_of_preparing_are_all_in_it():
    names = " ".join(phase.name.lower() for phase in (*phases("before"), *phases("after")))
    for part in ("official guide", "practice exam", "review course", "continuing education"):
        assert part in names


@given(st.integers(min_value=1, max_value=LONGEST_WEEKS))
def test_every_week_has_work_and_every_phase_a_week(weeks):
    plan = study_plan(weeks)
    assert [week.number for week in plan.weeks] == list(range(1, weeks + 1))
    assert all(week.parts for week in plan.weeks)
    order = [phase for week in plan.weeks for phase, _, _ in week.parts]
    assert list(dict.fromkeys(order)) == list(phases("before"))


# Tenths, as people write shares: two that differ by a rounding error of the machine are the same share.
SHARES = st.lists(st.integers(min_value=1, max_value=100).map(lambda tenths: tenths / 10), min_size=1, max_size=8)


@given(SHARES, st.integers(min_value=0, max_value=60))
def test_weeks_are_split_without_a_rest_and_larger_shares_get_no_less(shares, more):
    found = split(len(shares) + more, shares)
    assert sum(found) == len(shares) + more
    assert min(found) >= 1
    for share, weeks in zip(shares, found, strict=True):
        for other, fewer in zip(shares, found, strict=True):
            assert weeks >= fewer or share <= other


@given(SHARES, st.integers(min_value=1, max_value=7))
def test_few_weeks_keep_the_order(shares, weeks):
    every = [Phase(str(index), "", "", share, "before") for index, share in enumerate(shares)]
    found = [phase for week in layout(weeks, every) for phase, _, _ in week.parts]
    assert list(dict.fromkeys(found)) == every


def test_no_week_leaves_what_follows_the_exam():
    plan = study_plan(0)
    assert plan.weeks == ()
    assert plan.after[0].name == "Continuing education"


@pytest.mark.parametrize("weeks", [-1, LONGEST_WEEKS + 1])
def test_impossible_weeks_are_refused(weeks):
    with pytest.raises(ValueError, match="0 to 52 weeks"):
        study_plan(weeks)
