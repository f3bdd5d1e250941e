"""What every figure has in common: type, colours, margins, and the settings of the drawing."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from ui.theme import FONT, Palette

TEXT = 14
SMALL = 13
"""Sizes in pixels that stay legible on a phone held at arm's length; nothing in a figure is smaller."""

SIDE = 18
"""Pixels left and right of the drawing: half the width of a tick's figure, so that none is cut off at the edge."""
FLUSH = 2 - SIDE
"""Shift of a row's name that brings it back to the left edge of the card."""

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showAxisDragHandles": False,
    "responsive": True,
}
"""The image is saved by the card's own button, with title and source; the toolbar would save the bare drawing."""


def layout(colours: Palette, **more: Any) -> dict[str, Any]:
    """A layout with the type and colours of the house; `more` is merged over it, one level deep."""
    axis = {
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "gridcolor": colours.grid,
        "tickfont": {"size": SMALL, "color": colours.muted},
        "title": {"font": {"size": SMALL, "color": colours.muted}},
        "fixedrange": True,
        "automargin": True,
    }
    base: dict[str, Any] = {
        "template": None,
        "autosize": True,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": TEXT, "color": colours.ink},
        "margin": {"l": SIDE, "r": SIDE, "t": 8, "b": 8, "pad": 0},
        "xaxis": axis,
        "yaxis": axis,
        "showlegend": False,
        "hoverlabel": {
            "font": {"family": FONT, "size": TEXT, "color": colours.ink},
            "bgcolor": colours.background,
            "bordercolor": colours.line,
            "align": "left",
        },
        "hovermode": "closest",
        "dragmode": False,
    }
    for name, value in more.items():
        base[name] = {**base[name], **value} if isinstance(value, dict) and isinstance(base.get(name), dict) else value
    return base


def figure(traces: list[dict[str, Any]], layout_: dict[str, Any]) -> go.Figure:
    """A figure from plain dictionaries. Plotly does not check each property of it again, which takes most of the time
    of making one: tests have every figure checked (tests/ui/test_catalog.py)."""
    return go.Figure({"data": traces, "layout": layout_}, _validate=False)
