"""Pay as a range: one row a setting or a place, from the 10th to the 90th percentile, with median and mean.

The name of a row stands above its line, not beside it: names may be long and a phone has 340 pixels.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, TEXT, figure, layout, shared_figure
from ui.theme import Palette

COLUMNS = ("label", "role", "p10", "p25", "median", "p75", "p90", "mean", "mean_low", "mean_high", "note")
"""Columns of the frame: name of the row; 'specialist', 'general' or 'other'; dollars, NaN where missing; what is missing."""

ROW = 58
"""Pixels a row: name, line, and the air between them."""
HEAD = 58
"""Pixels for the legend (two lines on a phone) and the axis."""
WORDS = {"p10": "10th percentile", "p25": "25th percentile", "median": "Median", "p75": "75th percentile",
         "p90": "90th percentile", "mean": "Mean"}  # fmt: skip


@shared_figure
def pay_ranges(rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Dot-and-range figure of `rows` (COLUMNS), drawn in the order given, first row on top.

    Thin line: 10th to 90th percentile. Thick line: 25th to 75th. Dot: median. Diamond: mean, with its 90 % margin. Whatever
    is NaN is left out, and the row's note says why beside its name.
    """
    places = [float(-index) for index in range(len(rows))]
    traces: list[dict[str, Any]] = []
    for place, row in zip(places, rows.to_dict("records"), strict=True):
        traces += _row(place, row, colours)
    traces += _key(rows, colours)
    return figure(
        traces,
        layout(
            colours,
            height=HEAD + ROW * max(len(rows), 1) + 26,
            showlegend=True,
            xaxis={
                "tickprefix": "$",
                "tickformat": "~s",
                "range": _span(rows),
                "nticks": 6,
                "side": "bottom",
            },
            yaxis={"showgrid": False, "showticklabels": False, "range": [-len(rows) + 0.55, 0.8]},
            annotations=[_name(place, row, colours) for place, row in zip(places, rows.to_dict("records"), strict=True)],
        ),
    )


def _row(place: float, row: dict[str, Any], colours: Palette) -> list[dict[str, Any]]:
    colour = colours.role(row["role"])
    traces = [
        _line(place, row, "p10", "p90", colour, 2),
        _line(place, row, "p25", "p75", colour, 9),
        _mean(place, row, colour, colours),
    ]
    if pd.notna(row["median"]):
        traces.append(
            _mark([row["median"]], [place], "circle", colours.background, colour, 13)
            | {"text": [_said(row)], "hovertemplate": "%{text}<extra></extra>", "hoverinfo": "text"}
        )
    return [trace for trace in traces if trace]


def _line(place: float, row: dict[str, Any], start: str, end: str, colour: str, width: int) -> dict[str, Any]:
    if pd.isna(row[start]) or pd.isna(row[end]):
        return {}
    return {
        "type": "scatter", "mode": "lines", "x": [row[start], row[end]], "y": [place, place], "hoverinfo": "skip",
        "line": {"color": colour, "width": width}, "showlegend": False,
    }  # fmt: skip


def _mean(place: float, row: dict[str, Any], colour: str, colours: Palette) -> dict[str, Any]:
    if pd.isna(row["mean"]):
        return {}
    # Below the line, so that it is seen where mean and median are close.
    trace = _mark([row["mean"]], [place - 0.21], "diamond", colour, colours.background, 11)
    if pd.notna(row["mean_low"]) and pd.notna(row["mean_high"]):
        trace["error_x"] = {
            "type": "data", "symmetric": False, "array": [row["mean_high"] - row["mean"]],
            "arrayminus": [row["mean"] - row["mean_low"]], "color": colour, "thickness": 2, "width": 5,
        }  # fmt: skip
    return trace | {"text": [_said(row)], "hovertemplate": "%{text}<extra></extra>", "hoverinfo": "text"}


def _mark(x: list[float], y: list[float], symbol: str, fill: str, edge: str, size: int) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": x, "y": y, "showlegend": False, "cliponaxis": False,
        "marker": {"symbol": symbol, "size": size, "color": fill, "line": {"color": edge, "width": 3}},
    }  # fmt: skip


def _name(place: float, row: dict[str, Any], colours: Palette) -> dict[str, Any]:
    shown = row["median"] if pd.notna(row["median"]) else row["mean"]
    value = f"  ${shown:,.0f}" if pd.notna(shown) else ""
    note = f"  <span style='color:{colours.muted}'>{row['note']}</span>" if row["note"] else ""
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": place + 0.16, "yanchor": "bottom", "showarrow": False,
        "align": "left", "font": {"size": TEXT, "color": colours.role(row["role"])},
        "text": f"<b>{row['label']}</b>{value}{note}",
    }  # fmt: skip


def _said(row: dict[str, Any]) -> str:
    lines = [f"<b>{row['label']}</b>"]
    lines += [f"{words}: ${row[column]:,.0f}" for column, words in WORDS.items() if pd.notna(row[column])]
    return "<br>".join(lines)


def _key(rows: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    """The legend: what each mark is, in grey, since colour says which kind of setting."""
    grey, drawn = colours.muted, rows.notna().any()
    line = {"type": "scatter", "mode": "lines", "x": [None], "y": [None], "hoverinfo": "skip", "showlegend": True}
    entries = []
    if drawn["p10"] and drawn["p90"]:
        entries.append(line | {"name": "10th to 90th percentile", "line": {"color": grey, "width": 2}})
    if drawn["p25"] and drawn["p75"]:
        entries.append(line | {"name": "middle half", "line": {"color": grey, "width": 9}})
    if drawn["median"]:
        entries.append(
            _mark([None], [None], "circle", colours.background, grey, 11) | {"name": "median", "showlegend": True}
        )
    if drawn["mean"]:
        name = "mean, with its margin" if drawn["mean_low"] else "mean"
        entries.append(
            _mark([None], [None], "diamond", grey, colours.background, 10) | {"name": name, "showlegend": True}
        )
    return entries


def _span(rows: pd.DataFrame) -> list[float]:
    drawn = rows[["p10", "p25", "median", "p75", "p90", "mean", "mean_low", "mean_high"]].stack()
    if drawn.empty:
        return [0, 1]
    low, high = float(drawn.min()), float(drawn.max())
    air = max((high - low) * 0.06, 500)
    return [low - air, high + air]


__all__ = ["COLUMNS", "SMALL", "pay_ranges"]
