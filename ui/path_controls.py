"""What a person says on My path. Every answer lives in the page's address and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

from analysis import words
from analysis.path import said
from analysis.path.destination import STUDENT, Destination, all_destinations, starting_points
from analysis.path.payback import FULL_TIME_WEEK, MONTHS_A_YEAR, WEEKS_A_YEAR
from analysis.path.plan import USUAL_MONTHS
from analysis.path.steps import PathStep
from analysis.path.study import LONGEST_WEEKS
from analysis.path.tried import MOST_HOURS
from ui.links import Choice
from ui.numbers import Number, Tick
from ui.prose import plain

if TYPE_CHECKING:
    from ui.catalog.my_path import MyPath

FIRST_TARGET = "sterile"
MOST_WAGE = 200.0
MOST_FEES, MOST_MONTHS = 100_000.0, 60.0
NOTHING_HANGS = "There is no answer yet that anything could hang on."


def now() -> Choice[str]:
    """Where the person is."""
    return Choice("Where I am now", starting_points(), key="now", default=STUDENT, what="starting point", look="select")


def target() -> Choice[str]:
    """Where the person would go."""
    return Choice(
        "Where I would go", {key: item.name for key, item in all_destinations().items()}, key="go",
        default=FIRST_TARGET, what="specialty or setting", look="select", placeholder="Type a specialty or a setting",
    )  # fmt: skip


def hours() -> Number:
    """Paid hours a week."""
    return Number("Paid hours a week", "hours", "number of hours", 1.0, MOST_HOURS, value=float(FULL_TIME_WEEK))


def wage() -> Number:
    """Dollars an hour now; None where there is no job yet."""
    return Number("Your pay an hour now, in dollars", "wage", "wage", 1.0, MOST_WAGE, blank="leave empty if none")


def fees(goal: Destination, certified: bool) -> Number:
    """What the step costs in fees; None for those that are published."""
    blank = f"{words.number(goal.fees(certified))}, as read"
    return Number("Fees in dollars", "fees", "number of dollars", 0.0, MOST_FEES, step=1.0, blank=blank)


def months() -> Number:
    """Months of study; None for the usual ones."""
    return Number("Months of study", "months", "number of months", 0.0, MOST_MONTHS, blank=said.months(USUAL_MONTHS))


def lost() -> Number:
    """Paid hours lost a week while studying; None for none."""
    return Number("Paid hours lost a week then", "lost", "number of hours", 0.0, MOST_HOURS, blank="none")


def weeks(study_months: float | None) -> Number:
    """Weeks until the exam; None for as long as the study takes."""
    blank = f"empty: {usual_weeks(study_months)}, as long as you study"
    return Number("Weeks until your exam", "weeks", "number of weeks", 0.0, float(LONGEST_WEEKS), step=1.0, blank=blank)


def usual_weeks(study_months: float | None) -> int:
    """The weeks of the study months, or of the usual ones."""
    found = USUAL_MONTHS if study_months is None else study_months
    return min(LONGEST_WEEKS, round(found * WEEKS_A_YEAR / MONTHS_A_YEAR))


def tick(step: PathStep) -> Tick:
    """Whether a step is done."""
    return Tick(step.name, step.key)


def person(view: MyPath) -> None:
    """First in the form: where from, where to, hours and wage. A blank box means what is written in it."""
    left, right = st.columns(2, gap="medium")
    with left:
        view.ask("now")
    with right:
        view.ask("target")
    left, right = st.columns(2, gap="medium")
    with left:
        view.ask("hours")
    with right:
        view.ask("wage")


def costs(view: MyPath) -> None:
    """What the step costs, folded away under the form."""
    # What a link got wrong must be seen, so the fold is open then.
    asked = (fees(view.goal, view.certified), months(), lost())
    wrong = any(question.wrong_in_link for question in asked)
    with st.expander("What the step costs you", icon=":material/payments:", expanded=wrong):
        left, middle, right = st.columns(3, gap="medium")
        with left:
            view.ask("fees")
        with middle:
            view.ask("months")
        with right:
            view.ask("lost")
        st.markdown(plain(_about_fees(view.goal, view.certified)))


def tick_off(view: MyPath, found: Iterable[PathStep]) -> None:
    """The checklist: a box a step, what it is and how to do it under it."""
    for step in found:
        view.tick(step)
        where = " · ".join(f"[{place.short}]({place.url})" for place in step.resources)
        st.markdown(plain(f"Look for {words.lower_first(step.look_for)}. {where}"))
        tick(step).note(view.ticked(step))


def _about_fees(goal: Destination, certified: bool) -> str:
    read = words.money(goal.fees(certified))
    return (
        f"**Fees**, if you leave the box empty: {read}. {goal.fees_words(certified)} Tuition of a program is not in "
        "it: type it in if you pay any."
    )
