"""One person's plan: what the step would pay, cost and bring back, what that hangs on, and every assumption in words.

All dollars are those of the reference month of consumer prices, for the person's hours, before taxes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from analysis.path import pay_there
from analysis.path.destination import EXAM_STEP, Destination, destination, setting_of
from analysis.path.pay_there import MIDDLE_HALF, PayRange, Prices, Reading
from analysis.path.payback import FULL_TIME_WEEK, HOURS_A_YEAR, Case, Payback, Span, Step, span
from analysis.path.sensitivity import Swing, swings
from analysis.path.tried import assumptions
from analysis.path.worth import Worth, worth
from analysis.places import Place
from analysis.warehouse import Warehouse

USUAL_MONTHS = 3.0
"""Months of study where the person has not said: a default of this page, not a published figure."""
CASE_NAMES = {"annual_p25": "25th percentile", "annual_median": "median", "annual_p75": "75th percentile"}


@dataclass(frozen=True)
class Asked:
    """What the person says. now, target: keys of destination.starting_points and of all_destinations.

    wage: dollars an hour. fees, study_months: None for the fees as read and the usual months. lost_hours: a week.
    done: keys of the steps ticked off.
    """

    now: str
    target: str
    hours: float = FULL_TIME_WEEK
    wage: float | None = None
    fees: float | None = None
    study_months: float | None = None
    lost_hours: float = 0.0
    done: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Plan:
    """The answer. there, staying: ranges of full-time pay; where they lack a part `result` is None, `reason` says why.

    result: the low case (25th percentile there), the median and the high case (75th), each against the same staying:
    the wage that the person gave, else the median of where they are now.
    """

    place: Place
    asked: Asked
    destination: Destination
    step: Step
    there: PayRange
    staying: PayRange
    prices: Prices
    result: Span | None
    at_median: Payback | None
    swings: tuple[Swing, ...]
    worth: Worth | None
    reason: str

    @property
    def same_industry(self) -> bool:
        """Whether both sides are read through one industry, so that the data cannot show a difference."""
        return self.there.setting.code == self.staying.setting.code

    @property
    def known_wage(self) -> bool:
        return self.asked.wage is not None

    def at_hours(self, full_time: float | None) -> float | None:
        """A full-time year's pay at the person's hours."""
        return None if full_time is None else full_time * self.step.hours / FULL_TIME_WEEK

    def staying_pay(self, measure: str) -> float | None:
        """Pay of staying at the person's hours: the wage that they gave, else the range of where they are now."""
        if self.asked.wage is not None:
            return self.at_hours(self.asked.wage * HOURS_A_YEAR)
        return self.at_hours(self.staying.value(measure))


def plan(warehouse: Warehouse, place: Place, asked: Asked) -> Plan:
    """The plan of one person.

    Raises UnknownDestination, UnknownSetting, NoEdition, and ValueError for impossible hours or costs.
    """
    goal = destination(asked.target)
    keys = [goal.setting, setting_of(asked.now)]
    level = pay_there.prices(warehouse, pay_there.edition_of(warehouse, place))
    there, staying = pay_there.pay_ranges(warehouse, place, keys, level)
    certified = EXAM_STEP in asked.done
    step = Step(
        hours=asked.hours,
        fees=goal.fees(certified) if asked.fees is None else asked.fees,
        study_months=USUAL_MONTHS if asked.study_months is None else asked.study_months,
        lost_hours=asked.lost_hours,
    )
    made = Plan(place, asked, goal, step, there, staying, level, None, None, (), None, _why_not(asked, there, staying))
    if made.reason:
        return made
    cases = {measure: _case(made, measure) for measure in MIDDLE_HALF}
    middle = cases["annual_median"]
    found = span(cases.values(), step)
    at_median = next(item for item in (found.quickest, found.middle, found.slowest) if item.case == middle)
    stay = {} if made.known_wage else {name: staying.value(key) or 0.0 for key, name in CASE_NAMES.items()}
    tried = assumptions(cases, step, stay, _ratio_cases(pay_there.readings(warehouse, keys), made, middle))
    pay = made.at_hours(middle.there) or 0.0
    return replace(
        made,
        result=found,
        at_median=at_median,
        swings=tuple(swings(middle, step, tried)),
        worth=worth(warehouse, place, pay, level),
    )


def _why_not(asked: Asked, there: PayRange, staying: PayRange) -> str:
    """Why there is no answer; empty where there is one."""
    if not there.complete:
        return f"Pay in {there.setting.setting.words} there is {there.reason}."
    if asked.wage is None and not staying.complete:
        return f"Pay in {staying.setting.setting.words} there is {staying.reason}. Type your present wage to go on."
    return ""


def _case(made: Plan, measure: str) -> Case:
    wage = made.asked.wage
    staying = made.staying.value("annual_median") if wage is None else wage * HOURS_A_YEAR
    return Case(CASE_NAMES[measure], made.there.value(measure) or 0.0, staying or 0.0)


def _ratio_cases(readings: list[Reading], made: Plan, middle: Case) -> list[tuple[str, Case]]:
    """The median case under other readings of how the settings stand to all settings."""
    here = next(point.here for point in made.there.points if point.measure == "annual_median")
    if here is None:
        return []
    base = here * made.prices.factor
    goal, now = made.there.setting.setting.key, made.staying.setting.setting.key
    return [
        (
            item.words,
            Case(middle.name, base * item.ratios[goal],
                 middle.staying if made.known_wage else base * item.ratios[now]),
        )
        for item in readings
    ]  # fmt: skip
