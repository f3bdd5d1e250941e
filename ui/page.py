"""What every page wears: its head with the place picker, and its foot with build, editions, limits and sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis import words
from analysis.estimate import Estimate
from analysis.places import Place
from analysis.warehouse import Warehouse
from ui import actions, notes, parts
from ui.place import carried_along, place_of_view
from ui.prose import plain
from ui.theme import palette

if TYPE_CHECKING:
    from ui.catalog.view import View

HERE = Path(__file__).resolve().parent
STYLE = (HERE / "page.css").read_text(encoding="utf-8")
LINKS = {
    "BLS wage survey (OEWS)": "https://www.bls.gov/oes/",
    "BLS Employment Projections": "https://www.bls.gov/emp/",
    "Occupational Outlook Handbook": "https://www.bls.gov/ooh/healthcare/pharmacy-technicians.htm",
}


def dress() -> None:
    """Spacing and type that the theme's options do not reach; the same on every page."""
    colours = palette()
    own = {
        "page": colours.background, "muted": colours.muted, "line": colours.line, "accent": colours.specialist,
        "link": st.get_option(f"theme.{colours.name}.linkColor"),
    }  # fmt: skip
    said = "".join(f"--{name}: {colour};" for name, colour in own.items())
    st.html(f"<style>:root {{ {said} }}\n{STYLE}{actions.STYLE}</style>")


def head(view: View, title: str) -> None:
    """The page's title with the place picker beside it (below it on a phone)."""
    parts.of_page(view)
    with st.container(key="head"):
        words, control = st.columns([2.1, 1], vertical_alignment="bottom", gap="medium")
        words.title(title, anchor=False)
        with control:
            place_of_view(view)
    notes.about_the_data(view.w)
    notes.about_newer_data(view.w)


def lead(*sentences: str) -> None:
    """The answer, in larger type: the first thing that is read."""
    with st.container(key="lead"):
        st.markdown(" ".join(plain(sentence) for sentence in sentences))


def prose(*sentences: str) -> None:
    """Sentences computed from figures, as one paragraph; a dollar sign in them stays a dollar sign."""
    st.markdown(" ".join(plain(sentence) for sentence in sentences if sentence))


def figure(
    name: str, found: Estimate, edition: str, unit: Callable[[float], str] = words.money
) -> tuple[str, str, str]:
    """A published figure for `key_figures`: with its margin where BLS publishes an error, or why it is missing."""
    if found.value is None:
        return name, "—", f"{edition}, {found.reason_words}"
    margin = "no published margin" if found.margin is None else f"give or take {unit(found.margin)}"
    return name, unit(found.value), f"{edition}, {margin}"


def key_figures(*figures: tuple[str, str, str]) -> None:
    """A few figures to remember, side by side: (what it is, the figure, its edition and margin)."""
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd><strong>{escape(figure)}</strong><span>{escape(note)}</span></dd></div>"
        for name, figure, note in figures
    )
    st.html(f'<dl class="key-figures">{items}</dl>')


def offer_plan(place: Place) -> None:
    """The short way to My path, with the place that is chosen."""
    with st.container(key="offer-plan"):
        st.page_link(
            "pages/my_path.py",
            label="Make a plan for yourself",
            icon=":material/route:",
            query_params=carried_along(place),
        )


def foot(warehouse: Warehouse, pages: Sequence[StreamlitPage]) -> None:
    """The way to every page, which a phone otherwise hides behind a sign; where all of it comes from and its limits."""
    with st.container(key="foot", gap="small"):
        with st.container(key="foot-pages", horizontal=True, gap="small"):
            for item in pages:
                st.page_link(item)
        st.markdown(
            "**BLS publishes no pay by specialty.** It counts every pharmacy technician under one code "
            "(29\u20112052), so a "
            "specialty is read here through the settings in which its work is done."
        )
        origin = "the data that come with the dashboard" if warehouse.origin == "snapshot" else "the build"
        st.markdown(f"Shown: {origin}, `{warehouse.build_id}`, made on {warehouse.built:%-d %B %Y}.")
        st.markdown("Sources: " + " · ".join(f"[{name}]({address})" for name, address in LINKS.items()))
        if warehouse.missing:
            with st.expander("What the loaded files leave out"):
                st.markdown("\n".join(f"- {plain(item)}" for item in warehouse.missing))
