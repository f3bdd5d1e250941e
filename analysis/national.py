"""The occupation in the whole nation: the newest figures, every edition since 1999, and what changed between two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import breaks, uncertainty, words
from analysis.breaks import Break
from analysis.editions import ALL_INDUSTRIES, ALL_OWNERS, NATION, TECHNICIANS, Edition, NoEdition, latest
from analysis.estimate import MARKS, Estimate
from analysis.industry_rows import Row, over_editions
from analysis.kept import kept
from analysis.prices import Dollars, constant
from analysis.uncertainty import measured
from analysis.warehouse import Warehouse

POINTS = ("p10", "p25", "median", "p75", "p90")
ANNUAL = ("annual_mean", *(f"annual_{point}" for point in POINTS))
HOURLY = ("hourly_mean", *(f"hourly_{point}" for point in POINTS))
MEASURES = ("employment", *ANNUAL, *HOURLY)

BANDED = ("employment", "annual_mean")
"""Measures with a published error, so with an interval."""

COLUMNS = (
    "year", "month", "date", "edition", *MEASURES, *(f"{measure}_reason" for measure in MEASURES),
    *(f"{measure}_{side}" for measure in BANDED for side in ("low", "high")), "source_id",
)  # fmt: skip
"""Columns of `series`."""

_COLUMNS = (
    "year", "month", "occupation_code", "occupation_name", *MEASURES, "employment_rse", "mean_rse", MARKS, "source_id",
)  # fmt: skip

_OTHERS = (
    "FROM wages WHERE occupation_code = ? AND area_code = ? AND industry_code = ? AND ownership = ? "
    "ORDER BY year, month, occupation_level"
)

PRECEDING_SOC = (Edition(1997, 12), Edition(1998, 12))
"""Editions that BLS published before it used the SOC: their codes cannot be matched to pharmacy technicians."""


@dataclass(frozen=True)
class Headline:
    """The nation in one edition. estimates: by measure, see MEASURES; dollars of the edition's year, and jobs."""

    edition: Edition
    occupation_code: str
    occupation: str
    estimates: dict[str, Estimate]

    def __getitem__(self, measure: str) -> Estimate:
        return self.estimates[measure]

    @property
    def pay_sentence(self) -> str:
        """Median, and the range that holds eight in ten."""
        median, low, high = (self.estimates[f"annual_{point}"] for point in ("median", "p10", "p90"))
        if median.value is None:
            return f"The national median for {self.edition.label} is {median.reason_words}."
        said = f"In {self.edition.label} half of {self._workers} earned less than {words.money(median.value)} a year"
        if low.value is None or high.value is None:
            return f"{said}."
        return f"{said}; eight in ten earned between {words.money(low.value)} and {words.money(high.value)}."

    @property
    def mean_sentence(self) -> str:
        """Mean with its margin."""
        mean = self.estimates["annual_mean"]
        if mean.value is None:
            return f"The national mean for {self.edition.label} is {mean.reason_words}."
        margin = mean.margin
        sure = "; BLS publishes no margin for it" if margin is None else f", give or take {words.money(margin)}"
        return f"The mean was {words.money(mean.value)}{sure}."

    @property
    def jobs_sentence(self) -> str:
        """Jobs with their margin."""
        jobs = self.estimates["employment"]
        if jobs.value is None:
            return f"The number of jobs in {self.edition.label} is {jobs.reason_words}."
        margin = jobs.margin
        sure = "" if margin is None else f", give or take {words.number(margin)}"
        return f"{self._workers.capitalize()} held {words.jobs(jobs.value)} in {self.edition.label}{sure}."

    @property
    def _workers(self) -> str:
        return self.occupation.lower()


