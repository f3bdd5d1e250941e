"""What every drawing of a story's chart needs to know of it: its rows, its colours, its figures in words, its gaps."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.story.slide import Chart, Role, Series
from ui.charts.ticks import STEPS
from ui.theme import LIGHT, Palette

PALER = {LIGHT.specialist: "#2D9E94", LIGHT.general: "#D27A28", LIGHT.other: "#8A9591", LIGHT.ink: "#8A9591"}


@dataclass(frozen=True)
class Row:
    """A row of a chart.

    values: by column of the series, None where missing. reason: why, in words, or empty. focus: the chart is about it.
    """

    label: str
    role: Role | None
    values: dict[str, float | None]
    reason: str
    focus: bool

    def colour(self, palette: Palette, otherwise: Role = "other") -> str:
        """By its role, else by that of the series; the row that the chart is about is darker than other grey ones."""
        role = self.role or otherwise
        return palette.ink if self.focus and role == "other" else palette.role(role)


def rows(chart: Chart) -> list[Row]:
    """The rows in the order in which they are drawn."""
    columns = [name for item in chart.series for name in (item.column, item.low, item.high) if name]
    return [
        Row(
            label=str(record[chart.label]),
            role=_role(record[chart.role]) if chart.role else None,
            values={name: _number(record[name]) for name in columns},
            reason=_words(record[chart.reason]) if chart.reason else "",
            focus=str(record[chart.label]) == chart.focus,
        )
        for record in chart.frame.to_dict("records")
    ]


def margin(series: Series, row: Row) -> tuple[float, float] | None:
    """The published 90% interval of a figure (low, high), None where there is none."""
    low = row.values.get(series.low) if series.low else None
    high = row.values.get(series.high) if series.high else None
    return None if low is None or high is None or row.values[series.column] is None else (low, high)


def gaps(chart: Chart) -> str:
    """What is missing from the chart and why, in one sentence; empty where nothing is."""
    absent = []
    for row in rows(chart):
        lacking = [item.name for item in chart.series if row.values[item.column] is None]
        if lacking:
            which = f", {words.join([words.lower_first(name) for name in lacking])}"
            what = "" if len(lacking) == len(chart.series) else which
            absent.append(f"{row.label}{what} ({row.reason or 'no figure is published'})")
    return f"Not drawn: {'; '.join(absent)}." if absent else ""


def key(chart: Chart) -> list[Role]:
    """The kinds of setting that colours tell apart in the chart, in the order in which they are named."""
    found = {row.role for row in rows(chart)}
    return [role for role in ("specialist", "general") if role in found]  # type: ignore[misc]


def subtitle(chart: Chart) -> str:
    """What the figures are: for ranges, what their ends and the middle are too."""
    if chart.kind != "ranges":
        return words.capital(chart.unit_words)
    names = words.join([words.lower_first(item.name) for item in chart.series])
    return words.capital(f"{names}: {chart.unit_words}")


def paler(colour: str) -> str:
    """The tone for the upper half of a range: lighter, and still 3:1 against white."""
    return PALER[colour]


def is_empty(chart: Chart) -> bool:
    """Whether there is no figure at all to draw."""
    return all(row.values[item.column] is None for item in chart.series for row in rows(chart))


def _number(value: object) -> float | None:
    if value is None or pd.isna(value):
        return None
    number = float(value)  # type: ignore[arg-type]
    return None if math.isinf(number) else number


def _words(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def _role(value: object) -> Role:
    return value if value in ("specialist", "general") else "other"  # type: ignore[return-value]


@dataclass(frozen=True)
class Scale:
    """An axis of figures from low to high in round steps."""

    low: float
    high: float
    step: float


def bounds(chart: Chart) -> tuple[float, float]:
    """Lowest and highest figure that is drawn, margins included; apart even where all are the same.

    Bars stand on zero; ranges and lines only where zero is near.
    """
    drawn = [value for row in rows(chart) for value in row.values.values() if value is not None]
    low, high = min(drawn, default=0.0), max(drawn, default=1.0)
    if chart.kind == "bars" or (chart.kind == "lines" and 0 <= low < high / 3):
        low, high = min(low, 0.0), max(high, 0.0)
    return (low, high) if low < high else (low - 1, high + 1)


def scale(chart: Chart, count: int = 4) -> Scale:
    """Round ends around the bounds, for an axis with its figures."""
    low, high = bounds(chart)
    rough = (high - low) / count
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in STEPS if factor * power >= rough)
    return Scale(math.floor(low / step) * step, math.ceil(high / step) * step, step)
