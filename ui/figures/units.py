"""The unit of a figure in words: which dollars, and over which time."""

from __future__ import annotations

from analysis.editions import Edition
from analysis.prices import Dollars

EACH_YEAR = "dollars of each year"


def yearly_dollars(money: Dollars | None, edition: Edition | None = None) -> str:
    """'July 2026 dollars a year'; 'dollars of 2024 a year'; over several editions 'dollars of each year, a year'."""
    if money is not None:
        return f"{money.label} a year"
    return f"{EACH_YEAR}, a year" if edition is None else f"dollars of {edition.year} a year"
