"""One assumption a row, from the worst to the best that it does to the answer, around the plan's own value."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import words
from ui.charts.frame import SMALL, TEXT, figure, layout
from ui.theme import Palette

ROW, AXIS = 84, 40
ROOM = 0.52
"""Air left and right for the figures, as a part of the drawn range: they need 80 of a phone's 330 pixels."""
AIR = "\u00a0\u00a0"


def swings(rows: pd.DataFrame, colours: Palette, *, base: float) -> go.Figure:
    """Lines of `rows` (label, low, high, low_words, high_words; dollars) in the order given, first on top.

    Dashed line: the plan as it is. Solid line: zero, where a step has just paid back.
    """
    low, high = min(float(rows.low.min()), base, 0.0), max(float(rows.high.max()), base, 0.0)
    room = ROOM * ((high - low) or 1.0)
    # The figure of an end needs room beside it, unless the zero line is that far away.
    span = [min(low, float(rows.low.min()) - room), max(high, float(rows.high.max()) + room)]
    places = [float(-place) for place in range(len(rows))]
    bottom = -len(rows) + 0.62
    lines = [_upright(0.0, bottom, colours.ink, "solid"), _upright(base, bottom, colours.line, "dot")]
    records = list(zip(places, rows.to_dict("records"), strict=True))
    return figure(
        [trace for place, row in records for trace in _row(place, row, colours)],
        layout(
            colours,
            height=AXIS + ROW * len(rows),
            xaxis={"tickprefix": "$", "tickformat": "~s", "range": span, "nticks": 5},
            yaxis={"showgrid": False, "showticklabels": False, "range": [bottom, 0.85]},
            shapes=lines,
            annotations=[_name(place, row, colours) for place, row in records],
        ),
    )


def _row(place: float, row: dict[str, Any], colours: Palette) -> list[dict[str, Any]]:
    ends = [row["low"], row["high"]]
    turns = row["low"] < 0 <= row["high"]
    line = {
        "type": "scatter", "mode": "lines", "x": ends, "y": [place, place], "hoverinfo": "skip",
        "line": {"color": colours.other, "width": 10 if turns else 5},
    }  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers+text", "x": ends, "y": [place, place], "cliponaxis": False,
        "hoverinfo": "skip", "marker": {"symbol": "circle", "size": 13, "color": [colours.background, colours.other],
                   "line": {"color": colours.other, "width": 3}},
        "text": [f"{_said(row['low'])}{AIR}", f"{AIR}{_said(row['high'])}"],
        "textposition": ["middle left", "middle right"], "textfont": {"size": SMALL, "color": colours.ink},
    }  # fmt: skip
    return [line, marks]


def _said(value: float) -> str:
    """To the nearest hundred: '+$24,600'."""
    return words.signed_money(round(value, -2))


def _upright(x: float, bottom: float, colour: str, dash: str) -> dict[str, Any]:
    return {"type": "line", "x0": x, "x1": x, "y0": bottom, "y1": 0.25, "layer": "below",
            "line": {"color": colour, "width": 1.5, "dash": dash}}  # fmt: skip


def _name(place: float, row: dict[str, Any], colours: Palette) -> dict[str, Any]:
    ends = f"○ {row['low_words']}{AIR}● {row['high_words']}"
    under = f"<br><span style='color:{colours.muted};font-size:{SMALL}px'>{ends}</span>"
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": place + 0.17, "yanchor": "bottom", "showarrow": False,
        "align": "left", "font": {"size": TEXT, "color": colours.ink}, "text": f"<b>{row['label']}</b>{under}",
        "bgcolor": colours.background,
    }  # fmt: skip
