"""All places of a kind by one measure: who is first by the number shown, and who has no number and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analysis import parities, words
from analysis.editions import ALL_INDUSTRIES, ALL_OWNERS, TECHNICIANS, Edition
from analysis.estimate import MARKS, Estimate
from analysis.kept import kept
from analysis.places import Place, all_places, areas, newest_edition
from analysis.warehouse import Warehouse

PAY = ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90", "annual_mean")
MEASURES = (*PAY, "employment", "jobs_per_1000", "location_quotient")
_ROWS = "FROM wages WHERE occupation_code = ? AND industry_code = ? AND ownership = ?"
LOCAL = ("state", "territory")
NO_PARITY = "no price parity is loaded for this place"


@dataclass(frozen=True)
class Ranking:
    """Places by one measure, largest first.

    frame: rank (ties share the better one), code, name, type, state, value, low and high (90 % interval, NaN where BLS
    publishes no error), edition, source_id, prices_of (the area whose price parity stands in for the place's own, ''
    where none had to). absent: code, name, type, state, words (why there is no number).
    at_national_prices: pay divided by local prices.
    """

    measure: str
    at_national_prices: bool
    frame: pd.DataFrame
    absent: pd.DataFrame

    @property
    def sentence(self) -> str:
        """First and last of the ranked, and how many have no number."""
        if self.frame.empty:
            return "No place has a figure for this measure."
        first, last = self.frame.iloc[0], self.frame.iloc[-1]
        prices = ", at national prices," if self.at_national_prices else ""
        verb = "run" if self.measure == "employment" else "runs"
        said = (
            f"{words.capital(self.name)}{prices} {verb} from {self.figure(last.value)} in {last['name']} to "
            f"{self.figure(first.value)} in {first['name']}, over {len(self.frame)} places."
        )
        if self.absent.empty:
            return said
        return f"{said} {len(self.absent)} {'has' if len(self.absent) == 1 else 'have'} no figure."

    @property
    def name(self) -> str:
        """The measure inside a sentence: 'median pay', 'jobs', 'location quotient'."""
        return words.MEASURES.get(self.measure, self.measure.replace("_", " "))

    @property
    def finding(self) -> str:
        """Highest and lowest, as a title: 'Median pay: $58,900 in Washington, $29,520 in Puerto Rico'."""
        name = words.capital(self.name) + (" at national prices" if self.at_national_prices else "")
        if self.frame.empty:
            return f"{name}: no figure here"
        first, last = self.frame.iloc[0], self.frame.iloc[-1]
        if len(self.frame) == 1:
            return f"{name}: {self.figure(first.value)} in {first['name']}"
        return (
            f"{name}: from {self.figure(last.value)} in {last['name']} to {self.figure(first.value)} in {first['name']}"
        )

    @property
    def stand_ins_sentence(self) -> str:
        """How many places take another area's prices for want of their own; empty where none does."""
        count = int((self.frame.prices_of != "").sum())
        if not count:
            return ""
        if count == 1:
            return "1 place has no price parity of its own loaded and takes its state's."
        return f"{count} places have no price parity of their own loaded and take their state's."

    def place_sentence(self, code: str) -> str:
        """Where one place stands: 'Colorado ranks 9 of 52.', or why it is not ranked."""
        found = self.frame[self.frame.code == code]
        if not found.empty:
            return f"{found['name'].iloc[0]} ranks {found['rank'].iloc[0]} of {len(self.frame)}."
        gone = self.absent[self.absent.code == code]
        return "" if gone.empty else f"{gone['name'].iloc[0]} is not ranked: {gone['words'].iloc[0]}."

    def figure(self, value: float) -> str:
        """A value of the measure in words: '$49,970', '471,680', '1.12'."""
        if self.measure in PAY:
            return words.money(value)
        return words.number(value, 0 if self.measure == "employment" else 2)


