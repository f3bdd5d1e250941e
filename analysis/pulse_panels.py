"""Which of the monthly series to draw beside one another, and their months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import pulse, words
from analysis.pulse import Pulse
from analysis.warehouse import Warehouse

NOT_ADJUSTED = ", not adjusted"
"""Ending of the title of a series that is there with seasonal adjustment too."""


@dataclass(frozen=True)
class Panels:
    """drawn: one series for each industry, those that reach furthest first. absent: followed, but not in the loaded
    files.

    months: series_id, title, month, value, index (100 in `base`), months that were not collected left out.
    base: the first month from `since` on that every drawn series has; None where nothing is drawn.
    """

    drawn: list[Pulse]
    absent: list[Pulse]
    months: pd.DataFrame
    base: date | None


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
    months = months[months.value.notna() & (months.month >= pd.Timestamp(since))]
    absent = [item for item in best.values() if not item.last]
    if months.empty:
        return Panels([], absent, months.assign(index=[]), None)
    drawn = [item for item in drawn if item.series_id in set(months.series_id)]
    base = months.groupby("series_id").month.min().max()
    at_base = months[months.month == base].set_index("series_id").value
    months = months[(months.month >= base) & months.series_id.isin(at_base.index)]
    indexed = months.assign(index=100 * months.value / months.series_id.map(at_base)).reset_index(drop=True)
    return Panels([item for item in drawn if item.series_id in at_base.index], absent, indexed, base.date())


def frame(found: Panels) -> pd.DataFrame:
    """Every followed series with where it stands, those drawn first.

    Columns: series_id, title, who, setting, first, last (months in words), value (jobs or dollars), change_pct (on the
    year before), index (100 in the base month), state (words: preliminary, ends early, not loaded), source_id.
    """
    last: dict[str, float] = dict(zip(found.months.series_id, found.months["index"], strict=True))
    return pd.DataFrame([_flat(item, last) for item in (*found.drawn, *found.absent)])


def title(found: Panels) -> str:
    """Which of the drawn industries grew most since the base month, and by when."""
    rows = frame(found)
    rows = rows[rows.setting != ""] if len(rows) else rows
    grown = rows[rows["index"].notna()] if len(rows) else rows
    if grown.empty or found.base is None:
        return "No monthly series of the industries that employ technicians is in the loaded files"
    top = grown.sort_values("index").iloc[-1]
    change = words.signed_percent(top["index"] - 100, 0)
    return f"{short_title(top.title)}: {change} from {found.base:%B %Y} to {top.last}"


def short_title(text: str) -> str:
    """The industry alone: without the measure and the adjustment, which stand elsewhere."""
    for ending in (NOT_ADJUSTED, ", jobs", ", average hourly earnings"):
        text = text.removesuffix(ending)
    return text.replace(", jobs (", " (")


def _flat(item: Pulse, last: dict[str, float]) -> dict[str, object]:
    scale = 1000 if item.measure == "jobs" else 1
    state = ["preliminary"] if item.preliminary else []
    if item.early:
        state.append(f"the loaded series ends in {item.last:%B %Y}")
    if not item.loaded:
        state.append("not in the loaded files")
    return {
        "series_id": item.series_id, "title": item.title, "who": pulse.WHO if item.setting else "all workers",
        "setting": item.setting, "first": f"{item.first:%B %Y}" if item.first else "",
        "last": f"{item.last:%B %Y}" if item.last else "", "value": None if item.value is None else scale * item.value,
        "change_pct": item.change_pct, "index": last.get(item.series_id), "state": "; ".join(state),
        "source_id": item.source_id,
    }  # fmt: skip


def _reach(item: Pulse) -> tuple[date, bool]:
    return (item.last or date.min, item.seasonal == "adjusted")
