"""The parts of the Methods page: a measure with its formula and worked example, rules, surveys, and what was read."""

from __future__ import annotations

from collections.abc import Hashable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis import surveys, words
from analysis.breaks import Break
from analysis.claims import Claim
from analysis.methods import Method
from analysis.methods.rules import Rule
from analysis.origins import Origin
from analysis.surveys import Finding
from ui import tables
from ui.prose import plain
from ui.tables import Column
from ui.verdict import verdict_badge

GAPS = {
    "words": Column("What is shown"),
    "meaning": Column("What it means"),
    "cells": Column("Wage cells", "jobs"),
}


def contents(sections: dict[str, str]) -> None:
    """Links to the sections of the page: anchor to name."""
    st.markdown(" · ".join(f"[{name}](#{anchor})" for anchor, name in sections.items()))


def method_card(method: Method, source: Origin | None) -> None:
    """A measure: what it answers, its formula, the same with loaded figures and their source, what it does not say."""
    figures = f"Figures: {source.words}, {source.edition}. " if source else ""
    with st.container(border=True, key=f"method-{method.key}", gap="small"):
        st.subheader(method.name, anchor=method.key)
        st.markdown(plain(method.question))
        _block("Formula", method.formula, "formula")
        _block("With the loaded figures", method.example, "example")
        st.markdown("\n".join(f"- {plain(limit)}" for limit in method.limits))
        st.caption(f"{figures}In the code: {method.module}")


def rule_card(rule: Rule) -> None:
    """A claim's rule with the verdict that it gives today; for one that cannot be tested, what a test would need."""
    claim = rule.claim
    with st.container(border=True, key=f"rule-{claim.key}", gap="small"):
        st.subheader(claim.name, anchor=f"rule-{claim.key.replace('_', '-')}")
        st.markdown(f"**The claim.** {plain(claim.claim)}")
        st.markdown(f"**Proof it would take.** {plain(claim.proof)}")
        if rule.basis:
            st.markdown(f"**Judged on.** {plain(rule.basis)}")
        if rule.steps:
            st.markdown("\n".join(f"- {plain(step)}" for step in rule.steps))
        st.markdown("**The verdict today**")
        verdict_badge(claim.verdict.level)
        st.markdown("\n".join(f"- {plain(reason)}" for reason in claim.verdict.reasons))


def limits(found: dict[str, str]) -> None:
    """What none of the figures can say, as a list of names with their explanation."""
    st.markdown("\n".join(f"- **{name}.** {plain(said)}" for name, said in found.items()))


def breaks(found: list[Break]) -> None:
    """The changes in how figures are made, oldest first, each with its effect and source."""
    lines = [
        f"- **{item.edition.label}: {item.label}.** {plain(item.effect)} [Source]({item.source})" for item in found
    ]
    st.markdown("\n".join(lines))


def outside(found: list[Claim]) -> None:
    """The claims that public data cannot test, each with its limit and what a test would need."""
    lines = [
        f"- **{claim.name}.** {claim.limit} A test would need: {words.lower_first(claim.proof)}" for claim in found
    ]
    st.markdown(plain("\n".join(lines)))


def survey_findings() -> None:
    """Every survey finding under its topic with its grade, the reason for it and where it was read."""
    st.markdown(plain(surveys.APART))
    for topic in surveys.topics():
        st.subheader(words.capital(topic), anchor=f"survey-{topic.replace(' ', '-')}")
        st.markdown(plain("\n".join(_finding(item) for item in surveys.findings(topic))))


def missing_values(found: pd.DataFrame) -> None:
    """The vocabulary of missing values with how often the loaded wages carry each."""
    alt = "Why a figure may be missing"
    st.table(tables.shown(found, GAPS), hide_index=True, border="horizontal", alt=alt)


def source_list(found: pd.DataFrame) -> None:
    """What was read: each publisher's table with its editions and dates."""
    st.markdown(plain("\n".join(f"- {_source(row)}" for row in found.to_dict("records"))))


def _source(row: dict[Hashable, Any]) -> str:
    name = f"[{row['table_title']}]({row['url']})" if row["url"].startswith("http") else row["table_title"]
    count = words.number(row["editions"])
    span = row["last"] if row["first"] == row["last"] else f"{count} editions, {row['first']} to {row['last']}"
    dates = [
        f"{said} {row[column]}"
        for column, said in (
            ("released", "last released on"),
            ("next_release", "next expected in"),
            ("retrieved", "read on"),
        )
        if row[column]
    ]
    return f"**{name}**, {row['publisher']}: {span}; {', '.join(dates)}."


def _finding(item: Finding) -> str:
    where = f"[{item.source_title}]({item.source})" if item.source else item.source_title
    grade = f"Grade {item.grade} of {max(surveys.GRADES)}. {item.grade_reason}."
    return f"- {item.finding} {item.who}.  \n  {grade}  \n  Read in {where}, {item.read_words}."


def _block(heading: str, lines: tuple[str, ...], kind: str) -> None:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f'<div class="worked worked-{kind}"><p>{escape(heading)}</p><ul>{items}</ul></div>')
