"""One slide: a sentence, a figure's data and what travels with them, free of how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

Role = Literal["specialist", "general", "other"]
Unit = Literal["money", "jobs", "percent", "signed_percent"]


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
    reason: the column with words for a missing figure.
    """

    kind: Literal["bars", "ranges", "lines"]
    frame: pd.DataFrame
    label: str
    series: tuple[Series, ...]
    unit: Unit
    unit_words: str
    role: str | None = None
    reason: str | None = None


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
