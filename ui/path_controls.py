"""What a person says on My path. Every answer lives in the page's address and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Iterable

import streamlit as st

from analysis import words
from analysis.path import destination, said, steps
from analysis.path.destination import EXAM_STEP, STUDENT, all_destinations, starting_points
from analysis.path.payback import FULL_TIME_WEEK, MONTHS_A_YEAR, WEEKS_A_YEAR
from analysis.path.plan import USUAL_MONTHS, Asked
from analysis.path.steps import PathStep
from analysis.path.study import LONGEST_WEEKS
from analysis.path.tried import MOST_HOURS
from ui import notes
from ui.links import choose
from ui.prose import plain

FIRST_TARGET = "sterile"
MOST_WAGE, MOST_FEES, MOST_MONTHS = 200.0, 100_000.0, 60.0
YES, NO = "true", "false"


def ask() -> Asked:
    """The form: where from, where to, hours and wage; what the step costs is folded away. Blank means what is written."""
    with st.container(border=True, key="form"):
        now, target = _from_and_to()
        left, right = st.columns(2, gap="medium")
        with left:
            hours = number(
                "Paid hours a week", "hours", "number of hours", 1.0, MOST_HOURS, value=float(FULL_TIME_WEEK)
            )
        with right:
            wage = number(
                "Your pay an hour now, in dollars", "wage", "wage", 1.0, MOST_WAGE, blank="leave empty if none"
            )
        with st.expander("What the step costs you", icon=":material/payments:"):
            fees, months, lost = _costs(destination.destination(target), EXAM_STEP in ticked())
    return Asked(
        now=now,
        target=target,
        hours=hours or float(FULL_TIME_WEEK),
        wage=wage,
        fees=fees,
        study_months=months,
        lost_hours=lost or 0.0,
        done=frozenset(ticked()),
    )


def ticked() -> list[str]:
    """Keys of the steps that are ticked off; from the address while the boxes are not there yet."""
    return [
        item.key
        for item in steps.steps()
        if st.session_state.get(item.key, st.query_params.get(item.key, NO).casefold() == YES)
    ]


def tick_off(found: Iterable[PathStep]) -> None:
    """The checklist: a box a step, what it is and how to do it under it."""
    for item in found:
        asked = st.query_params.get(item.key)
        if asked and asked.casefold() not in (YES, NO) and item.key not in st.session_state:
            notes.remember(item.key, asked)
        done = st.checkbox(item.name, key=item.key, bind="query-params", on_change=notes.forget, args=(item.key,))
        st.markdown(plain(f"{item.what}. {item.how}. [{item.who}]({item.url})"))
        notes.not_understood(item.key, "yes or no", "ticked" if done else "not ticked")


def weeks_to_study(answers: Asked) -> int:
    """How many weeks there are until the exam: asked, else those of the study months."""
    months = USUAL_MONTHS if answers.study_months is None else answers.study_months
    usual = min(LONGEST_WEEKS, round(months * WEEKS_A_YEAR / MONTHS_A_YEAR))
    asked = number("Weeks until your exam", "weeks", "number of weeks", 0.0, float(LONGEST_WEEKS), step=1.0,
                   blank=f"empty: {usual}, as long as you study")  # fmt: skip
    return usual if asked is None else round(asked)


def number(
    label: str, key: str, what: str, low: float, high: float, *, value: float | None = None, step: float = 0.5,
    blank: str = "", help: str | None = None,
) -> float | None:  # fmt: skip
    """A number that a link carries under `key`; what a link says that is none from low to high gives a note.

    value: where nothing is typed; None leaves it blank, with the words `blank` in it.
    """
    asked = st.query_params.get(key)
    if asked and key not in st.session_state and not _within(asked, low, high):
        notes.remember(key, asked)
        # The control would take its value from the address: begin again without it.
        del st.query_params[key]
        st.rerun()
    found = st.number_input(
        label, min_value=low, max_value=high, value=value, step=step, format="%g", key=key, bind="query-params",
        placeholder=blank or None, help=help, on_change=notes.forget, args=(key,),
    )  # fmt: skip
    notes.not_understood(key, f"{what} from {low:g} to {high:g}", f"{found:g}" if found is not None else blank)
    return found


def _from_and_to() -> tuple[str, str]:
    left, right = st.columns(2, gap="medium")
    with left:
        now = choose(
            "Where I am now", starting_points(), key="now", default=STUDENT, what="starting point", look="select"
        )
    with right:
        names = {key: item.name for key, item in all_destinations().items()}
        target = choose("Where I would go", names, key="go", default=FIRST_TARGET, what="specialty or setting", look="select",
                        placeholder="Type a specialty or a setting")  # fmt: skip
    return now, target


def _costs(goal: destination.Destination, certified: bool) -> tuple[float | None, float | None, float | None]:
    read = goal.fees(certified)
    left, middle, right = st.columns(3, gap="medium")
    with left:
        fees = number(
            "Fees in dollars",
            "fees",
            "number of dollars",
            0.0,
            MOST_FEES,
            step=1.0,
            blank=f"{words.number(read)}, as read",
        )
    with middle:
        months = number(
            "Months of study", "months", "number of months", 0.0, MOST_MONTHS, blank=f"{said.months(USUAL_MONTHS)}"
        )
    with right:
        lost = number(
            "Paid hours lost a week while you study", "lost", "number of hours", 0.0, MOST_HOURS, blank="none"
        )
    st.markdown(plain(f"**Fees**, if you leave the box empty: {words.money(read)}. {goal.fees_words(certified)} Tuition of a program "
                      "is not in it: type it in if you pay any."))  # fmt: skip
    return fees, months, lost


def _within(asked: str, low: float, high: float) -> bool:
    try:
        value = float(asked)
    except ValueError:
        return False
    return math.isfinite(value) and low <= value <= high
