"""Do the latest counts of jobs go the way that the projections do? Both told with their margins and starting points.

A projection is made from older data than the newest count, so the two may part; neither is bent to fit the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import breaks, editions, national, outlook, words
from analysis.breaks import Break
from analysis.editions import TECHNICIANS, NoEdition
from analysis.national import Change
from analysis.outlook import ALL_OCCUPATIONS, Outlook
from analysis.warehouse import Warehouse


@dataclass(frozen=True)
class Lately:
    """The step between the last two counts, the same step for all occupations, and the newest projection.

    change: jobs of technicians. everyone: of all occupations, None where not loaded. ahead: None where none is loaded.
    margins: changes in how BLS measures the errors that lie in the step. settings: label of the newest edition of jobs
    by industry, '' where none is loaded.
    """

    change: Change
    everyone: Change | None
    ahead: Outlook | None
    margins: list[Break]
    settings: str

    @property
    def title(self) -> str:
        """The finding as a headline: which way, by how many, and against which margin."""
        moved, margin = self.change.difference, self.change.margin
        if moved is None:
            return "The last two counts of jobs cannot be compared"
        verb = "fell" if moved < 0 else "rose" if moved > 0 else "did not move"
        between = f"from {self.change.start.label} to {self.change.end.label}"
        if not moved or margin is None:
            return f"The count of jobs {verb} {between}"
        side = "more than" if self.change.significant else "within"
        amount = words.number(abs(moved))
        return f"The count {verb} by {amount} jobs {between}, {side} the margin of {words.number(margin)}"

    @property
    def sure_sentence(self) -> str:
        """How far the test can be trusted."""
        said = [
            "The test takes the two editions as independent; editions a year apart share surveyed employers, so it is "
            "a guide rather than proof."
        ]
        if self.margins:
            said += [f"{item.label} ({item.edition.label}): {item.effect}" for item in self.margins]
        return " ".join(said)

    @property
    def everyone_sentence(self) -> str:
        """The same step for all occupations together."""
        if self.everyone is None or self.everyone.percent is None or self.change.percent is None:
            return "The jobs of all occupations are not loaded for both editions."
        theirs, ours = self.everyone.percent, self.change.percent
        verb = "rose" if theirs > 0 else "fell"
        link = "while" if (theirs > 0) != (ours > 0) else "and"
        ours_verb = "rose" if ours > 0 else "fell"
        return (
            f"Jobs of all occupations together {verb} by {words.percent(abs(theirs))} in the same step, {link} those "
            f"of technicians {ours_verb} by {words.percent(abs(ours))}."
        )

    @property
    def settings_sentence(self) -> str:
        """Whether the data can say in which settings the jobs went or came."""
        end = self.change.end.label
        if self.settings == end:
            return f"The jobs by setting are loaded for {end}: see Settings."
        newest = (
            f"the newest loaded jobs by setting are those of {self.settings}" if self.settings else "none are loaded"
        )
        return f"In which settings that happened cannot be said: {newest}."

    @property
    def projection_sentence(self) -> str:
        """What the projection starts from, and how far the newest count stands from that."""
        now = self.change.after.value
        if self.ahead is None or self.ahead.base_jobs is None or self.ahead.target_jobs is None or now is None:
            return "No projection is loaded to hold against the count."
        base, target = self.ahead.base_jobs, self.ahead.target_jobs
        side = "below" if now < base else "above"
        said = (
            f"The {self.ahead.edition} projections start from {words.jobs(base)} in {self.ahead.base_year}; the newest "
            f"count is {words.number(abs(now - base))} {side} that start."
        )
        if self.ahead.base_year < self.change.end.year:
            said += f" They were made without the count of {self.change.end.label}, so they do not answer it."
        return (
            f"{said} To reach the projected {words.number(target)} by {self.ahead.target_year}, the count would have "
            f"to {'grow' if target > now else 'shrink'} by {words.percent(100 * abs(target / now - 1))}. The two are "
            "not made alike: the projections also count the self-employed."
        )


def lately(warehouse: Warehouse, occupation: str = TECHNICIANS) -> Lately:
    """The last two national counts held against the newest projection. Raises NoEdition with fewer than two counts."""
    change = national.change(warehouse, "employment", occupation=occupation)
    try:
        everyone = national.change(warehouse, "employment", change.start, change.end, ALL_OCCUPATIONS)
    except NoEdition:
        everyone = None
    loaded = editions.industries(warehouse, "sector", occupation)
    return Lately(
        change=change,
        everyone=everyone,
        ahead=outlook.outlooks(warehouse, None, [occupation]).get(occupation),
        margins=breaks.crossed(change.start, change.end, kinds=breaks.IN_MARGINS),
        settings=loaded[-1].label if loaded else "",
    )


def recent(warehouse: Warehouse, occupation: str = TECHNICIANS) -> pd.DataFrame:
    """Counts since the newest change of method (at least the last two), newest first: columns of `national.series`.

    Source: OEWS; the change of method is the last of kind 'method' in data/reference/breaks.csv.
    """
    frame = national.series(warehouse, occupation)
    methods = [item.edition for item in breaks.known(kinds={"method"})]
    if methods and len(frame):
        since = frame[[(year, month) >= methods[-1] for year, month in zip(frame.year, frame.month, strict=True)]]
        frame = since if len(since) > 1 else frame.tail(2)
    return frame.sort_values("date", ascending=False, ignore_index=True)
