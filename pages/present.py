"""Present: the story on a projector, a slide at a time, for the place that the room asks for."""

from __future__ import annotations

import streamlit as st

from ui import notes
from ui.data import warehouse
from ui.place import place_picker
from ui.slides import deck, menu, told
from ui.theme import palette

w = warehouse()
deck.take_the_window()
stage = st.container(key="slides-stage")
with st.container(key="slides-place"):
    place = place_picker(w)
with st.container(key="slides-menu"):
    letters = menu.menu(w, place)

leaves = told.leaves(w, place)
with st.container(key="slides-notes"):
    notes.about_the_data(w)
    start = told.asked(leaves)
with stage:
    deck.deck(leaves, start, place.name, palette(), letters=letters)
