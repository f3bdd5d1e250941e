"""Places in the order of their figure: rank, figure and whole name over a bar; a gap in the ranks is drawn as one."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, figure, layout
from ui.theme import Palette

LINE = 40
"""Characters of a name on one line of a phone; longer names take two."""
BOLD = 3
"""Characters that bold letters take from such a line."""
TEXT, BAR, GAP = 18, 16, 26
"""Pixels of a line of text, of the bar with its air, and of a gap in the ranks."""


def ranked(rows: pd.DataFrame, colours: Palette, reach: float) -> go.Figure:
    """Rows of (rank, name, said, value, chosen, gap: whether ranks were left out before it), in the order given.

    Bars start at zero and the axis ends at `reach`. A row without a value has no bar; `said` is its reason.
    """
    top = 0.0
    bars: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for row in rows.to_dict("records"):
        if row["gap"]:
            notes.append(_note(top - 4, "⋮", colours.muted))
            top -= GAP
        lines = _lines(row)
        notes.append(_note(top, "<br>".join(lines), colours.ink))
        top -= TEXT * len(lines)
        if pd.notna(row["value"]):
            bars.append(_bar(row, top - 5, colours))
        top -= BAR
    return figure(
        [{"type": "scatter", "x": [0], "y": [0], "mode": "markers", "marker": {"opacity": 0}, "hoverinfo": "skip"}],
        layout(
            colours,
            height=-top + 8,
            margin={"t": 4, "b": 4},
            xaxis={"visible": False, "range": [0, reach]},
            yaxis={"visible": False, "range": [top, 0]},
            shapes=bars,
            annotations=notes,
        ),
    )


def _lines(row: dict[str, Any]) -> list[str]:
    rank = f"{row['rank']:.0f}. " if pd.notna(row["rank"]) else ""
    names = wrap(f"{rank}{row['name']}", LINE - BOLD if row["chosen"] else LINE)
    # The figure is bold in every row, the name of a chosen one too.
    room = LINE - (2 * BOLD if row["chosen"] else BOLD)
    alone = len(names[-1]) + len(str(row["said"])) > room
    shown = [f"<b>{line}</b>" if row["chosen"] else line for line in names]
    said = f"<b>{row['said']}</b>"
    return [*shown, said] if alone else [*shown[:-1], f"{shown[-1]}\u2002{said}"]


def _bar(row: dict[str, Any], y: float, colours: Palette) -> dict[str, Any]:
    return {
        "type": "rect", "x0": 0, "x1": row["value"], "y0": y, "y1": y - 5, "line": {"width": 0},
        "fillcolor": colours.ink if row["chosen"] else colours.line,
    }  # fmt: skip


def _note(y: float, text: str, colour: str) -> dict[str, Any]:
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": y, "yanchor": "top", "showarrow": False, "align": "left",
        "text": text, "font": {"size": SMALL, "color": colour},
    }  # fmt: skip
