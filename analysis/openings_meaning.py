"""What the projected openings mean for who looks for work: mostly places that others leave, not new ones."""

from __future__ import annotations

from analysis import words
from analysis.outlook import Outlook


def meaning(found: Outlook) -> str:
    """How many of the openings are new jobs, and how much of the occupation changes hands in a year."""
    if found.openings is None or found.growth is None or not found.base_jobs or found.openings <= 0:
        return f"The {found.edition} projections do not say what the openings are made of."
    hands = words.percent(100 * found.openings / found.base_jobs, 0)
    said = (
        "An opening is a chance to be hired, not a new job. The openings of a year are "
        f"{hands} of the {words.number(found.base_jobs)} jobs of {found.base_year}"
    )
    if found.growth <= 0:
        return f"{said}; all of them take the place of somebody, and the occupation as a whole shrinks."
    new = words.share(found.growth / found.openings)
    return (
        f"{said}; {new} of them are places that did not exist before. So newcomers are taken on every year even if the "
        "number of jobs stands still, and many openings are also a sign of how many leave."
    )
