"""The place picker, carried by every page: one choice for the whole visit, kept in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analysis import places
from analysis.editions import NATION
from analysis.places import Place
from analysis.warehouse import Warehouse
from ui import notes
from ui.data import once_a_build
from ui.links import choose

KEY = "place"
_CARRIED = "_carried_place"
_all_places = once_a_build(places.all_places)


def place_picker(warehouse: Warehouse, label: str = "Place") -> Place:
    """The place that the visitor has chosen, the nation unless they have. Found by typing a part of its name.

    A link may carry the name as shown, BLS's code, a state's postal code, or a beginning that fits ('denver').
    """
    known = {place.code: place for place in _all_places(warehouse)}
    nation = next(iter(known))
    _bring_along(known)
    code = choose(
        label,
        {code: _label(place) for code, place in known.items()},
        key=KEY,
        default=nation,
        what="place",
        look="select",
        resolve=lambda asked: _resolve(list(known.values()), asked),
        placeholder="Type a state or a city",
    )
    st.session_state[_CARRIED] = code
    return known[code]


def choose_place(code: str) -> None:
    """Make a place the one for the whole visit; for callbacks, which run before the picker is there."""
    st.session_state[KEY] = code
    notes.forget(KEY)


def _bring_along(known: Mapping[str, Place]) -> None:
    """Put the place back into the address where turning to another page has lost it.

    Streamlit leaves a value that the visit's first address carried out of the address of the first page turned to, and
    the control there starts from its default. So begin again with the address as it should be.
    """
    carried = st.session_state.get(_CARRIED)
    if carried in known and carried != NATION and KEY not in st.query_params and st.session_state.get(KEY) == carried:
        del st.session_state[KEY]
        st.query_params[KEY] = _label(known[carried])
        st.rerun()


def _label(place: Place) -> str:
    return place.name


def _resolve(known: list[Place], asked: str) -> str | None:
    # A guess at a misspelling is good while typing, but a link should not silently become another place.
    return next((match.place.code for match in places.search(known, asked, limit=1) if match.how != "spelling"), None)
