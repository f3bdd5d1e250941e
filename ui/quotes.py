"""A publisher's own words, set apart from ours."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.prose import plain


def quoted(text: str, about: Sequence[str], source: str, url: str = "") -> None:
    """The words as printed, after what they are about, before who wrote them."""
    named = f"[{source}]({url})" if url else source
    st.markdown(plain(f"**{'; '.join(about)}.** “{text}” {named}."))
