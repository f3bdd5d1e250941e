"""The five verdicts on a claim: an icon and a word, never colour alone."""

from __future__ import annotations

from html import escape

import streamlit as st

ICONS = {
    "supported": "supported",
    "supported with limits": "limits",
    "mixed": "mixed",
    "not shown": "not-shown",
    "cannot be tested": "untested",
}
"""Verdict to the name of its icon, drawn in ui/page.css; the words are those of analysis/verdicts."""


def verdict_badge(verdict: str) -> None:
    """The verdict as an icon with its word. Raises KeyError for a word that is none of the five."""
    st.html(badge_html(verdict))


def badge_html(verdict: str) -> str:
    """The badge as HTML. The icon is a background, so that screen readers read the word alone."""
    return f'<p class="verdict verdict-{ICONS[verdict]}">{escape(verdict.capitalize())}</p>'
