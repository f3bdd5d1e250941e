"""From one figure to another: one row a setting and edition, a line from the start to the end, both labelled."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import FLUSH, SMALL, TEXT, figure, layout
from ui.charts.ticks import axis
from ui.theme import Palette

ROW = 64
AXIS = 34
ROOM = 0.5
"""Air left and right for the figures, as a part of the drawn range: they need 80 of a phone's 330 pixels."""
AIR = "\u00a0\u00a0"


def spans(rows: pd.DataFrame, colours: Palette, *, prefix: str = "$") -> go.Figure:
    """Lines of `rows` (label, role, start, end, note), in the order given, first row on top.

    Ring: start. Dot: end. Their figures stand left and right of them. A row that lacks one of them shows its note
    instead.
    """
    records = rows.to_dict("records")
    drawn = rows[["start", "end"]].astype("float64").stack()
    low, high = (float(drawn.min()), float(drawn.max())) if len(drawn) else (0.0, 1.0)
    room = ROOM * (high - low)
    return figure(
        [trace for place, row in enumerate(records) for trace in _row(-place, row, colours, prefix)],
        layout(
            colours,
            height=AXIS + ROW * max(len(rows), 1),
            xaxis={"range": [low - room, high + room], **axis(low, high, prefix)},
            yaxis={"showgrid": False, "showticklabels": False, "range": [-len(rows) + 0.62, 0.75]},
            annotations=[_name(-place, row, colours) for place, row in enumerate(records)],
        ),
    )


def _row(place: float, row: dict[str, Any], colours: Palette, prefix: str) -> list[dict[str, Any]]:
    if pd.isna(row["start"]) or pd.isna(row["end"]):
        return []
    colour = colours.role(row["role"])
    ends = [row["start"], row["end"]]
    line = {
        "type": "scatter", "mode": "lines", "x": ends, "y": [place, place], "hoverinfo": "skip",
        "line": {"color": colour, "width": 3},
    }  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers+text", "x": ends, "y": [place, place], "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": {"symbol": "circle", "size": 14, "color": [colours.background, colour], "opacity": 1,
                   "line": {"color": colour, "width": 3}},
        "text": [f"{AIR}{prefix}{end:,.0f}{AIR}" for end in ends], "textposition": ["middle left", "middle right"],
        "textfont": {"size": SMALL, "color": colours.ink},
    }  # fmt: skip
    return [line, marks]


def _name(place: float, row: dict[str, Any], colours: Palette) -> dict[str, Any]:
    note = f"{AIR}<span style='color:{colours.muted}'>{row['note']}</span>" if row["note"] else ""
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "xshift": FLUSH,
        "y": place + 0.2, "yanchor": "bottom", "showarrow": False,
        "align": "left", "font": {"size": TEXT, "color": colours.role(row["role"])},
        "text": f"<b>{row['label']}</b>{note}",
    }  # fmt: skip
