"""Specialties: what each is, the settings it is read through and how well, pay there, and what to earn next."""

from __future__ import annotations

import streamlit as st

from analysis import specialty_table, words
from ui import glossary, page
from ui.card import figure_card
from ui.catalog.specialties import Specialties
from ui.data import warehouse
from ui.national_only import about_place
from ui.parts import part
from ui.specialty import credential_details, pay_link, pay_now, specialty_card, steps, weak_points
from ui.strength import meanings

w = warehouse()
view = Specialties(w)
page.head(view, "What do settings pay where specialists work?")
page.lead(
    "BLS publishes no pay by specialty.",
    "Every figure here is the pay of all technicians in a setting where the specialty's work is done.",
)


@part(view)
def place_here() -> None:
    about_place(w, view.place)


with st.container(horizontal=True, vertical_alignment="bottom"):
    view.ask("chosen")
    view.ask("baseline")
    view.ask("year")
with st.container(horizontal=True, gap="medium"):
    view.ask("measure")
    view.ask("kind")


@part(view)
def dollars() -> None:
    if view.money:
        page.prose(view.money.note)


glossary.terms("setting", "proxy", "mean", "median", "percentile", "margin", "edition", "baseline", "NAICS")


@part(view)
def in_depth() -> None:
    card = view.card
    if card:
        st.header(card.name, anchor="in-depth")
        pay_now(card)
        figure_card(view.pay_where_it_is_read())
        figure_card(view.spread())
        weak_points(card)
        st.subheader("Credentials that point there", anchor="credentials")
        credential_details(card.credentials)
        st.subheader("Next steps", anchor="next-steps")
        steps(card)
        pay_link(card, view.choices)


st.header("All specialties on one scale", anchor="compared")
view.ask("group")


@part(view)
def compared() -> None:
    figure_card(view.specialties())
    strengths = specialty_table.strengths(specialty_table.table(view.shown))
    page.prose(strengths, "A proxy stands in for what is not published:")


meanings()


@part(view)
def each() -> None:
    if view.card is None:
        for title, further in (("The eight specialties", False), ("Further paths", True)):
            st.header(title, anchor=words.lower_first(title).replace(" ", "-"))
            found = view.cards(further)
            for start in range(0, len(found), 2):
                for column, item in zip(st.columns(2), found[start : start + 2], strict=False):
                    with column:
                        specialty_card(item, view.choices)
