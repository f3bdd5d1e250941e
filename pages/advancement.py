"""Advancement: room at the top of each setting, and the occupations beside and beyond."""

from __future__ import annotations

import streamlit as st

from analysis import claims, outlook, proxies
from analysis.ladder_steps import SHOWN, SORTS
from analysis.upper_range import TOPS
from ui import comparison_controls as ask
from ui import glossary, page
from ui.card import figure_card
from ui.claims import claim_head
from ui.data import once_a_build, warehouse
from ui.figures import real_pay, steps, upper_range
from ui.links import choose

w = warehouse()
advancement = once_a_build(claims.claim)(w, "advancement")

place = page.head(w, "Is there room to advance?")
page.lead(advancement.verdict.reasons[0], steps.newest(w).summary)
claim_head(advancement)
glossary.terms("setting", "proxy", "median", "mean", "percentile", "margin", "nominal", "openings")

st.header("Room at the top of a setting", anchor="room")
with st.container(border=True, key="controls"):
    left, right = st.columns(2, gap="medium")
    with left:
        setting = choose(
            "Setting", ask.specialist_settings(), key="setting", default="health_care", what="setting", look="select"
        )
    with right:
        baseline = choose(
            "Compared with", ask.baselines(), key="baseline", default="retail", what="baseline", look="select"
        )
    with st.container(horizontal=True, gap="large"):
        top = choose("Upper end", TOPS, key="top", default="annual_p90", what="point of the pay range")
        years = upper_range.years(w, top)
        edition = choose(
            "Year", years, key="year", default=next(iter(years)), what="year with this figure", look="select",
            resolve=ask.year_in(years),
        )  # fmt: skip
        kind = choose(
            "Dollars", ask.DOLLARS, key="dollars", default="nominal", what="kind of dollars", help=ask.DOLLARS_HELP
        )

money, in_dollars = real_pay.dollars_of(w, kind)
found = upper_range.pair(w, setting, baseline, edition, top, money)
page.key_figures(*upper_range.key_figures(found))
page.prose(found.sentence, in_dollars)
page.prose(proxies.sentence(found.setting))
figure_card(upper_range.in_year(w, found, money))
through = upper_range.through_years(w, found, money)
if through:
    figure_card(through)

st.subheader("Hospitals by owner", anchor="owners")
industry = choose("Hospitals", upper_range.INDUSTRIES, key="owners", default="622100", what="kind of hospital")
owned = upper_range.by_owner(w, industry, top, money)
if owned:
    figure_card(owned)
else:
    page.prose(ask.NO_OWNERS)

st.header("The occupations beside and beyond", anchor="steps")
with st.container(border=True, key="ladder-controls"):
    left, right = st.columns(2, gap="medium")
    known = steps.years(w)
    with left:
        ladder_year = choose(
            "Pay of", known, key="steps-year", default=next(iter(known)), what="year of the ladder", look="select",
            resolve=ask.year_in(known),
        )  # fmt: skip
    bases = steps.bases(w, ladder_year)
    with right:
        base = choose(
            "Steps from technicians in", bases, key="from", default="all", what="setting with pay in that year",
            look="select", help="Choose an earlier year to count the steps from the technicians of one setting.",
        )  # fmt: skip
    shown = choose("Show", SHOWN, key="ladder", default="step", what="figure of the ladder")
    sort = choose("Sort", SORTS, key="sort", default="value", what="way to sort")

ladder = steps.steps(w, ladder_year, base, money)
page.prose(ladder.base_words, ladder.margin_sentence)
figure_card(steps.rungs(w, ladder, shown, sort, money.label if money else "dollars of the year"))
if steps.has_place(place.code):
    figure_card(steps.in_place(w, steps.here(w, place)))
else:
    page.prose("Choose a state or a city in the box at the top to see the same occupations there.")

st.header("Who moves on", anchor="moving-on")
figure_card(steps.leaving_rates(w))
page.prose(steps.leaving.against_all(steps.rates(w)), once_a_build(outlook.outlook)(w).openings_sentence)