@dataclass(frozen=True)
class Change:
    """One measure of the nation between two editions.

    difference: end less start, in the measure's unit; percent: of the start. margin: half width of the 90 % interval of
    the difference, None where BLS publishes no error (medians, percentiles). significant: None where it cannot be
    tested. breaks: changes in how the figures are made that lie between. dollars: 'nominal', or the constant dollars.
    """

    measure: str
    start: Edition
    end: Edition
    before: Estimate
    after: Estimate
    difference: float | None
    percent: float | None
    margin: float | None
    significant: bool | None
    breaks: list[Break]
    dollars: str

    @property
    def sentence(self) -> str:
        """What changed, whether it is more than sampling, and which breaks lie between."""
        name = words.capital(words.MEASURES.get(self.measure, self.measure.replace("_", " ")))
        missing = [
            f"{edition.label} is {found.reason_words}"
            for edition, found in ((self.start, self.before), (self.end, self.after))
            if found.value is None
        ]
        if missing or self.difference is None or self.percent is None:
            return f"{name} cannot be compared: {words.join(missing)}."
        unit = words.number if self.measure == "employment" else words.money
        shown = abs(self.difference) if self.dollars == "nominal" else round(abs(self.difference), -1)
        verb = "did not change" if not self.difference else "rose" if self.difference > 0 else "fell"
        amount = f" by {unit(shown)} ({words.signed_percent(self.percent)})" if self.difference else ""
        said = f"{name} {verb}{amount} from {self.start.label} to {self.end.label}{self._in_dollars}."
        return " ".join(part for part in (said, self._sure, breaks.sentence(self.breaks)) if part)

    @property
    def _in_dollars(self) -> str:
        return "" if self.dollars == "nominal" else f", in {self.dollars}"

    @property
    def _sure(self) -> str:
        if self.significant is None:
            return "BLS publishes no margin for this measure, so the change cannot be tested."
        if self.significant:
            return "That is more than the published errors explain."
        return "That is within the published errors: it may be no change at all."


def headline(warehouse: Warehouse, edition: Edition | None = None, occupation: str = TECHNICIANS) -> Headline:
    """The nation in one edition, the newest loaded when none is named. Raises NoEdition."""
    found = _every(warehouse, occupation)
    edition = edition or latest(list(found), f"national figures of {occupation}")
    if edition not in found:
        raise NoEdition(f"The national figures of {occupation} in {edition.label} are not loaded.")
    return found[edition]


def every(warehouse: Warehouse, occupation: str = TECHNICIANS) -> list[Headline]:
    """The nation in every loaded edition, oldest first; empty where none is loaded."""
    return list(_every(warehouse, occupation).values())


def series(warehouse: Warehouse, occupation: str = TECHNICIANS, money: Dollars | None = None) -> pd.DataFrame:
    """Every national edition of the occupation, oldest first, for drawing.

    Columns: year, month, date (of the reference), edition (label), employment, annual_mean, annual_p10 … annual_p90
    (`annual_median`), hourly_mean … hourly_p90; <measure>_low and <measure>_high (90 % interval) for employment and
    annual_mean; <measure>_reason (empty where there is a value) for each; source_id. Dollars of each edition's year,
    or of `money`, which adds `factor` and `dollars`.
    """
    frame = pd.DataFrame([_flat(found) for found in every(warehouse, occupation)], columns=list(COLUMNS))
    if money is None or frame.empty:
        return frame
    return constant(frame, [*ANNUAL, *HOURLY, "annual_mean_low", "annual_mean_high"], money)


def change(
    warehouse: Warehouse,
    measure: str,
    start: Edition | None = None,
    end: Edition | None = None,
    occupation: str = TECHNICIANS,
    money: Dollars | None = None,
) -> Change:
    """How a measure moved between two national editions; by default the last two loaded.

    Editions less than about three years apart share surveyed employers, so the test, which takes them as independent,
    is a guide rather than proof. Raises NoEdition, KeyError for an unknown measure.
    """
    found = _of_measure(warehouse, measure, occupation)
    end = end or latest(list(found), f"national figures of {occupation}")
    earlier = [edition for edition in found if edition < end]
    start = start or latest(earlier, f"national figures of {occupation} before {end.label}")
    for edition in (start, end):
        if edition not in found:
            raise NoEdition(f"The national figures of {occupation} in {edition.label} are not loaded.")
    before, after = found[start], found[end]
    if money and measure != "employment":
        before, after = _at(before, money.of_edition(start)), _at(after, money.of_edition(end))
    older, newer = measured(before), measured(after)
    moved = uncertainty.difference(newer, older) if newer and older else None
    # A new measure of error moves no figure, but it does weaken a test that sets old and new errors side by side.
    tested = breaks.IN_MARGINS if moved and moved.margin is not None else frozenset[str]()
    return Change(
        measure=measure,
        start=start,
        end=end,
        before=before,
        after=after,
        difference=moved.value if moved else None,
        percent=100 * moved.value / older.value if moved and older and older.value else None,
        margin=moved.margin if moved else None,
        significant=abs(moved.value) > moved.margin if moved and moved.margin is not None else None,
        breaks=breaks.crossed(start, end, kinds=breaks.IN_LEVELS | tested),
        dollars="nominal" if money is None or measure == "employment" else money.label,
    )


