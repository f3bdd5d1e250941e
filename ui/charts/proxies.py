"""What specialties are read through, on one scale: a mark a reading, its shape telling how well it stands for them."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, TEXT, figure, layout
from ui.theme import Palette

COLUMNS = ("label", "note", "role", "symbol", "value", "low", "high")
"""Columns of the frame: name of the row; what stands under it (the setting, or why there is no figure); 'specialist',
'general' or 'other'; a Plotly mark; dollars with the ends of the margin, NaN where missing."""

LETTERS, BOLD_LETTERS = 44, 36
"""Letters of a note and of a name on one line: what a phone's 330 pixels hold."""
EDGE = 16
"""Pixels left and right of the axis: half of a tick's label."""
NAME, LINE, MARK, HEAD, AXIS = 24, 17, 26, 30, 30
"""Pixels: a row's name, each line of its note, its mark, the baseline's name on top, the axis below."""


def proxies(rows: pd.DataFrame, baseline: float | None, baseline_name: str, colours: Palette) -> go.Figure:
    """Marks of `rows` (COLUMNS) in the order given, first row on top, with the baseline as a line through all of them.

    Each row has its name and note above its mark, and the figure beside it. A row without a value has its note alone.
    """
    records = rows.to_dict("records")
    names = [textwrap.wrap(str(row["label"]), BOLD_LETTERS, break_on_hyphens=False) for row in records]
    notes = [textwrap.wrap(str(row["note"]), LETTERS, break_on_hyphens=False) for row in records]
    low, high = _span(rows, baseline)
    middle = (low + high) / 2
    traces: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    if baseline is not None:
        words.append(_baseline(baseline, baseline_name, middle, colours))
    depth = float(HEAD)
    for row, name, note in zip(records, names, notes, strict=True):
        words.append(_name(-depth, name, note, colours))
        depth += NAME + LINE * (len(name) - 1 + len(note))
        if pd.notna(row["value"]):
            depth += MARK
            place = -(depth - MARK / 2)
            traces += _mark(place, row, colours, low if baseline is None else baseline)
            words.append(_figure(place, row, colours, right=row["value"] < low + 0.8 * (high - low)))
    return figure(
        traces,
        layout(
            colours,
            height=int(depth) + AXIS,
            margin={"l": EDGE, "r": EDGE},
            xaxis={"tickprefix": "$", "tickformat": "~s", "range": [low, high], "nticks": 6},
            yaxis={"visible": False, "range": [-depth, 0]},
            shapes=[_line(baseline, colours)] if baseline is not None else [],
            annotations=words,
        ),
    )  # fmt: skip


def _mark(place: float, row: dict[str, Any], colours: Palette, start: float) -> list[dict[str, Any]]:
    """The mark with its margin, and a line to it from where the row starts: the baseline, or the axis without one."""
    colour, value = colours.role(row["role"]), row["value"]
    guide = {
        "type": "scatter", "mode": "lines", "x": [start, value], "y": [place, place], "hoverinfo": "skip",
        "line": {"color": colours.line, "width": 1.5},
    }  # fmt: skip
    mark: dict[str, Any] = {
        "type": "scatter", "mode": "markers", "x": [value], "y": [place], "cliponaxis": False,
        "marker": {"symbol": row["symbol"], "size": 13, "color": colour, "line": {"color": colour, "width": 2}},
        "text": [f"<b>{row['label']}</b><br>{row['note']}<br>${value:,.0f}"], "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        mark["error_x"] = {
            "type": "data", "symmetric": False, "array": [row["high"] - value], "arrayminus": [value - row["low"]],
            "color": colour, "thickness": 2, "width": 6,
        }  # fmt: skip
    return [guide, mark]


def _figure(place: float, row: dict[str, Any], colours: Palette, *, right: bool) -> dict[str, Any]:
    """The figure beside its mark, beyond the end of the margin; on the left only where the edge is near."""
    beyond = row["high"] if right else row["low"]
    return {
        "x": row["value"] if pd.isna(beyond) else beyond, "y": place, "yanchor": "middle",
        "xanchor": "left" if right else "right", "xshift": 12 if right else -12, "showarrow": False,
        "font": {"size": SMALL, "color": colours.ink}, "text": f"${row['value']:,.0f}", "bgcolor": colours.background,
    }  # fmt: skip


def _name(place: float, name: list[str], note: list[str], colours: Palette) -> dict[str, Any]:
    under = "".join(f"<br><span style='color:{colours.muted};font-size:{SMALL}px'>{line}</span>" for line in note)
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "xshift": 4 - EDGE, "y": place, "yanchor": "top",
        "showarrow": False, "align": "left", "font": {"size": TEXT, "color": colours.ink},
        "text": f"<b>{'<br>'.join(name)}</b>{under}", "bgcolor": colours.background, "borderpad": 0,
    }  # fmt: skip


def _line(baseline: float, colours: Palette) -> dict[str, Any]:
    return {
        "type": "line", "xref": "x", "yref": "paper", "x0": baseline, "x1": baseline, "y0": 0, "y1": 1,
        "layer": "below", "line": {"color": colours.general, "width": 2, "dash": "dash"},
    }  # fmt: skip


def _baseline(baseline: float, name: str, middle: float, colours: Palette) -> dict[str, Any]:
    right = baseline > middle
    return {
        "x": baseline, "y": 0, "yanchor": "top", "xanchor": "right" if right else "left", "xshift": -6 if right else 6,
        "showarrow": False, "font": {"size": SMALL, "color": colours.general}, "bgcolor": colours.background,
        "text": f"<b>{name} ${baseline:,.0f}</b>",
    }  # fmt: skip


def _span(rows: pd.DataFrame, baseline: float | None) -> tuple[float, float]:
    drawn = [float(value) for column in ("value", "low", "high") for value in rows[column] if pd.notna(value)]
    drawn += [] if baseline is None else [baseline]
    if not drawn:
        return 0.0, 1.0
    air = max((max(drawn) - min(drawn)) * 0.06, 500.0)
    return min(drawn) - air, max(drawn) + air
