"""Room at the top: from the middle to the best-paid tenth, specialist against general settings."""

from __future__ import annotations

import pandas as pd

from analysis import headroom, origins, words
from analysis.editions import Edition
from analysis.headroom import Room
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.spans import spans
from ui.data import once_a_build
from ui.figures.units import yearly_dollars
from ui.tables import Column

TABLE = {
    "label": Column("Setting"),
    "start": Column("Median", "money", "start_reason"),
    "end": Column("90th percentile", "money", "end_reason"),
    "above_median": Column("Above the median", "money"),
    "above_median_pct": Column("Above the median, per cent", "percent"),
}


@once_a_build
def rooms(warehouse: Warehouse, keys: tuple[str, ...], edition: Edition) -> pd.DataFrame:
    """One row a setting: label, role, start (median), end (90th percentile), reasons, above_median(_pct), source_id."""
    return pd.DataFrame([_row(headroom.room(warehouse, key, edition)) for key in keys])


def at_the_top(warehouse: Warehouse, edition: Edition) -> FigureSpec:
    """Median and 90th percentile in health care and in retail trade."""
    rows = rooms(warehouse, ("health_care", "retail"), edition)
    top, other = rows.iloc[0], rows.iloc[1]
    origin = origins.origin(warehouse, top.source_id)
    return FigureSpec(
        key="room-at-the-top",
        title=f"One technician in ten earns {_figure(top)} or more in {words.lower_first(top.label)}, "
        f"{_figure(other)} in "
        f"{words.lower_first(other.label)}",
        subtitle=f"Yearly pay of pharmacy technicians in dollars, from the median to the 90th percentile, "
        f"United States, "
        f"{edition.label}; by sector",
        unit=yearly_dollars(None, edition),
        draw=lambda colours: spans(rows[["label", "role", "start", "end", "note"]], colours),
        table=rows,
        columns=TABLE,
        source=origin.words,
        edition=origin.edition,
        url=origin.url,
        key_words="○\u00a0median \u2003 ●\u00a090th\u00a0percentile",
        caveat="BLS publishes no margin for percentiles, so the gap cannot be tested. Who earns most may have "
        "other duties, "
        "more years or longer shifts.",
    )


def _figure(row: pd.Series) -> str:
    return words.money(row.end) if pd.notna(row.end) else f"({row.end_reason})"


def _row(found: Room) -> dict[str, object]:
    kind = found.setting.setting.kind
    gaps = [estimate.reason_words for estimate in (found.median, found.top) if estimate.value is None]
    return {
        "label": found.setting.setting.name, "role": kind if kind in ("specialist", "general") else "other",
        "start": found.median.value, "end": found.top.value, "start_reason": found.median.reason_words,
        "end_reason": found.top.reason_words, "above_median": found.above_median,
        "above_median_pct": found.above_median_pct, "note": "; ".join(gaps), "source_id": found.top.source_id,
    }  # fmt: skip
