"""What a year's pay buys where it is earned: dollars of the reference month at national prices.

    worth = pay / (regional price parity / 100)

The pay is already in dollars of one month (CPI-U, analysis/prices.py); the parity is BEA's, the nation = 100.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis import parities, words
from analysis.editions import NATION
from analysis.parities import Parity
from analysis.path.pay_there import Prices
from analysis.places import Place
from analysis.warehouse import Warehouse


@dataclass(frozen=True)
class Worth:
    """A year's pay and what it buys. pay, value: dollars of the reference month; value None without a parity."""

    place: Place
    pay: float
    value: float | None
    prices: Prices
    parity: Parity

    @property
    def sentence(self) -> str:
        pay = f"{words.money(round(self.pay, -2))} a year in {self.prices.label}"
        if self.place.code == NATION:
            return f"{pay}, at the nation's own prices. Choose a place to see what prices there do to it."
        if self.value is None:
            return f"{pay}. {self.parity.words}"
        side = "more" if self.value > self.pay else "less"
        buys = f"buys what {words.money(round(self.value, -2))} buys at the nation's average prices"
        if round(self.value, -2) == round(self.pay, -2):
            return f"{pay} {buys}: no difference. {self.parity.words}"
        return f"{pay} {buys}, {words.percent(abs(100 * (self.value / self.pay - 1)), 0)} {side}. {self.parity.words}"


def worth(warehouse: Warehouse, place: Place, pay: float, level: Prices) -> Worth:
    """A year's pay in a place after the local price level. pay: dollars of `level`'s reference month."""
    found = parities.parity(warehouse, place.code, place.type, place.state_fips)
    return Worth(place, pay, found.pay(pay), level, found)
