"""Paths through the credentials: which belong to a first job, to a kind of work, to the top; which an issuer grants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import reference, words
from analysis.credentials import Credential, all_credentials, read_words

NAMED = "Certified Pharmacy Technician Specialist (CPhT-S)"
"""A name that is met in texts on the trade, for which no issuer's page was found."""
LEADS = {
    "certification": "Work in any setting, and further credentials: the CSPT and the CPhT-Adv ask for an active CPhT",
    "advanced": "No kind of work of its own: it shows several certificates at once",
}
"""What a kind of credential leads to that belongs to no one specialty."""


@dataclass(frozen=True)
class Step:
    """One step of the way that is described under that name, and what it corresponds to at the issuers that exist.

    kind: 'requirement' or 'preparation'. resources: keys of `resources`. read: month of reading, 'YYYY-MM'.
    """

    key: str
    kind: str
    step: str
    matches: str
    look_for: str
    resources: tuple[str, ...]
    source: str
    read: str

    @property
    def read_words(self) -> str:
        """'November 2026'."""
        return read_words(self.read)


@dataclass(frozen=True)
class Resource:
    """A place to go to, and what for."""

    key: str
    abbreviation: str
    name: str
    url: str
    use: str

    @property
    def title(self) -> str:
        """'Pharmacy Technician Certification Board (PTCB)'."""
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name

    @property
    def short(self) -> str:
        """'PTCB', or the name where there is no shorter one."""
        return self.abbreviation or self.name


@reference.made_of("requirements")
def steps(rows: Sequence[Mapping[str, str]]) -> tuple[Step, ...]:
    """The steps in order. Source: data/reference/requirements.csv."""
    return tuple(
        Step(**{**row, "resources": tuple(row["resources"].split())})  # type: ignore[arg-type]  # columns are the fields
        for row in rows
    )


@reference.made_of("resources")
def resources(rows: Sequence[Mapping[str, str]]) -> Mapping[str, Resource]:
    """Places to send people, by key, in the order of data/reference/resources.csv."""
    return {row["key"]: Resource(**row) for row in rows}


def paths() -> dict[str, str]:
    """What one can aim at, by key: everything (''), the first certification, each specialty, the advanced one."""
    specialties = {row["key"]: row["name"] for row in reference.rows("specialties")}
    return {"": "All paths", "first": "First certification", **specialties, "advanced": "Advanced (CPhT-Adv)"}


def issuers() -> dict[str, str]:
    """Who grants them, by the issuer's short name; '' for everybody."""
    found = {short(item.issuer): item.issuer for item in all_credentials().values()}
    return {"": "All issuers", **found}


def short(issuer: str) -> str:
    """'PTCB' of 'Pharmacy Technician Certification Board (PTCB)'; 'programs' where there is no one issuer."""
    return issuer.rpartition("(")[2].rstrip(")") if issuer.endswith(")") else "programs"


def chosen(path: str = "", issuer: str = "") -> list[Credential]:
    """Credentials of a path (key of `paths`) from an issuer (key of `issuers`), in the order of the table."""
    wanted = _of_path(path)
    return [
        item
        for item in all_credentials().values()
        if (wanted is None or item.key in wanted) and (not issuer or short(item.issuer) == issuer)
    ]


def about_name() -> list[str]:
    """What is to be said of the name NAMED, as sentences."""
    both = [short(item.issuer) for item in all_credentials().values() if item.kind == "certification"]
    return [
        f"You may read of a “{NAMED}”. No issuer's page for a credential of that name was found, so do not pay for one "
        "before you have seen who grants it.",
        f"What is described under that name is real, and other names stand for it. {words.join(both)} both grant the "
        "letters CPhT, by different exams: ask which of them is meant.",
    ]


def names_to_look_for() -> list[tuple[str, str]]:
    """(What is wanted, names to look for with who grants them), from the first certification to the last."""
    known = list(all_credentials().values())
    certificates = [item for item in known if item.kind == "certificate"]
    granted = sorted({short(item.issuer) for item in certificates})
    return [
        ("The first certification", _names([item for item in known if item.kind == "certification"])),
        ("A specialty, by exam", _names([item for item in known if item.kind == "specialty"])),
        ("One kind of work, by certificate", f"{len(certificates)} certificates of {words.join(granted)}"),
        ("Several certificates gathered", _names([item for item in known if item.kind == "advanced"])),
        ("Training for one specialty", _names([item for item in known if item.kind == "training"])),
    ]


def leads_to(key: str) -> list[tuple[str, str]]:
    """Specialties (key, name) whose row names the credential, the first certification left out: it leads to all."""
    item = all_credentials()[key]
    if item.kind in ("certification", "advanced"):
        return []
    return [(row["key"], row["name"]) for row in reference.rows("specialties") if key in row["credentials"].split()]


def _names(found: list[Credential]) -> str:
    return words.join([f"{item.abbreviation or item.name} ({short(item.issuer)})" for item in found])


def _of_path(path: str) -> set[str] | None:
    known = all_credentials()
    if not path:
        return None
    if path == "first":
        return {key for key, item in known.items() if item.kind == "certification"}
    if path == "advanced":
        # What it asks for: the first certification, certificates, and the one that may stand for a certificate.
        return {key for key, item in known.items() if item.kind in ("certificate", "advanced")} | {"cpht_ptce", "cspt"}
    row = next(row for row in reference.rows("specialties") if row["key"] == path)
    return set(row["credentials"].split())
