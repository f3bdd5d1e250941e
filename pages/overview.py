"""Overview: the answer, how sure it is, and what it looks like near you."""

from __future__ import annotations

import streamlit as st

from analysis import editions, national, outlook, place_figures, premium
from analysis.editions import NATION
from ui import glossary, page
from ui.card import figure_card
from ui.data import once_a_build, warehouse
from ui.figures import national_series, openings, place_pay, setting_pay
from ui.links import choose

w = warehouse()
nation = once_a_build(national.headline)(w)
by_sector = editions.latest(editions.industries(w, "sector"), "pay by sector")
between = once_a_build(premium.premium)(w, "health_care", "retail", by_sector, level="sector")
projected = once_a_build(outlook.outlook)(w)

place = page.head(w, "Does specializing pay for a pharmacy technician?")
page.lead(between.sentence)
page.prose(nation.pay_sentence, nation.mean_sentence, nation.jobs_sentence)

figure_card(setting_pay.spread(w, by_sector))
glossary.terms("median", "mean", "percentile", "margin", "setting", "proxy")
figure_card(setting_pay.finer(w, by_sector))

st.header("Near you", anchor="near-you")
here = once_a_build(place_figures.figures)(w, place)
page.prose(*here.sentences)
if place.code != NATION:
    figure_card(place_pay.beside_the_nation(w, here))

st.header("Pay and jobs since 1999", anchor="since-1999")
subject = choose("Show", {"pay": "Pay", "jobs": "Jobs"}, key="series", default="pay", what="series")
figure_card(national_series.since_1999(w, subject))

st.header("What is ahead", anchor="ahead")
page.prose(projected.growth_sentence)
figure_card(openings.split(w, projected))
