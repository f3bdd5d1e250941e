"""What a route to a credential costs in published fees; renewal, courses and state fees are never in the sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis import reference, words
from analysis.credentials import Credential, all_credentials, read_words, stale

ANY = "certificate"
"""In a route's items, 'certificate*4' stands for any four of the certificates."""


@dataclass(frozen=True)
class Part:
    """One thing to pay for on a route. cost: dollars for all `count` of them, None where no fee was read."""

    name: str
    count: int
    cost: float | None
    read: str

    @property
    def words(self) -> str:
        """'CPhT $129', '4 certificates $356', 'nuclear training (fee not read)'."""
        name = f"{self.count} {self.name}s" if self.count > 1 else self.name
        return f"{name} {words.money(self.cost)}" if self.cost is not None else f"{name} (fee not read)"


@dataclass(frozen=True)
class Route:
    """A way to a credential, in the order of its steps. Source: data/reference/credential_routes.csv."""

    key: str
    name: str
    parts: tuple[Part, ...]
    note: str

    @property
    def total(self) -> float | None:
        """Dollars of the published fees; None where no step has one."""
        known = [part.cost for part in self.parts if part.cost is not None]
        return sum(known) if known else None

    @property
    def whole(self) -> bool:
        """Whether every step has a published fee, so that the total is all of it."""
        return all(part.cost is not None for part in self.parts)

    @property
    def total_words(self) -> str:
        """'$328', 'at least $129' where a fee was not read, 'no fee read'."""
        if self.total is None:
            return "no fee read"
        return words.money(self.total) if self.whole else f"at least {words.money(self.total)}"

    @property
    def parts_words(self) -> str:
        """The steps with their fees: 'CPhT $129 + CSPT $199'."""
        return " + ".join(part.words for part in self.parts)

    @property
    def read(self) -> str:
        """The earliest month in which one of its fees was read, 'YYYY-MM'."""
        return min(part.read for part in self.parts)

    def stale(self, today: date) -> bool:
        """Whether one of its fees was read more than a year ago."""
        return stale(self.read, today)

    @property
    def read_words(self) -> str:
        """'November 2026'."""
        return read_words(self.read)


def routes() -> list[Route]:
    """The routes in the order of the table. Raises BadReference for a step that is no credential."""
    known = all_credentials()
    return [
        Route(
            key=row["key"],
            name=row["name"],
            parts=tuple(_part(item, known, row["key"]) for item in row["items"].split()),
            note=row["note"],
        )
        for row in reference.rows("credential_routes")
    ]


def sentence(found: list[Route]) -> str:
    """The cheapest and the dearest route of which every fee was read."""
    whole = sorted((route for route in found if route.whole), key=lambda route: route.total or 0)
    if not whole:
        return "No route has all of its fees published."
    low, high = whole[0], whole[-1]
    if low.total == high.total:
        return f"Published fees come to {low.total_words} ({low.name})."
    return f"Published fees run from {low.total_words} ({low.name}) to {high.total_words} ({high.name})."


def _part(item: str, known: dict[str, Credential], route: str) -> Part:
    key, _, times = item.partition("*")
    count = int(times or 1)
    if key == ANY:
        fees = {one.cost for one in known.values() if one.kind == ANY}
        # Any of them will do, so the sum is only known while they cost the same.
        fee = fees.pop() if len(fees) == 1 else None
        return Part(ANY, count, None if fee is None else fee * count, min(_reads(known)))
    if key not in known:
        raise reference.BadReference(f"data/reference/credential_routes.csv, {route}: {key!r} is no credential.")
    one = known[key]
    return Part(one.abbreviation or one.name, count, None if one.cost is None else one.cost * count, one.read)


def _reads(known: dict[str, Credential]) -> list[str]:
    return [one.read for one in known.values() if one.kind == ANY]
