"""Whether the build holds: the checks that ran on it, what needs a look first, and why an exception was accepted."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import words
from analysis.warehouse import Warehouse

ORDER = ("refused", "warning", "accepted", "not run", "passed")
MEANING = {
    "refused": "Refused",
    "warning": "Warning: worth a look",
    "accepted": "Accepted exception",
    "not run": "Not run",
    "passed": "Passed",
}
"""Statuses as a reader sees them, what needs a look first."""
SHORT = {"oews": "OEWS", "cpi": "CPI", "bls": "BLS", "soc": "SOC"}
"""Short names that are written large."""


@dataclass(frozen=True)
class Check:
    """One check: its name as the command line knows it, its status, what was found, and why a refusal was accepted."""

    name: str
    status: str
    detail: str
    why: str

    @property
    def title(self) -> str:
        """The name in words."""
        return words.capital(" ".join(SHORT.get(word, word) for word in self.name.split("_")))

    @property
    def meaning(self) -> str:
        """The status in words."""
        return MEANING.get(self.status, words.capital(self.status))


def checks(warehouse: Warehouse) -> list[Check]:
    """Every check of the build, warnings and accepted exceptions before what passed."""
    found = [
        Check(row["name"], row["status"], row["detail"] or "", row["why"] or "")
        for row in warehouse.rows("SELECT name, status, detail, why FROM checks ORDER BY name")
    ]
    return sorted(found, key=lambda check: ORDER.index(check.status) if check.status in ORDER else 0)


def summary(found: list[Check]) -> str:
    """'22 checks passed, 1 warning and 1 accepted exception.'"""
    counts = {status: sum(check.status == status for check in found) for status in ORDER}
    if not found:
        return "No check is recorded in these data."
    nouns = {"refused": "refused", "accepted": "accepted as an exception", "not run": "not run"}
    said = [f"{counts['passed']} of {len(found)} checks passed"]
    if count := counts["warning"]:
        said.append(f"{count} {'warns' if count == 1 else 'warn'}")
    said += [
        f"{counts[status]} {'was' if counts[status] == 1 else 'were'} {word}"
        for status, word in nouns.items()
        if counts[status]
    ]
    return f"{words.join(said)}."
