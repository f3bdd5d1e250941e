"""What a dollar of another year is worth: consumer prices (CPI-U) over time.

A wage of an edition is multiplied by CPI(reference month) / CPI(months of the edition). A month that was never
collected (October 2025) is not made up: see `_known`.
Source: BLS CPI-U, all items, U.S. city average, not seasonally adjusted; the BLS inflation calculator's formula.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis.editions import Edition
from analysis.kept import kept
from analysis.months import every_month
from analysis.warehouse import Warehouse

CPI = "CUUR0000SA0"


class NoPrices(LookupError):
    """The price index does not reach the month asked for; the message says which months are loaded."""


@dataclass(frozen=True)
class Dollars:
    """Constant dollars of one month.

    reference: the month whose prices are used. asked: the month that was wanted, the same unless it does not exist.
    index: the price index by month, months that were not collected left out. source_id: file of the index.
    """

    reference: date
    asked: date
    index: dict[date, float] = field(hash=False)
    source_id: str

    @property
    def label(self) -> str:
        """'July 2026 dollars'."""
        return f"{self.reference:%B %Y} dollars"

    @property
    def note(self) -> str:
        """One sentence on the prices used, saying so where another month stands in for the one asked for."""
        base = f"In {self.label}, by consumer prices (CPI-U, all items, U.S. city average)."
        if self.reference == self.asked:
            return base
        return f"{base} Prices of {self.asked:%B %Y} are not among the loaded ones; the month before that is used."

    def factor(self, months: Iterable[date]) -> float:
        """What a dollar of these months (their average) is worth in the reference month. Raises NoPrices."""
        values = [self.index[month] for month in self._known(months)]
        return self.index[self.reference] / (sum(values) / len(values))

    def of_edition(self, edition: Edition) -> float:
        """Factor for an edition of the wage tables: its month, or the fourth quarter's average before May 2003."""
        return self.factor(edition.months)

    def of_year(self, year: int) -> float:
        """Factor for a year's average, over the months of it that were collected and are loaded. Raises NoPrices."""
        months = [month for month in self.index if month.year == year]
        if not months:
            raise NoPrices(f"No month of {year} is in the price index, which runs {self._span}.")
        return self.factor(months)

    def _known(self, months: Iterable[date]) -> list[date]:
        """The months that exist; where none does, the last month before them (documented neighbour)."""
        wanted = sorted(months)
        found = [month for month in wanted if month in self.index]
        if not found:
            first = wanted[0]
            found = [month for month in self.index if month < first <= max(self.index)][-1:]
        if not found:
            raise NoPrices(f"Prices of {wanted[0]:%B %Y} are not loaded; the index runs {self._span}.")
        return found

    @property
    def _span(self) -> str:
        return f"from {min(self.index):%B %Y} to {max(self.index):%B %Y}"


def dollars(warehouse: Warehouse, reference: date | None = None) -> Dollars:
    """Constant dollars of a month; of the latest loaded month when none is named.

    A month that was not collected is replaced by the last one before it, and `note` says so.
    Raises NoPrices when the index is not loaded or the month lies outside it.
    """
    index, source_id = _index(warehouse)
    if not index:
        raise NoPrices("The consumer price index is not loaded; constant dollars cannot be computed.")
    asked = reference.replace(day=1) if reference else max(index)
    if not min(index) <= asked <= max(index):
        raise NoPrices(
            f"Prices of {asked:%B %Y} are not loaded; the index runs from {min(index):%B %Y} to {max(index):%B %Y}."
        )
    used = max(month for month in index if month <= asked)
    return Dollars(used, asked, index, source_id)


@kept
def _index(warehouse: Warehouse) -> tuple[dict[date, float], str]:
    """The consumer price index by month, oldest first, and the file of its newest month."""
    every = every_month(warehouse)
    known = every[(every.series_id == CPI) & every.value.notna()]
    index = {month.date(): float(value) for month, value in zip(known.month, known.value, strict=True)}
    return index, str(known.source_id.iloc[-1]) if index else ""


def constant(frame: pd.DataFrame, columns: Iterable[str], money: Dollars) -> pd.DataFrame:
    """A copy of a frame with columns `year` and `month`, its money columns turned into constant dollars.

    Adds `factor` (what the edition's dollar is worth) and `dollars` (the label). Raises NoPrices.
    """
    factors = pd.Series(
        [money.of_edition(Edition(int(year), int(month))) for year, month in zip(frame.year, frame.month, strict=True)],
        index=frame.index, dtype="float64",
    )  # fmt: skip
    changed = {column: frame[column] * factors for column in columns}
    return frame.assign(**changed, factor=factors, dollars=money.label)
