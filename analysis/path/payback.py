"""Months until a step has paid for itself: pure arithmetic over one person's costs and pay.

    gain a year = (pay there - pay staying) x hours a week / 40
    cost        = fees + lost paid hours a week x weeks of study x pay staying / 2,080
    months      = months of study + 12 x cost / gain a year

Pay is that of a full-time year of 2,080 hours, as BLS prints it, before taxes. Months count from the first day of
study, because the higher pay starts only after it. Without a gain a step does not pay back, whatever it costs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

FULL_TIME_WEEK = 40
"""Paid hours a week of a full-time year."""
HOURS_A_YEAR = 2080
WEEKS_A_YEAR = 52
MONTHS_A_YEAR = 12
LONGEST_MONTHS = 40 * MONTHS_A_YEAR
"""A working life: what takes longer to come back does not come back for anybody."""


@dataclass(frozen=True)
class Step:
    """What the step asks of a person.

    hours: paid hours a week, the same before and after. fees: dollars, paid once. study_months: months before the new
    pay starts. lost_hours: paid hours a week given up during them (never more than `hours` count).
    """

    hours: float
    fees: float
    study_months: float
    lost_hours: float

    def __post_init__(self) -> None:
        if not (self.hours > 0 and min(self.fees, self.study_months, self.lost_hours) >= 0):
            raise ValueError(f"Hours must be above zero, fees, months and lost hours not below it, found {self}.")

    @property
    def weeks(self) -> float:
        """Weeks of study."""
        return self.study_months * WEEKS_A_YEAR / MONTHS_A_YEAR


@dataclass(frozen=True)
class Case:
    """Pay on both sides of the step, dollars of a full-time year. name: 'at the median', for a sentence or a table."""

    name: str
    there: float
    staying: float


@dataclass(frozen=True)
class Payback:
    """What comes of a case. gain: dollars a year at the person's hours; cost: dollars; months: None when never."""

    case: Case
    gain: float
    cost: float
    months: float | None

    @property
    def pays_back(self) -> bool:
        return self.months is not None and self.months <= LONGEST_MONTHS

    @property
    def words(self) -> str:
        """'about 5 months', 'less than a month', 'does not pay back'."""
        if self.months is None or not self.pays_back:
            return "does not pay back"
        return duration(self.months)


@dataclass(frozen=True)
class Span:
    """The cases from the one that pays back first to the one that does so last, or never."""

    quickest: Payback
    middle: Payback
    slowest: Payback

    @property
    def gains(self) -> tuple[float, float]:
        """Smallest and largest gain a year, dollars."""
        found = [item.gain for item in (self.quickest, self.middle, self.slowest)]
        return min(found), max(found)

    @property
    def words(self) -> str:
        """The answer for a table or a card: 'about 4 to 9 months', 'about 4 months, or never'."""
        if not self.quickest.pays_back:
            return self.quickest.words
        if not self.slowest.pays_back:
            return f"{self.quickest.words} at best, or never"
        first, last = self.quickest.words, self.slowest.words
        if first == last:
            return first
        if first.endswith(" months") and last.endswith(" months") and "year" not in first + last:
            first = first.removesuffix(" months")
        return f"{first} to {last.removeprefix('about ')}"


def gain(case: Case, step: Step) -> float:
    """Dollars a year more (or, below zero, less) than staying, at the person's hours."""
    return (case.there - case.staying) * step.hours / FULL_TIME_WEEK


def lost_pay(case: Case, step: Step) -> float:
    """Dollars of pay given up while studying, at the pay of staying."""
    return min(step.lost_hours, step.hours) * step.weeks * case.staying / HOURS_A_YEAR


def payback(case: Case, step: Step) -> Payback:
    """Cost, gain and months of one case, by the formulas of the module."""
    more, cost = gain(case, step), step.fees + lost_pay(case, step)
    months = step.study_months + MONTHS_A_YEAR * cost / more if more > 0 else None
    return Payback(case, more, cost, months)


def span(cases: Iterable[Case], step: Step) -> Span:
    """Quickest, middle and slowest of some cases. Of an even number, the slower of the two in the middle.

    Raises ValueError without a case.
    """
    found = sorted((payback(case, step) for case in cases), key=_order)
    if not found:
        raise ValueError("Expected at least one case, found none.")
    return Span(found[0], found[len(found) // 2], found[-1])


def net(case: Case, step: Step, years: float) -> float:
    """Dollars ahead of staying some years after the first day of study; below zero where still behind."""
    earning = max(0.0, years - step.study_months / MONTHS_A_YEAR)
    return gain(case, step) * earning - step.fees - lost_pay(case, step)


def duration(months: float) -> str:
    """Months in words, rounded up: 'less than a month', '5 months', '2 years', '2 years and 3 months'."""
    if months < 1:
        return "less than a month"
    whole = math.ceil(round(months, 6))
    years, rest = divmod(whole, MONTHS_A_YEAR)
    said = [f"{years} {'year' if years == 1 else 'years'}"] if years else []
    said += [f"{rest} {'month' if rest == 1 else 'months'}"] if rest else []
    return f"about {' and '.join(said)}"


def _order(item: Payback) -> tuple[float, float]:
    return (math.inf if item.months is None else item.months), -item.gain
