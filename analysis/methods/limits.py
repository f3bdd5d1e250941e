"""What none of the figures can say, whatever the arithmetic: said once for all pages."""

from __future__ import annotations

from analysis import breaks
from analysis.claims import Claim, claims
from analysis.estimate import RSE_ROUNDING
from analysis.warehouse import Warehouse

LIMITS = {
    "A setting is not a specialty": "Every figure of a specialty is that of a setting. Hospitals differ from shops in "
    "more than specialization, specialists also work in shops, and some specialties hide in wider industries.",
    "Editions overlap": "An edition joins six panels of employers asked over three years, so two editions close in "
    "time share many of them. A test between them takes them as independent and is a guide, not proof.",
    "A part and its whole": "A setting compared with all settings is compared with itself in part. The margin of such "
    "a difference is only a guide, and the page says so.",
    "Rounded errors": "BLS prints the relative standard error to one decimal of a per cent; "
    f"{RSE_ROUNDING} is added to it, so that margins err on the wide side.",
    "Medians cannot be tested": "BLS publishes an error for means and jobs alone. A gap between medians or percentiles "
    "is shown, and never called more than chance.",
    "Rounded figures": "BLS rounds jobs to 10 and yearly wages to $10. A difference of rounded figures can be off by "
    "as much.",
    "Who and what is counted": "OEWS counts jobs of employers, full and part time; the self-employed are not counted. "
    "Its wages are base pay: overtime, extra pay for shifts and benefits are not in them.",
    "Averages are not raises": "The people in one setting are not those of another. What they earn says nothing "
    "certain of what one person would gain by moving.",
}
"""Name to explanation."""


def known_breaks() -> list[breaks.Break]:
    """The changes in how the wage figures are made, in the order of time."""
    return breaks.known()


def outside(warehouse: Warehouse) -> list[Claim]:
    """The claims that public data cannot test, with what a test would need."""
    return claims(warehouse, overview=False)
