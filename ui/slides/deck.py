"""The window of slides: a component that turns them over in the browser, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from ui.slides.markup import Leaf
from ui.theme import Palette

HERE = Path(__file__).resolve().parent
KEY = "slides"
COLOURS = ("background", "ink", "muted", "line", "grid", "specialist", "general", "other")

_component = st.components.v2.component(
    "slides",
    html="""
    <div class="deck">
      <h1 class="unseen">Slides: does specializing pay for a pharmacy technician?</h1>
      <div class="slides"></div>
      <div class="notes" role="region" aria-label="Speaker notes" tabindex="0" hidden></div>
      <nav class="controls" aria-label="Slides">
        <button type="button" class="back" aria-label="Previous slide"><svg viewBox="0 0 20 20" aria-hidden="true"><path
          d="M12.5 4l-6 6 6 6"/></svg></button>
        <span class="number"></span>
        <button type="button" class="next" aria-label="Next slide"><svg viewBox="0 0 20 20" aria-hidden="true"><path
          d="M7.5 4l6 6-6 6"/></svg></button>
        <span class="gap"></span>
        <button type="button" class="open-notes">Notes</button>
        <button type="button" class="full">Full screen</button>
        <button type="button" class="open-menu">Menu</button>
      </nav>
      <p class="unseen said" role="status"></p>
    </div>
    """,
    css=(HERE / "deck.css").read_text(encoding="utf-8"),
    js=(HERE / "deck.js").read_text(encoding="utf-8"),
)


def take_the_window() -> None:
    """Put away what frames the other pages, while this one is open."""
    st.html(f"<style>{(HERE / 'window.css').read_text(encoding='utf-8')}</style>")


def deck(leaves: Sequence[Leaf], start: str, place: str, colours: Palette, *, letters: bool) -> None:
    """The slides, beginning with the one of key `start`; afterwards the browser knows which one it shows.

    place: whose slides they are, announced when it changes. letters: whether N and F are keys.
    """
    _component(
        key=KEY,
        data={
            "slides": [asdict(leaf) for leaf in leaves],
            "start": start,
            "place": place,
            "letters": letters,
            "colours": {name: getattr(colours, name) for name in COLOURS},
        },
    )
