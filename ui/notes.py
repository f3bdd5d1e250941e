"""Notes: what a link asked for and was not understood, and what stands in for the newest build."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from analysis import staleness
from analysis.warehouse import Warehouse
from ui.data import once_a_build

_NOT_UNDERSTOOD = "_not_understood"

_banner = once_a_build(staleness.banner)


def forget(key: str) -> bool:
    """The visitor has chosen for themselves: what the link said no longer matters. Whether it had to be noted."""
    return st.session_state.get(_NOT_UNDERSTOOD, {}).pop(key, None) is not None


def remember(key: str, asked: str) -> None:
    """Keep what a link asked for under `key` and was not understood, until the visitor chooses something."""
    st.session_state.setdefault(_NOT_UNDERSTOOD, {})[key] = asked


def remembered(key: str) -> bool:
    """Whether a link asked for something under `key` that was not understood."""
    return key in st.session_state.get(_NOT_UNDERSTOOD, {})


def not_understood(key: str, what: str, shown: str, where: str = " in the loaded data") -> None:
    """Say that the link's `key` was not understood, and what is shown in its place; nothing where it was.

    where: added to what was expected; empty where the data have no say in it.
    """
    asked = st.session_state.get(_NOT_UNDERSTOOD, {}).get(key)
    if asked is not None:
        # In a code span the visitor's own text cannot become a link, an image or markup.
        quoted = asked.replace("`", "'").replace("\n", " ")[:80]
        st.warning(
            f"The link asked for `{quoted}`, which is not a {what}{where}. Shown instead: {shown}.",
            icon=":material/link_off:",
        )


def about_the_data(warehouse: Warehouse) -> None:
    """Say so where another build than the newest is shown. What a snapshot lacks is said at the foot of the page."""
    if warehouse.notice:
        st.warning(warehouse.notice, title="These are not the newest data", icon=":material/history:")


def about_newer_data(warehouse: Warehouse) -> None:
    """A line that leads to the Data page where newer figures are out or were due, with since when."""
    if late := _banner(warehouse, today()):
        with st.container(key="behind"):
            st.page_link("pages/data.py", label=late, icon=":material/update:")


def today() -> date:
    """The day in UTC, by which what is due is told."""
    return datetime.now(UTC).date()
