"""My path: what a step would bring one person, what it costs, what that hangs on, and how to get there."""

from __future__ import annotations

import streamlit as st

from analysis.path import sensitivity, steps, study
from ui import glossary, page
from ui import path_controls as ask
from ui.card import FigureSpec, figure_card
from ui.catalog.my_path import MyPath
from ui.data import warehouse
from ui.parts import part
from ui.path_answer import answer, how_it_is_read, weeks
from ui.place import carried_along
from ui.plan_sheet import keep_it, sheet
from ui.specialty import credential_details

w = warehouse()
view = MyPath(w)
page.head(view, "Is the step worth it for you?")


with st.container(border=True, key="form"):
    ask.person(view)

    @part(view)
    def costs() -> None:
        ask.costs(view)


@part(view)
def plan() -> None:
    if isinstance(view.plan, str):
        page.lead(view.plan)
    else:
        answer(view.plan)


keep_it()


@part(view)
def behind_the_plan() -> None:
    plan = view.plan
    if isinstance(plan, str):
        return
    figure_card(view.my_pay())
    if plan.worth:
        st.header("What a year there buys", anchor="worth")
        page.prose(plan.worth.sentence)
    hangs_on = view.my_assumptions()
    if isinstance(hangs_on, FigureSpec):
        st.header("What the answer hangs on", anchor="hangs-on")
        page.prose(sensitivity.sentence(plan.swings))
        figure_card(hangs_on)
    st.header("What the figures rest on", anchor="assumptions")
    how_it_is_read(plan)


@part(view)
def terms() -> None:
    if not isinstance(view.plan, str):
        glossary.terms("setting", "proxy", "median", "percentile", "price parity", "edition")


st.header("Steps to the first certification", anchor="steps")
page.prose("Tick what you have. Your ticks are in the link.")


@part(view)
def ticks() -> None:
    ask.tick_off(view, steps.steps())


@part(view)
def how_far() -> None:
    page.prose(view.checklist.sentence)
    st.page_link(
        "pages/credentials.py",
        label="What each step asks, issuer by issuer",
        icon=":material/arrow_forward:",
        query_params=carried_along(view.place),
    )


st.header("What to earn", anchor="earn")


@part(view)
def earn() -> None:
    credential_details(view.goal.to_earn(view.certified))


st.header("Study plan", anchor="study")


@part(view)
def weeks_asked() -> None:
    view.ask("weeks")


@part(view)
def weeks_of_study() -> None:
    weeks(study.study_plan(view.weeks_to_study))


@part(view, own=True)
def printed() -> None:
    """Its link is the visitor's own."""
    if view.sheet:
        sheet(view.sheet)
