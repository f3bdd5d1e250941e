"""Which specialties an industry stands for, and how well: the words that go with every figure of a setting."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import industries, reference, settings, words
from analysis.settings import Resolved
from analysis.specialties import STRENGTHS


@dataclass(frozen=True)
class Proxy:
    """A specialty that is read through a setting. strength: a key of specialties.STRENGTHS; why: the reason for it."""

    specialty: str
    strength: str
    why: str


def proxies(found: Resolved) -> list[Proxy]:
    """The specialties read through a setting, strongest first; 'weak' where a wider industry stands in for the setting.

    Source: data/reference/specialties.csv.
    """
    read = [
        Proxy(row["name"], row["strength"] if found.own else "weak", row["why"])
        for row in reference.rows("specialties") if found.setting.key in row["settings"].split()
    ]  # fmt: skip
    return sorted(read, key=lambda item: list(STRENGTHS).index(item.strength))


def sentence(found: Resolved) -> str:
    """How well the industry stands for which specialties, in words; for a whole sector, which ones it mixes."""
    if not found.found:
        return ""
    read = proxies(found)
    name = words.capital(found.setting.words)
    if not read:
        mixed = _mixed(found)
        if not mixed:
            return f"{name}: no specialty is read through this setting."
        return (
            f"{name}: a weak stand-in for any one specialty, since it mixes the settings of {words.join(mixed)} with "
            "general work."
        )
    said = []
    for strength, meaning in STRENGTHS.items():
        names = [_short(item.specialty) for item in read if item.strength == strength]
        if names:
            said.append(f"{strength} for {words.join(names)} ({meaning})")
    opening = f"{name} as a stand-in for specialties: {'; '.join(said)}."
    if found.own:
        return opening
    return f"{opening} Weak in any case here: pay is that of {found.short}."


def _mixed(found: Resolved) -> list[str]:
    """Specialties whose settings are parts of the industry."""
    inside = {
        key
        for key, item in settings.all_settings().items()
        if key != found.setting.key
        and any(industries.contains(found.code, code) for step in item.chain if step.own for code in step.codes)
    }
    return [
        _short(row["name"])
        for row in reference.rows("specialties")
        if inside & set(row["settings"].split()) and row["further"] == "no"
    ]


def _short(name: str) -> str:
    """A specialty's name inside a sentence: 'oncology' for 'Oncology (hazardous drugs)'."""
    return words.lower_first(name.partition(" (")[0])
