"""Methods: each measure with its formula, an example worked with the loaded figures, its limits, and the glossary."""

from __future__ import annotations

import streamlit as st

from analysis import methods, origins
from analysis.methods import gaps, limits, rules, sources
from ui import glossary, method, page
from ui.catalog.view import WithoutFigures
from ui.data import once_a_build, warehouse
from ui.proxy import proxy_statement

SECTIONS = {
    "frame": "What public data can say",
    "measures": "Measures",
    "verdicts": "Verdicts",
    "limits": "Limits",
    "missing": "Missing figures",
    "sources": "Sources",
    "surveys": "Surveys",
    "glossary": "Glossary",
}

w = warehouse()
page.head(WithoutFigures(w), "How the figures are made")
page.lead(
    "Every figure is BLS's or computed from BLS's by the formulas below.",
    "The examples are worked with the data that are loaded now.",
)
method.contents(SECTIONS)

st.header(SECTIONS["frame"], anchor="frame")
page.prose(
    "Public data can say what technicians earn by the setting they work in, by place, by year and by rank in the range "
    "of pay, and what neighbouring occupations earn. They cannot say what a specialty or a certificate pays."
)
proxy_statement()
page.prose("Outside of what these data can show:")
method.outside(limits.outside(w))

st.header(SECTIONS["measures"], anchor="measures")
explained = once_a_build(methods.methods)(w)
method.contents({item.key: item.name for item in explained})
for item in explained:
    method.method_card(item, origins.origin(w, item.source_id) if item.source_id else None)

st.header(SECTIONS["verdicts"], anchor="verdicts")
page.prose(f"A rule in the code gives one of {len(rules.levels())} verdicts. It can go against the claim.")
for rule in once_a_build(rules.rules)(w):
    method.rule_card(rule)

st.header(SECTIONS["limits"], anchor="limits")
method.limits(limits.LIMITS)
st.subheader("Breaks in the wage figures", anchor="breaks")
method.breaks(limits.known_breaks())

st.header(SECTIONS["missing"], anchor="missing")
page.prose("A missing figure says why. It is never zero, and never left out in silence.")
page.prose("The last column counts the cells of technicians' wages that carry it in the loaded files.")
method.missing_values(once_a_build(gaps.gaps)(w))

st.header(SECTIONS["sources"], anchor="sources")
method.source_list(once_a_build(sources.sources)(w))
page.prose(
    "O*NET is used under the licence CC BY 4.0 of the U.S. Department of Labor, Employment and Training Administration."
)

st.header(SECTIONS["surveys"], anchor="surveys")
method.survey_findings()

st.header(SECTIONS["glossary"], anchor="glossary")
glossary.every_term()
