"""A plan for the exam over the weeks that a person has: phases of data/reference/study_plan.csv, laid out week by week.

Each phase gets whole weeks by its share, at least one while there are as many weeks as phases. With
fewer weeks than phases, phases that follow each other share a week, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import credential_paths, reference, words
from analysis.credential_paths import Resource

LONGEST_WEEKS = 52


@dataclass(frozen=True)
class Phase:
    """A part of the preparation. share: its part of the weeks, relative to the others; 0 for what follows the exam.

    task: what to do in each of its weeks. stage: 'before' or 'after' the exam. resources: where to find it.
    """

    key: str
    name: str
    task: str
    share: float
    stage: str
    resources: tuple[Resource, ...] = ()


@dataclass(frozen=True)
class Week:
    """One week: its number from 1, and for each phase in it (phase, its part of how many)."""

    number: int
    parts: tuple[tuple[Phase, int, int], ...]

    @property
    def words(self) -> str:
        return " ".join(
            f"{phase.name}{f', part {part} of {parts}' if parts > 1 else ''}: {words.lower_first(phase.task)}."
            for phase, part, parts in self.parts
        )


@dataclass(frozen=True)
class StudyPlan:
    """weeks: in order, before the exam. after: what follows it."""

    weeks: tuple[Week, ...]
    after: tuple[Phase, ...]

    @property
    def blocks(self) -> list[tuple[str, tuple[Phase, ...]]]:
        """The same by phase, short: ('Weeks 2–7', the phases of these weeks)."""
        found: list[tuple[int, int, tuple[Phase, ...]]] = []
        for week in self.weeks:
            phases = tuple(phase for phase, _, _ in week.parts)
            if found and found[-1][2] == phases:
                found[-1] = (found[-1][0], week.number, phases)
            else:
                found.append((week.number, week.number, phases))
        return [(f"Week {a}" if a == b else f"Weeks {a}\u2013{b}", phases) for a, b, phases in found]


def phases(stage: str) -> tuple[Phase, ...]:
    """Phases 'before' or 'after' the exam, in the order of the table."""
    known = credential_paths.resources()
    return tuple(
        Phase(row["key"], row["name"], row["task"], float(row["share"]), stage,
              tuple(known[key] for key in row["resources"].split()))
        for row in reference.rows("study_plan")
        if row["stage"] == stage
    )  # fmt: skip


def study_plan(weeks: int) -> StudyPlan:
    """The plan over some weeks, 0 to LONGEST_WEEKS; without a week only what follows the exam. Raises ValueError."""
    if not 0 <= weeks <= LONGEST_WEEKS:
        raise ValueError(f"A study plan runs over 0 to {LONGEST_WEEKS} weeks, found {weeks}.")
    return StudyPlan(layout(weeks, phases("before")), phases("after"))


def layout(weeks: int, ordered: Sequence[Phase]) -> tuple[Week, ...]:
    """The phases over the weeks, in order."""
    if weeks == 0 or not ordered:
        return ()
    if weeks < len(ordered):
        places = [index * weeks // len(ordered) for index in range(len(ordered))]
        return tuple(
            Week(number + 1, tuple((phase, 1, 1) for phase, at in zip(ordered, places, strict=True) if at == number))
            for number in range(weeks)
        )
    spans = split(weeks, [phase.share for phase in ordered])
    parts = [
        (phase, part, length) for phase, length in zip(ordered, spans, strict=True) for part in range(1, length + 1)
    ]
    return tuple(Week(number, (part,)) for number, part in enumerate(parts, start=1))


def split(weeks: int, shares: Sequence[float]) -> list[int]:
    """Whole weeks by share, at least one each, that add up to `weeks` (which must be no fewer than the shares).

    After the first week of each, every further one goes where a week stands for most of the share (D'Hondt's rule).
    """
    found = [1] * len(shares)
    for _ in range(weeks - len(shares)):
        found[max(range(len(shares)), key=lambda index: (shares[index] / (found[index] + 1), -index))] += 1
    return found
