"""Pay: a specialist setting against a general one, as far as published figures can tell them apart."""

from __future__ import annotations

import streamlit as st

from analysis import place_figures, proxies
from analysis.comparison import Asked
from analysis.editions import NATION
from ui import comparison_controls as ask
from ui import glossary, page, tables
from ui.card import figure_card
from ui.data import once_a_build, warehouse
from ui.figures import groups, premium, same_state, shift_share
from ui.links import choose
from ui.prose import plain

w = warehouse()
place = page.head(w, "What does a specialist setting pay?")

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
    measure = choose(
        "Measure", ask.MEASURES, key="measure", default="annual_mean", what="measure", help=ask.MEASURE_HELP
    )
    years = ask.years(w, setting, baseline)
    with st.container(horizontal=True, gap="medium"):
        edition = choose("Year", years, key="year", default=next(iter(years)), what="year with both settings",
                         look="select", resolve=ask.year_in(years))  # fmt: skip
        level = choose("Industries", ask.LEVELS, key="level", default="finest", what="level", help=ask.LEVEL_HELP)
        kind = choose(
            "Dollars", ask.DOLLARS, key="dollars", default="nominal", what="kind of dollars", help=ask.DOLLARS_HELP
        )

asked = Asked(setting, baseline, edition, measure, level)
money = premium.dollars(w) if kind == "constant" else None
found = premium.compare(w, asked, money)
lacking = premium.lacking(w, asked)

if lacking:
    page.lead(lacking.sentence)
    if lacking.sector:
        ask.offer_sector("Compare the sectors instead")
else:
    page.lead(found.sentence)
    page.key_figures(*premium.key_figures(found))
st.markdown("\n".join(f"- {plain(said)}" for said in ask.how_read(found)))
page.prose(proxies.sentence(found.setting))
glossary.terms("setting", "proxy", "mean", "median", "percentile", "margin", "nominal")

st.header("The range of pay", anchor="range")
figure_card(premium.two_sides(w, asked, money))
figure_card(premium.among_all(w, asked, money))

st.header("Over the years", anchor="years")
shown = choose("Show", ask.SHOWN, key="show", default="percent", what="figure")
figure_card(premium.over_years(w, asked, money, shown))

st.header("All specialist settings together", anchor="together")
compared = groups.compare(w, edition, ask.group_level(level))
page.prose(groups.sentence(compared, money))
together = groups.together(w, edition, ask.group_level(level), money)
if together:
    figure_card(together)

st.header("Inside the same state", anchor="same-state")
if place.code != NATION:
    page.prose(ask.place_words(place), once_a_build(place_figures.figures)(w, place).pay_sentence)
within = same_state.within_states(w, setting, baseline)
page.prose(within.sentence)
if within.loaded:
    figure_card(same_state.by_state(w, within, place.state))
else:
    page.prose(ask.WHERE_STATES)

st.header("Better pay, or better-paid jobs?", anchor="within-or-between")
span = shift_share.span(w, edition)
split = shift_share.split(w, *span) if span else ask.NO_SPAN
page.prose(split if isinstance(split, str) else split.sentence)
if not isinstance(split, str):
    figure_card(shift_share.two_parts(w, split))
    with st.expander("Every sector of this split"):
        st.table(tables.shown(shift_share.sectors(split), shift_share.SECTORS), hide_index=True, border="horizontal")
