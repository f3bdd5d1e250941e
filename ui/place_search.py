"""Finding a place by typing: suggestions as buttons while one types, misspellings too."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis import places
from analysis.places import Match, Place
from ui.place import choose_place

KEY = "find"
MOST = 6


@st.fragment
def place_search(known: Sequence[Place]) -> None:
    """A field for a name, a postal code or a part of one; a tap on a suggestion makes it the place of the visit."""
    typed = st.text_input(
        "Find a place", key=KEY, type="search", live=True, max_chars=80, placeholder="A state, a city, or CO",
        autocomplete="off",
    )  # fmt: skip
    if not (typed or "").strip():
        return
    matches = places.search(list(known), typed or "", limit=MOST)
    st.caption(_heading(matches))
    with st.container(horizontal=True, gap="xsmall", key="suggestions"):
        for match in matches:
            code = match.place.code
            st.button(match.place.name, key=f"suggested-{code}", on_click=_take, args=(code,))


def _heading(matches: list[Match]) -> str:
    if not matches:
        return "No area has a name like that. BLS names an area after its largest cities; try one nearby, or the state."
    return "Did you mean" if matches[0].how == "spelling" else "Tap to choose"


def _take(code: str) -> None:
    st.session_state[KEY] = ""
    choose_place(code)
