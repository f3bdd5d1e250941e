"""Career advancement: is there more room at the top in specialist settings, and are there steps beyond?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import words
from analysis.uncertainty import Measured
from analysis.verdicts.verdict import Verdict, editions_words


@dataclass(frozen=True)
class RoomRule:
    """min_percent: without a published error, a gap counts from this size on. steps: how many open steps are needed."""

    min_percent: float = 5.0
    steps: int = 1


@dataclass(frozen=True)
class Room:
    """The top of the pay range in one edition, dollars a year: 90th percentile and median, by kind of setting."""

    edition: str
    specialist_p90: float
    specialist_median: float
    general_p90: float
    general_median: float

    @property
    def top_percent(self) -> float:
        """Specialist over general 90th percentile, per cent."""
        return 100 * (self.specialist_p90 / self.general_p90 - 1)

    @property
    def room_percent(self) -> float:
        """Specialist over general ratio of the 90th percentile to the median, per cent."""
        specialist = self.specialist_p90 / self.specialist_median
        return 100 * (specialist * self.general_median / self.general_p90 - 1)


@dataclass(frozen=True)
class Step:
    """A neighbouring or senior occupation.

    percent: its mean pay over the technicians', per cent. degree: it asks a bachelor's degree or more for entry.
    """

    occupation: str
    percent: Measured
    degree: bool


@dataclass(frozen=True)
class RoomInputs:
    """rooms: oldest edition first. steps: the ladder, empty when the projections are not loaded."""

    rooms: Sequence[Room]
    steps: Sequence[Step]


def advancement(found: RoomInputs, rule: RoomRule = RoomRule()) -> Verdict:
    """Room at the top of the occupation, and steps out of it. Percentiles have no published error: limits at best.

    In the newest edition both the top itself and its distance from the middle must be higher, in no edition either
    lower, and at least one occupation must clearly pay more without a bachelor's degree. With only a part of that it is
    mixed. Without more room at the top it is not shown: the steps alone stand open to every technician.
    """
    if not found.rooms:
        return Verdict("cannot be tested", ("No edition holds the 90th percentile for both kinds of setting.",))
    newest = found.rooms[-1]
    gaps = (newest.top_percent, newest.room_percent)
    above = sum(gap >= rule.min_percent for gap in gaps)
    contrary = any(gap <= -rule.min_percent for room in found.rooms for gap in (room.top_percent, room.room_percent))
    reasons = [_top_words(newest), _room_words(newest)]
    if len(found.rooms) > 1:
        agreeing = sum(room.top_percent >= rule.min_percent for room in found.rooms)
        reasons.append(f"The top was at least {words.percent(rule.min_percent, 0)} higher in {agreeing} of "
                       f"{editions_words(len(found.rooms))}; BLS publishes no error for percentiles.")  # fmt: skip
    opened = [step for step in found.steps if step.percent.finding == "higher" and not step.degree]
    if found.steps:
        reasons.append(_steps_words(opened, found.steps))
    enough = not found.steps or len(opened) >= rule.steps
    if above == 0:
        return Verdict("not shown", tuple(reasons), against=all(gap <= -rule.min_percent for gap in gaps))
    if above == len(gaps) and not contrary and enough:
        return Verdict("supported with limits", tuple(reasons))
    return Verdict("mixed", tuple(reasons))


def _top_words(room: Room) -> str:
    side = "more" if room.top_percent >= 0 else "less"
    return (
        f"In {room.edition}, one technician in ten earned {words.money(room.specialist_p90)} or more in specialist "
        f"settings and {words.money(room.general_p90)} or more in general ones, "
        f"{words.percent(abs(room.top_percent))} {side}."
    )


def _room_words(room: Room) -> str:
    specialist = 100 * (room.specialist_p90 / room.specialist_median - 1)
    general = 100 * (room.general_p90 / room.general_median - 1)
    return (
        f"That is {words.percent(specialist, 0)} above the middle in specialist settings, and "
        f"{words.percent(general, 0)} in general ones."
    )


def _steps_words(opened: Sequence[Step], steps: Sequence[Step]) -> str:
    if not opened:
        return f"None of {len(steps)} neighbouring occupations clearly pays more without a bachelor's degree."
    best = max(opened, key=lambda step: step.percent.value)
    top = f"{words.lower_first(best.occupation)} ({words.signed_percent(best.percent.value, 0)})"
    return (
        f"{len(opened)} of {len(steps)} neighbouring occupations clearly pay more without a bachelor's degree, most of "
        f"all {top}; they stand open to every technician, specialist or not."
    )
