"""One card a specialty: the work, the settings it is read through and how well, pay there, and what to earn next.

There is no public figure of any specialty. Every figure here is a setting's, and `Reading` cannot be had without the
words that say so. Sources: data/reference/specialties.csv, OEWS by industry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis import premium, reference, settings, words
from analysis.comparison import in_dollars
from analysis.credentials import Credential, credentials
from analysis.editions import Edition, latest
from analysis.estimate import Estimate
from analysis.premium import Premium
from analysis.prices import Dollars
from analysis.settings import Resolved
from analysis.warehouse import Warehouse

Strength = Literal["direct", "partial", "weak"]

STRENGTHS: dict[str, str] = {
    "direct": "the industry is the specialty",
    "partial": "much of the specialty works there, with others",
    "weak": "the specialty is a small part of the industry, or hides in another",
}
BASELINE = "pharmacies"

COLUMNS = (
    "key", "name", "stated", "setting", "label", "level", "own", "strength", "proxy", "edition", "measure", "value",
    "low", "high", "baseline", "baseline_value", "dollars", "dollars_low", "dollars_high", "percent", "finding", "main",
    "reason", "source_id",
)  # fmt: skip
"""Columns of `frame`."""


class UnknownSpecialty(LookupError):
    """No specialty has this key."""


@dataclass(frozen=True)
class Reading:
    """One setting that a specialty is read through, in one edition and measure, against the baseline.

    own_last: the newest edition in which the setting's own industry has the measure, where a wider industry had to
    stand in here; None otherwise.
    """

    stated: Strength
    premium: Premium
    own_last: Resolved | None

    @property
    def setting(self) -> Resolved:
        return self.premium.setting

    @property
    def pay(self) -> Estimate:
        return self.setting.estimates[self.premium.measure]

    @property
    def strength(self) -> Strength:
        """The table's strength where the setting's own industry is read; weak where a wider one stands in."""
        return self.stated if self.setting.own else "weak"

    @property
    def proxy(self) -> str:
        """The label that goes with every figure: 'pay in hospitals (NAICS 622000), not of the specialty itself: …'."""
        return (
            f"pay in {self.setting.phrase}, not of the specialty itself: a {self.strength} stand-in "
            f"({STRENGTHS[self.strength]})"
        )

    @property
    def sentence(self) -> str:
        """The premium over the baseline with its proxy label, and the setting's own last figure where one stands in."""
        said = f"{self.premium.sentence} This is {self.proxy}."
        if self.own_last is None:
            return said
        figure = self.own_last.estimates[self.premium.measure]
        if figure.value is None:
            return said
        return (
            f"{said} {words.capital(self.setting.setting.words)} have a figure of their own in the loaded files for "
            f"{self.own_last.edition.label}: {words.money(figure.value)}."
        )


@dataclass(frozen=True)
class Card:
    """One specialty. strength: of the specialty's settings as stated; why: the reason for it. further: one of the paths
    beyond the eight of the mission. readings: in the order of the table. credentials: in the order to earn them."""

    key: str
    name: str
    work: str
    strength: Strength
    why: str
    further: bool
    readings: tuple[Reading, ...]
    credentials: tuple[Credential, ...]

    @property
    def main(self) -> Reading:
        """Shown first: the first whose own industry has a figure, else the first with any figure, else the first."""
        with_figure = [item for item in self.readings if item.pay.value is not None]
        own = [item for item in with_figure if item.setting.own]
        return (own or with_figure or list(self.readings))[0]

    @property
    def strength_words(self) -> str:
        """How well the settings stand for the specialty, and why."""
        return f"{words.capital(self.strength)}: {STRENGTHS[self.strength]}. {self.why}"

    @property
    def sentence(self) -> str:
        return self.main.sentence

    @property
    def steps(self) -> tuple[str, ...]:
        """What to earn next, in order, each with what it asks and what it costs."""
        return tuple(
            f"{item.title}, from {item.issuer}. Asks for: {words.lower_first(item.asks_for)}. Cost: {item.fees}"
            for item in self.credentials
        )


