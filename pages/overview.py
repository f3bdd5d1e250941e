"""Overview: the answer, how sure it is, and what it looks like near you."""

from __future__ import annotations

import streamlit as st

from analysis import claims, national, words
from ui import elsewhere, glossary, page
from ui.card import figure_card
from ui.catalog.overview import Overview
from ui.claims import claim_head, claim_row
from ui.data import once_a_build, warehouse
from ui.figures import openings
from ui.handouts.offer import for_your_class
from ui.parts import part
from ui.proxy import proxy_statement

w = warehouse()
pay, advancement, growth = once_a_build(claims.claims)(w, overview=True)
nation = once_a_build(national.headline)(w)

view = Overview(w)
page.head(view, "Does specializing pay for a pharmacy technician?")
page.lead(pay.verdict.reasons[0], "That compares settings, not specialties: BLS publishes no pay by specialty.")


@part(view)
def with_the_place() -> None:
    page.offer_plan(view.place)
    for_your_class(w, view.place)


page.key_figures(
    page.figure("Median pay a year", nation["annual_median"], nation.edition.label),
    page.figure("Mean pay a year", nation["annual_mean"], nation.edition.label),
    page.figure("Jobs", nation["employment"], nation.edition.label, unit=words.number),
    openings.key_figure(view.projected),
)
claim_row([pay, advancement, growth])
glossary.terms("median", "mean", "percentile", "margin", "setting", "proxy", "openings", "edition")

st.header("Near you", anchor="near-you")


@part(view)
def near_you() -> None:
    page.prose(*view.here.sentences)
    figure_card(view.pay_here())


claim_head(pay)
figure_card(view.pay_by_sector())
figure_card(view.pay_by_setting())

claim_head(advancement)
figure_card(view.room_at_the_top())

claim_head(growth)
view.ask("subject")


@part(view)
def through_the_editions() -> None:
    figure_card(view.through_the_editions())


figure_card(view.openings())

st.header("How well settings stand for specialties", anchor="proxy")
proxy_statement()

st.header("Use a figure elsewhere", anchor="elsewhere")
elsewhere.how_to()
