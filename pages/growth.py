"""Growth: is the work in growing demand, what does its pay buy, and where do the openings come from?"""

from __future__ import annotations

import streamlit as st

from analysis import claims, demand_words, national, openings_meaning, outlook, place_figures
from analysis.editions import NATION
from ui import glossary, page
from ui.card import figure_card
from ui.catalog.growth import Growth
from ui.claims import claim_head
from ui.data import once_a_build, warehouse
from ui.figures import jobs_counted
from ui.parts import part
from ui.quotes import quoted

w = warehouse()
growth = once_a_build(claims.claim)(w, "growth")

view = Growth(w)
page.head(view, "Is the work in growing demand?")
lately, ahead = view.lately, view.ahead
page.lead(growth.verdict.reasons[0], f"{lately.title}.")
page.key_figures(*jobs_counted.key_figures(lately))
claim_head(growth)
glossary.terms("margin", "edition", "break", "median", "mean", "percentile", "nominal", "openings")

st.header("The jobs that were counted", anchor="counted")
with st.columns([1, 2])[0]:
    view.ask("since")


@part(view)
def jobs_counted_since() -> None:
    figure_card(view.jobs_counted())


page.prose(once_a_build(national.coverage_sentence)(w))
figure_card(view.jobs_lately())
page.prose(lately.everyone_sentence, lately.settings_sentence)
page.prose(lately.projection_sentence)


@part(view)
def jobs_here() -> None:
    if view.place.code == NATION:
        page.prose("Choose a state or a city in the box at the top to see how many work there.")
    else:
        here = once_a_build(place_figures.figures)(w, view.place)
        page.prose(f"In {view.place.in_words}, {here.edition.label}: {here.jobs_sentence}")


st.header("What the pay buys", anchor="pay")
with st.container(horizontal=True, gap="medium"):
    view.ask("point")
    view.ask("kind")


@part(view)
def pay_through_time() -> None:
    figure_card(view.pay_through_time())


figure_card(view.pay_asked_at_home())
page.prose(view.check.sentence)

st.header("What BLS projects", anchor="projections")
page.prose(ahead.growth_sentence)
figure_card(view.projected_jobs())
figure_card(view.projected_growth())

st.header("Where the openings come from", anchor="where-openings-come-from")
figure_card(view.openings())
page.prose(openings_meaning.meaning(ahead), ahead.leaving_sentence)

st.header("What BLS says moves demand", anchor="demand")
page.prose(outlook.demand_sentence(once_a_build(outlook.demand)(w)), "In the publisher's own words:")
for statement in once_a_build(demand_words.statements)(w):
    quoted(statement.text, statement.industries, statement.source, statement.url)

st.header("The industries, month by month", anchor="months")
with st.container(horizontal=True, gap="medium"):
    view.ask("measure")
    view.ask("year")


@part(view)
def monthly_pulse() -> None:
    figure_card(view.monthly_pulse())
