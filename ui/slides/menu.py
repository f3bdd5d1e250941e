"""What is off the slides: files to take away, the keys, and the way back."""

from __future__ import annotations

import streamlit as st

from analysis.places import Place
from analysis.warehouse import Warehouse
from ui.handouts.offer import offer
from ui.place import KEY

KEYS = (
    "**Keys:** arrows, Space, Page Up and Page Down turn a slide over; Home and End go to the first and the last; "
    "Esc closes what is open, then goes back to the dashboard."
)


def menu(warehouse: Warehouse, place: Place) -> bool:
    """Draw the menu; whether the letter keys are wanted (speech and stray keys can press them by accident)."""
    offer(warehouse, place)
    st.markdown(KEYS)
    letters = st.toggle("Letter keys: N for notes, F for full screen", value=True, key="letter-keys")
    here = {key: value for key, value in st.query_params.items() if key == KEY}
    with st.container(key="slides-leave"):
        st.page_link(
            "pages/overview.py", label="Back to the dashboard", icon=":material/arrow_back:", query_params=here or None
        )
    return letters
