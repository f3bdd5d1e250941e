"""The place picker, carried by every page: one choice for the whole visit, kept in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from analysis import places
from analysis.editions import NATION
from analysis.places import Place
from analysis.warehouse import Warehouse
from ui import notes, parts
from ui.data import once_a_build
from ui.links import Choice

if TYPE_CHECKING:
    from ui.catalog.view import View

KEY = "place"
ALSO = "BLS's code of the area, a state's postal code, the beginning of a name"
"""What a link may say of a place besides its name."""
_all_places = once_a_build(places.all_places)


@once_a_build
def place_choice(warehouse: Warehouse) -> Choice[str]:
    """The place as a question, the nation unless answered. Found by typing a part of its name.

    A link may carry the name as shown, BLS's code, a state's postal code, or a beginning that fits ('denver').
    """
    known = _all_places(warehouse)
    return Choice(
        "Place",
        {place.code: place.name for place in known},
        key=KEY,
        default=NATION,
        what="place",
        look="select",
        resolve=lambda asked: resolve(known, asked),
        also=ALSO,
        placeholder="Type a state or a city",
    )


@once_a_build
def _by_code(warehouse: Warehouse) -> dict[str, Place]:
    return {place.code: place for place in _all_places(warehouse)}


def by_code(warehouse: Warehouse, code: str) -> Place:
    """The place with this code. Raises KeyError."""
    return _by_code(warehouse)[code]


def place_picker(warehouse: Warehouse) -> Place:
    """The place that the visitor has chosen, on a page without a view."""
    question = place_choice(warehouse)
    _bring_along(question.options)
    return by_code(warehouse, question.draw())


def place_of_view(view: View) -> None:
    """The same picker for a page that hangs on a view."""
    _bring_along(place_choice(view.w).options)
    view.draw(KEY, lambda view: place_choice(view.w))


def carried_along(place: Place) -> dict[str, str] | None:
    """What a link to another page carries along: the place, where one is chosen."""
    return None if place.code == NATION else {KEY: place.name}


def choose_place(code: str) -> None:
    """Make a place the one for the whole visit; for callbacks, which run before the picker is there."""
    st.session_state[KEY] = code
    notes.forget(KEY)
    st.rerun()


def _bring_along(names: Mapping[str, str]) -> None:
    """Put the place back into the address where turning to another page has lost it.

    Streamlit leaves a value that the visit's first address carried out of the address of the first page turned to, and
    the control there starts from its default. So begin again with the address as it should be.
    """
    carried = st.session_state.get(KEY)
    if parts.is_turned_to() and carried in names and carried != NATION and KEY not in st.query_params:
        del st.session_state[KEY]
        st.query_params[KEY] = names[carried]
        st.rerun()


def resolve(known: Sequence[Place], asked: str) -> str | None:
    """The code of the place that a link means by other words than its name."""
    # A guess at a misspelling is good while typing, but a link should not silently become another place.
    return next(
        (match.place.code for match in places.search(list(known), asked, limit=1) if match.how != "spelling"), None
    )
