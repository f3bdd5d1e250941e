"""Credentials: which there are, what each asks and costs, what it leads to, how to prepare, and where to check."""

from __future__ import annotations

import streamlit as st

from analysis import credential_paths, credentials
from ui import credentials as shown
from ui import glossary, page
from ui.card import figure_card
from ui.catalog.credentials import Credentials
from ui.data import warehouse
from ui.parts import part

w = warehouse()
everything = credentials.all_credentials()
known = credential_paths.resources()

view = Credentials(w)
page.head(view, "Which credential, from whom, at what cost?")
page.lead(
    "Start with the CPhT: two issuers grant it. What comes after depends on the work you want.",
    "BLS publishes no pay by certification, so no figure here says what a credential adds to pay.",
)
page.key_figures(*shown.key_fees(everything))
glossary.terms("CPhT", "specialist setting", "proxy")

st.header("The name “CPhT-S”", anchor="name")
page.prose(*credential_paths.about_name())
shown.names(credential_paths.names_to_look_for())

st.header("Credentials", anchor="credentials")
left, right = st.columns(2, gap="medium")
with left:
    view.ask("way")
with right:
    view.ask("issuer")


@part(view)
def cards() -> None:
    found = credential_paths.chosen(view.way, view.issuer)
    if found:
        shown.cards(found, view.today)
    else:
        page.prose("This issuer grants no credential on this path. Choose all issuers, or another path.")


st.header("What they cost", anchor="costs")
figure_card(view.fees())

st.header("The way there, step by step", anchor="steps")
page.prose(shown.ABOUT_STEPS)
way = credential_paths.steps()
shown.steps([step for step in way if step.kind == "requirement"], known, view.today)
st.header("How to prepare", anchor="prepare")
shown.steps([step for step in way if step.kind == "preparation"], known, view.today)

st.header("States differ", anchor="states")


@part(view)
def state() -> None:
    st.markdown(shown.about_state(view.place))


st.header("Where to check, and what for", anchor="resources")
shown.resources(list(known.values()))
