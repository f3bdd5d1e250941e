"""Differences around zero, one short row each: which way the gap goes, and how wide its margin is."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, figure, layout
from ui.theme import Palette

ROW, AXIS = 24, 44


def gaps(rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Points of `rows` (area_name, dollars, low, high, chosen) in the order given, first on top, with a line at zero.

    Above zero the setting pays more (teal), below it the baseline does (amber); the chosen row's name is bold.
    """
    places = [float(-place) for place in range(len(rows))]
    dollars = rows.dollars.astype("float64")
    margin_up, margin_down = (rows.high - dollars).astype("float64"), (dollars - rows.low).astype("float64")
    points = {
        "type": "scatter", "mode": "markers", "x": list(dollars), "y": places, "cliponaxis": False,
        "marker": {"symbol": "diamond", "size": 10,
                   "color": [colours.role("specialist" if value >= 0 else "general") for value in dollars]},
        "error_x": {"type": "data", "symmetric": False, "array": list(margin_up.fillna(0)),
                    "arrayminus": list(margin_down.fillna(0)), "color": colours.line, "thickness": 1.5, "width": 0},
        "hovertext": [f"<b>{name}</b><br>{value:+,.0f} dollars a year"
                      for name, value in zip(rows.area_name, dollars, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
    names = [f"<b>▸ {name}</b>" if chosen else name for name, chosen in zip(rows.area_name, rows.chosen, strict=True)]
    return figure(
        [points],
        layout(
            colours,
            height=AXIS + ROW * max(len(rows), 1),
            xaxis={"tickprefix": "$", "tickformat": "~s", "nticks": 5, "zeroline": True, "zerolinecolor": colours.line,
                   "zerolinewidth": 2, "rangemode": "tozero"},
            yaxis={"showgrid": False, "tickmode": "array", "tickvals": places, "ticktext": names,
                   "tickfont": {"size": SMALL, "color": colours.ink}, "range": [-len(rows) + 0.3, 0.7]},
        ),
    )  # fmt: skip
