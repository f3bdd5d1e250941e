"""Growing demand: do the projections say so, and do the counts of jobs agree?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import words
from analysis.uncertainty import Measured, difference, percent_over
from analysis.verdicts.verdict import Level, Verdict


@dataclass(frozen=True)
class Projection:
    """What BLS projects, per cent over the ten years; all_percent: for all occupations, None when not loaded."""

    edition: str
    base_year: int
    target_year: int
    percent: float
    openings: float | None
    all_percent: float | None


@dataclass(frozen=True)
class Count:
    """Jobs in one edition."""

    edition: str
    year: int
    jobs: Measured


@dataclass(frozen=True)
class GrowthInputs:
    """projection: the newest edition. counts: the jobs, oldest first: all since the newest break in method.

    crossed: names of the breaks that lie between the last two counts.
    """

    projection: Projection | None
    counts: Sequence[Count]
    crossed: Sequence[str]


def growth(found: GrowthInputs) -> Verdict:
    """A projection is a forecast and a count is a fact: demand is supported only when the two agree.

    Faster projected growth than for all occupations and counts that clearly rose: supported (with limits when the last
    step crosses a break, is unclear, or growth is slower). Projected growth and a count that clearly fell, in the last
    step or over all of the counts: mixed. Projected decline: not shown, or mixed when the count rose.
    """
    projection = found.projection
    recent = _move(found.counts[-2:]) if len(found.counts) > 1 else None
    if projection is None and recent is None:
        return Verdict("cannot be tested", ("Neither projections nor two counts of jobs are loaded.",))
    reasons = [_projection_words(projection)] if projection else ["No projections are loaded."]
    reasons += _count_words(found)
    moves = [recent, _move(found.counts)] if recent else []
    fell = any(move.finding == "lower" for move in moves)
    rose = recent is not None and recent.finding == "higher" and not fell
    if projection is None:
        level: Level = "supported with limits" if rose else "not shown"
        return Verdict(level, tuple(reasons), against=fell)
    if projection.percent <= 0:
        return Verdict("mixed" if rose else "not shown", tuple(reasons), against=not rose)
    if fell:
        reasons.append(_disagree_words(projection, found.counts[-1]))
        return Verdict("mixed", tuple(reasons))
    faster = projection.all_percent is not None and projection.percent >= projection.all_percent
    if rose and faster and not found.crossed:
        return Verdict("supported", tuple(reasons))
    return Verdict("supported with limits" if rose or faster else "mixed", tuple(reasons))


def _move(counts: Sequence[Count]) -> Measured:
    return difference(counts[-1].jobs, counts[0].jobs)


def _projection_words(found: Projection) -> str:
    side = "growth" if found.percent >= 0 else "a decline"
    against_all = ""
    if found.all_percent is not None:
        faster = "faster than" if found.percent > found.all_percent else "no faster than"
        against_all = f", {faster} the {words.percent(found.all_percent)} for all occupations"
    openings = "" if found.openings is None else f", and {words.number(found.openings)} openings a year"
    return (
        f"BLS projects {side} of {words.percent(abs(found.percent))} from {found.base_year} to {found.target_year}"
        f"{against_all}{openings}."
    )


def _count_words(found: GrowthInputs) -> list[str]:
    if len(found.counts) < 2:
        return ["There are not two counts of jobs to compare."]
    said = [_step_words(found.counts[-2], found.counts[-1])]
    if found.crossed:
        said.append(f"That step crosses a break in the series: {words.join(list(found.crossed))}.")
    if len(found.counts) > 2:
        said.append(_step_words(found.counts[0], found.counts[-1]))
    return said


def _step_words(a: Count, b: Count) -> str:
    change = percent_over(b.jobs, a.jobs).value
    direction = "rose" if change > 0 else "fell" if change < 0 else "stayed"
    chance = {
        "higher": "more than the margin of error",
        "lower": "more than the margin of error",
        "no clear difference": "within the margin of error",
        "cannot be tested": "without a published error",
    }[_move((a, b)).finding]
    return (
        f"Jobs {direction} from {words.number(a.jobs.value)} in {a.edition} to {words.number(b.jobs.value)} in "
        f"{b.edition} ({words.signed_percent(change)}), {chance}."
    )


def _disagree_words(projection: Projection, count: Count) -> str:
    if projection.base_year < count.year:
        return f"The projection starts from {projection.base_year} and does not know the count of {count.edition}."
    return "The projection and the count point in different directions."
