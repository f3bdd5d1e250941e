"""Pay and jobs of each setting on one line, in two panels: where the pay is good, and whether work is there."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.frame import SMALL, TEXT, figure, layout
from ui.theme import Palette

ROW, HEAD = 56, 34
PAY, JOBS = [0.0, 0.54], [0.6, 1.0]
AIR = "\u00a0\u00a0"


def pay_and_jobs(rows: pd.DataFrame, colours: Palette, *, measure: str, line: float | None = None) -> go.Figure:
    """Rows (label, role, pay, low, high, jobs, pay_note, jobs_note) in the order given, first on top.

    Left: pay as a diamond with its margin where there is one, and a dotted line at the pay `line`, if any. Right: jobs
    as a bar. A missing figure is its note.
    """
    places = [float(-place) for place in range(len(rows))]
    records = rows.to_dict("records")
    low, high = _span(rows)
    most = float(rows.jobs.max()) if rows.jobs.notna().any() else 1.0
    return figure(
        [_pay(rows, places, colours), _jobs(rows, places, colours)],
        layout(
            colours,
            height=HEAD + ROW * max(len(rows), 1),
            margin={"t": HEAD, "b": 4},
            xaxis={"visible": False, "domain": PAY, "range": [low, high]},
            xaxis2={"visible": False, "domain": JOBS, "range": [0, 1.75 * most], "anchor": "y", "fixedrange": True},
            yaxis={"visible": False, "range": [-len(rows) + 0.55, 0.75]},
            shapes=[
                {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": place - 0.42, "y1": place - 0.42,
                 "layer": "below", "line": {"color": colours.grid, "width": 1}}
                for place in places
            ] + _line(line, len(rows), colours),
            annotations=[
                _head("Jobs", JOBS[0], colours), _head(measure, PAY[0], colours),
                *(_name(place, row, colours) for place, row in zip(places, records, strict=True)),
                *(_absent(place, row["pay_note"], PAY[0], colours) for place, row in zip(places, records, strict=True)
                  if pd.isna(row["pay"])),
                *(_absent(place, row["jobs_note"], JOBS[0], colours) for place, row in zip(places, records, strict=True)
                  if pd.isna(row["jobs"])),
            ],
        ),
    )  # fmt: skip


def _line(value: float | None, count: int, colours: Palette) -> list[dict[str, Any]]:
    if value is None:
        return []
    return [{"type": "line", "xref": "x", "yref": "y", "x0": value, "x1": value, "y0": 0.4, "y1": -count + 0.58,
             "layer": "below", "line": {"color": colours.muted, "width": 1.5, "dash": "dot"}}]  # fmt: skip


def _pay(rows: pd.DataFrame, places: list[float], colours: Palette) -> dict[str, Any]:
    low, high = _span(rows)
    middle = low + 0.6 * (high - low)
    roles = [colours.role(role) for role in rows.role]
    return {
        "type": "scatter", "mode": "markers+text", "x": list(rows.pay), "y": [place - 0.12 for place in places],
        "hoverinfo": "skip", "cliponaxis": False,
        "marker": {"symbol": "diamond", "size": 12, "color": roles},
        "error_x": {"type": "data", "symmetric": False, "array": list((rows.high - rows.pay).fillna(0)),
                    "arrayminus": list((rows.pay - rows.low).fillna(0)), "color": colours.line, "thickness": 1.5,
                    "width": 4},
        "text": [f"{AIR}${value:,.0f}{AIR}" if pd.notna(value) else "" for value in rows.pay],
        "textposition": ["middle right" if pd.isna(value) or value < middle else "middle left" for value in rows.pay],
        "textfont": {"size": SMALL, "color": colours.ink},
    }  # fmt: skip


def _jobs(rows: pd.DataFrame, places: list[float], colours: Palette) -> dict[str, Any]:
    return {
        "type": "bar", "orientation": "h", "x": list(rows.jobs), "y": [place - 0.12 for place in places], "width": 0.28,
        "xaxis": "x2", "yaxis": "y", "hoverinfo": "skip", "cliponaxis": False,
        "marker": {"color": [colours.role(role) for role in rows.role]},
        "text": [f" {value:,.0f}" if pd.notna(value) else "" for value in rows.jobs], "textposition": "outside",
        "textfont": {"size": SMALL, "color": colours.ink},
    }  # fmt: skip


def _head(text: str, x: float, colours: Palette) -> dict[str, Any]:
    return {
        "x": x, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8,
        "showarrow": False, "text": text, "font": {"size": SMALL, "color": colours.muted},
    }  # fmt: skip


def _name(place: float, row: dict[str, Any], colours: Palette) -> dict[str, Any]:
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": place + 0.14, "yanchor": "bottom", "showarrow": False,
        "align": "left", "text": f"<b>{row['label']}</b>", "font": {"size": TEXT, "color": colours.role(row["role"])},
        # The line of the setting compared with runs behind the names, not through them.
        "bgcolor": colours.background, "borderpad": 0,
    }  # fmt: skip


def _absent(place: float, note: str, x: float, colours: Palette) -> dict[str, Any]:
    return {
        "x": x, "xref": "paper", "xanchor": "left", "y": place - 0.12, "yanchor": "middle", "showarrow": False,
        "text": note, "font": {"size": SMALL, "color": colours.muted},
    }  # fmt: skip


def _span(rows: pd.DataFrame) -> tuple[float, float]:
    drawn = rows[["pay", "low", "high"]].astype("float64").stack()
    if drawn.empty:
        return 0.0, 1.0
    low, high = float(drawn.min()), float(drawn.max())
    air = max((high - low) * 0.08, 500)
    return low - air, high + air
