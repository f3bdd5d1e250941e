"""One slide: a sentence, a figure's data and what travels with them, free of how they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analysis import words

Role = Literal["specialist", "general", "other"]
Unit = Literal["money", "jobs", "percent", "signed_percent"]

WRITTEN: dict[Unit, Callable[[float], str]] = {
    "money": words.money, "jobs": words.number, "percent": words.percent, "signed_percent": words.signed_percent,
}  # fmt: skip
"""How a figure of each unit is written."""


@dataclass(frozen=True)
class Series:
    """A column of figures that is drawn. low, high: columns with the ends of its 90% margin, where one is published."""

    column: str
    name: str
    role: Role = "other"
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True)
class Chart:
    """What is drawn, so plainly that a page, an editable slide and a printed sheet can each draw it their own way.

    kind: 'bars' (one figure a row, longest first), 'ranges' (three series a row: low end, middle, high end) or 'lines'
    (rows are years). frame: exactly what is drawn. label: the column that names a row. role: the column that holds each
    row's Role, where rows differ. unit, unit_words: how figures are written, and what they are ('dollars a year').
    reason: the column with words for a missing figure. focus: name of the row that the slide is about, '' for none.
    """

    kind: Literal["bars", "ranges", "lines"]
    frame: pd.DataFrame
    label: str
    series: tuple[Series, ...]
    unit: Unit
    unit_words: str
    role: str | None = None
    reason: str | None = None
    focus: str = ""

    def written(self, value: float) -> str:
        """A figure as it stands beside its mark: '$52,910', '487,920', '21.2%', '+6.4%'."""
        return WRITTEN[self.unit](value)

    def said(self) -> str:
        """The figure row by row in words: 'Health care: $52,910 (90% margin $52,605 to $53,215).'"""
        return " ".join(self._row_said(row) for row in self.frame.to_dict("records")) or "Nothing is drawn."

    def _row_said(self, row: Mapping[Hashable, Any]) -> str:
        figures = []
        for one in self.series:
            if pd.isna(row[one.column]):
                continue
            figure = self.written(row[one.column])
            if one.low and one.high and pd.notna(row[one.low]):
                figure += f" (90% margin {self.written(row[one.low])} to {self.written(row[one.high])})"
            figures.append(f"{words.lower_first(one.name)} {figure}" if len(self.series) > 1 else figure)
        missing = str(row[self.reason] or "") if self.reason and len(figures) < len(self.series) else ""
        return f"{row[self.label]}: {', '.join([*figures, *([missing] if missing else [])])}."


@dataclass(frozen=True)
class Slide:
    """One slide of the story.

    key: its name in links. heading: the short question it answers. sentence: the answer, one sentence without
    arithmetic left to the room. chart: its figure, None where `points` are shown instead. points: short lines.
    notes: what the speaker says, a paragraph each. source, edition, url: where the figures are from. caveat: one line.
    alt: the figure in words, for who cannot see it.
    """

    key: str
    heading: str
    sentence: str
    chart: Chart | None
    points: tuple[str, ...]
    notes: tuple[str, ...]
    source: str
    edition: str
    url: str
    caveat: str
    alt: str
