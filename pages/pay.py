"""Pay: a specialist setting against a general one, as far as published figures can tell them apart."""

from __future__ import annotations

import streamlit as st

from analysis import place_figures, proxies
from analysis.editions import NATION
from ui import comparison_controls as ask
from ui import glossary, page
from ui.card import figure_card
from ui.catalog.pay import Pay
from ui.data import once_a_build, warehouse
from ui.figures import groups, premium
from ui.parts import part
from ui.prose import plain

w = warehouse()
view = Pay(w)
page.head(view, "What does a specialist setting pay?")

with st.container(border=True, key="controls"):
    left, right = st.columns(2, gap="medium")
    with left:
        view.ask("setting")
    with right:
        view.ask("baseline")
    view.ask("measure")

    @part(view)
    def years_and_levels() -> None:
        with st.container(horizontal=True, gap="medium"):
            view.ask("edition")
            view.ask("level")
            view.ask("kind")


@part(view)
def answer() -> None:
    lacking = premium.lacking(w, view.asked)
    if lacking:
        page.lead(lacking.sentence)
        if lacking.sector:
            ask.offer_sector("Compare the sectors instead")
    else:
        page.lead(view.found.sentence)
        page.key_figures(*premium.key_figures(view.found))
    st.markdown("\n".join(f"- {plain(said)}" for said in ask.how_read(view.found)))
    page.prose(proxies.sentence(view.found.setting))


glossary.terms("setting", "proxy", "mean", "median", "percentile", "margin", "nominal")

st.header("The range of pay", anchor="range")


@part(view)
def two_settings() -> None:
    figure_card(view.two_settings())


@part(view)
def all_settings() -> None:
    figure_card(view.all_settings())


st.header("Over the years", anchor="years")
view.ask("shown")


@part(view)
def over_the_years() -> None:
    figure_card(view.over_the_years())


st.header("All specialist settings together", anchor="together")


@part(view)
def together() -> None:
    page.prose(groups.sentence(view.compared, view.money))
    figure_card(view.groups(), say_why=False)


st.header("Inside the same state", anchor="same-state")


@part(view)
def same_state() -> None:
    if view.place.code != NATION:
        here = once_a_build(place_figures.figures)(w, view.place)
        page.prose(ask.place_words(view.place), here.pay_sentence)
    if view.within.loaded:
        page.prose(view.within.sentence)
    figure_card(view.inside_states())


st.header("Better pay, or better-paid jobs?", anchor="within-or-between")


@part(view)
def within_or_between() -> None:
    if not isinstance(view.split, str):
        page.prose(view.split.sentence)
    figure_card(view.within_or_between())
    if view.every_sector:
        with st.expander("Every sector of this split"):
            st.html(view.every_sector)
