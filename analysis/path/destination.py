"""Where a person can go, and what it points to: a setting itself, or a specialty through its first setting.

Sources: data/reference/specialties.csv, settings.csv, credentials.csv.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis import credentials, reference, settings, words
from analysis.credentials import Credential
from analysis.specialties import STRENGTHS

STUDENT, GENERAL = "student", "general"
GENERAL_SETTING = "retail"
"""What general work is read through: the level of shops for which BLS's whole range of pay is loaded."""
FIRST = "cpht_ptce"
"""The first certification, of which an official fee was read."""
EXAM_STEP = "exam"
"""The step of data/reference/requirements.csv by which a person says that they are certified already."""


class UnknownDestination(LookupError):
    """Neither a setting nor a specialty has this key."""


@dataclass(frozen=True)
class Destination:
    """Where the step leads. setting: key of the setting whose pay is shown.

    stated: strength of the proxy, '' for a setting; why: the reason for it. credential: what the specialty points to
    beyond the first certification, None where that is all.
    """

    key: str
    name: str
    kind: Literal["specialty", "setting"]
    setting: str
    stated: str
    why: str
    first: Credential
    credential: Credential | None

    def to_earn(self, certified: bool) -> tuple[Credential, ...]:
        """Credentials of the step in order; a person who is certified has the first one."""
        return tuple(item for item in (None if certified else self.first, self.credential) if item is not None)

    def fees(self, certified: bool) -> float:
        """Dollars to earn them once; what has no published fee counts as zero, and `fees_words` says so."""
        return sum(item.cost or 0.0 for item in self.to_earn(certified))

    def fees_words(self, certified: bool) -> str:
        """Where the dollars come from, with issuer and the month in which they were read."""
        earned = self.to_earn(certified)
        if not earned:
            return "No credential is left to pay for here."
        said = words.join([_fee(item) for item in earned])
        return f"{said}. {credentials.CHECK}"

    def proxy_words(self, own: bool, label: str) -> str:
        """For a specialty: that the pay is a setting's, and how well it stands for it; empty for a setting."""
        if self.kind == "setting":
            return ""
        strength = self.stated if own else "weak"
        return (
            f"No public figure exists for {words.lower_first(self.name)}. This is the pay of {label}, "
            f"a {strength} stand-in ({STRENGTHS[strength]})."
        )


def destination(key: str) -> Destination:
    """One of `all_destinations`. Raises UnknownDestination."""
    known = all_destinations()
    if key not in known:
        raise UnknownDestination(f"{key!r} is neither a setting nor a specialty; there are {', '.join(known)}.")
    return known[key]


def all_destinations() -> dict[str, Destination]:
    """Every specialty and further path in the order of its table, then every setting but 'all', by key."""
    first = credentials.credentials([FIRST])[0]
    found = {row["key"]: _specialty(row, first) for row in reference.rows("specialties")}
    for key, item in settings.all_settings().items():
        if item.kind != "all" and key not in found:
            found[key] = Destination(key, item.name, "setting", key, "", "", first, None)
    return found


def starting_points() -> dict[str, str]:
    """Where a person may be now, key to words: a student, in general work, or in a setting."""
    known = {key: item.name for key, item in settings.all_settings().items() if item.kind != "all"}
    return {STUDENT: "Student, not a technician yet", GENERAL: "General technician in a shop", **known}


def setting_of(now: str) -> str:
    """The setting whose pay stands for staying. Raises UnknownSetting."""
    return GENERAL_SETTING if now in (STUDENT, GENERAL) else settings.setting(now).key


def _specialty(row: dict[str, str], first: Credential) -> Destination:
    own = [item for item in credentials.credentials(row["credentials"].split())
           if item.kind not in ("certification", "advanced")]  # fmt: skip
    return Destination(
        row["key"], row["name"], "specialty", row["settings"].split()[0], row["strength"], row["why"], first,
        own[0] if own else None,
    )  # fmt: skip


def _fee(item: Credential) -> str:
    name = item.abbreviation or item.name
    if item.cost is None:
        return f"{name}: no official fee was read, so $0 is counted ({item.issuer})"
    return f"{name}: {words.money(item.cost)} ({item.issuer}, read {item.read_words})"
