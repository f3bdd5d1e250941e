"""Every area as a dot on one axis, dots of like figures stacked, the chosen places named."""

from __future__ import annotations

from math import log10
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, figure, layout, shared_figure
from ui.theme import Palette

BINS = 60
"""Stacks over the width: on a phone a stack is five pixels wide, as a dot is."""
DOT = 5
STEP = 5.2
"""Pixels from dot to dot in a stack."""
NAME = 22
"""Pixels for each named place above the stacks."""
AXIS = 34
SHORT = 34
"""Characters of a place's name that fit beside its mark; the table and the list carry the whole name."""


@shared_figure
def strip(rows: pd.DataFrame, named: pd.DataFrame, colours: Palette, axis: str, nation: float | None) -> go.Figure:
    """Dots of `rows` (name, said, value, inside: whether it is drawn darker), and the places of `named` (name, said,
    value, chosen) with their names; the nation's figure as a line. axis: 'money', 'jobs' or 'number'.
    """
    low, high = _span(pd.concat([rows.value, named.value]), nation)
    log = axis == "jobs"
    stacked = _stacked(rows, low, high, log)
    tall = STEP * (stacked.level.max() + 1 if len(stacked) else 1) + 8
    height = tall + NAME * (len(named) + (nation is not None)) + AXIS
    records = list(reversed(named.to_dict("records")))
    traces = [
        _dots(stacked[~stacked.inside], colours.other, 0.55, colours),
        _dots(stacked[stacked.inside], colours.ink, 1, colours),
    ]
    shapes, notes = [], []
    for place, row in enumerate(records):
        y = tall + NAME * (place + 0.4)
        shapes.append(_line(row["value"], 0, y, colours.ink, log))
        notes.append(_name(row["value"], y, row["said"], row["chosen"], (low, high), colours, log))
    if nation is not None:
        y = tall + NAME * (len(records) + 0.4)
        shapes.append(_line(nation, 0, y, colours.line, log, dash="dot"))
        notes.append(_name(nation, y, "United States", False, (low, high), colours, log))
    return figure(
        traces,
        layout(
            colours,
            height=height,
            xaxis={**_axis(axis), "range": [_log(low), _log(high)] if log else [low, high], "nticks": 6},
            yaxis={"visible": False, "range": [-6, height - AXIS]},
            shapes=shapes,
            annotations=notes,
        ),
    )


def _stacked(rows: pd.DataFrame, low: float, high: float, log: bool) -> pd.DataFrame:
    """The rows with `level`, their place in the stack, from below."""
    at = rows.value.map(_log) if log else rows.value
    start, end = (_log(low), _log(high)) if log else (low, high)
    stack = ((at - start) / (end - start) * BINS).astype(int)
    inside = rows.inside.astype(bool)
    ordered = rows.assign(stack=stack, inside=inside).sort_values(
        ["stack", "inside", "value"], ascending=[True, False, True]
    )
    return ordered.assign(level=ordered.groupby("stack").cumcount())


def _dots(rows: pd.DataFrame, colour: str, opacity: float, colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": list(rows.value), "y": [STEP * level for level in rows.level],
        "marker": {"size": DOT, "color": colour, "opacity": opacity, "line": {"width": 0, "color": colours.background}},
        "hovertext": list(rows.said), "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _line(value: float, low: float, high: float, colour: str, log: bool, dash: str = "solid") -> dict[str, Any]:
    # A shape on a logarithmic axis takes the figure itself, a note its logarithm.
    return {"type": "line", "x0": value, "x1": value, "y0": low - 4, "y1": high, "layer": "above",
            "line": {"color": colour, "width": 2, "dash": dash}}  # fmt: skip


def _name(
    value: float, y: float, said: str, chosen: bool, span: tuple[float, float], colours: Palette, log: bool
) -> dict[str, Any]:
    low, high = span
    share = (_log(value) - _log(low)) / (_log(high) - _log(low)) if log else (value - low) / (high - low)
    text = said if len(said) <= SHORT else f"{said[: SHORT - 1].rstrip()}…"
    return {
        "x": _log(value) if log else value, "y": y, "showarrow": False, "yanchor": "middle",
        "xanchor": "left" if share < 0.5 else "right", "xshift": 6 if share < 0.5 else -6,
        "text": f"<b>{text}</b>" if chosen else text, "font": {"size": SMALL, "color": colours.ink},
    }  # fmt: skip


def _axis(axis: str) -> dict[str, Any]:
    if axis == "money":
        return {"tickprefix": "$", "tickformat": "~s"}
    return {"type": "log", "tickformat": "~s", "dtick": 1} if axis == "jobs" else {"tickformat": ".1f"}


def _log(value: float) -> float:
    return log10(max(value, 1.0))


def _span(values: pd.Series, nation: float | None) -> tuple[float, float]:
    found = [float(value) for value in values.dropna()] + ([nation] if nation is not None else [])
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    air = 0.03 * (high - low) or 1.0
    return low - air, high + air
