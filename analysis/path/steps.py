"""The requirements of a first certification, step by step: what a person has, and what remains.

Source: data/reference/requirements.csv (analysis/credential_paths.py), the rows of the kind 'requirement'.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analysis import credential_paths, words
from analysis.credential_paths import Resource, Step

KIND = "requirement"
LINK_KEYS = {"hours": "work"}
"""Names of steps in a link where their own name stands for something else there: `hours` are those worked a week."""


@dataclass(frozen=True)
class PathStep:
    """One requirement. key: its name in a link; resources: where to check it."""

    key: str
    step: Step
    resources: tuple[Resource, ...]

    @property
    def name(self) -> str:
        return self.step.step

    @property
    def look_for(self) -> str:
        return self.step.look_for


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
            return f"{total} steps to the first certification. Start with {words.lower_first(self.remaining[0].name)}."
        names = words.join([words.lower_first(item.name) for item in self.remaining])
        return f"{len(self.done)} of {total} steps are done. What remains: {names}."


def steps() -> tuple[PathStep, ...]:
    """The steps in the order of the table."""
    known = credential_paths.resources()
    return tuple(
        PathStep(LINK_KEYS.get(item.key, item.key), item, tuple(known[key] for key in item.resources))
        for item in credential_paths.steps()
        if item.kind == KIND
    )


def checklist(done: Collection[str]) -> Checklist:
    """The steps parted by the keys that are done; a key that is no step counts for nothing."""
    every = steps()
    return Checklist(
        every,
        tuple(item for item in every if item.key in done),
        tuple(item for item in every if item.key not in done),
    )
