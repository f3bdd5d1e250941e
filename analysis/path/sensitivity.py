"""Which assumption the answer hangs on: each is changed alone, and what is gained after some years is worked out anew.

What is looked at is the dollars ahead of staying after HORIZON_YEARS, because it exists also where a step never pays
back: below zero it has not paid back by then. Pure arithmetic; analysis/path/plan.py says which changes are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.path.payback import Case, Payback, Step, net, payback

HORIZON_YEARS = 5


@dataclass(frozen=True)
class Variant:
    """The plan with one thing changed. words: what it is changed to, '25th percentile', '$0'."""

    words: str
    case: Case
    step: Step


@dataclass(frozen=True)
class Assumption:
    """One thing that the answer rests on. name: for a visitor; base: what the plan takes; variants: other values."""

    key: str
    name: str
    base: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True)
class End:
    """One end of a swing. net: dollars ahead of staying after HORIZON_YEARS."""

    words: str
    net: float
    payback: Payback


@dataclass(frozen=True)
class Swing:
    """How far one assumption moves the answer; the base case is one of the values it runs over."""

    key: str
    name: str
    base: str
    low: End
    high: End

    @property
    def size(self) -> float:
        """Dollars between its ends."""
        return self.high.net - self.low.net

    @property
    def turns(self) -> bool:
        """Whether it decides on its own if the step has paid back after HORIZON_YEARS."""
        return self.low.net < 0 <= self.high.net


def swings(case: Case, step: Step, assumptions: Iterable[Assumption], years: float = HORIZON_YEARS) -> list[Swing]:
    """The swing of each assumption, widest first; those that move nothing are left out."""
    found = [_swing(case, step, item, years) for item in assumptions]
    return sorted((item for item in found if item.size > 0), key=lambda item: -item.size)


def sentence(found: Sequence[Swing], years: float = HORIZON_YEARS) -> str:
    """What the answer hangs on most, and which assumptions could turn it."""
    if not found:
        return "Nothing that was tried changes the answer."
    said = f"The answer hangs most on one thing: {found[0].name[:1].lower()}{found[0].name[1:]}."
    turning = [item for item in found if item.turns]
    after = f"after {years:g} years"
    if not turning:
        side = "ahead of" if found[0].low.net >= 0 else "behind"
        return f"{said} No change of one assumption alone turns it: {after} you are {side} staying in every case tried."
    count = "One assumption" if len(turning) == 1 else f"{len(turning)} of the assumptions"
    return f"{said} {count} alone can turn whether you are ahead of staying {after}."


def _swing(case: Case, step: Step, item: Assumption, years: float) -> Swing:
    tried = [Variant(item.base, case, step), *item.variants]
    ends = [End(one.words, net(one.case, one.step, years), payback(one.case, one.step)) for one in tried]
    ends.sort(key=lambda end: end.net)
    return Swing(item.key, item.name, item.base, ends[0], ends[-1])
