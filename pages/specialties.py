"""Specialties: what each is, the settings it is read through and how well, pay there, and what to earn next."""

from __future__ import annotations

import streamlit as st

from analysis import settings, specialties, specialty_table, words
from ui import glossary, page
from ui.card import figure_card
from ui.data import once_a_build, warehouse
from ui.figures import specialty_pay
from ui.links import choose
from ui.national_only import about_place
from ui.specialty import credential_details, pay_now, specialty_card, steps, weak_points
from ui.strength import meanings

EVERY = ""
GROUPS = {"eight": "The eight specialties", "further": "Further paths", "both": "Both"}
FURTHER = {"eight": False, "further": True, "both": None}

w = warehouse()
names = {key: specialties.card(w, key).name for key in specialties.all_keys()}
baselines = {item.key: item.name for item in settings.all_settings().values() if item.kind in ("general", "all")}

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
        "Compared with", baselines, key="baseline", default=specialties.BASELINE, what="baseline", look="select"
    )
    measure = choose(
        "Measure", specialty_pay.MEASURES, key="measure", default="annual_mean", what="measure", look="select"
    )
    loaded = {item: item.label for item in reversed(once_a_build(specialty_table.editions)(w, measure))}
    edition = choose("Edition", loaded, key="edition", default=next(iter(loaded)), what="edition", look="select")
glossary.terms("setting", "proxy", "mean", "median", "percentile", "margin", "edition", "baseline", "NAICS")

if chosen != EVERY:
    card = once_a_build(specialties.card)(w, chosen, edition, measure, baseline)
    st.header(card.name, anchor="in-depth")
    pay_now(card)
    figure_card(specialty_pay.one(w, card))
    spread = specialty_pay.spread(w, card)
    if spread is not None:
        figure_card(spread)
    else:
        page.prose(f"No percentiles are loaded for these settings in {edition.label}: the spread cannot be drawn.")
    weak_points(card)
    st.subheader("Credentials that point there", anchor="credentials")
    credential_details(card.credentials)
    st.subheader("Next steps", anchor="next-steps")
    steps(card)

st.header("All specialties on one scale", anchor="compared")
group = choose("Show", GROUPS, key="group", default="eight", what="group")
shown = specialty_pay.cards(w, FURTHER[group], edition, measure, baseline)
figure_card(specialty_pay.overview(w, shown))
page.prose(specialty_table.strengths(specialty_table.table(shown)), "A proxy stands in for what is not published:")
meanings()

if chosen == EVERY:
    for title, further in (("The eight specialties", False), ("Further paths", True)):
        st.header(title, anchor=words.lower_first(title).replace(" ", "-"))
        found = specialty_pay.cards(w, further, edition, measure, baseline)
        for start in range(0, len(found), 2):
            for column, item in zip(st.columns(2), found[start : start + 2], strict=False):
                with column:
                    specialty_card(item)
