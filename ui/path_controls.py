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
from ui.place import KEY
from ui.prose import plain

FIRST_TARGET = "sterile"
MOST_WAGE = 200.0
COSTS = {"fees": 100_000.0, "months": 60.0, "lost": MOST_HOURS}
"""What the step costs: its name in a link, and the most that is taken."""
YES, NO = "true", "false"


def ask() -> Asked:
    """The form: where from, where to, hours and wage; what the step costs is folded away.

    A blank box means what is written in it.
    """
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
        # What a link got wrong must be seen, so the fold is open then.
        wrong = any(notes.remembered(key) or not _good(key, most) for key, most in COSTS.items())
        with st.expander("What the step costs you", icon=":material/payments:", expanded=wrong):
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


def place_only() -> dict[str, str]:
    """What a link to another page carries along: the place, where one is chosen."""
    return {key: value for key, value in st.query_params.items() if key == KEY}


def tick_off(found: Iterable[PathStep]) -> None:
    """The checklist: a box a step, what it is and how to do it under it."""
    for item in found:
        asked = st.query_params.get(item.key)
        if asked and asked.casefold() not in (YES, NO) and item.key not in st.session_state:
            notes.remember(item.key, asked)
        done = st.checkbox(
            f"**{item.name}**", key=item.key, bind="query-params", on_change=notes.forget, args=(item.key,)
        )
        where = " · ".join(f"[{place.short}]({place.url})" for place in item.resources)
        st.markdown(plain(f"Look for {words.lower_first(item.look_for)}. {where}"))
        notes.not_understood(item.key, "yes (true) or a no (false)", "ticked" if done else "not ticked", where="")


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
    if not _good(key, high, low):
        notes.remember(key, st.query_params[key])
        # The control would take its value from the address: begin again without it.
        del st.query_params[key]
        st.rerun()
    found = st.number_input(
        label, min_value=low, max_value=high, value=value, step=step, format="%g", key=key, bind="query-params",
        placeholder=blank or None, help=help, on_change=notes.forget, args=(key,),
    )  # fmt: skip
    shown = f"{found:g}" if found is not None else "nothing"
    notes.not_understood(key, f"{what} from {low:g} to {high:g}", shown, where="")
    return found


def _from_and_to() -> tuple[str, str]:
    left, right = st.columns(2, gap="medium")
    with left:
        now = choose(
            "Where I am now", starting_points(), key="now", default=STUDENT, what="starting point", look="select"
        )
    with right:
        names = {key: item.name for key, item in all_destinations().items()}
        target = choose(
            "Where I would go",
            names,
            key="go",
            default=FIRST_TARGET,
            what="specialty or setting",
            look="select",
            placeholder="Type a specialty or a setting",
        )
    return now, target


def _costs(goal: destination.Destination, certified: bool) -> tuple[float | None, float | None, float | None]:
    read = goal.fees(certified)
    left, middle, right = st.columns(3, gap="medium")
    with left:
        blank = f"{words.number(read)}, as read"
        fees = number("Fees in dollars", "fees", "number of dollars", 0.0, COSTS["fees"], step=1.0, blank=blank)
    with middle:
        blank = said.months(USUAL_MONTHS)
        months = number("Months of study", "months", "number of months", 0.0, COSTS["months"], blank=blank)
    with right:
        lost = number("Paid hours lost a week then", "lost", "number of hours", 0.0, COSTS["lost"], blank="none")
    fees_said = f"**Fees**, if you leave the box empty: {words.money(read)}. {goal.fees_words(certified)}"
    st.markdown(plain(f"{fees_said} Tuition of a program is not in it: type it in if you pay any."))
    return fees, months, lost


def _good(key: str, high: float, low: float = 0.0) -> bool:
    """Whether the link's number is one, from low to high; also where there is none, or the visitor has typed one."""
    asked = st.query_params.get(key)
    if not asked or key in st.session_state:
        return True
    try:
        value = float(asked)
    except ValueError:
        return False
    return math.isfinite(value) and low <= value <= high
