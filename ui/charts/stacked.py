"""The parts of a whole through the years: one full bar a row, so that shares are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, TEXT, figure, layout
from ui.theme import Palette

ROW = 62
ROOM = 14.0
"""A segment narrower than this many per cent has no room for its figure on a phone; it stands above the bar."""


@dataclass(frozen=True)
class Segment:
    """One part. column: of the frame, in per cent. short: its name above a bar.

    pattern: a hatching, so that parts of one colour stay apart.
    """

    column: str
    name: str
    short: str
    role: str = "other"
    pattern: str = ""


def shares(rows: pd.DataFrame, segments: Sequence[Segment], colours: Palette) -> go.Figure:
    """Bars of `rows` (label, one column a segment in per cent), first row on top, segments from left to right."""
    places = [float(-place) for place in range(len(rows))]
    bars = [
        {
            "type": "bar", "orientation": "h", "x": list(rows[part.column]), "y": places, "width": 0.42,
            "name": part.name,
            "marker": {"color": colours.role(part.role), "line": {"color": colours.background, "width": 1.5},
                       "pattern": {"shape": part.pattern, "fillmode": "overlay", "fgcolor": colours.background,
                                   "size": 6, "solidity": 0.3}},
            "text": [f"<b>{value:.1f}%</b>" if value >= ROOM else "" for value in rows[part.column]],
            "textposition": "inside", "insidetextanchor": "middle", "textangle": 0,
            "textfont": {"size": TEXT, "color": colours.background}, "customdata": list(rows.label),
            "hovertemplate": f"<b>%{{customdata}}</b><br>{part.name}: %{{x:.1f}}%<extra></extra>",
        }
        for part in segments
    ]  # fmt: skip
    return figure(
        bars,
        layout(
            colours,
            height=ROW * max(len(rows), 1) + 10,
            barmode="stack",
            xaxis={"visible": False, "range": [0, 100.5]},
            yaxis={"visible": False, "range": [-len(rows) + 0.6, 0.72]},
            annotations=[
                {
                    "x": 0, "xref": "x", "xanchor": "left", "y": place + 0.22, "yanchor": "bottom", "showarrow": False,
                    "align": "left", "font": {"size": SMALL, "color": colours.ink},
                    "text": _name(row, segments, colours),
                }
                for place, row in zip(places, rows.to_dict("records"), strict=True)
            ],
        ),
    )  # fmt: skip


def key_words(segments: Sequence[Segment]) -> str:
    """Which part stands where, from left to right."""
    return "From left to right: " + ", ".join(part.name.lower() for part in segments)


def _name(row: dict[str, object], segments: Sequence[Segment], colours: Palette) -> str:
    small = [f"{part.short} {row[part.column]:.1f}%" for part in segments if float(str(row[part.column])) < ROOM]
    under = f"\u2002<span style='color:{colours.muted}'>{', '.join(small)}</span>" if small else ""
    return f"<b>{row['label']}</b>{under}"
