"""The monthly pulse of the industries that employ technicians: all of their workers, not technicians."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import origins, pulse_panels, settings
from analysis.pulse import WHO
from analysis.pulse_panels import Panels
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.panels import panels
from ui.data import once_a_build
from ui.tables import Column

MEASURES = {"jobs": "Jobs", "earnings": "Hourly earnings"}
LINE = 38
"""Characters of a name that fit the width of a phone."""
UNITS = {"jobs": "jobs", "earnings": "dollars an hour"}

found = once_a_build(pulse_panels.panels)


def pulse(warehouse: Warehouse, measure: str, since: int) -> FigureSpec:
    """One panel for each loaded series of the measure, as an index from the first month that all of them have."""
    drawn = found(warehouse, measure, date(since, 1, 1))
    rows = pulse_panels.frame(drawn)
    origin = origins.origin(warehouse, drawn.drawn[0].source_id if drawn.drawn else "")
    base = f"{drawn.base:%B %Y}" if drawn.base else "no month"
    ends = [item.last for item in drawn.drawn if item.last]
    return FigureSpec(
        key="monthly-pulse",
        title=pulse_panels.title(drawn),
        subtitle=f"{MEASURES[measure]} of {WHO}, not of technicians; {base} = 100, United States",
        unit=f"index, {base} = 100",
        draw=lambda colours: panels(drawn.months[["series_id", "month", "index"]], _heads(drawn, rows), colours),
        table=rows,
        columns=_columns(measure, base),
        source=origin.words,
        edition=f"{base} to {max(ends):%B %Y}" if ends else "nothing loaded",
        url="https://www.bls.gov/ces/" if drawn.drawn else "",
        caveat=f"These series count {WHO}, from cashiers to surgeons: they say how the employers fare, not what "
        f"technicians earn or how many there are. {_absent(drawn)}",
    )


def _heads(drawn: Panels, rows: pd.DataFrame) -> pd.DataFrame:
    kinds = {key: item.kind for key, item in settings.all_settings().items()}
    return pd.DataFrame(
        [
            {
                "series_id": item.series_id, "label": _brief(item.title),
                "role": kinds.get(item.setting, "other"),
                "under": f"{item.value_words}, {'ends' if item.early else 'latest'} {item.last:%B %Y}",
            }
            for item in drawn.drawn if item.last
        ],
        columns=["series_id", "label", "role", "under"],
    )  # fmt: skip


def _brief(title: str) -> str:
    """The industry in the width of a phone; what is in brackets stands in the table."""
    name = pulse_panels.short_title(title)
    return name if len(name) <= LINE else name.partition(" (")[0]


def _columns(measure: str, base: str) -> dict[str, Column]:
    return {
        "title": Column("Series"),
        "who": Column("Counts"),
        "last": Column("Last month", reason="state"),
        "value": Column(f"Last value, {UNITS[measure]}", "jobs" if measure == "jobs" else "hourly", "state"),
        "change_pct": Column("Change on the year before", "signed_percent", "state"),
        "index": Column(f"Index, {base} = 100", "number", "state"),
        "state": Column("State"),
        "series_id": Column("BLS series"),
    }


def _absent(drawn: Panels) -> str:
    early = [item for item in drawn.drawn if item.early]
    said = []
    if early:
        last = max(item.last for item in early if item.last)
        said.append(f"{len(early)} of the {len(drawn.drawn)} drawn end in or before {last:%B %Y} in the loaded files.")
    if drawn.absent:
        names = "; ".join(pulse_panels.short_title(item.title) for item in drawn.absent)
        said.append(f"Not in the loaded files: {names}.")
    return " ".join(said)
