"""Higher pay: do specialist settings pay more than general ones?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import words
from analysis.uncertainty import Measured
from analysis.verdicts.verdict import Verdict, editions_words


@dataclass(frozen=True)
class PayRule:
    """min_percent: a smaller premium is not called higher pay. max_margin: a wider margin (points) tells nothing."""

    min_percent: float = 2.0
    max_margin: float = 10.0


@dataclass(frozen=True)
class Gap:
    """Specialist over general mean pay in one edition, per cent, with its error where one is published."""

    edition: str
    percent: Measured


@dataclass(frozen=True)
class PayInputs:
    """gaps: oldest edition first. points: per cent at each point of the pay range in the newest edition with them, by
    its name. same_state: the premium inside states, per cent, None when not loaded; same_state_words: its sentence.
    finer: per cent over the general baseline of each finer specialist setting that can be read without a stand-in."""

    gaps: Sequence[Gap]
    points: Mapping[str, float]
    same_state: Measured | None
    same_state_words: str
    finer: Mapping[str, Measured]


def higher_pay(found: PayInputs, rule: PayRule = PayRule()) -> Verdict:
    """Higher pay is supported when every testable edition, every point of the range and the states agree.

    Without the comparison inside states, or with an edition that shows nothing, it is supported with limits; with
    figures that contradict each other it is mixed; with no clear premium it is not shown; with no published error, or
    only errors too wide to tell, it cannot be tested.
    """
    tested = [gap for gap in found.gaps if gap.percent.margin is not None]
    if not tested:
        return Verdict("cannot be tested", ("No edition holds both kinds of setting with a published error.",))
    higher = [gap for gap in tested if gap.percent.finding == "higher" and gap.percent.value >= rule.min_percent]
    lower = [gap for gap in tested if gap.percent.finding == "lower"]
    reasons = [_gap_words(tested[-1])]
    if not higher and not lower and all((gap.percent.margin or 0) > rule.max_margin for gap in tested):
        reasons.append(f"Margins above {words.points(rule.max_margin, 0)} are too wide to tell either way.")
        return Verdict("cannot be tested", tuple(reasons))
    if not higher:
        reasons.append(f"In none of {editions_words(len(tested))} was pay in specialist settings clearly higher.")
        return Verdict("not shown", tuple(reasons), against=bool(lower))
    reasons.append(f"Pay was clearly higher in {len(higher)} of {editions_words(len(tested))} that can be tested.")
    below = [name for name, percent in found.points.items() if percent < 0]
    if found.points:
        reasons.append(_points_words(found.points, below))
    reasons.append(found.same_state_words)
    if found.finer:
        reasons.append(_finer_words(found.finer))
    state = found.same_state.finding if found.same_state else None
    if lower or below or state == "lower" or tested[-1] not in higher:
        return Verdict("mixed", tuple(reasons), against=tested[-1] in lower or state == "lower")
    sure = len(higher) == len(tested) and state == "higher" and bool(found.points)
    return Verdict("supported" if sure else "supported with limits", tuple(reasons))


def _gap_words(gap: Gap) -> str:
    margin = words.number(gap.percent.margin or 0.0, 1)
    side = "above" if gap.percent.value >= 0 else "below"
    chance = {
        "no clear difference": "which may be chance",
        "cannot be tested": "which cannot be tested",
    }.get(gap.percent.finding, "which is more than chance")
    return (
        f"In {gap.edition}, mean pay in specialist settings was {words.percent(abs(gap.percent.value))} {side} pay in "
        f"general ones, give or take {margin} points, {chance}."
    )


def _points_words(points: Mapping[str, float], below: Sequence[str]) -> str:
    if below:
        return f"Pay in specialist settings was lower at {words.join(list(below))}."
    low, high = min(points.values()), max(points.values())
    return (
        f"The gap holds over the whole range of pay, from {words.percent(low)} to {words.percent(high)}; BLS publishes "
        "no error for those points."
    )


def _finer_words(finer: Mapping[str, Measured]) -> str:
    under = [name for name, percent in finer.items() if percent.value <= 0]
    untested = any(percent.margin is None for percent in finer.values())
    said = (
        f"Of {len(finer)} finer specialist settings, {len(finer) - len(under)} paid more on average than the general "
        f"baseline{', by figures whose errors are not in the loaded files' if untested else ''}"
    )
    return f"{said}; {words.join(under)} did not." if under else f"{said}."