def all_keys(further: bool | None = None) -> list[str]:
    """Keys in the order of the table; only the mission's eight specialties (False) or the further paths (True)."""
    return [row["key"] for row in reference.rows("specialties") if further in (None, row["further"] == "yes")]


def editions(warehouse: Warehouse, measure: str = "annual_mean", baseline: str = BASELINE) -> list[Edition]:
    """Editions in which the baseline has the measure, oldest first: those that a card can be shown for."""
    return settings.editions(warehouse, baseline, measure)


def card(
    warehouse: Warehouse, key: str, edition: Edition | None = None, measure: str = "annual_mean",
    baseline: str = BASELINE, money: Dollars | None = None,
) -> Card:  # fmt: skip
    """One specialty in an edition, the newest in which the baseline has the measure when none is named.

    Pay is in dollars of the year or, where `money` is given, in constant ones. Raises NoPrices, UnknownSpecialty,
    UnknownSetting, NoEdition, and ValueError for a measure that is not pay.
    """
    row = next((found for found in reference.rows("specialties") if found["key"] == key), None)
    if row is None:
        raise UnknownSpecialty(f"No specialty is called {key!r}; there are {', '.join(all_keys())}.")
    edition = edition or latest(editions(warehouse, measure, baseline), f"pay by industry ({measure})")
    strength: Strength = (
        "direct" if row["strength"] == "direct" else "partial" if row["strength"] == "partial" else "weak"
    )
    readings = tuple(
        _reading(warehouse, strength, setting, edition, measure, baseline, money) for setting in row["settings"].split()
    )
    return Card(
        key=key,
        name=row["name"],
        work=row["work"],
        strength=strength,
        why=row["why"],
        further=row["further"] == "yes",
        readings=readings,
        credentials=credentials(row["credentials"].split()),
    )


def frame(cards: list[Card]) -> pd.DataFrame:
    """Every reading of some cards, ready to draw; no row without its proxy label.

    Columns: key, name, stated (strength), setting (key), label, level, own, strength (as read), proxy, edition,
    measure, value, low, high (90 %), baseline (label), baseline_value, dollars, dollars_low, dollars_high, percent,
    finding, main (bool: the reading shown first), reason, source_id. NaN where missing.
    """
    lines = [_flat(item, reading) for item in cards for reading in item.readings]
    money = ["value", "low", "high", "baseline_value", "dollars", "dollars_low", "dollars_high", "percent"]
    return pd.DataFrame(lines, columns=list(COLUMNS)).astype(dict.fromkeys(money, "float64"))


def _reading(
    warehouse: Warehouse, strength: Strength, setting: str, edition: Edition, measure: str, baseline: str,
    money: Dollars | None,
) -> Reading:  # fmt: skip
    found = premium.premium(warehouse, setting, baseline, edition, measure)
    if money is not None:
        found = premium.between(in_dollars(found.setting, money), in_dollars(found.baseline, money), measure)
    own_last = None
    if not found.setting.own:
        own = [item for item in settings.editions(warehouse, setting, measure, own=True) if item != edition]
        candidate = settings.resolve(warehouse, setting, max(own), measure) if own else None
        own_last = in_dollars(candidate, money) if candidate and candidate.own else None
    return Reading(strength, found, own_last)


def _flat(item: Card, reading: Reading) -> dict[str, object]:
    found = reading.premium
    low, high = reading.pay.interval or (None, None)
    dollars, percent = found.dollars, found.percent
    return {
        "key": item.key, "name": item.name, "stated": item.strength, "setting": found.setting.setting.key,
        "label": found.setting.label, "level": found.setting.level, "own": found.setting.own,
        "strength": reading.strength, "proxy": reading.proxy, "edition": found.edition.label, "measure": found.measure,
        "value": reading.pay.value, "low": low, "high": high, "baseline": found.baseline.label,
        "baseline_value": found.baseline.estimates[found.measure].value, "dollars": dollars and dollars.value,
        "dollars_low": dollars and dollars.low, "dollars_high": dollars and dollars.high,
        "percent": percent and percent.value, "finding": found.finding, "main": reading is item.main,
        "reason": found.reason, "source_id": reading.pay.source_id,
    }  # fmt: skip
