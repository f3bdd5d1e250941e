"""Settings: where technicians work, how that moves, what each setting pays, and who owns the hospitals."""

from __future__ import annotations

import streamlit as st

from analysis import place_figures
from analysis.editions import NATION
from ui import comparison_controls as ask
from ui import glossary, page
from ui.card import figure_card
from ui.data import once_a_build, warehouse
from ui.figures import hospital_owners, premium, setting_jobs, work_settings
from ui.links import choose

w = warehouse()
place = page.head(w, "Where do technicians work?")

years = ask.share_years(w)
with st.container(border=True, key="controls"):
    measure = choose(
        "Measure of pay", ask.MEASURES, key="measure", default="annual_mean", what="measure", help=ask.MEASURE_HELP
    )
    with st.container(horizontal=True, gap="medium"):
        edition = choose("Year", years, key="year", default=next(iter(years)), what="year with industries",
                         look="select", resolve=ask.year_in(years))  # fmt: skip
        baseline = choose(
            "Compared with", ask.baselines(), key="baseline", default="pharmacies", what="baseline", look="select"
        )
        level = choose("Industries", ask.LEVELS, key="level", default="finest", what="level", help=ask.LEVEL_HELP)
        kind = choose(
            "Dollars", ask.DOLLARS, key="dollars", default="nominal", what="kind of dollars", help=ask.DOLLARS_HELP
        )

money = premium.dollars(w) if kind == "constant" else None
shares = work_settings.shares(w, edition, ask.group_level(level))
page.lead(shares.sentence)
page.prose(ask.industry_words(shares))
glossary.terms("setting", "mean", "median", "percentile", "margin", "nominal", "suppressed")
if place.code != NATION:
    page.prose(ask.place_words(place), once_a_build(place_figures.figures)(w, place).jobs_sentence)

figure_card(work_settings.by_industry(w, shares))

st.header("Does that change?", anchor="change")
for card in filter(None, [work_settings.over_years(w)]):
    figure_card(card)

st.header("Pay beside jobs", anchor="pay")
beside = setting_jobs.beside_jobs(w, edition, measure, level, money, baseline)
if beside:
    figure_card(beside)
else:
    page.prose(ask.no_measure(edition, measure, level))
    if level != "sector" and setting_jobs.beside_jobs(w, edition, measure, "sector", money, baseline):
        ask.offer_sector("Show the sectors instead")

st.header("Who owns the hospitals", anchor="owners")
owners = [hospital_owners.jobs(w), hospital_owners.pay(w, measure, money)]
if not any(owners):
    page.prose(ask.NO_OWNERS)
for card in filter(None, owners):
    figure_card(card)

st.header("A second source: the Handbook", anchor="handbook")
handbook = [work_settings.by_handbook(w), work_settings.handbook_pay(w)]
if not any(handbook):
    page.prose(ask.NO_HANDBOOK)
for card in filter(None, handbook):
    figure_card(card)
