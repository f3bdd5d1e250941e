"""Overview: the answer, how sure it is, and what it looks like near you."""

from __future__ import annotations

import streamlit as st

from analysis import claims, editions, national, outlook, place_figures, words
from analysis.editions import NATION
from ui import glossary, page
from ui.card import figure_card
from ui.claims import claim_head, claim_row
from ui.data import once_a_build, warehouse
from ui.figures import national_series, openings, place_pay, room, setting_pay
from ui.links import choose
from ui.proxy import proxy_statement

w = warehouse()
pay, advancement, growth = once_a_build(claims.claims)(w, overview=True)
nation = once_a_build(national.headline)(w)
projected = once_a_build(outlook.outlook)(w)
by_sector = editions.latest(editions.industries(w, "sector"), "pay by sector")

place = page.head(w, "Does specializing pay for a pharmacy technician?")
page.lead(pay.verdict.reasons[0], "That compares settings, not specialties: BLS publishes no pay by specialty.")
page.offer_plan()
page.key_figures(
    page.figure("Median pay a year", nation["annual_median"], nation.edition.label),
    page.figure("Mean pay a year", nation["annual_mean"], nation.edition.label),
    page.figure("Jobs", nation["employment"], nation.edition.label, unit=words.number),
    openings.key_figure(projected),
)
claim_row([pay, advancement, growth])
glossary.terms("median", "mean", "percentile", "margin", "setting", "proxy", "openings", "edition")

st.header("Near you", anchor="near-you")
here = once_a_build(place_figures.figures)(w, place)
page.prose(*here.sentences)
if place.code == NATION:
    page.prose("Choose a state or a city in the box at the top to see its pay, jobs and prices.")
else:
    figure_card(place_pay.beside_the_nation(w, here))

claim_head(pay)
figure_card(setting_pay.spread(w, by_sector))
figure_card(setting_pay.finer(w, by_sector))

claim_head(advancement)
figure_card(room.at_the_top(w, by_sector))

claim_head(growth)
subject = choose("Show", {"jobs": "Jobs", "pay": "Pay"}, key="series", default="jobs", what="series")
figure_card(national_series.since_1999(w, subject))
figure_card(openings.split(w, projected))

st.header("How well settings stand for specialties", anchor="proxy")
proxy_statement()
