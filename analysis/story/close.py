"""The last slide: what public data cannot say, so that nobody leaves with more than was shown."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import same_state, words
from analysis.claims import GENERAL, SPECIALIST, Claim
from analysis.methods.limits import LIMITS
from analysis.story import made
from analysis.story.slide import Slide
from analysis.warehouse import Warehouse

HEADING = "What do we not know?"
TOLD = ("A setting is not a specialty", "Averages are not raises", "Medians cannot be tested")
"""Limits that are told; keys of LIMITS."""


def unknown(warehouse: Warehouse, judged: Sequence[Claim]) -> Slide:
    """Claims that cannot be tested, and the limits of those that can."""
    untested = [claim for claim in judged if claim.verdict.level == "cannot be tested"]
    within = same_state.same_state(warehouse, SPECIALIST, GENERAL)
    return made.slide(
        "unknown",
        HEADING,
        f"{len(untested)} of {len(judged)} claims cannot be tested with the loaded data.",
        points=[
            "Pay by specialty or certification: none published",
            f"{_names(untested)}: cannot be tested",
            *(() if within.loaded else ("Both settings inside one state: not in the loaded files",)),
            "What one person would gain: averages are not raises",
        ],
        notes=made.notes(
            " ".join(f"{claim.name}: {words.lower_first(claim.limit)}" for claim in untested),
            " ".join(f"{name}. {LIMITS[name]}" for name in TOLD),
            within.sentence,
            "Ask the room to point a phone at the code: it opens the same figures, with sources and tables, for the "
            "place chosen here.",
        ),
        source=f"{made.BLS}; verdicts of this dashboard",
        edition=made.newest_count(warehouse),
        caveat="The Methods page names what would settle each.",
    )


def _names(found: list[Claim]) -> str:
    return words.capital(words.join([words.lower_first(claim.name) for claim in found]))
