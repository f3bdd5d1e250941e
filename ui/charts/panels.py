"""Small panels over one another: one line each, one time axis and one scale for all, so that slopes compare."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, TEXT, figure, layout
from ui.theme import Palette

PANEL = 116
AXIS = 30
HEAD, FOOT = 0.36, 0.12
"""Parts of a panel's height that its name takes, and the air under its line."""


def panels(months: pd.DataFrame, heads: pd.DataFrame, colours: Palette, *, level: float = 100.0) -> go.Figure:
    """A panel for each row of `heads` (series_id, label, under, role), top to bottom, with its line of `months`.

    months: series_id, month, index. level: the value drawn as a thin line in each panel, from which the lines set out.
    """
    records = heads.to_dict("records")
    low, high = float(months["index"].min()), float(months["index"].max())
    air = 0.06 * (high - low or 1.0)
    span = [months.month.min(), months.month.max()]
    traces: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    tall = 1 / max(len(records), 1)
    names = []
    for place, row in enumerate(records):
        top = 1 - place / len(records)
        number = "" if place == 0 else str(place + 1)
        domain = (top - tall * (1 - FOOT), top - tall * HEAD)
        axes[f"yaxis{number}"] = _axis(colours, domain, (low - air, high + air), level)
        traces += _panel(months[months.series_id == row["series_id"]], row, f"y{number}", span, level, colours)
        names.append(_name(top, row, colours))
    whole = layout(
        colours,
        height=AXIS + PANEL * max(len(records), 1),
        margin={"t": 4, "r": 18},
        xaxis={"showgrid": False, "tickformat": "%Y", "nticks": 6, "ticks": "outside", "tickcolor": colours.line,
               "showline": True, "linecolor": colours.line, "anchor": "free", "position": 0, "range": span},
        annotations=names,
    )  # fmt: skip
    return figure(traces, {**whole, **axes})


def _axis(colours: Palette, domain: tuple[float, float], reach: tuple[float, float], level: float) -> dict[str, Any]:
    return {
        "domain": list(domain), "range": list(reach), "fixedrange": True, "showgrid": False, "zeroline": False,
        "anchor": "x", "tickvals": [level, reach[1] // 10 * 10], "tickfont": {"size": SMALL, "color": colours.muted},
        "automargin": True,
    }  # fmt: skip


def _panel(
    drawn: pd.DataFrame, row: dict[str, Any], axis: str, span: list[pd.Timestamp], level: float, colours: Palette
) -> list[dict[str, Any]]:
    colour = colours.role(row["role"])
    last = drawn.iloc[-1]
    base = {
        "type": "scatter", "mode": "lines", "x": span, "y": [level, level], "yaxis": axis, "hoverinfo": "skip",
        "line": {"color": colours.grid, "width": 1},
    }  # fmt: skip
    line = {
        "type": "scatter", "mode": "lines", "x": list(drawn.month), "y": list(drawn["index"]), "yaxis": axis,
        "line": {"color": colour, "width": 2}, "hovertemplate": "%{x|%B %Y}: %{y:.0f}<extra></extra>",
    }  # fmt: skip
    end = {
        "type": "scatter", "mode": "markers", "x": [last.month], "y": [last["index"]], "yaxis": axis,
        "marker": {"size": 8, "color": colour}, "cliponaxis": False, "hoverinfo": "skip",
    }  # fmt: skip
    return [base, line, end]


def _name(top: float, row: dict[str, Any], colours: Palette) -> dict[str, Any]:
    muted = f"<span style='color:{colours.muted};font-size:{SMALL}px'>"
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": top, "yref": "paper", "yanchor": "top", "showarrow": False,
        "align": "left", "font": {"size": TEXT, "color": colours.role(row["role"])},
        "text": f"<b>{row['label']}</b><br>{muted}{row['under']}</span>",
    }  # fmt: skip
