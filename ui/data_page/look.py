"""The look of the parts that only the Data page has."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.theme import palette

STYLE = Path(__file__).with_name("data_page.css").read_text(encoding="utf-8")


def dress() -> None:
    """Put the page's own style in place."""
    links = st.get_option(f"theme.{palette().name}.linkColor")
    st.html(f"<style>:root {{ --link: {links}; }}\n{STYLE}</style>")
