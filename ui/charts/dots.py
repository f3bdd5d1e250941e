"""One figure a row as a dot, with its margin where there is one: levels, changes and steps, from zero or not."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from analysis import words
from ui.charts.frame import SMALL, TEXT, figure, layout, shared_figure
from ui.theme import Palette

Unit = Literal["money", "signed_money", "jobs", "percent", "signed_percent"]
COLUMNS = ("label", "under", "role", "value", "low", "high", "other", "open", "note")
"""Columns of the frame: name of the row and a line under it; 'specialist', 'general' or 'other'; the figure with the
ends of its 90 % interval; a second figure of the same unit; whether the dot is a ring; what is missing. NaN, '': none.
"""

ROW, TWO_LINES = 56, 74
AXIS = 34
AIR = "\u00a0\u00a0"
AXES = {
    "money": {"tickprefix": "$", "tickformat": "~s"},
    "signed_money": {"tickprefix": "$", "tickformat": "~s"},
    "jobs": {"tickformat": "~s"},
    "percent": {"ticksuffix": "%"},
    "signed_percent": {"ticksuffix": "%"},
}


@shared_figure
def dots(rows: pd.DataFrame, colours: Palette, unit: Unit, *, from_zero: bool = True) -> go.Figure:
    """Dots of `rows` (COLUMNS), first row on top, the row's name above its dot and its figure beside it.

    Thin bar: the 90 % interval. Square: the second figure. With `from_zero` a line leads from zero to the dot, and
    zero is drawn; without, the axis holds the figures and their margins only.
    """
    records = rows.to_dict("records")
    low, high = _span(rows, from_zero)
    tall = TWO_LINES if rows["under"].astype(bool).any() else ROW
    zero = {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": colours.line, "width": 1}}  # fmt: skip
    return figure(
        [trace for place, row in enumerate(records) for trace in _row(-place, row, colours, unit, from_zero)],
        layout(
            colours,
            height=AXIS + tall * max(len(rows), 1),
            xaxis={**AXES[unit], "range": [low, high], "nticks": 5},
            yaxis={"showgrid": False, "showticklabels": False, "range": [-len(rows) + 0.6, 0.85]},
            shapes=[zero] if from_zero else [],
            annotations=[_name(-place, row, colours) for place, row in enumerate(records)],
        ),
    )  # fmt: skip


def _row(place: float, row: dict[str, Any], colours: Palette, unit: Unit, from_zero: bool) -> list[dict[str, Any]]:
    if pd.isna(row["value"]):
        return []
    colour = colours.role(row["role"])
    traces = []
    if from_zero:
        traces.append(_stroke([0, row["value"]], place, colour, 2))
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        traces.append(_stroke([row["low"], row["high"]], place, colour, 6))
    if pd.notna(row["other"]):
        traces.append(_mark(row["other"], place, "square", colours.background, colour))
    side = "middle left" if from_zero and row["value"] < 0 else "middle right"
    text = {
        "mode": "markers+text", "text": [f"{AIR}{said(row['value'], unit)}{AIR}"], "textposition": side,
        "textfont": {"size": SMALL, "color": colours.ink},
    }  # fmt: skip
    if not from_zero and pd.notna(row["high"]):
        # Beside the end of the interval, which would cross it.
        traces.append(_mark(row["high"], place, "circle", "rgba(0,0,0,0)", "rgba(0,0,0,0)") | text)
        text = {}
    traces.append(_mark(row["value"], place, "circle", colours.background if row["open"] else colour, colour) | text)
    return traces


def said(value: float, unit: Unit) -> str:
    """A figure in its unit: '$3,890', '+$3,890', '471,680', '6.4%', '+6.4%'."""
    match unit:
        case "money":
            return words.money(value)
        case "signed_money":
            return words.signed_money(value)
        case "jobs":
            return words.number(value)
        case "percent":
            return words.percent(value)
        case "signed_percent":
            return words.signed_percent(value)


def _stroke(ends: list[float], place: float, colour: str, width: int) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": ends, "y": [place, place], "hoverinfo": "skip", "cliponaxis": False,
        "line": {"color": colour, "width": width}, "opacity": 0.45 if width > 2 else 1,
    }  # fmt: skip


def _mark(x: float, y: float, symbol: str, fill: str, edge: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": [x], "y": [y], "cliponaxis": False, "hoverinfo": "skip",
        "marker": {"symbol": symbol, "size": 12, "color": fill, "opacity": 1, "line": {"color": edge, "width": 2.5}},
    }  # fmt: skip


def _name(place: float, row: dict[str, Any], colours: Palette) -> dict[str, Any]:
    muted = f"<span style='color:{colours.muted};font-size:{SMALL}px'>"
    note = f"{AIR}{muted}{row['note']}</span>" if row["note"] else ""
    under = f"<br>{muted}{row['under']}</span>" if row["under"] else ""
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": place + 0.18, "yanchor": "bottom", "showarrow": False,
        "align": "left", "font": {"size": TEXT, "color": colours.role(row["role"])},
        "text": f"<b>{row['label']}</b>{note}{under}",
    }  # fmt: skip


def _span(rows: pd.DataFrame, from_zero: bool) -> tuple[float, float]:
    drawn = rows[["value", "low", "high", "other"]].astype("float64").stack()
    if drawn.empty:
        return 0.0, 1.0
    low, high = float(drawn.min()), float(drawn.max())
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    width = high - low or abs(high) or 1.0
    # A figure stands beside its dot, on the outer side of it.
    return low - (0.32 if low < 0 else 0.04) * width, high + 0.32 * width
