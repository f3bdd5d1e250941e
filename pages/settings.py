"""Settings: where technicians work, how that moves, what each setting pays, and who owns the hospitals."""

from __future__ import annotations

import streamlit as st

from analysis import place_figures
from analysis.editions import NATION
from ui import comparison_controls as ask
from ui import glossary, page
from ui.card import NoFigure, figure_card, figure_cards
from ui.catalog.settings import Settings
from ui.data import once_a_build, warehouse
from ui.parts import part

w = warehouse()
view = Settings(w)
page.head(view, "Where do technicians work?")

with st.container(border=True, key="controls"):
    view.ask("measure")
    with st.container(horizontal=True, gap="medium"):
        view.ask("edition")
        view.ask("baseline")
        view.ask("level")
        view.ask("kind")


@part(view)
def answer() -> None:
    page.lead(view.shares.sentence)
    page.prose(ask.industry_words(view.shares))


glossary.terms("setting", "mean", "median", "percentile", "margin", "nominal", "suppressed")


@part(view)
def jobs_here() -> None:
    if view.place.code != NATION:
        here = once_a_build(place_figures.figures)(w, view.place)
        page.prose(ask.place_words(view.place), here.jobs_sentence)


@part(view)
def where_technicians_work() -> None:
    figure_card(view.where_technicians_work())


st.header("Does that change?", anchor="change")
figure_card(view.shares_over_the_years())

st.header("Pay beside jobs", anchor="pay")


@part(view)
def pay_beside_jobs() -> None:
    beside = view.pay_beside_jobs()
    figure_card(beside)
    if isinstance(beside, NoFigure) and view.sectors_have_pay:
        ask.offer_sector("Show the sectors instead")


st.header("Who owns the hospitals", anchor="owners")


@part(view)
def owners() -> None:
    figure_cards(view.hospital_owners(), view.owners_pay())


st.header("A second source: the Handbook", anchor="handbook")
figure_cards(view.handbook_shares(), view.handbook_pay())
