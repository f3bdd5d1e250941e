"""A plan in words: the answer in a few sentences, and every assumption that stands behind it."""

from __future__ import annotations

from analysis import words
from analysis.editions import NATION
from analysis.path.destination import GENERAL, STUDENT
from analysis.path.pay_there import MIDDLE_HALF
from analysis.path.payback import FULL_TIME_WEEK, HOURS_A_YEAR, LONGEST_MONTHS, MONTHS_A_YEAR
from analysis.path.plan import Plan


def pay(made: Plan) -> str:
    """The range to expect there: the middle half of technicians."""
    low, middle, high = (_round(made.at_hours(made.there.value(measure))) for measure in MIDDLE_HALF)
    where = "the nation" if made.place.code == NATION else made.place.in_words
    return (
        f"For {made.step.hours:g} hours a week, expect about {low} to {high} a year in {setting(made)} in {where}; "
        f"half earn more than {middle}."
    )


def against(made: Plan) -> str:
    """What that is against staying, in the low and the high case."""
    if made.result is None:
        return made.reason
    low, high = made.result.gains
    now = _round(made.staying_pay("annual_median"))
    stay = f"{words.capital(staying(made))} brings about {now}"
    if made.same_industry and not made.known_wage:
        return (
            f"{stay}. Both are read through one industry ({made.there.setting.short}), so these data cannot show a "
            "difference between them."
        )
    if low >= 0:
        return f"{stay}. The step would bring {_round(low)} to {_round(high)} a year more."
    if high <= 0:
        return f"{stay}. The step would bring {_round(-high)} to {_round(-low)} a year less."
    return f"{stay}. The step would bring from {_round(-low)} a year less to {_round(high)} a year more."


def payback(made: Plan) -> str:
    """When the step has paid for itself, study included, or that it does not."""
    if made.result is None:
        return ""
    found = made.result
    counted = f"counted from the first day, with {months(made.step.study_months)} of study"
    if not found.quickest.pays_back:
        return "On these figures the step does not pay back."
    if not found.slowest.pays_back:
        return (
            f"It pays back in {found.quickest.words} in the high case, {counted}; in the low case it does not pay back."
        )
    return f"It pays back in {found.words}, {counted}."


def assumptions(made: Plan) -> list[str]:
    """What the figures rest on, each as a sentence."""
    there = made.there
    ratio = f"{there.ratio_edition.label}, {there.setting.level} level"
    proxy = made.destination.proxy_words(there.setting.own, there.setting.phrase)
    said = [
        f"The place's own range of pay ({there.here_edition.label}, all settings) is moved by how pay in "
        f"{there.setting.phrase} stood to pay in all settings in {there.area_name}, percentile by percentile ({ratio}: "
        "the finest that has the range).",
        "Settings are taken to stand apart in the place as they do in "
        f"{there.area_name}, and the place to have the same mix of settings.",
        proxy,
        _low_and_high(made),
        _staying(made),
        f"{made.prices.note} Pay is taken to have kept up with prices since {there.here_edition.label}.",
        f"A full-time year is {HOURS_A_YEAR:,} hours ({FULL_TIME_WEEK} a week); yours is counted at "
        f"{made.step.hours:g} hours a week before and after. Before taxes, without benefits.",
        f"The higher pay starts after {months(made.step.study_months)} of study. Lost hours are counted at the pay of "
        "staying. Tuition is only in it if you type it under fees.",
        f"What takes more than {LONGEST_MONTHS // MONTHS_A_YEAR} years counts as not paying back.",
    ]
    return [sentence for sentence in said if sentence]


def setting(made: Plan) -> str:
    """'head offices (NAICS 55)', or 'hospitals, read through health care and social assistance (NAICS 62),'."""
    found = made.there.setting
    return found.phrase if found.own else f"{found.setting.words}, read through {found.short},"


def staying(made: Plan) -> str:
    """What staying means for this person, inside a sentence."""
    if made.asked.wage is not None:
        return f"your {words.hourly(made.asked.wage)}"
    if made.asked.now == STUDENT:
        return "starting in general work in a shop"
    if made.asked.now == GENERAL:
        return "staying in general work in a shop"
    return f"staying in {made.staying.setting.setting.words}"


def months(count: float) -> str:
    """'3 months', '1 month', '2.5 months', 'no months'."""
    if count == 0:
        return "no months"
    return f"{count:g} {'month' if count == 1 else 'months'}"


def _low_and_high(made: Plan) -> str:
    return (
        f"The low case is the 25th percentile there ({_round(made.at_hours(made.there.value('annual_p25')))}: three in "
        f"four earn more), the high case the 75th ({_round(made.at_hours(made.there.value('annual_p75')))}: one in "
        "four earns more), both against the same staying. BLS publishes no margin for percentiles."
    )


def _staying(made: Plan) -> str:
    if made.known_wage:
        return f"Staying means {staying(made)}, as you typed it, in today's dollars."
    side = made.staying
    return (
        f"Staying means the median of {side.setting.phrase} in the place, worked out in the same way. Type your own "
        "wage to be surer."
    )


def _round(value: float | None) -> str:
    """Dollars to the nearest hundred: the figures are not surer than that."""
    return words.money(round(value or 0.0, -2))
