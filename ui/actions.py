"""Two buttons under a figure that work in the browser alone: save the image, copy the link."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.theme import FONT, Palette

HERE = Path(__file__).resolve().parent

_component = st.components.v2.component(
    "card_actions",
    html="""
    <div class="row">
      <button type="button" class="image">Image</button>
      <button type="button" class="link">Link</button>
      <span class="said" role="status"></span>
    </div>
    """,
    css=(HERE / "actions.css").read_text(encoding="utf-8"),
    js=(HERE / "actions.js").read_text(encoding="utf-8"),
)


def card_actions(key: str, *, title: str, subtitle: str, origin: str, caveat: str, colours: Palette) -> None:
    """Buttons for the figure in the container `card-<key>`: its image with title and source, and the link to its view."""
    _component(
        key=f"browser-{key}",
        data={
            "card": f"card-{key}",
            "anchor": key,
            "title": title,
            "subtitle": subtitle,
            "origin": origin,
            "caveat": caveat,
            "font": FONT,
            "ink": colours.ink,
            "muted": colours.muted,
            "background": colours.background,
        },
        width="content",
    )