def ranking(
    warehouse: Warehouse,
    measure: str = "annual_median",
    types: Collection[str] = LOCAL,
    at_national_prices: bool = False,
    occupation: str = TECHNICIANS,
) -> Ranking:
    """Places of some types (see places.TYPE_WORDS) in their newest edition, by one measure of MEASURES.

    at_national_prices divides pay by the place's price parity and leaves other measures alone; a place without one is
    among the absent. Raises ValueError for an unknown measure.
    """
    if measure not in MEASURES:
        raise ValueError(f"Expected a measure among {', '.join(MEASURES)}; found {measure!r}.")
    priced = at_national_prices and measure in PAY
    prices = parities.load(warehouse) if priced else {}
    found = _estimates(warehouse, measure, occupation)
    present, absent = [], []
    for place in all_places(warehouse):
        if place.type not in types:
            continue
        edition, estimate = found.get(place.code, (None, None))
        factor, prices_of = 1.0, ""
        reason = "not published for this place" if estimate is None else estimate.reason_words
        if priced and not reason:
            parity = parities.resolve(prices, place.code, place.type, place.state_fips)
            factor = 1.0 if parity.index is None else 100 / parity.index
            reason = NO_PARITY if parity.index is None else ""
            prices_of = "" if parity.basis == "own" else parity.area_name
        if reason or estimate is None or edition is None or estimate.value is None:
            absent.append({**_named(place), "words": reason})
        else:
            measured = _measured(estimate, factor)
            present.append({**_named(place), **measured, "edition": edition.label, "prices_of": prices_of})
    columns = ["rank", "code", "name", "type", "state", "value", "low", "high", "edition", "source_id", "prices_of"]
    frame = pd.DataFrame(present, columns=columns[1:]).sort_values(["value", "name"], ascending=[False, True])
    frame.insert(0, "rank", frame.value.rank(ascending=False, method="min").astype(int))
    return Ranking(
        measure, priced, frame[columns].reset_index(drop=True),
        pd.DataFrame(absent, columns=["code", "name", "type", "state", "words"]),
    )  # fmt: skip


@kept
def _estimates(warehouse: Warehouse, measure: str, occupation: str) -> dict[str, tuple[Edition, Estimate]]:
    """The newest figure of each area, the nation among them; `measure` is one of MEASURES."""
    known = {code: newest_edition(warehouse, code) for code in areas(warehouse)}
    # Nearly all are in the newest edition of their type of area; only for the others is every edition looked at.
    since = min((edition for edition in known.values() if edition), default=Edition(0, 0))
    asked = f"SELECT area_code, year, month, occupation_level, {measure}, employment_rse, mean_rse, source_id {_ROWS}"
    where = [occupation, ALL_INDUSTRIES, ALL_OWNERS]
    rows = warehouse.rows(f"{asked} AND (year > ? OR (year = ? AND month >= ?))", [*where, since.year, *since])
    if older := sorted(known.keys() - {row["area_code"] for row in rows}):
        rows += warehouse.rows(f"{asked} AND list_contains(?, area_code)", [*where, older])
    rows.sort(key=lambda row: (row["year"], row["month"], row["occupation_level"] != "broad"))
    newest = {row["area_code"]: row for row in rows}
    lacking = [code for code, row in newest.items() if row[measure] is None]
    marks = _marks(warehouse, occupation, lacking) if lacking else {}
    found = {}
    for code, row in newest.items():
        edition = Edition(row["year"], row["month"])
        found[code] = edition, Estimate.of(row | {"marks": marks.get((code, edition))}, measure)
    return found


def _marks(warehouse: Warehouse, occupation: str, codes: list[str]) -> dict[tuple[str, Edition], str]:
    rows = warehouse.rows(
        f"SELECT area_code, year, month, {MARKS} {_ROWS} AND list_contains(?, area_code) ORDER BY occupation_level",
        [occupation, ALL_INDUSTRIES, ALL_OWNERS, codes],
    )
    return {(row["area_code"], Edition(row["year"], row["month"])): row["marks"] for row in rows}


def _named(place: Place) -> dict[str, str]:
    return {"code": place.code, "name": place.name, "type": place.type, "state": place.state}


def _measured(found: Estimate, factor: float) -> dict[str, float | str | None]:
    low, high = found.interval or (float("nan"), float("nan"))
    value = float("nan") if found.value is None else found.value
    if factor != 1:
        # To ten dollars, as BLS prints pay, and so that places rank by the number shown.
        value, low, high = (round(figure * factor, -1) for figure in (value, low, high))
    return {"value": value, "low": low, "high": high, "source_id": found.source_id}
