"""States as tiles of one size, each a button with postal code and figure; drawn by the browser to fit any width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ui.theme import Palette, contrast

HERE = Path(__file__).resolve().parent
MIXES = (0.06, 0.16, 0.34, 0.66, 0.86)
"""How much ink is mixed into the background for each shade, lowest first: even steps for the eye, one hue."""

_component = st.components.v2.component(
    "tile_grid",
    html="""
    <div class="tile-grid drawing">
      <div class="tiles" role="group"></div>
      <p class="scale"></p>
    </div>
    """,
    css=(HERE / "tile_grid.css").read_text(encoding="utf-8"),
    js=(HERE / "tile_grid.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Tile:
    """One tile. row, column: from 0. long: its figure where there is room; short: on a phone (four signs at most).

    said: everything in words, for who cannot see it. shade: 0 for no figure, else 1 to len(MIXES).
    """

    code: str
    postal: str
    row: int
    column: int
    long: str
    short: str
    said: str
    shade: int
    chosen: bool = False


def fill(colours: Palette, shade: int) -> str:
    """Background of a shade as #RRGGBB; shade 0 is the page's own."""
    if shade == 0:
        return colours.background
    part = MIXES[shade - 1]
    channels = [
        round(
            int(colours.background[start : start + 2], 16) * (1 - part) + int(colours.ink[start : start + 2], 16) * part
        )
        for start in (1, 3, 5)
    ]
    return "#" + "".join(f"{channel:02X}" for channel in channels)


def text_on(colours: Palette, background: str) -> str:
    """Ink or background colour, whichever is easier to read on `background`."""
    return max((colours.ink, colours.background), key=lambda colour: contrast(colour, background))


def tile_grid(
    key: str,
    tiles: Sequence[Tile],
    scale: Sequence[tuple[int, str, str]],
    colours: Palette,
    *,
    label: str,
    on_choose: Callable[[str], None],
) -> None:
    """Draw the grid. scale: (shade, long words, short words) of the legend. on_choose gets the tapped tile's code."""
    looks = {}
    for shade in range(len(MIXES) + 1):
        background = fill(colours, shade)
        looks[shade] = {"fill": background, "ink": text_on(colours, background)}
    dressed = [vars(tile) | looks[tile.shade] for tile in tiles]
    legend = [looks[shade] | {"long": long, "short": short} for shade, long, short in scale]

    def chosen() -> None:
        code = st.session_state[key].chosen
        if any(code == tile.code for tile in tiles):
            on_choose(code)

    _component(
        key=key,
        data={"label": label, "tiles": dressed, "scale": legend, "line": colours.line, "ring": colours.ink},
        on_chosen_change=chosen,
    )