def coverage_sentence(warehouse: Warehouse, occupation: str = TECHNICIANS) -> str:
    """From when to when the series runs, and why it does not begin earlier."""
    loaded = list(_every(warehouse, occupation))
    if not loaded:
        return "No national edition of this occupation is loaded."
    return (
        f"{_count(loaded)}. The editions of "
        f"{words.join([edition.label for edition in PRECEDING_SOC])} are loaded without technicians: their occupation "
        "codes precede the Standard Occupational Classification."
    )


def _count(loaded: list[Edition]) -> str:
    if len(loaded) == 1:
        return f"One national edition is loaded, {loaded[0].label}"
    return f"{len(loaded)} national editions are loaded, {loaded[0].label} to {loaded[-1].label}"


@kept
def _every(warehouse: Warehouse, occupation: str) -> dict[Edition, Headline]:
    """By edition, oldest first. An occupation printed twice, as broad and as detailed, is read as detailed."""
    rows = _technicians(warehouse) if occupation == TECHNICIANS else _others(warehouse, occupation)
    return {(found := _headline(row)).edition: found for row in rows}


def _technicians(warehouse: Warehouse) -> list[Row]:
    """From the rows by industry, which most pages read anyway."""
    return [row for row in over_editions(warehouse, [ALL_INDUSTRIES]) if row["ownership"] == ALL_OWNERS]


def _others(warehouse: Warehouse, occupation: str) -> list[dict[str, Any]]:
    where = [occupation, NATION, ALL_INDUSTRIES, ALL_OWNERS]
    return warehouse.rows(f"SELECT {', '.join(_COLUMNS)} {_OTHERS}", where)


def _of_measure(warehouse: Warehouse, measure: str, occupation: str) -> Mapping[Edition, Estimate]:
    """One measure by edition, oldest first. Raises KeyError for an unknown measure."""
    if measure not in MEASURES:
        raise KeyError(measure)
    if occupation == TECHNICIANS:
        return {edition: found[measure] for edition, found in _every(warehouse, occupation).items()}
    return _of_measure_of_others(warehouse, measure, occupation)


@kept
def _of_measure_of_others(warehouse: Warehouse, measure: str, occupation: str) -> dict[Edition, Estimate]:
    where = [occupation, NATION, ALL_INDUSTRIES, ALL_OWNERS]
    rows = warehouse.rows(f"SELECT year, month, {measure}, employment_rse, mean_rse, source_id {_OTHERS}", where)
    # Marks take as long to read as all the rest; most of these figures are there.
    lacking = any(row[measure] is None for row in rows)
    of_edition = warehouse.rows(f"SELECT year, month, {MARKS} {_OTHERS}", where) if lacking else []
    marks = {(row["year"], row["month"]): row["marks"] for row in of_edition}
    return {
        Edition(row["year"], row["month"]): Estimate.of(
            row | {"marks": marks.get((row["year"], row["month"]))}, measure
        )
        for row in rows
    }


def _headline(row: Mapping[str, Any]) -> Headline:
    estimates = {measure: Estimate.of(row, measure) for measure in MEASURES}
    return Headline(Edition(row["year"], row["month"]), row["occupation_code"], row["occupation_name"], estimates)


def _flat(found: Headline) -> dict[str, Any]:
    edition = found.edition
    flat: dict[str, Any] = {
        "year": edition.year, "month": edition.month, "date": pd.Timestamp(edition.date), "edition": edition.label,
    }  # fmt: skip
    for measure, estimate in found.estimates.items():
        flat[measure] = float("nan") if estimate.value is None else estimate.value
        flat[f"{measure}_reason"] = estimate.reason_words
        if measure in BANDED:
            low, high = estimate.interval or (float("nan"), float("nan"))
            flat[f"{measure}_low"], flat[f"{measure}_high"] = low, high
    return flat | {"source_id": found["employment"].source_id}


def _at(found: Estimate, factor: float) -> Estimate:
    value = None if found.value is None else found.value * factor
    return Estimate(value, found.reason, found.rse, found.source_id)
