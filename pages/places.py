"""Places: what technicians earn near you, what it buys there, how many jobs there are, and how places compare."""

from __future__ import annotations

import streamlit as st

from analysis import place_coverage, place_figures, place_ranking, places
from analysis.editions import NATION
from ui import glossary, page
from ui import place_controls as ask
from ui.beside import side_by_side
from ui.card import figure_card
from ui.data import once_a_build, warehouse
from ui.figures import places as drawn
from ui.figures import places_beside, state_tiles
from ui.links import choose
from ui.place_search import place_search
from ui.several import choose_several

w = warehouse()
place = page.head(w, "What do technicians earn where you live?")
here = once_a_build(place_figures.figures)(w, place)
known = once_a_build(places.all_places)(w)

if place.code == NATION:
    page.lead(once_a_build(place_ranking.ranking)(w).sentence)
else:
    page.lead(here.pay_sentence)
    page.prose(here.jobs_sentence, here.prices_sentence, ask.standing(w, place))
place_search(known)
glossary.terms("median", "percentile", "price parity", "location quotient", "suppressed", "margin", "edition")

with st.container(horizontal=True, gap="medium", key="controls"):
    measure = choose("Show", drawn.MEASURES, key="measure", default="annual_median", what="measure")
    prices = choose("Dollars", drawn.PRICES, key="prices", default="paid", what="kind of dollars", help=ask.PRICES_HELP)
    priced = prices == "national"

st.header("The states", anchor="by-state")
figure_card(state_tiles.states(w, measure, priced, place, ask.take_tile(place)))

st.header("Side by side", anchor="compare")
others = {item.code: item.name for item in known if item.code != NATION}
chosen = choose_several("Compare with", others, key="with", what="place", most=3, resolve=ask.by_words(known),
                        placeholder="Up to three more places")  # fmt: skip
compared = ask.compared(place, chosen)
beside = places_beside.found(w, compared)
if compared:
    figure_card(places_beside.ranges(w, beside, priced))
    side_by_side([item.place.name for item in beside], places_beside.every_measure(beside))
    page.prose(*places_beside.sentences(beside))
else:
    page.prose("Choose a place at the top, or up to three here, to see them beside the nation.")

st.header("Cities and the country between them", anchor="by-area")
with st.container(horizontal=True, gap="medium", key="area-controls"):
    kind = choose("Areas", drawn.AREAS, key="areas", default="both", what="kind of area")
    inside = choose("Inside", ask.states(known), key="in", default="", what="state", look="select")
ranked = drawn.areas(w, measure, priced, kind, inside)
where = ask.where(kind, inside, known)
figure_card(drawn.area_strip(w, ranked, place, beside, beside[-1], where))
figure_card(drawn.area_ranks(w, ranked, compared, where))

st.header("What the loaded files leave out", anchor="left-out")
for sentence in once_a_build(place_coverage.sentences)(w):
    page.prose(sentence)
