"""The changes that the sensitivity tries: each assumption of a plan alone, to a value that may well be true.

- place in the range there: 25th and 75th percentile, not the median; the same for staying, unless the wage is known
- how the settings stand to each other: the same ratio in other editions, and of the means at the finest industry
- hours a week: a working day less and more; fees: none (an employer pays) and twice (a second try)
- months of study: half and twice; lost hours: none, and a working day a week more
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis import words
from analysis.path.payback import Case, Step
from analysis.path.sensitivity import Assumption, Variant

DAY = 8.0
"""Hours of a working day."""
FEWEST_HOURS, MOST_HOURS = 4.0, 80.0


def assumptions(
    cases: Mapping[str, Case], step: Step, staying: Mapping[str, float], ratios: Sequence[tuple[str, Case]]
) -> list[Assumption]:
    """What is tried around the median case. cases: by measure, the middle half there.

    staying: full-time pay of staying by the words of its percentile, empty where the wage is known. ratios: the median
    case under other readings of the ratio between settings, with words for each.
    """
    middle = cases["annual_median"]
    ends = [cases["annual_p25"], cases["annual_p75"]]
    there = [Variant(one.name, replace(middle, there=one.there), step) for one in ends]
    found = [Assumption("there", "Your place in the range of pay there", "median", tuple(there))]
    if staying:
        stay = [Variant(name, replace(middle, staying=pay), step) for name, pay in staying.items()]
        found.append(Assumption("staying", "Your place in the range if you stay", "median",
                                tuple(stay)))  # fmt: skip
    other = [Variant(said, case, step) for said, case in ratios]
    found.append(Assumption("ratio", "How far apart the settings pay", "in the plan", tuple(other)))
    return [*found, *_of_the_step(middle, step)]


def _of_the_step(case: Case, step: Step) -> list[Assumption]:
    fewer, more = max(FEWEST_HOURS, step.hours - DAY), min(MOST_HOURS, step.hours + DAY)
    hours = [Variant(f"{value:g} hours a week", case, replace(step, hours=value)) for value in (fewer, more)]
    fees = [("employer pays", 0.0), (f"{words.money(2 * step.fees)}, a second try", 2 * step.fees)]
    months = (step.study_months / 2, step.study_months * 2)
    lost = (0.0, min(step.hours, step.lost_hours + DAY))
    return [
        Assumption("hours", "Hours a week you work", f"{step.hours:g} hours a week", tuple(hours)),
        Assumption("fees", "Fees you pay", words.money(step.fees),
                   tuple(Variant(said, case, replace(step, fees=value)) for said, value in fees)),
        Assumption("months", "Months of study", f"{step.study_months:g} months",
                   tuple(Variant(f"{value:g} months", case, replace(step, study_months=value)) for value in months)),
        Assumption("lost", "Paid hours lost while you study", f"{step.lost_hours:g} hours a week",
                   tuple(Variant(f"{value:g} hours a week", case, replace(step, lost_hours=value)) for value in lost)),
    ]  # fmt: skip
