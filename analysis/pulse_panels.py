"""Which of the monthly series to draw beside one another, and their months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import pulse
from analysis.pulse import Pulse
from analysis.warehouse import Warehouse

NOT_ADJUSTED = ", not adjusted"
"""Ending of the title of a series that is there with seasonal adjustment too."""


@dataclass(frozen=True)
class Panels:
    """drawn: one series for each industry, those that reach furthest first. absent: followed, but not in the loaded
    files.

    months: series_id, title, month, value, index of the drawn series from `since` on, months not collected left out.
    """

    drawn: list[Pulse]
    absent: list[Pulse]
    months: pd.DataFrame


def panels(warehouse: Warehouse, measure: str, since: date) -> Panels:
    """The series of a measure ('jobs' or 'earnings') to draw.

    Where an industry is followed with and without seasonal adjustment, the one that reaches further is taken, and the
    adjusted one when both do. Source: BLS Current Employment Statistics.
    """
    found = pulse.pulses(warehouse, measure)
    best: dict[str, Pulse] = {}
    for item in found:
        name = item.title.removesuffix(NOT_ADJUSTED)
        if name not in best or _reach(item) > _reach(best[name]):
            best[name] = item
    drawn = sorted((item for item in best.values() if item.last), key=lambda item: (item.early, item.title))
    months = pulse.observations(warehouse, [item.series_id for item in drawn])
    months = months[months.value.notna() & (months.month >= pd.Timestamp(since))].reset_index(drop=True)
    return Panels(drawn, [item for item in best.values() if not item.last], months)


def _reach(item: Pulse) -> tuple[date, bool]:
    return (item.last or date.min, item.seasonal == "adjusted")
