"""The checks of the build: what needs a look first, then accepted exceptions with the why, then what passed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.data.checks import Check
from ui import page
from ui.data_page.grid import marked

SIGNS = {"refused": "✕", "warning": "▲", "accepted": "◆", "not run": "–", "passed": "✓"}
"""Beside the word, never in its place."""


def checks(found: Sequence[Check]) -> None:
    """Every check: those that did not pass in the open, the others on request."""
    passed = [check for check in found if check.status == "passed"]
    other = [check for check in found if check.status != "passed"]
    if other:
        st.html(_list(other))
    elif found:
        page.prose("None warns, and no exception was accepted.")
    if passed:
        box = st.expander(f"What passed ({len(passed)})", on_change="rerun", key="passed")
        if box.open:
            box.html(_list(passed))


def _list(found: Sequence[Check]) -> str:
    return f'<ul class="checks">{"".join(_line(check) for check in found)}</ul>'


def _line(check: Check) -> str:
    why = f"<br>Accepted because: {marked(check.why)}" if check.why else ""
    return (
        f'<li><span aria-hidden="true">{SIGNS.get(check.status, "▲")}</span><div><strong>{escape(check.meaning)}.'
        f"</strong> {escape(check.title)}: {marked(check.detail)}{why}<br><code>{escape(check.name)}</code></div></li>"
    )
