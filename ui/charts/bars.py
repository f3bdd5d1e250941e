"""A whole split into its parts: one bar a part, in the order of the frame, each with its figure at its end."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, TEXT, figure, layout
from ui.theme import Palette

ROW = 66
LINE = 42
"""Characters of a name that fit a phone's width; longer names wrap."""
ROOM = 1.55
"""The axis reaches this much beyond the longest bar: its figure stands there, on a phone too."""


def parts(rows: pd.DataFrame, colours: Palette, *, prefix: str = "", role: str = "other") -> go.Figure:
    """Bars of `rows` (label, value, share, role where parts differ in it), in the order given, first on top.

    The part's name stands above its bar, so that it can be as long as it must be on a phone. A part without a value
    has no bar, and `note` in the place of its figure.
    """
    places = [float(-index) for index in range(len(rows))]
    roles = rows["role"] if "role" in rows else [role] * len(rows)
    values = rows["value"].astype("float64")
    reach = float(values.abs().max()) if values.notna().any() else 1.0
    bars = {
        "type": "bar", "orientation": "h", "x": list(values), "y": places, "width": 0.34,
        "marker": {"color": [colours.role(one) for one in roles]}, "hoverinfo": "skip", "cliponaxis": False,
        "text": [_figure(row, prefix) for row in rows.to_dict("records")], "textposition": "outside",
        "textfont": {"size": TEXT, "color": colours.ink},
    }  # fmt: skip
    return figure(
        [bars],
        layout(
            colours,
            height=ROW * max(len(rows), 1) + 24,
            xaxis={"visible": False, "range": [min(0.0, float(values.min() or 0)), reach * ROOM]},
            yaxis={"visible": False, "range": [-len(rows) + 0.55, 0.75]},
            annotations=[
                {
                    "x": 0, "xref": "x", "xanchor": "left", "y": place + 0.2, "yanchor": "bottom", "showarrow": False,
                    "align": "left", "font": {"size": SMALL, "color": colours.ink},
                    "text": "<br>".join(wrap(row["label"], LINE)),
                }
                for place, row in zip(places, rows.to_dict("records"), strict=True)
            ],
        ),
    )  # fmt: skip


def _figure(row: dict[str, object], prefix: str) -> str:
    value, share = row["value"], row.get("share")
    if pd.isna(value):
        return str(row.get("note") or "not published")
    part = f" ({_share(share)})" if isinstance(share, float) and pd.notna(share) else ""
    sign = "\u2212" if isinstance(value, float | int) and value <= -0.5 else ""
    return f"<b>{sign}{prefix}{abs(value):,.0f}</b>{part}"


def _share(share: float) -> str:
    return "&lt;1%" if 0 < share < 0.5 else f"{share:.0f}%"
