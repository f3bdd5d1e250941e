"""The monthly pulse of the industries that employ technicians: jobs and hourly earnings of all their workers.

Source: BLS Current Employment Statistics through the public API. The series count every worker of the industry, from
cashier to surgeon: nothing here is a figure of technicians.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import reference, words
from analysis.months import every_month
from analysis.prices import CPI
from analysis.warehouse import Warehouse

WHO = "all workers of the industry"
"""Whom the series count; said wherever one is shown."""

EARLY = 6
"""A series whose last month is more than this many months behind the newest loaded one is said to end early."""


@dataclass(frozen=True)
class Pulse:
    """One monthly series and where it stands.

    measure: jobs, earnings or prices. first, last: months loaded, None when none is. value: of the last month, in
    `unit`. change_pct: against the same month a year before, None when that month is missing. real_change_pct: the
    same for earnings after consumer prices. preliminary: the last value may still be revised. missing: months inside
    the span without a value. early: the loaded series ends long before the others.
    """

    series_id: str
    title: str
    setting: str
    unit: str
    seasonal: str
    measure: str
    first: date | None
    last: date | None
    value: float | None
    year_before: float | None
    change_pct: float | None
    real_change_pct: float | None
    preliminary: bool
    missing: tuple[date, ...]
    early: bool
    source_id: str

    @property
    def loaded(self) -> bool:
        return self.last is not None

    @property
    def value_words(self) -> str:
        """The last value with its unit: '1,234,500 jobs', '$37.62 an hour'."""
        if self.value is None:
            return "not in the loaded files"
        if self.measure == "jobs":
            return words.jobs(1000 * self.value)
        return words.hourly(self.value) if self.measure == "earnings" else words.number(self.value, 1)

    @property
    def sentence(self) -> str:
        """Where the series stands, whom it counts, how sure the last value is, and whether it ends early."""
        if self.last is None:
            return f"{self.title}: not in the loaded files."
        who = "" if self.measure == "prices" else f" ({WHO if self.setting else 'all workers'})"
        said = [f"{self.title}{who}: {self.value_words} in {self.last:%B %Y}{self._change}."]
        if self.real_change_pct is not None:
            said.append(f"After consumer prices that is {words.signed_percent(self.real_change_pct)}.")
        if self.preliminary:
            said.append("The latest value is preliminary.")
        if self.early:
            said.append(f"The loaded series ends in {self.last:%B %Y}; newer months are not in the loaded files.")
        if self.missing:
            said.append(f"Without a value: {words.join([f'{month:%B %Y}' for month in self.missing])}.")
        return " ".join(said)

    @property
    def _change(self) -> str:
        return "" if self.change_pct is None else f", {words.signed_percent(self.change_pct)} from a year before"


def pulses(warehouse: Warehouse, measure: str | None = None) -> list[Pulse]:
    """Every series that is followed, loaded or not, in the order of data/reference/series.csv.

    measure: only 'jobs', 'earnings' or 'prices'.
    """
    values = observations(warehouse)
    prices = values[(values.series_id == CPI) & values.value.notna()].set_index("month").value
    newest = values.month.max() if len(values) else None
    return [
        _pulse(row, values[values.series_id == row["id"]], newest, prices)
        for row in reference.rows("series")
        if measure in (None, row["measure"])
    ]


def observations(warehouse: Warehouse, ids: list[str] | None = None) -> pd.DataFrame:
    """Months of some series, all when none is named: series_id, title, unit, measure, month, value, preliminary,
    footnote, source_id. A month that was not collected is a row with NaN.
    """
    frame = every_month(warehouse)
    frame = frame.copy() if ids is None else frame[frame.series_id.isin(ids)].reset_index(drop=True)
    about = {row["id"]: row for row in reference.rows("series")}
    for column in ("title", "unit", "measure"):
        frame[column] = [about.get(name, {}).get(column, "") for name in frame.series_id]
    # A footnote is a list of codes, each with its text where a value is missing: 'P', 'P, 1', 'X: Data unavailable …'.
    frame["preliminary"] = frame.footnote.str.match(r"(?:[A-Z0-9]+, ?)*P(?:[,:]|$)").astype(bool)
    return frame[["series_id", "title", "unit", "measure", "month", "value", "preliminary", "footnote", "source_id"]]


def coverage_sentence(found: list[Pulse]) -> str:
    """How many series are current, which end early, and how many are not loaded at all."""
    early = [item for item in found if item.early]
    absent = [item for item in found if not item.loaded]
    current = [item for item in found if item.loaded and not item.early]
    said = [f"{len(current)} of {len(found)} monthly series reach the newest months."]
    if early:
        ends = sorted({f"{item.last:%B %Y}" for item in early if item.last})
        said.append(f"{len(early)} end early, in {words.join(ends)}: {'; '.join(item.title for item in early)}.")
    if absent:
        said.append(f"{len(absent)} are not in the loaded files: {'; '.join(item.title for item in absent)}.")
    return " ".join(said)


def _pulse(row: dict[str, str], values: pd.DataFrame, newest: pd.Timestamp | None, prices: pd.Series[float]) -> Pulse:
    known = values[values.value.notna()].set_index("month")
    base = (row["id"], row["title"], row["setting"], row["unit"], row["seasonal"], row["measure"])
    if known.empty or newest is None:
        return Pulse(*base, None, None, None, None, None, None, False, (), False, "")
    last = known.index.max()
    value = float(known.value[last])
    before = last - pd.DateOffset(years=1)
    year_before = float(known.value[before]) if before in known.index else None
    change = None if not year_before else 100 * (value / year_before - 1)
    gaps = values[values.value.isna() & (values.month < last)].month
    return Pulse(
        *base,
        first=known.index.min().date(),
        last=last.date(),
        value=value,
        year_before=year_before,
        change_pct=change,
        real_change_pct=_real(row, change, before, last, prices),
        preliminary=bool(known.preliminary[last]),
        missing=tuple(month.date() for month in gaps),
        early=last < newest - pd.DateOffset(months=EARLY),
        source_id=str(known.source_id[last]),
    )


def _real(
    row: dict[str, str], change: float | None, before: pd.Timestamp, last: pd.Timestamp, prices: pd.Series[float]
) -> float | None:
    """Change of earnings after prices, in per cent; None for other measures and where a month's prices are missing."""
    if row["measure"] != "earnings" or change is None or before not in prices.index or last not in prices.index:
        return None
    return 100 * ((1 + change / 100) * float(prices[before]) / float(prices[last]) - 1)
