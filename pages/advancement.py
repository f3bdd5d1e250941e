"""Advancement: room at the top of each setting, and the occupations beside and beyond."""

from __future__ import annotations

import streamlit as st

from analysis import claims, outlook, proxies
from ui import glossary, page
from ui.card import figure_card
from ui.catalog.advancement import Advancement
from ui.claims import claim_head
from ui.data import once_a_build, warehouse
from ui.figures import steps, upper_range
from ui.parts import part

w = warehouse()
advancement = once_a_build(claims.claim)(w, "advancement")

view = Advancement(w)
page.head(view, "Is there room to advance?")
page.lead(advancement.verdict.reasons[0], steps.newest(w).summary)
claim_head(advancement)
glossary.terms("setting", "proxy", "median", "mean", "percentile", "margin", "nominal", "openings")

st.header("Room at the top of a setting", anchor="room")
with st.container(border=True, key="controls"):
    left, right = st.columns(2, gap="medium")
    with left:
        view.ask("setting")
    with right:
        view.ask("baseline")

    @part(view)
    def points_and_years() -> None:
        with st.container(horizontal=True, gap="large"):
            view.ask("top")
            view.ask("edition")
            view.ask("kind")


@part(view)
def room() -> None:
    _, in_dollars = view.dollars
    page.key_figures(*upper_range.key_figures(view.found))
    page.prose(view.found.sentence, in_dollars)
    page.prose(proxies.sentence(view.found.setting))
    figure_card(view.room_by_setting())
    figure_card(view.room_through_time(), say_why=False)


st.subheader("Hospitals by owner", anchor="owners")
view.ask("industry")


@part(view)
def room_by_owner() -> None:
    figure_card(view.room_by_owner())


st.header("The occupations beside and beyond", anchor="steps")
with st.container(border=True, key="ladder-controls"):

    @part(view)
    def ladder_base() -> None:
        left, right = st.columns(2, gap="medium")
        with left:
            view.ask("ladder_year")
        with right:
            view.ask("base")

    view.ask("shown")
    view.ask("sort")


@part(view)
def ladder() -> None:
    page.prose(view.rungs.base_words, view.rungs.margin_sentence)
    figure_card(view.ladder())


@part(view)
def ladder_here() -> None:
    figure_card(view.ladder_here())


st.header("Who moves on", anchor="moving-on")
figure_card(view.leaving())
page.prose(steps.leaving.against_all(steps.rates(w)), once_a_build(outlook.outlook)(w).openings_sentence)
