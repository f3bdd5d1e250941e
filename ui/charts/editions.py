"""A few editions side by side: a point each with its figure and margin, joined only where the same industry is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from analysis import words
from ui.charts.frame import SMALL, figure, layout
from ui.theme import Palette

HEIGHT = 340
BESIDE = 66
"""Room in pixels for figures that stand to the right of the last point."""
MANY = 6
"""Points above which only the first and the last of a line carry their figure: the others would collide."""

Unit = Literal["percent", "money", "jobs"]
WRITTEN = {"percent": words.signed_percent, "money": words.money, "jobs": words.number}
TICKS = {
    "percent": {"ticksuffix": "%"},
    "money": {"tickprefix": "$", "tickformat": ",.2~s"},
    "jobs": {"tickformat": ",.2~s"},
}


@dataclass(frozen=True)
class Points:
    """One line. column, low, high: of the frame. side: where its figures stand.

    dash, symbol: keep lines of one colour apart.
    """

    column: str
    low: str
    high: str
    name: str
    role: str = "other"
    side: Literal["above", "below"] = "above"
    dash: Literal["solid", "dash", "dot"] = "solid"
    symbol: str = "diamond"


def by_edition(
    rows: pd.DataFrame,
    breaks: pd.DataFrame,
    lines: Sequence[Points],
    colours: Palette,
    *,
    unit: Unit,
    from_zero: bool,
    ends: Literal["both", "last"] = "both",
) -> go.Figure:
    """Points of `rows` (date, edition, run, one column a line) with their margins, and `breaks` (date, label) numbered.

    A line goes from point to point only within a `run`. Full mark: with a margin; open
    mark: none is published or loaded.
    ends: where of a long line its figures stand.
    """
    traces: list[dict[str, Any]] = []
    for line in lines:
        drawn = rows[rows[line.column].notna()]
        traces += [_joined(run, line, colours) for _, run in drawn.groupby("run") if len(run) > 1]
        if len(drawn):
            traces.append(_points(drawn, line, colours, unit))
    low, high = _reach(rows, lines, from_zero)
    first, last = rows.date.min(), rows.date.max()
    air = max((last - first) * 0.12, pd.Timedelta(days=240))
    few = sorted(set(rows.date)) if rows.date.nunique() <= MANY else None
    return figure(
        traces,
        layout(
            colours,
            height=HEIGHT,
            margin={"t": 30, "r": 8 if ends == "both" else BESIDE, "l": 4},
            xaxis={"showgrid": False, "range": [first - air, last + (air if ends == "both" else air / 4)],
                   "ticks": "outside", "tickcolor": colours.line,
                   "showline": True, "linecolor": colours.line, "nticks": 8, "tickformat": "%Y"}
            | ({"tickmode": "array", "tickvals": few, "ticktext": _labels(rows, few)} if few else {}),
            yaxis={"range": [low, high], "nticks": 6} | TICKS[unit],
            shapes=[_stem(found.date, colours) for found in breaks.itertuples()],
            annotations=[
                *(_number(found, place, colours) for place, found in enumerate(breaks.itertuples(), start=1)),
                *(said for line in lines for said in _figures(rows, line, colours, unit, ends)),
            ],
        ),
    )  # fmt: skip


def key_words(lines: Sequence[Points], rows: pd.DataFrame) -> str:
    """What strokes and marks mean, for the line above the figure."""
    marks = {"diamond": "◆", "circle": "●", "square": "■", "triangle-up": "▲"}
    said = [f"{marks[line.symbol]} {line.name}" for line in lines] if len(lines) > 1 else []
    drawn = rows[[line.column for line in lines]].notna()
    margins = rows[[line.low for line in lines]].notna()
    if bool(margins.any(axis=None)):
        said.append("│ 90% margin")
    if bool((drawn.to_numpy() & ~margins.to_numpy()).any()):
        said.append("open mark: no margin published or loaded")
    return " \u2003 ".join(item.replace(" ", "\u00a0") if len(item) < 40 else item for item in said)


def _joined(run: pd.DataFrame, line: Points, colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": list(run.date), "y": list(run[line.column]), "hoverinfo": "skip",
        "line": {"color": colours.role(line.role), "width": 2.5, "dash": line.dash},
    }  # fmt: skip


def _points(drawn: pd.DataFrame, line: Points, colours: Palette, unit: Unit) -> dict[str, Any]:
    colour, write = colours.role(line.role), WRITTEN[unit]
    known = drawn[line.low].notna()
    figures = [write(value) for value in drawn[line.column]]
    margins = [
        f" (90% margin {write(low)} to {write(high)})" if pd.notna(low) else " (no margin)"
        for low, high in zip(drawn[line.low], drawn[line.high], strict=True)
    ]
    return {
        "type": "scatter", "mode": "markers", "x": list(drawn.date), "y": list(drawn[line.column]),
        "name": line.name, "cliponaxis": False,
        "marker": {"symbol": line.symbol, "size": 12, "color": [colour if one else colours.background for one in known],
                   "line": {"color": colour, "width": 2}},
        "error_y": {"type": "data", "symmetric": False,
                    "array": list((drawn[line.high] - drawn[line.column]).fillna(0)),
                    "arrayminus": list((drawn[line.column] - drawn[line.low]).fillna(0)), "color": colour,
                    "thickness": 1.5, "width": 5},
        "customdata": [f"{text}{margin}" for text, margin in zip(figures, margins, strict=True)],
        "hovertext": list(drawn.edition), "hovertemplate": f"<b>%{{hovertext}}</b><br>{line.name}: "
                                                           f"%{{customdata}}<extra></extra>",
    }  # fmt: skip


def _figures(rows: pd.DataFrame, line: Points, colours: Palette, unit: Unit, ends: str) -> list[dict[str, Any]]:
    """The figures beside the points, clear of the margins: of all points where they are few, else of the ends."""
    drawn = rows[rows[line.column].notna()].to_dict("records")
    if ends == "last":
        chosen, beside = drawn[-1:], {"xanchor": "left", "xshift": 12, "yanchor": "middle"}
    else:
        chosen = drawn if len(drawn) <= MANY else [drawn[0], drawn[-1]]
        beside = {"xanchor": "center", "yanchor": "bottom" if line.side == "above" else "top"}
    sign = 1 if line.side == "above" else -1
    said = []
    for row in chosen:
        end = row[line.high if sign > 0 else line.low]
        clear = row[line.column] if ends == "last" or pd.isna(end) else end
        said.append({
            "x": row["date"], "y": clear, "showarrow": False, "yshift": sign * 9, "bgcolor": colours.background,
            "text": f"<b>{WRITTEN[unit](row[line.column])}</b>", "borderpad": 1,
            "font": {"size": SMALL, "color": colours.role(line.role)}, **beside,
        })  # fmt: skip
    return said


def _reach(rows: pd.DataFrame, lines: Sequence[Points], from_zero: bool) -> tuple[float, float]:
    columns = [name for line in lines for name in (line.column, line.low, line.high)]
    values = rows[columns].astype("float64").stack()
    if values.empty:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    # Room for the figures above and below the points.
    air = 0.16 * (high - low or 1.0)
    return (low if from_zero and low == 0 else low - air), high + air


def _labels(rows: pd.DataFrame, dates: list[pd.Timestamp]) -> list[str]:
    named = dict(zip(rows.date, rows.edition, strict=True))
    return [named[date] for date in dates]


def _stem(date: pd.Timestamp, colours: Palette) -> dict[str, Any]:
    return {
        "type": "line", "xref": "x", "yref": "paper", "x0": date, "x1": date, "y0": 0, "y1": 1, "layer": "below",
        "line": {"color": colours.line, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _number(found: Any, place: int, colours: Palette) -> dict[str, Any]:
    return {
        "x": found.date, "y": 1, "yref": "paper", "yanchor": "bottom", "text": f"<b>{place}</b>", "showarrow": False,
        "font": {"size": SMALL, "color": colours.ink}, "hovertext": found.label,
    }  # fmt: skip
