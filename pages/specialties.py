"""Specialties: what each is, the settings it is read through and how well, pay there, and what to earn next."""

from __future__ import annotations

import streamlit as st

from analysis import specialties, specialty_table, words
from ui import comparison_controls as ask
from ui import glossary, page
from ui.card import figure_card
from ui.data import once_a_build, warehouse
from ui.figures import premium, specialty_pay
from ui.links import choose
from ui.national_only import about_place
from ui.specialty import credential_details, pay_link, pay_now, specialty_card, steps, weak_points
from ui.strength import meanings

EVERY = ""
GROUPS = {"eight": "The eight", "further": "Further paths", "both": "Both"}
FURTHER = {"eight": False, "further": True, "both": None}

w = warehouse()
names = {key: once_a_build(specialties.card)(w, key).name for key in specialties.all_keys()}

place = page.head(w, "What do settings pay where specialists work?")
page.lead(
    "BLS publishes no pay by specialty.",
    "Every figure here is the pay of all technicians in a setting where the specialty's work is done.",
)
about_place(w, place)

every = {EVERY: "All specialties", **names}
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = choose("Specialty", every, key="specialty", default=EVERY, what="specialty", look="select")
    baseline = choose(
        "Compared with", ask.baselines(), key="baseline", default=specialties.BASELINE, what="baseline", look="select"
    )
    years = {item: item.label for item in reversed(once_a_build(specialty_table.editions)(w, "annual_mean"))}
    year = choose(
        "Year", years, key="year", default=next(iter(years)), what="year", look="select", resolve=ask.year_in(years)
    )
with st.container(horizontal=True, gap="medium"):
    measure = choose("Measure", ask.MEASURES, key="measure", default="annual_mean", what="measure")
    kind = choose(
        "Dollars", ask.DOLLARS, key="dollars", default="nominal", what="kind of dollars", help=ask.DOLLARS_HELP
    )
constant = kind == "constant"
money = premium.dollars(w) if constant else None
view = {"place": place.code, "baseline": baseline, "measure": measure, "year": year.label, "dollars": kind}
if money:
    page.prose(money.note)
glossary.terms("setting", "proxy", "mean", "median", "percentile", "margin", "edition", "baseline", "NAICS")

if chosen != EVERY:
    (card,) = (
        item for item in specialty_pay.cards(w, None, year, measure, baseline, constant=constant) if item.key == chosen
    )
    st.header(card.name, anchor="in-depth")
    pay_now(card)
    figure_card(specialty_pay.one(w, card, money))
    spread = specialty_pay.spread(w, card, money)
    if spread is not None:
        figure_card(spread)
    else:
        page.prose(f"No percentiles are loaded for these settings in {year.label}: the spread cannot be drawn.")
    weak_points(card)
    st.subheader("Credentials that point there", anchor="credentials")
    credential_details(card.credentials)
    st.subheader("Next steps", anchor="next-steps")
    steps(card)
    pay_link(card, view)

st.header("All specialties on one scale", anchor="compared")
group = choose("Show", GROUPS, key="group", default="eight", what="group of specialties")
shown = specialty_pay.cards(w, FURTHER[group], year, measure, baseline, constant=constant)
figure_card(specialty_pay.overview(w, shown, money))
page.prose(specialty_table.strengths(specialty_table.table(shown)), "A proxy stands in for what is not published:")
meanings()

if chosen == EVERY:
    for title, further in (("The eight specialties", False), ("Further paths", True)):
        st.header(title, anchor=words.lower_first(title).replace(" ", "-"))
        found = specialty_pay.cards(w, further, year, measure, baseline, constant=constant)
        for start in range(0, len(found), 2):
            for column, item in zip(st.columns(2), found[start : start + 2], strict=False):
                with column:
                    specialty_card(item, view)
