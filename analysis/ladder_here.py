"""The ladder in one place: medians, the pay that is loaded for states and cities. No margin, so no step is tested."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import ladder, words
from analysis.editions import TECHNICIANS, Edition
from analysis.estimate import Estimate, missing
from analysis.kept import kept
from analysis.places import Place, areas, newest_edition
from analysis.warehouse import Warehouse

SHOWN = ("annual_median", "employment")


@dataclass(frozen=True)
class Here:
    """Median pay of the ladder's occupations in a place, newest edition that it has.

    frame: code, name, median, step (over technicians there, dollars), jobs, without_degree, reason, jobs_reason,
    source_id.
    """

    place: Place
    edition: Edition
    base: Estimate
    frame: pd.DataFrame

    @property
    def title(self) -> str:
        """How many of the occupations have a higher median than technicians there."""
        if self.base.value is None:
            return f"In {self.place.in_words} the median of technicians is {self.base.reason_words}"
        others = self.frame[(self.frame.code != TECHNICIANS) & self.frame.step.notna()]
        above = int((others.step > 0).sum())
        return (
            f"In {self.place.in_words}, {above} of {len(others)} listed occupations have a higher median than "
            f"technicians' {words.money(self.base.value)}"
        )


def here(warehouse: Warehouse, place: Place) -> Here:
    """The ladder in a place; an occupation without a row there is 'not published'. Raises IndexError for no place."""
    rungs = ladder.ladder(warehouse)
    edition = _newest(warehouse, place.code) or rungs[0].edition
    by_code = ladder.figures(warehouse, tuple(rung.code for rung in rungs), edition, place.code, SHOWN)

    def figure(code: str, column: str) -> Estimate:
        return Estimate.of(by_code[code], column) if code in by_code else missing("not_published")

    base = figure(TECHNICIANS, "annual_median")
    lines = []
    for rung in rungs:
        median, jobs = figure(rung.code, "annual_median"), figure(rung.code, "employment")
        known = median.value is not None and base.value is not None and rung.code != TECHNICIANS
        lines.append({
            "code": rung.code, "name": rung.name, "median": median.value, "jobs": jobs.value,
            "step": median.value - base.value if known and median.value and base.value else None,
            "without_degree": rung.without_degree, "reason": median.reason_words, "jobs_reason": jobs.reason_words,
            "source_id": median.source_id,
        })  # fmt: skip
    frame = pd.DataFrame(lines).astype({"median": "float64", "step": "float64"})
    return Here(place, edition, base, frame.sort_values("step", ascending=False, na_position="last", ignore_index=True))


@kept
def _newest(warehouse: Warehouse, area: str) -> Edition | None:
    """The newest edition that has technicians in an area."""
    if areas(warehouse).get(area, {}).get("jobs") is not None:
        return newest_edition(warehouse, area)
    rows = warehouse.rows(
        "SELECT year, month FROM wages WHERE occupation_code = ? AND area_code = ? "
        "ORDER BY year DESC, month DESC LIMIT 1",
        [TECHNICIANS, area],
    )
    return Edition(rows[0]["year"], rows[0]["month"]) if rows else None
