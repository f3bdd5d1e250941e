"""The slides of a place, which one a link asks for, and the code that takes the room to the same figures."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.editions import NATION
from analysis.places import Place
from analysis.story import story
from analysis.warehouse import Warehouse
from ui import address, notes
from ui import place as places
from ui.data import once_a_build
from ui.handouts import qr
from ui.slides.markup import Leaf, leaf

KEY = "slide"
log = logging.getLogger(__name__)

_story = once_a_build(story)


def leaves(warehouse: Warehouse, place: Place) -> list[Leaf]:
    """The slides of the place, the last with the code beside it."""
    *told, last = _story(warehouse, place)
    build = f"Build {warehouse.build_id}."
    code, warning = _code(place)
    return [*(leaf(slide, build) for slide in told), leaf(last, build, code, warning)]


def asked(told: Sequence[Leaf]) -> str:
    """Key of the slide that the link asks for by key, number or heading: the first, with a note, where it is none."""
    said = (st.query_params.get(KEY) or "").strip()
    if not said:
        return told[0].key
    for number, one in enumerate(told, 1):
        if said.casefold() in (one.key, str(number), one.heading.casefold()):
            notes.forget(KEY)
            return one.key
    notes.remember(KEY, said)
    notes.not_understood(KEY, "slide", "the first one", where="")
    return told[0].key


def view_address(place: Place) -> str:
    """The address of the Overview with the place, as short as it can be. Raises BadAddress."""
    return address.view("/", {} if place.code == NATION else {places.KEY: _short(place)})


def _short(place: Place) -> str:
    """What a link may call the place: a state's postal code, else BLS's code. Short links make codes that scan well."""
    return place.state if place.type in ("state", "territory") else place.code


def _code(place: Place) -> tuple[str, str]:
    """The code with its address in words, and a warning where phones cannot reach it, both as HTML."""
    try:
        shown = view_address(place)
    except address.BadAddress as error:
        log.error("No code on the slides: %s", error)
        return "<p>No code here: the public address of this dashboard is not set up as it should be.</p>", ""
    said = (
        "<p>On your phone</p>"
        f'<div class="code" role="img" aria-label="{escape(f"QR code of {shown}")}">{qr.svg(shown)}</div>'
        f"<p>{escape(shown)}</p>"
    )
    if not address.this_machine_alone(shown):
        return said, ""
    return said, (
        f'<p class="warned">Phones cannot open this address: it is this computer\'s own. Start the dashboard with '
        f"{address.VARIABLE} set to its address on your network.</p>"
    )
