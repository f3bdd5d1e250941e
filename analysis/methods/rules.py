"""How a verdict is reached: the rules of analysis/verdicts in words, with the thresholds that the code uses."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import words
from analysis.claims import DEGREES, GENERAL, SPECIALIST, Claim, claims
from analysis.settings import setting
from analysis.verdicts import LEVELS, PayRule, RoomRule
from analysis.warehouse import Warehouse


@dataclass(frozen=True)
class Rule:
    """One claim's rule. steps: what gives which verdict, the best first; empty for a claim that data cannot test."""

    claim: Claim
    basis: str
    steps: tuple[str, ...]


def rules(warehouse: Warehouse) -> list[Rule]:
    """The rule of every claim, with the verdict that it gives today."""
    bases = _bases()
    return [Rule(claim, bases.get(claim.key, ""), _STEPS.get(claim.key, ())) for claim in claims(warehouse)]


def levels() -> tuple[str, ...]:
    """The five verdicts, as the code names them."""
    return LEVELS


def _bases() -> dict[str, str]:
    """What each claim is judged on."""
    pair = f"{setting(SPECIALIST).words} against {setting(GENERAL).words}, by sector"
    return {
        "higher_pay": f"Mean pay in {pair}: the level at which BLS's errors are loaded for both in every edition.",
        "advancement": f"The 90th percentile and the median in {pair}, and the steps of the ladder of occupations.",
        "growth": "The newest Employment Projections, and the counts of jobs since the newest change of method.",
    }


def _pay_steps(rule: PayRule) -> tuple[str, ...]:
    least, widest = words.percent(rule.min_percent), words.points(rule.max_margin, 0)
    return (
        f"An edition shows higher pay when the premium is larger than its margin and at least {least}.",
        "Supported: every edition that can be tested shows it, so does every published point of the pay range, and so "
        "does the comparison inside states.",
        "Supported with limits: the newest edition shows it, nothing contradicts it, but one of these is missing or "
        "shows nothing.",
        "Mixed: an edition, a point of the range or the states show the opposite, or the newest edition shows nothing.",
        "Not shown: no edition shows it.",
        f"Cannot be tested: no edition has published errors, or all margins are wider than {widest} and show nothing.",
    )


def _room_steps(rule: RoomRule) -> tuple[str, ...]:
    least = words.percent(rule.min_percent)
    steps = "one step" if rule.steps == 1 else f"{rule.steps} steps"
    asks = f"{words.lower_first(DEGREES[0])} or more"
    return (
        "BLS publishes no error for percentiles, so the best verdict here is supported with limits.",
        f"A gap counts from {least} on: of the 90th percentiles, and of their distance from the medians.",
        f"Supported with limits: both gaps count in the newest edition, none is contrary in any, and at least {steps} "
        f"beyond pays clearly more without asking for a {asks}.",
        "Mixed: a part of that. Not shown: neither gap counts. Cannot be tested: no edition has the figures.",
    )


_GROWTH_STEPS = (
    "A projection is a forecast and a count is a fact: demand is supported only when the two agree.",
    "Supported: growth is projected at least as fast as for all occupations, and the last count clearly rose, with no "
    "break between.",
    "Supported with limits: as above, but across a break, or with only one of fast growth and a clear rise.",
    "Mixed: growth is projected, and the count clearly fell, in the last step or since the newest method; or growth is "
    "slow and the count unclear; or a decline is projected and the count rose.",
    "Not shown: a decline is projected and the count did not rise. Cannot be tested: neither is loaded.",
)
_STEPS = {"higher_pay": _pay_steps(PayRule()), "advancement": _room_steps(RoomRule()), "growth": _GROWTH_STEPS}
