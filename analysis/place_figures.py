"""One place: its pay, jobs and prices beside the nation's, and why a figure is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import parities, words
from analysis.editions import ALL_INDUSTRIES, ALL_OWNERS, NATION, TECHNICIANS, Edition, NoEdition
from analysis.estimate import MARKS, Estimate, missing
from analysis.industry_rows import industry_rows
from analysis.kept import kept
from analysis.parities import Parity
from analysis.places import Place, newest_edition
from analysis.warehouse import Warehouse

POINTS = ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")
MEASURES = (
    "employment", "jobs_per_1000", "location_quotient", "annual_mean", *POINTS,
    "hourly_mean", "hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90",
)  # fmt: skip
_COLUMNS = (*MEASURES, "employment_rse", "mean_rse", MARKS, "source_id")
TYPICAL = (0.8, 1.25)
"""A location quotient between these is called about as common as in the nation."""


@dataclass(frozen=True)
class PlaceFigures:
    """A place in the newest edition of its type of area, with the nation in the same edition.

    here, nation: estimates by measure (MEASURES); dollars of the edition's year. parity: local prices.
    """

    place: Place
    edition: Edition
    here: dict[str, Estimate]
    nation: dict[str, Estimate]
    parity: Parity

    @property
    def sentences(self) -> list[str]:
        """Pay, jobs and prices of the place, each one sentence."""
        return [self.pay_sentence, self.jobs_sentence, self.prices_sentence]

    @property
    def pay_sentence(self) -> str:
        """The median here and how far it is from the nation's."""
        median, country = self.here["annual_median"], self.nation["annual_median"]
        where = f"In {self.place.in_words}"
        if median.value is None:
            return f"{where}, the median for {self.edition.label} is {median.reason_words}."
        said = (
            f"{where}, half of pharmacy technicians earned less than {words.money(median.value)} ({self.edition.label})"
        )
        if country.value is None or self.place.code == NATION:
            return f"{said}."
        gap = 100 * (median.value / country.value - 1)
        if abs(gap) < 0.05:
            return f"{said}, the same as in the nation."
        side = "above" if gap > 0 else "below"
        return f"{said}, {words.percent(abs(gap))} {side} the national {words.money(country.value)}."

    @property
    def jobs_sentence(self) -> str:
        """How many jobs, and how common they are there."""
        jobs, quotient = self.here["employment"], self.here["location_quotient"]
        if jobs.value is None:
            return f"The number of jobs there is {jobs.reason_words}."
        said = f"Pharmacy technicians hold {words.jobs(jobs.value)} there"
        if quotient.value is None or self.place.code == NATION:
            return f"{said}."
        low, high = TYPICAL
        common = (
            "less common" if quotient.value < low else "more common" if quotient.value > high else "about as common"
        )
        than = "as" if common.startswith("about") else "than"
        return f"{said}, a job {common} {than} in the nation (location quotient {words.number(quotient.value, 2)})."

    @property
    def prices_sentence(self) -> str:
        """What the median is worth at national prices, or why that cannot be said."""
        if self.place.code == NATION:
            return "The nation's prices are the yardstick, so there is nothing to adjust."
        worth = self.parity.pay(self.here["annual_median"].value)
        if worth is None:
            return self.parity.words if self.parity.index is None else "Without a median there is no pay to adjust."
        return f"At national prices the median is worth {words.money(round(worth, -1))} a year. {self.parity.words}"

    @property
    def at_national_prices(self) -> dict[str, Estimate]:
        """The annual figures divided by local prices; a missing figure keeps its reason, a missing parity is one."""
        return {measure: _priced(self.here[measure], self.parity) for measure in ("annual_mean", *POINTS)}

    @property
    def gaps(self) -> pd.DataFrame:
        """What is missing here and why: measure, words. Empty when nothing is."""
        rows = [(name, found.reason_words) for name, found in self.here.items() if found.value is None]
        return pd.DataFrame(rows, columns=["measure", "words"])


def figures(warehouse: Warehouse, place: Place, occupation: str = TECHNICIANS) -> PlaceFigures:
    """Figures of a place (of `places.all_places`) in its newest loaded edition, beside the nation's of that edition.

    A figure that is not there carries its reason; a place without any row of the occupation is 'not published'.
    Raises NoEdition for a place that no loaded file has.
    """
    return many(warehouse, [place], occupation)[0]


def many(warehouse: Warehouse, chosen: Sequence[Place], occupation: str = TECHNICIANS) -> list[PlaceFigures]:
    """The same for several places at once, in the order given."""
    newest = {place.code: edition for place in chosen if (edition := newest_edition(warehouse, place.code))}
    if absent := [place.name for place in chosen if place.code not in newest]:
        raise NoEdition(f"No figures of {words.join(absent)} are loaded.")
    return [
        PlaceFigures(
            place=place,
            edition=newest[place.code],
            here=_estimates(_row(warehouse, place.code, newest[place.code], occupation)),
            nation=_estimates(_row(warehouse, NATION, newest[place.code], occupation)),
            parity=parities.parity(warehouse, place.code, place.type, place.state_fips),
        )
        for place in chosen
    ]


def side_by_side(one: PlaceFigures, other: PlaceFigures) -> pd.DataFrame:
    """Two places, one row a measure: measure, first, second, difference, first_reason, second_reason.

    Pay in dollars of the edition's year; `…_at_prices` rows are pay at national prices. NaN where missing.
    """
    rows = []
    for suffix, left, right in (
        ("", one.here, other.here),
        ("_at_prices", one.at_national_prices, other.at_national_prices),
    ):
        for measure, first in left.items():
            second = right[measure]
            both = first.value is not None and second.value is not None
            rows.append(
                {
                    "measure": measure + suffix,
                    "first": first.value,
                    "second": second.value,
                    "difference": first.value - second.value if both else None,  # type: ignore[operator]
                    "first_reason": first.reason_words,
                    "second_reason": second.reason_words,
                }
            )
    return pd.DataFrame(rows).astype({"first": "float64", "second": "float64", "difference": "float64"})


def _row(warehouse: Warehouse, area: str, edition: Edition, occupation: str) -> Mapping[str, Any] | None:
    """The row of an area in an edition; of an occupation printed as broad and as detailed the latter."""
    if (area, occupation) == (NATION, TECHNICIANS):
        # Most pages read the nation's rows anyway.
        rows = industry_rows(warehouse, edition).get(ALL_INDUSTRIES, ())
        return next((row for row in rows if row["ownership"] == ALL_OWNERS), None)
    return _row_of_area(warehouse, area, edition, occupation)


@kept
def _row_of_area(warehouse: Warehouse, area: str, edition: Edition, occupation: str) -> Mapping[str, Any] | None:
    rows = warehouse.rows(
        f"SELECT occupation_level, {', '.join(_COLUMNS)} FROM wages WHERE occupation_code = ? AND area_code = ? "  # noqa: S608 - constants
        "AND year = ? AND month = ? AND industry_code = ? AND ownership = ?",
        [occupation, area, *edition, ALL_INDUSTRIES, ALL_OWNERS],
    )
    return max(rows, key=lambda row: str(row["occupation_level"]), default=None)


def _estimates(row: Mapping[str, Any] | None) -> dict[str, Estimate]:
    if row is None:
        return {measure: missing("not_published") for measure in MEASURES}
    return {measure: Estimate.of(row, measure) for measure in MEASURES}


def _priced(found: Estimate, parity: Parity) -> Estimate:
    if found.value is None:
        return found
    worth = parity.pay(found.value)
    if worth is None:
        return missing("no price parity is loaded for this place")
    return Estimate(worth, None, found.rse, found.source_id)
