"""One figure alone, for a frame on a page elsewhere: its title, the drawing, where it comes from, and nothing else."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from analysis.editions import NoEdition
from analysis.prices import NoPrices
from analysis.warehouse import Warehouse
from ui.card import FigureSpec, figure_alone
from ui.catalog.answer import NothingToShow, made
from ui.catalog.listing import UnknownFigure, find
from ui.catalog.view import View
from ui.links import NotUnderstood
from ui.place import KEY, by_code

NAME = "name"
"""What an address calls the figure; everything else in it are the figure's own parameters."""
STYLE = (Path(__file__).resolve().parent / "alone.css").read_text(encoding="utf-8")


def show(warehouse: Warehouse) -> None:
    """The figure that the address names, or in words why there is none, with the way on."""
    st.html(f"<style>{STYLE}</style>")
    _take_tile(warehouse)
    name = st.query_params.get(NAME, "")
    query = {key: st.query_params.get_all(key) for key in st.query_params if key != NAME}
    try:
        page, key = find(name)
        view = page(warehouse, query=query)
        view.checked()
        spec = made(view, key)
    except (UnknownFigure, NotUnderstood, NothingToShow, NoEdition, NoPrices) as lacking:
        _say(str(lacking), name)
        return
    st.set_page_config(page_title=spec.title)
    figure_alone(spec, _in_the_dashboard(view, spec))


def _take_tile(warehouse: Warehouse) -> None:
    """A tap on a figure's own tiles chooses a place as on its page: here that is what the address says."""
    code = st.session_state.pop(KEY, None)
    if code is not None:
        st.query_params[KEY] = by_code(warehouse, code).name


def _in_the_dashboard(view: View, spec: FigureSpec) -> str:
    """The same view on its page."""
    asked = f"?{spec.address.query}" if spec.address and spec.address.query else ""
    return f"{view.path}{asked}#{spec.key}"


def _say(reason: str, name: str) -> None:
    st.title("This figure cannot be shown", anchor=False)
    asked = f"The frame asks for <code>{escape(name[:80])}</code>. " if name else "The address names no figure. "
    # The visitor's own words are escaped; what leads on is the house's own.
    st.html(f"<p>{asked}{escape(reason)}</p>")
    st.markdown("[All figures and their addresses](/api) · [The dashboard](/)")
