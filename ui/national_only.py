"""What a page with national figures says to a visitor who has chosen a place."""

from __future__ import annotations

from analysis import same_state
from analysis.editions import NATION
from analysis.places import Place
from analysis.warehouse import Warehouse
from ui import page
from ui.data import once_a_build


def about_place(warehouse: Warehouse, place: Place) -> None:
    """Say so where the figures are the nation's although a place is chosen, and why; nothing for the nation."""
    if place.code == NATION:
        return
    said = f"These are figures of the United States, not of {place.in_words}."
    if once_a_build(same_state.editions)(warehouse):
        page.prose(f"{said} Pay by setting inside states is compared on the page Pay.")
    else:
        page.prose(f"{said} Pay by state and industry is not in the loaded files.")
