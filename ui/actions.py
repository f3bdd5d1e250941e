"""Buttons under a figure that work in the browser alone: save the image, copy the link, show its addresses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from ui.theme import FONT, Palette

HERE = Path(__file__).resolve().parent

_component = st.components.v2.component(
    "card_actions",
    html="""
    <div class="row">
      <button type="button" class="image"><svg viewBox="0 0 20 20" aria-hidden="true"><path
        d="M3 4h14v12H3zM3 13l4-4 4 4 2.5-2.5L17 14M13.2 7.4h.1"/></svg>Image</button>
      <button type="button" class="link"><svg viewBox="0 0 20 20" aria-hidden="true"><path
        d="M8.5 11.5l3-3M9.5 6.5l1.8-1.8a2.8 2.8 0 014 4l-1.8 1.8M10.5 13.5l-1.8 1.8a2.8 2.8 0 01-4-4l1.8-1.8"
        /></svg>Link</button>
      <button type="button" class="elsewhere" aria-haspopup="dialog" hidden><svg viewBox="0 0 20 20"
        aria-hidden="true"><path d="M7 5.5L2.5 10 7 14.5M13 5.5l4.5 4.5-4.5 4.5"/></svg><span>Data link</span></button>
      <span class="said" role="status"></span>
    </div>
    """,
    css=(HERE / "actions.css").read_text(encoding="utf-8"),
    js=(HERE / "actions.js").read_text(encoding="utf-8"),
)


def card_actions(
    key: str,
    *,
    title: str,
    above: list[str],
    below: list[str],
    colours: Palette,
    addresses: Mapping[str, str] | None = None,
) -> None:
    """Buttons for the figure in the container `card-<key>`: save its image, copy the link to its view.

    above, below: lines of text that the image carries over and under the drawing, besides its title. addresses: where
    the figure answers alone, as 'csv', 'json' and 'embed' below 'base', the dashboard's own address ('' for the one in
    the browser); None for a figure that has none.
    """
    _component(
        key=f"browser-{key}",
        data={
            "card": f"card-{key}",
            "anchor": key,
            "title": title,
            "above": above,
            "below": below,
            "font": FONT,
            "ink": colours.ink,
            "muted": colours.muted,
            "background": colours.background,
            "addresses": dict(addresses) if addresses else None,
        },
        width="content",
    )
