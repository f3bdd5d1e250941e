"""Places: what technicians earn near you, what it buys there, how many jobs there are, and how places compare."""

from __future__ import annotations

import streamlit as st

from analysis import place_coverage, place_ranking
from analysis.editions import NATION
from ui import glossary, page
from ui import place_controls as ask
from ui.beside import side_by_side
from ui.card import figure_card
from ui.catalog.places import Places
from ui.data import once_a_build, warehouse
from ui.figures import places_beside
from ui.parts import part
from ui.place_search import place_search

w = warehouse()
view = Places(w)
page.head(view, "What do technicians earn where you live?")


@part(view)
def answer() -> None:
    if view.place.code == NATION:
        page.lead(once_a_build(place_ranking.ranking)(w).sentence)
    else:
        page.lead(view.here.pay_sentence)
        page.prose(view.here.jobs_sentence, view.here.prices_sentence, ask.standing(w, view.place))


place_search(view.known)
glossary.terms("median", "percentile", "price parity", "location quotient", "suppressed", "margin", "edition")

with st.container(horizontal=True, gap="medium", key="controls"):
    view.ask("measure")
    view.ask("prices")

st.header("The states", anchor="by-state")


@part(view)
def states() -> None:
    figure_card(view.states())


st.header("Side by side", anchor="compare")
view.ask("others")


@part(view)
def beside() -> None:
    figure_card(view.side_by_side())
    if view.compared:
        side_by_side([item.place.name for item in view.beside], places_beside.every_measure(view.beside))
        page.prose(*places_beside.sentences(view.beside))


st.header("Cities and the country between them", anchor="by-area")
with st.container(horizontal=True, gap="medium", key="area-controls"):
    view.ask("kind")
    view.ask("inside")


@part(view)
def areas() -> None:
    figure_card(view.areas())
    figure_card(view.area_ranks())


st.header("What the loaded files leave out", anchor="left-out")
for sentence in once_a_build(place_coverage.sentences)(w):
    page.prose(sentence)
