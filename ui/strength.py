"""How well a setting stands for a specialty: a shape and a word beside every figure, never colour alone."""

from __future__ import annotations

from html import escape

import streamlit as st

from analysis.specialties import STRENGTHS
from ui.prose import plain

SYMBOLS = {"direct": "circle", "partial": "square", "weak": "triangle-up-open"}
"""Strength to the mark of a figure (Plotly's names); ui/page.css draws the same shapes on the badges."""

SIGNS = {"direct": "●", "partial": "■", "weak": "△"}
"""The same marks in a line of text."""


def strength_badge(strength: str, what: str = "") -> None:
    """The strength of a proxy as a shape with its word, then `what` is read. Raises KeyError for no such strength."""
    st.html(badge_html(strength, what))


def badge_html(strength: str, what: str = "") -> str:
    """The badge as HTML: 'Weak proxy', then `what`. The shape is a background: screen readers read the words alone."""
    if strength not in STRENGTHS:
        raise KeyError(strength)
    rest = f"<span>{escape(what)}</span>" if what else ""
    return f'<p class="strength strength-{strength}"><strong>{strength.capitalize()} proxy</strong>{rest}</p>'


def key_words() -> str:
    """What the marks mean, for the line above a figure."""
    return " \u2003 ".join(f"{SIGNS[name]}\u00a0{name}\u00a0proxy" for name in STRENGTHS)


def meanings() -> None:
    """The three strengths and what each means, as a list."""
    st.markdown(
        "\n".join(f"- {SIGNS[name]} **{name.capitalize()}**: {plain(said)}." for name, said in STRENGTHS.items())
    )
