"""The five verdicts on a claim: an icon, a word and a shape, never colour alone."""

from __future__ import annotations

from html import escape

import streamlit as st

CIRCLE = '<circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" stroke-width="1.6"{dash}/>'
CHECK = '<path d="M4.8 8.3l2.2 2.2 4.2-4.8" fill="none" stroke="currentColor" stroke-width="1.8"/>'
DASHED = ' stroke-dasharray="3 2"'
ICONS = {
    "supported": CIRCLE.format(dash="") + CHECK,
    "supported with limits": CIRCLE.format(dash=DASHED) + CHECK,
    "mixed": CIRCLE.format(dash="") + '<path d="M8 1a7 7 0 010 14z" fill="currentColor"/>',
    "not shown": CIRCLE.format(dash="") + '<path d="M4.5 8h7" stroke="currentColor" stroke-width="1.8"/>',
    "cannot be tested": CIRCLE.format(dash=DASHED)
    + '<path d="M6.2 6.4a1.9 1.9 0 113 1.6c-.8.5-1.2.8-1.2 1.6M8 11.6v.9" fill="none" stroke="currentColor" '
    'stroke-width="1.5"/>',
}
"""Drawn verdicts, 16 by 16; the words are those of analysis/claims.py."""


def verdict_badge(verdict: str) -> None:
    """The verdict as an icon with its word. Raises KeyError for a word that is none of the five."""
    st.html(badge_html(verdict))


def badge_html(verdict: str) -> str:
    """The badge as HTML, with the icon hidden from screen readers since the word says it."""
    name = verdict.replace(" ", "-")
    return (
        f'<span class="verdict verdict-{name}"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        f"{ICONS[verdict]}</svg>{escape(verdict.capitalize())}</span>"
    )
