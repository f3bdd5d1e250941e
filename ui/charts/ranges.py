"""Pay as a range: one row a setting or a place, from the 10th to the 90th percentile, with median and mean.

The name of a row stands above its marks, not beside them: names may be long and a phone has 330 pixels.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import FLUSH, SMALL, TEXT, figure, layout
from ui.theme import Palette

COLUMNS = ("label", "role", "p10", "p25", "median", "p75", "p90", "mean", "mean_low", "mean_high", "note")
"""Columns of the frame: name of the row; 'specialist', 'general' or 'other'; dollars, NaN where missing; what is
missing."""

TALL, SHORT = 84, 50
"""Pixels a row, with its spread and with a mean alone."""
AXIS = 34
AIR = "\u00a0\u00a0"
"""Keeps a figure off its dot."""
WORDS = {"p10": "10th percentile", "p25": "25th percentile", "median": "Median", "p75": "75th percentile",
         "p90": "90th percentile", "mean": "Mean"}  # fmt: skip
FIGURES = ["p10", "p25", "median", "p75", "p90", "mean", "mean_low", "mean_high"]


def pay_ranges(rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Dot-and-range figure of `rows` (COLUMNS), drawn in the order given, first row on top.

    Thin line: 10th to 90th percentile. Thick line: 25th to 75th. Dot: median. Diamond: mean, with its 90 % margin.
    Whatever is NaN is left out, and the row's note says why under its name.
    """
    alone = _alone(rows)
    spread = not alone
    low, high = _span(rows)
    traces: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for place, row in enumerate(rows.to_dict("records")):
        traces += _spread(-place, row, colours) if spread else _point_alone(-place, row, alone, colours, low, high)
        names.append(_name(-place, row, colours, spread))
    return figure(
        traces,
        layout(
            colours,
            height=AXIS + (TALL if spread else SHORT) * max(len(rows), 1),
            xaxis={
                "tickprefix": "$",
                "tickformat": "~s",
                "range": [low, high],
                "nticks": 6,
                "ticklabeloverflow": "hide past div",
            },
            yaxis={"showgrid": False, "showticklabels": False, "range": [-len(rows) + 0.62, 0.7]},
            annotations=names,
        ),
    )


def key_words(rows: pd.DataFrame) -> str:
    """What the marks of `pay_ranges` mean, for the line above the figure; only of the marks that are drawn."""
    drawn = rows[FIGURES].notna().any()
    said = [
        ("○ median", drawn["median"]),
        ("◆ mean with its 90% margin", drawn["mean"] and drawn["mean_low"]),
        ("◆ mean", drawn["mean"] and not drawn["mean_low"]),
        ("▬ the middle half of workers", drawn["p25"] and drawn["p75"]),
        ("── 10th to 90th percentile", drawn["p10"] and drawn["p90"]),
    ]
    return " \u2003 ".join(words.replace(" ", "\u00a0") for words, there in said if there)


def _spread(place: float, row: dict[str, Any], colours: Palette) -> list[dict[str, Any]]:
    colour = colours.role(row["role"])
    traces = [_line(place, row, "p10", "p90", colour, 2), _line(place, row, "p25", "p75", colour, 10)]
    if pd.notna(row["mean"]):
        # Below the line, so that it is seen where mean and median are close.
        traces.append(
            _mark(row["mean"], place - 0.2, "diamond", colour, colours.background, 12)
            | _hover(row)
            | _margin(row, colour)
        )
    if pd.notna(row["median"]):
        traces.append(_mark(row["median"], place, "circle", colours.background, colour, 15) | _hover(row))
    return [trace for trace in traces if trace]


def _alone(rows: pd.DataFrame) -> str:
    """'mean' or 'median' where that is all there is to draw, so that rows can be short; else ''."""
    there = [point for point in ("p10", "p25", "median", "p75", "p90", "mean") if rows[point].notna().any()]
    return "mean" if not there else there[0] if there in (["mean"], ["median"]) else ""


