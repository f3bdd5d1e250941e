"""Growth: is the work in growing demand, what does its pay buy, and where do the openings come from?"""

from __future__ import annotations

import streamlit as st

from analysis import (
    claims,
    demand_words,
    editions,
    households,
    jobs_lately,
    national,
    openings_meaning,
    outlook,
    place_figures,
)
from analysis.editions import NATION
from ui import comparison_controls as ask
from ui import glossary, page
from ui.card import figure_card
from ui.claims import claim_head
from ui.data import once_a_build, warehouse
from ui.figures import household_check, jobs_counted, monthly, openings, projected, real_pay
from ui.links import choose
from ui.quotes import quoted

w = warehouse()
growth = once_a_build(claims.claim)(w, "growth")
lately = once_a_build(jobs_lately.lately)(w)
ahead = once_a_build(outlook.outlook)(w)
loaded = editions.national(w)

place = page.head(w, "Is the work in growing demand?")
page.lead(growth.verdict.reasons[0], f"{lately.title}.")
page.key_figures(*jobs_counted.key_figures(lately))
claim_head(growth)
glossary.terms("margin", "edition", "break", "median", "mean", "percentile", "nominal", "openings")

st.header("The jobs that were counted", anchor="counted")
with st.columns([1, 2])[0]:
    since = choose(
        "From the edition of",
        {edition: edition.label for edition in loaded[:-1]},
        key="since",
        default=loaded[0],
        what="edition",
        look="select",
        resolve=ask.year_in({edition: edition.label for edition in loaded[:-1]}),
        help="The first edition that is drawn; changes are counted from it.",
    )
figure_card(jobs_counted.since(w, since))
page.prose(once_a_build(national.coverage_sentence)(w))
figure_card(jobs_counted.lately(w, lately))
page.prose(lately.everyone_sentence, lately.settings_sentence)
page.prose(lately.projection_sentence)
if place.code == NATION:
    page.prose("Choose a state or a city in the box at the top to see how many work there.")
else:
    here = once_a_build(place_figures.figures)(w, place)
    page.prose(f"In {place.in_words}, {here.edition.label}: {here.jobs_sentence}")

st.header("What the pay buys", anchor="pay")
with st.container(horizontal=True, gap="medium"):
    point = choose("Pay", real_pay.POINTS, key="pay", default="annual_median", what="point of the pay range")
    dollars = choose(
        "Dollars",
        ask.DOLLARS,
        key="dollars",
        default="constant",
        what="kind of dollars",
        help=ask.DOLLARS_HELP,
    )
figure_card(real_pay.through_editions(w, point, dollars, since))
check = once_a_build(households.check)(w)
figure_card(household_check.weekly(w, check))
page.prose(check.sentence)

st.header("What BLS projects", anchor="projections")
page.prose(ahead.growth_sentence)
figure_card(projected.editions_apart(w))
figure_card(projected.against_all(w, ahead))

st.header("Where the openings come from", anchor="where-openings-come-from")
figure_card(openings.split(w, ahead))
page.prose(openings_meaning.meaning(ahead), ahead.leaving_sentence)

st.header("What BLS says moves demand", anchor="demand")
page.prose(outlook.demand_sentence(once_a_build(outlook.demand)(w)), "In the publisher's own words:")
for statement in once_a_build(demand_words.statements)(w):
    quoted(statement.text, statement.industries, statement.source, statement.url)

st.header("The industries, month by month", anchor="months")
with st.container(horizontal=True, gap="medium"):
    measure = choose("Show", monthly.MEASURES, key="pulse", default="jobs", what="measure")
    year = choose("Since", {1990: "1990", 2000: "2000", 2010: "2010"}, key="months", default=2010, what="year")
figure_card(monthly.pulse(w, measure, year))
