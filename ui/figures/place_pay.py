"""Pay in the chosen place beside the nation's."""

from __future__ import annotations

import pandas as pd

from analysis import origins, words
from analysis.estimate import Estimate
from analysis.place_figures import PlaceFigures
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.ranges import COLUMNS, key_words, pay_ranges
from ui.figures.setting_pay import POINTS, TABLE
from ui.figures.units import yearly_dollars
from ui.tables import Column

COLUMNS_HERE = {"label": Column("Place"), **{name: TABLE[name] for name in ("median", "p10", "p25", "p75", "p90")},
                "employment": TABLE["employment"]}  # fmt: skip


def beside_the_nation(warehouse: Warehouse, found: PlaceFigures) -> FigureSpec:
    """The spread of pay here and in the nation, same edition."""
    here, nation = found.here, found.nation
    rows = pd.DataFrame([_row(found.place.name, here), _row("United States", nation)])
    origin = origins.origin(warehouse, here["annual_median"].source_id)
    median, country = here["annual_median"], nation["annual_median"]
    said = words.money(median.value) if median.value is not None else median.reason_words
    return FigureSpec(
        key="pay-here",
        title=f"Median pay in {found.place.in_words}: {said}; in the nation: {words.money(country.value)}"
        if country.value is not None
        else f"Median pay in {found.place.in_words}: {said}",
        subtitle=f"Yearly pay of pharmacy technicians in dollars, all settings, {found.edition.label}",
        unit=yearly_dollars(None, found.edition),
        draw=lambda colours: pay_ranges(rows[list(COLUMNS)], colours),
        table=rows,
        columns=COLUMNS_HERE,
        source=origin.words,
        edition=origin.edition,
        url=origin.url,
        key_words=key_words(rows),
        caveat="BLS publishes no margin for medians and percentiles. Prices differ between places.",
    )


def _row(name: str, estimates: dict[str, Estimate]) -> dict[str, object]:
    row: dict[str, object] = {
        "label": name,
        "role": "other",
        "note": "",
        "mean": None,
        "mean_low": None,
        "mean_high": None,
    }
    for point in POINTS:
        found = estimates[f"annual_{point}"]
        row[point], row[f"{point}_reason"] = found.value, found.reason_words
    row["employment"], row["employment_reason"] = estimates["employment"].value, estimates["employment"].reason_words
    gaps = {found.reason_words for found in (estimates[f"annual_{point}"] for point in POINTS) if found.value is None}
    row["note"] = "; ".join(sorted(gaps))
    return row
