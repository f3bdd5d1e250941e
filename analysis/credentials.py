"""Credentials that technicians earn: who issues them, what they ask for, what they cost, and when that was read.

Fees and rules change: every page that shows one says "check the issuer's page". Source: data/reference/credentials.csv.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis import reference, words

KINDS = ("certification", "specialty", "certificate", "advanced", "training")
"""certification: the first one; specialty and certificate: for one kind of work; advanced: on top of these; training:
no exam of an issuer."""

LASTING = 12
"""Months after which a fee or a rule that was read counts as stale."""

CHECK = "Fees and rules change: check the issuer's page."


class UnknownCredential(LookupError):
    """No credential has this key."""


@dataclass(frozen=True)
class Credential:
    """One credential. cost: dollars to earn it the first time, None where no official page was read.

    specialties: what it belongs to, 'general' for all. read: month in which the page was read, as 'YYYY-MM'.
    """

    key: str
    kind: str
    name: str
    abbreviation: str
    issuer: str
    issuer_url: str
    asks_for: str
    shows: str
    cost: float | None
    cost_words: str
    renewal_cost: float | None
    renewal_years: int | None
    specialties: tuple[str, ...]
    source: str
    read: str
    note: str

    @property
    def title(self) -> str:
        """'Certified Compounded Sterile Preparation Technician (CSPT)'."""
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name

    @property
    def fees(self) -> str:
        """What it costs, renewal included, with when that was read."""
        if self.cost is None:
            return f"{self.cost_words}."
        said = self.cost_words
        if self.renewal_cost is not None and self.renewal_years:
            every = "every year" if self.renewal_years == 1 else f"every {self.renewal_years} years"
            said += f"; renewal {words.money(self.renewal_cost)} {every}"
        return f"{said} (read in {self.read_words})."

    @property
    def read_words(self) -> str:
        """'November 2026'."""
        return read_words(self.read)

    def stale(self, today: date) -> bool:
        """Whether it was read more than a year ago."""
        return stale(self.read, today)

    def renewals(self, years: float) -> float:
        """Dollars of renewals within some years of earning it; 0 where no renewal fee was read."""
        if self.renewal_cost is None or not self.renewal_years:
            return 0.0
        return self.renewal_cost * (years // self.renewal_years)


def stale(read: str, today: date) -> bool:
    """Whether a month of reading, 'YYYY-MM', lies more than LASTING months before `today`'s."""
    year, month = (int(part) for part in read.split("-"))
    return 12 * (today.year - year) + today.month - month > LASTING


def read_words(read: str) -> str:
    """A month of reading, 'YYYY-MM', in words: 'November 2026'."""
    year, month = (int(part) for part in read.split("-"))
    return f"{date(year, month, 1):%B %Y}"


def all_credentials() -> dict[str, Credential]:
    """The credentials by key, in the order of the table."""
    return {row["key"]: _credential(row) for row in reference.rows("credentials")}


def credentials(keys: list[str]) -> tuple[Credential, ...]:
    """Some credentials in the order asked for. Raises UnknownCredential."""
    known = all_credentials()
    if unknown := [key for key in keys if key not in known]:
        raise UnknownCredential(f"No credential is called {unknown[0]!r}; there are {', '.join(known)}.")
    return tuple(known[key] for key in keys)


def _credential(row: dict[str, str]) -> Credential:
    return Credential(
        key=row["key"],
        kind=row["kind"],
        name=row["name"],
        abbreviation=row["abbreviation"],
        issuer=row["issuer"],
        issuer_url=row["issuer_url"],
        asks_for=row["asks_for"],
        shows=row["shows"],
        cost=float(row["cost"]) if row["cost"] else None,
        cost_words=row["cost_words"],
        renewal_cost=float(row["renewal_cost"]) if row["renewal_cost"] else None,
        renewal_years=int(row["renewal_years"]) if row["renewal_years"] else None,
        specialties=tuple(row["specialties"].split()),
        source=row["source"],
        read=row["read"],
        note=row["note"],
    )
