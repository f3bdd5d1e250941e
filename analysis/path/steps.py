"""The requirements of a first certification, step by step: what a person has, and what remains.

Source: data/reference/path_steps.csv, which is the path of the mission matched to the issuers' own requirements.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analysis import reference, words


@dataclass(frozen=True)
class PathStep:
    """One requirement. key: its name in a link. name: a few words; what: what it is; how: how to do or show it.

    who: whose page says so, at `url`, read in month `read` ('YYYY-MM').
    """

    key: str
    name: str
    what: str
    how: str
    who: str
    url: str
    read: str


@dataclass(frozen=True)
class Checklist:
    """The steps in order, parted by what the person has ticked off."""

    steps: tuple[PathStep, ...]
    done: tuple[PathStep, ...]
    remaining: tuple[PathStep, ...]

    @property
    def sentence(self) -> str:
        """How far the person is, and what comes next."""
        total = len(self.steps)
        if not self.remaining:
            return f"All {total} steps to the first certification are done."
        if not self.done:
            return f"{total} steps to the first certification. Start with: {words.lower_first(self.remaining[0].name)}."
        names = words.join([words.lower_first(item.name) for item in self.remaining])
        return f"{len(self.done)} of {total} steps are done. What remains: {names}."


def steps() -> tuple[PathStep, ...]:
    """The steps in the order of the table."""
    return tuple(
        PathStep(row["key"], row["name"], row["what"], row["how"], row["who"], row["url"], row["read"])
        for row in reference.rows("path_steps")
    )


def checklist(done: Collection[str]) -> Checklist:
    """The steps parted by the keys that are done; a key that is no step counts for nothing."""
    every = steps()
    return Checklist(
        every,
        tuple(item for item in every if item.key in done),
        tuple(item for item in every if item.key not in done),
    )