def _point_alone(
    place: float, row: dict[str, Any], point: str, colours: Palette, low: float, high: float
) -> list[dict[str, Any]]:
    if pd.isna(row[point]):
        return []
    colour, value = colours.role(row["role"]), row[point]
    side = "right" if value < low + 0.6 * (high - low) else "left"
    guide = {
        "type": "scatter", "mode": "lines", "x": [low, value], "y": [place, place], "hoverinfo": "skip",
        "line": {"color": colours.grid, "width": 2},
    }  # fmt: skip
    if point == "mean":
        dot = _mark(value, place, "diamond", colour, colours.background, 13) | _hover(row) | _margin(row, colour)
    else:
        dot = _mark(value, place, "circle", colours.background, colour, 14) | _hover(row)
    margin = row[f"mean_{'high' if side == 'right' else 'low'}"] if point == "mean" else None
    label = {
        "type": "scatter", "mode": "text", "x": [value if pd.isna(margin) else margin], "y": [place],
        "text": [f"{AIR}${value:,.0f}{AIR}"],
        "hoverinfo": "skip",
        "textposition": f"middle {side}", "textfont": {"size": SMALL, "color": colours.ink}, "cliponaxis": False,
    }  # fmt: skip
    return [guide, dot, label]


def _line(place: float, row: dict[str, Any], start: str, end: str, colour: str, width: int) -> dict[str, Any]:
    if pd.isna(row[start]) or pd.isna(row[end]):
        return {}
    return {
        "type": "scatter", "mode": "lines", "x": [row[start], row[end]], "y": [place, place], "hoverinfo": "skip",
        "line": {"color": colour, "width": width},
    }  # fmt: skip


def _mark(x: float, y: float, symbol: str, fill: str, edge: str, size: int) -> dict[str, Any]:
    edge_width = 3 if symbol == "circle" else 1
    return {
        "type": "scatter", "mode": "markers", "x": [x], "y": [y], "cliponaxis": False,
        "marker": {"symbol": symbol, "size": size, "color": fill, "line": {"color": edge, "width": edge_width}},
    }  # fmt: skip


def _margin(row: dict[str, Any], colour: str) -> dict[str, Any]:
    if pd.isna(row["mean_low"]) or pd.isna(row["mean_high"]):
        return {}
    return {
        "error_x": {
            "type": "data", "symmetric": False, "array": [row["mean_high"] - row["mean"]],
            "arrayminus": [row["mean"] - row["mean_low"]], "color": colour, "thickness": 2, "width": 6,
        }
    }  # fmt: skip


def _hover(row: dict[str, Any]) -> dict[str, Any]:
    lines = [f"<b>{row['label']}</b>"]
    lines += [f"{words}: ${row[column]:,.0f}" for column, words in WORDS.items() if pd.notna(row[column])]
    return {"text": ["<br>".join(lines)], "hovertemplate": "%{text}<extra></extra>"}


def _name(place: float, row: dict[str, Any], colours: Palette, spread: bool) -> dict[str, Any]:
    values = [f"{words.lower()} ${row[column]:,.0f}" for column, words in WORDS.items()
              if column in ("median", "mean") and pd.notna(row[column])]  # fmt: skip
    under = row["note"] or (", ".join(values) if spread else "")
    second = f"<br><span style='color:{colours.muted};font-size:{SMALL}px'>{under}</span>" if under else ""
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "xshift": FLUSH,
        "y": place + (0.13 if spread else 0.2), "yanchor": "bottom",
        "showarrow": False, "align": "left", "font": {"size": TEXT, "color": colours.role(row["role"])},
        "text": f"<b>{row['label']}</b>{second}",
    }  # fmt: skip


def _span(rows: pd.DataFrame) -> tuple[float, float]:
    drawn = rows[FIGURES].astype("float64").stack()
    if drawn.empty:
        return 0.0, 1.0
    low, high = float(drawn.min()), float(drawn.max())
    air = max((high - low) * 0.08, 500)
    return low - air, high + air
