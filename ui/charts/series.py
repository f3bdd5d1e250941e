"""A figure through the years, with every break in how it is made drawn, and the line cut where a break can move it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, TEXT, figure, layout
from ui.theme import Palette

HEIGHT = 380
FEW = 6


@dataclass(frozen=True)
class Line:
    """One line of the figure. column: of the frame, with `<column>_low` and `<column>_high` for its margin where
    there are.

    name: what it shows. role: 'specialist', 'general' or 'other'. dash: 'solid', 'dash' or 'dot', so that lines of
    one colour stay apart. labelled: whether its last value stands at its end (of two lines that run close, only the
    upper has room).
    """

    column: str
    name: str
    role: str = "other"
    dash: str = "solid"
    labelled: bool = True


def through_time(
    rows: pd.DataFrame,
    breaks: pd.DataFrame,
    lines: Sequence[Line],
    colours: Palette,
    *,
    prefix: str = "$",
    from_zero: bool = True,
) -> go.Figure:
    """Lines over `rows` (date, edition, one column a line), with `breaks` (date, label) numbered along the top.

    A break of kind 'method' or 'schedule' cuts the lines, for what is on either side is not made alike; the others
    are drawn and leave them whole. A labelled line carries its name and last value at its end.
    """
    cuts = [found.date for found in breaks.itertuples() if found.kind in {"method", "schedule"}]
    traces: list[dict[str, Any]] = []
    for line in lines:
        colour = colours.role(line.role)
        if f"{line.column}_low" in rows:
            traces += _margins(rows, line, colour)
        traces += [_piece(piece, line, colour, prefix) for piece in _pieces(rows, line.column, cuts)]
    top = _top(rows, lines)
    return figure(
        traces,
        layout(
            colours,
            height=HEIGHT,
            margin={"t": 34, "r": 14},
            hovermode="x unified",
            xaxis={"showgrid": False, "tickformat": "%Y", "nticks": 7, "hoverformat": "%Y", "ticks": "outside",
                   "tickcolor": colours.line, "showline": True, "linecolor": colours.line, **_few(rows)},
            yaxis={"tickprefix": prefix, "tickformat": "~s", "nticks": 6,
                   "rangemode": "tozero" if from_zero else "normal",
                   "range": [0, top] if from_zero else None},
            shapes=[_stem(found.date, colours) for found in breaks.itertuples()],
            annotations=[
                *_numbers(breaks, colours),
                *(_end(rows, line, colours, prefix) for line in lines if _has_end(rows, line)),
            ],
        ),
    )  # fmt: skip


def key_words(lines: Sequence[Line]) -> str:
    """Which stroke is which line, for the text above the figure; empty for a single line, which needs no key."""
    strokes = {"solid": "━━", "dash": "╍╍", "dot": "┅┅"}
    named = [f"{strokes[line.dash]}\u00a0{line.name.lower()}".replace(" ", "\u00a0") for line in lines]
    return " \u2003 ".join(named) if len(lines) > 1 else ""


def _pieces(rows: pd.DataFrame, column: str, cuts: list[pd.Timestamp]) -> list[pd.DataFrame]:
    drawn = rows[rows[column].notna()]
    piece = drawn.date.map(lambda date: sum(date >= cut for cut in cuts))
    return [part for _, part in drawn.groupby(piece)]


def _piece(rows: pd.DataFrame, line: Line, colour: str, prefix: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines+markers", "x": list(rows.date), "y": list(rows[line.column]),
        "line": {"color": colour, "width": 2.5, "dash": line.dash}, "marker": {"size": 5, "color": colour},
        "name": line.name, "text": list(rows.edition),
        "hovertemplate": f"%{{text}}: {prefix}%{{y:,.0f}}", "cliponaxis": False,
    }  # fmt: skip


def _margins(rows: pd.DataFrame, line: Line, colour: str) -> list[dict[str, Any]]:
    """Thin bars from low to high, one for each edition that has a published error."""
    low, high = rows[f"{line.column}_low"], rows[f"{line.column}_high"]
    known = rows[low.notna() & high.notna()]
    if known.empty:
        return []
    x = [value for date in known.date for value in (date, date, None)]
    pairs = zip(known[f"{line.column}_low"], known[f"{line.column}_high"], strict=True)
    y = [value for pair in pairs for value in (*pair, None)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": y,
            "line": {"color": colour, "width": 1.5},
            "hoverinfo": "skip",
        }
    ]


def _few(rows: pd.DataFrame) -> dict[str, Any]:
    """Ticks at the editions themselves where they are few: years would repeat between them."""
    return {"tickvals": list(rows.date), "ticktext": [f"{date:%Y}" for date in rows.date]} if len(rows) <= FEW else {}


def _stem(date: pd.Timestamp, colours: Palette) -> dict[str, Any]:
    return {
        "type": "line", "xref": "x", "yref": "paper", "x0": date, "x1": date, "y0": 0, "y1": 1, "layer": "below",
        "line": {"color": colours.line, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _numbers(breaks: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    return [
        {
            "x": found.date, "y": 1, "yref": "paper", "yanchor": "bottom", "text": f"<b>{number}</b>",
            "showarrow": False,
            "font": {"size": SMALL, "color": colours.ink}, "hovertext": found.label,
        }
        for number, found in enumerate(breaks.itertuples(), start=1)
    ]  # fmt: skip


def _has_end(rows: pd.DataFrame, line: Line) -> bool:
    return line.labelled and bool(rows[line.column].notna().any())


def _end(rows: pd.DataFrame, line: Line, colours: Palette, prefix: str) -> dict[str, Any]:
    drawn = rows[rows[line.column].notna()]
    last = drawn.iloc[-1]
    # Over the highest of what runs beneath the label.
    return {
        "x": last.date, "y": float(drawn[line.column].tail(5).max()), "xanchor": "right", "xshift": 8,
        "yanchor": "bottom", "yshift": 10,
        "text": f"<b>{line.name} {prefix}{last[line.column]:,.0f}</b>", "showarrow": False, "align": "right",
        "font": {"size": TEXT, "color": colours.role(line.role)},
    }  # fmt: skip


def _top(rows: pd.DataFrame, lines: Sequence[Line]) -> float:
    columns = [name for line in lines for name in (line.column, f"{line.column}_high") if name in rows]
    top = rows[columns].max().max()
    return 1.15 * float(top) if pd.notna(top) else 1.0
