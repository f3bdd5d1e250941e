"""A slide's figure as HTML whose type and marks are sized by the style sheet, so that it grows with the screen.

Plotly's type has a fixed size in pixels: it cannot fill a projector and a phone alike. Every position here is a part of
the drawing's width or height, handed to the style sheet as a number from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis import words
from analysis.story import Chart, Series

Row = Mapping[Hashable, Any]

AIR = 0.18
"""Of a line's height, left free above and below it."""
LABELLED = 6
"""At most about this many points of a line carry their figure: more would lie on one another."""


def drawing(chart: Chart, alt: str) -> str:
    """The figure with its subtitle and the key to its marks. alt: what is drawn, in words."""
    draw = _KINDS[chart.kind]
    return (
        f'<figure class="{chart.kind}"><figcaption>{_caption(chart)}</figcaption>'
        f'<div class="drawing" role="img" aria-label="{escape(alt)}">{draw(chart)}</div></figure>'
    )


def _bars(chart: Chart) -> str:
    """A row a bar, from zero, with its margin and its figure after both."""
    one = chart.series[0]
    most = max((_end(row, one) for row in _rows(chart)), default=0.0) or 1.0
    return "".join(_row(chart, row, _bar(chart, row, one, most)) for row in _rows(chart))


def _bar(chart: Chart, row: Row, one: Series, most: float) -> str:
    value = row[one.column]
    if pd.isna(value):
        return _missing(chart, row)
    parts = [f'<i class="bar" {_at(to=value / most)}></i>']
    if one.low and one.high and pd.notna(row[one.low]):
        parts.append(f'<i class="margin" {_at(start=row[one.low] / most, to=row[one.high] / most)}></i>')
    parts.append(f'<b class="after" {_at(to=_end(row, one) / most)}>{escape(chart.written(value))}</b>')
    return "".join(parts)


def _ranges(chart: Chart) -> str:
    """A row a range: both ends and the middle, each with its figure."""
    columns = [one.column for one in chart.series]
    found = chart.frame[columns].astype("float64")
    low, high = float(found.min().min()), float(found.max().max())
    span = (high - low) or 1.0
    return "".join(_row(chart, row, _range(chart, row, low, span)) for row in _rows(chart))


def _range(chart: Chart, row: Row, low: float, span: float) -> str:
    places = [(row[one.column] - low) / span for one in chart.series]
    values = [row[one.column] for one in chart.series]
    parts = []
    if pd.notna(places[0]) and pd.notna(places[2]):
        parts.append(f'<i class="span" {_at(start=places[0], to=places[2])}></i>')
    for name, place, value in zip(("before", "above", "after"), places, values, strict=True):
        if pd.notna(value):
            dot = f'<i class="dot" {_at(to=place)}></i>' if name == "above" else ""
            parts.append(f'{dot}<b class="{name}" {_at(to=place)}>{escape(chart.written(value))}</b>')
    if len(parts) < 4:
        parts.append(_missing(chart, row))
    return "".join(parts)


def _lines(chart: Chart) -> str:
    """Points joined by a line, each with its margin; the axis does not start at zero, and the subtitle says so."""
    one, rows = chart.series[0], _rows(chart)
    known = [row for row in rows if pd.notna(row[one.column])]
    if not known:
        return "".join(_row(chart, row, _missing(chart, row)) for row in rows)
    low, high = min(_start(row, one) for row in known), max(_end(row, one) for row in known)
    span = (high - low) or 1.0
    every = -(-len(rows) // LABELLED)
    across = [(index + 0.5) / len(rows) for index in range(len(rows))]
    points, path = [], []
    for index, (row, x) in enumerate(zip(rows, across, strict=True)):
        value = row[one.column]
        labelled = (len(rows) - 1 - index) % every == 0
        if labelled:
            points.append(f'<span class="when" {_at(x=x)}>{escape(str(row[chart.label]))}</span>')
        if pd.isna(value):
            continue
        height = _height(value, low, span)
        path.append(f"{100 * x:.2f},{100 - 100 * height:.2f}")
        if one.low and one.high and pd.notna(row[one.low]):
            ends = _at(x=x, start=_height(row[one.low], low, span), to=_height(row[one.high], low, span))
            points.append(f'<i class="margin" {ends}></i>')
        points.append(f'<i class="dot" {_at(x=x, to=height)}></i>')
        if labelled:
            top = _height(_end(row, one), low, span)
            points.append(f'<b class="above" {_at(x=x, to=top)}>{escape(chart.written(value))}</b>')
    line = (
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<polyline points="{" ".join(path)}" fill="none" vector-effect="non-scaling-stroke"/></svg>'
    )
    return f'<div class="field">{line}{"".join(points)}</div>'


_KINDS: dict[str, Callable[[Chart], str]] = {"bars": _bars, "ranges": _ranges, "lines": _lines}


def _row(chart: Chart, row: Row, marks: str) -> str:
    name = str(row[chart.label])
    role = str(row[chart.role]) if chart.role else "other"
    focus = " focus" if name == chart.focus else ""
    return (
        f'<div class="row {escape(role)}{focus}"><span class="name">{escape(name)}</span>'
        f'<span class="track">{marks}</span></div>'
    )


def _missing(chart: Chart, row: Row) -> str:
    why = str(row[chart.reason] or "") if chart.reason else ""
    return f'<span class="missing">{escape(why or "not published")}</span>'


def _caption(chart: Chart) -> str:
    """What is drawn, in which unit, and what the marks mean; the colours only where they tell settings apart."""
    said = [chart.unit_words]
    if chart.kind == "ranges":
        low, middle, high = (one.name.lower() for one in chart.series)
        said.append(f"line: {low.removesuffix(' percentile')} to {high}, dot: {middle}")
    if chart.kind == "lines":
        said.append("axis not from zero")
    roles = set(chart.frame[chart.role]) if chart.role else set()
    keys = [f'<span class="key {role}">{role}</span>' for role in ("specialist", "general") if role in roles]
    known = f'<span class="keys">{"".join(keys)}</span>' if keys else ""
    return f"<span>{escape(words.capital(' · '.join(said)))}</span>{known}"


def _rows(chart: Chart) -> list[dict[Hashable, Any]]:
    return chart.frame.to_dict("records")


def _start(row: Row, one: Series) -> float:
    low = row[one.low] if one.low else float("nan")
    return float(row[one.column] if pd.isna(low) else low)


def _end(row: Row, one: Series) -> float:
    """The far end of a mark: of its margin, where it has one; 0 where there is no figure."""
    high = row[one.high] if one.high else float("nan")
    found = row[one.column] if pd.isna(high) else high
    return 0.0 if pd.isna(found) else float(found)


def _height(value: float, low: float, span: float) -> float:
    return AIR + (1 - 2 * AIR) * (value - low) / span


def _at(**places: float) -> str:
    said = "; ".join(f"--{name}: {place:.4f}" for name, place in places.items())
    return f'style="{said}"'
