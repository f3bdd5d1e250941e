"""Every area as a dot on one axis, dots of like figures stacked, the chosen places named."""

from __future__ import annotations

from math import log10
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, figure, layout
from ui.theme import Palette

BINS = 60
"""Stacks over the width: on a phone a stack is five pixels wide, as a dot is."""
DOT = 5
STEP = 5.2
"""Pixels from dot to dot in a stack."""
NAME = 20
"""Pixels for each named place above the stacks."""
AXIS = 34


def strip(rows: pd.DataFrame, named: pd.DataFrame, colours: Palette, axis: str, nation: float | None) -> go.Figure:
    """Dots of `rows` (name, said, value, inside: whether it is drawn darker); the places of `named` (letter, value) as
    lines with their letters, which the line above the figure explains; the nation's figure as a dotted line.

    axis: 'money', 'jobs' (logarithmic) or 'number'. Names would not fit beside the lines on a phone.
    """
    log = axis == "jobs"
    low, high = _span(pd.concat([rows.value, named.value]), nation, log)
    stacked = _stacked(rows, low, high, log)
    tall = STEP * (stacked.level.max() + 1 if len(stacked) else 1) + 8
    height = tall + NAME * (len(named) + (nation is not None)) + AXIS
    marks = [(row["letter"], row["value"], "solid") for row in named.to_dict("records")]
    marks += [("US", nation, "dot")] if nation is not None else []
    traces = [
        _dots(stacked[~stacked.inside], colours.other, 0.55, colours),
        _dots(stacked[stacked.inside], colours.ink, 1, colours),
    ]
    shapes, notes = [], []
    for place, (letter, value, dash) in enumerate(reversed(marks)):
        y = tall + NAME * place
        shapes.append(_line(value, y, colours.ink, dash))
        notes.append(_letter(_log(value) if log else value, y, letter, colours))
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


def _line(value: float, high: float, colour: str, dash: str) -> dict[str, Any]:
    # On a logarithmic axis a shape takes the figure itself, a note its logarithm.
    return {"type": "line", "x0": value, "x1": value, "y0": -4, "y1": high, "layer": "above",
            "line": {"color": colour, "width": 1.5, "dash": dash}}  # fmt: skip


def _letter(x: float, y: float, letter: str, colours: Palette) -> dict[str, Any]:
    return {
        "x": x, "y": y, "showarrow": False, "yanchor": "middle", "xanchor": "center", "text": f"<b>{letter}</b>",
        "font": {"size": SMALL, "color": colours.background}, "bgcolor": colours.ink, "borderpad": 2,
    }  # fmt: skip


def _axis(axis: str) -> dict[str, Any]:
    if axis == "money":
        return {"tickprefix": "$", "tickformat": "~s"}
    return {"type": "log", "tickformat": "~s", "dtick": 1} if axis == "jobs" else {"tickformat": ".1f"}


def _log(value: float) -> float:
    return log10(max(value, 1.0))


def _span(values: pd.Series, nation: float | None, log: bool) -> tuple[float, float]:
    found = [float(value) for value in values.dropna()] + ([nation] if nation is not None else [])
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    if log:
        return low / 1.4, high * 1.4
    air = 0.03 * (high - low) or 1.0
    return low - air, high + air
