"""One figure a row as a dot, with its margin where there is one: levels, changes and steps, from zero or not."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from analysis import words
from ui.charts.frame import SMALL, TEXT, figure, layout
from ui.charts.ticks import axis
from ui.theme import Palette

Unit = Literal["money", "signed_money", "jobs", "percent", "signed_percent"]
COLUMNS = ("label", "under", "role", "value", "low", "high", "other", "open", "note")
"""Columns of the frame: name of the row and a line under it; 'specialist', 'general' or 'other'; the figure with the
ends of its 90 % interval; a second figure of the same unit; whether the dot is a ring; what is missing. NaN, '': none.
"""

TEXT_LINE, MARK, GAP = 18, 18, 16
"""Pixels of a line of text, of the marks under it, and of the air before the next row."""
AXIS = 34
LETTER, NARROW = 7.2, 320
"""Pixels of a letter of a figure, and of the drawing on a phone."""
LETTERS = 40
"""Letters of a bold name that fit the width of a phone; longer names wrap."""
AIR = "\u00a0\u00a0"
AXES: dict[str, dict[str, str]] = {
    "money": {"prefix": "$"}, "signed_money": {"prefix": "$"}, "jobs": {}, "percent": {"suffix": "%"},
    "signed_percent": {"suffix": "%"},
}  # fmt: skip
"""What stands before or after the figures of the axis."""


def dots(rows: pd.DataFrame, colours: Palette, unit: Unit, *, from_zero: bool = True) -> go.Figure:
    """Dots of `rows` (COLUMNS), first row on top, the row's name above its dot and its figure beside it.

    Thick bar: the 90 % interval. Square: the second figure. With `from_zero` a line leads from zero to the dot, and
    zero is drawn; without, the axis holds the figures and their margins only.
    """
    traces: list[dict[str, Any]] = []
    names = []
    top = 0
    low, high = _span(rows, unit, from_zero)
    for row in rows.to_dict("records"):
        text = _text(row, colours)
        names.append(_name(-top, text, row, colours))
        top += TEXT_LINE * (text.count("<br>") + 1)
        if pd.notna(row["value"]):
            traces += _row(-top - MARK / 2, row, colours, unit, from_zero)
            top += MARK
        top += GAP
    zero = {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": colours.line, "width": 1}}  # fmt: skip
    return figure(
        traces,
        layout(
            colours,
            height=AXIS + max(top, TEXT_LINE) + GAP,
            xaxis={"range": [low, high], **axis(*_reach(rows, from_zero), **AXES[unit])},
            yaxis={"showgrid": False, "showticklabels": False, "range": [-max(top, TEXT_LINE), 0]},
            shapes=[zero] if from_zero else [],
            annotations=names,
        ),
    )


def _row(place: float, row: dict[str, Any], colours: Palette, unit: Unit, from_zero: bool) -> list[dict[str, Any]]:
    colour = colours.role(row["role"])
    traces = []
    if from_zero:
        traces.append(_stroke([0, row["value"]], place, colour, 2))
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        traces.append(_stroke([row["low"], row["high"]], place, colour, 6))
    if pd.notna(row["other"]):
        traces.append(_mark(row["other"], place, "square", colours.background, colour))
    traces.append(_mark(row["value"], place, "circle", colours.background if row["open"] else colour, colour))
    # The figure stands to the right of all marks of its row, and of zero.
    ends = [row[name] for name in ("value", "low", "high", "other") if pd.notna(row[name])]
    text = {
        "type": "scatter", "mode": "text", "x": [max([*ends, 0.0] if from_zero else ends)], "y": [place],
        "text": [f"{AIR}{_figure(row, unit)}"], "textposition": "middle right", "hoverinfo": "skip",
        "textfont": {"size": SMALL, "color": colours.ink}, "cliponaxis": False,
    }  # fmt: skip
    return [*traces, text]


def _figure(row: dict[str, Any], unit: Unit) -> str:
    """What stands beside a row: its figure with its margin, and the second figure behind its sign."""
    text = said(row["value"], unit)
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        text += f" ± {said((row['high'] - row['low']) / 2, unit).removeprefix('+')}"
    return f"{text}{AIR}□ {said(row['other'], unit)}" if pd.notna(row["other"]) else text


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
        "marker": {"symbol": symbol, "size": 11, "color": fill, "opacity": 1, "line": {"color": edge, "width": 2.5}},
    }  # fmt: skip


def _text(row: dict[str, Any], colours: Palette) -> str:
    """The row's name, wrapped, with what is missing or what is to be known under it."""
    lines = [f"<b>{line}</b>" for line in wrap(row["label"], LETTERS)]
    muted = f"<span style='color:{colours.muted};font-size:{SMALL}px'>"
    lines += [f"{muted}{part}</span>" for part in (row["under"], row["note"]) if part]
    return "<br>".join(lines)


def _name(top: float, text: str, row: dict[str, Any], colours: Palette) -> dict[str, Any]:
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": top, "yanchor": "top", "showarrow": False, "align": "left",
        # Lines of the axis pass behind the name.
        "bgcolor": colours.background, "borderpad": 0,
        "font": {"size": TEXT, "color": colours.role(row["role"])}, "text": text,
    }  # fmt: skip


def _reach(rows: pd.DataFrame, from_zero: bool) -> tuple[float, float]:
    """Lowest and highest figure drawn, with zero where it is drawn; 0 where nothing is."""
    drawn = rows[["value", "low", "high", "other"]].astype("float64").stack()
    if drawn.empty:
        return 0.0, 0.0
    low, high = float(drawn.min()), float(drawn.max())
    return (min(low, 0.0), max(high, 0.0)) if from_zero else (low, high)


def _span(rows: pd.DataFrame, unit: Unit, from_zero: bool) -> tuple[float, float]:
    if rows["value"].isna().all():
        return 0.0, 1.0
    low, high = _reach(rows, from_zero)
    width = high - low or abs(high) or 1.0
    # Room for the longest figure to the right of the farthest dot, on the narrowest drawing.
    letters = max(len(_figure(row, unit)) for row in rows.to_dict("records") if pd.notna(row["value"]))
    part = min((letters * LETTER + 20) / NARROW, 0.5)
    return low - 0.05 * width, high + part / (1 - part) * width
