"""Which published industry a setting is read through in an edition: the finest one that has the figure, named.

The chain of industry codes of each setting is in data/reference/settings.csv. Some editions publish an industry only
for each ownership apart; those are combined here (weighted by employment, with their errors) and labelled so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from analysis import industries, words
from analysis.editions import NATION, Edition
from analysis.estimate import REASON_WORDS, Estimate, missing
from analysis.industry_rows import Row, absence, industry_rows, over_editions
from analysis.owners import MEASURES, OWNERS, WHOLE, combine
from analysis.reference import made_of
from analysis.uncertainty import Measured, measured
from analysis.warehouse import Warehouse

Kind = Literal["specialist", "general", "other", "all"]


class UnknownSetting(LookupError):
    """No setting has this key."""


@dataclass(frozen=True)
class Code:
    """One step of a setting's chain: the same industry under one or more NAICS vintages.

    own: the industry is the setting; otherwise it is a wider one that stands in for it.
    """

    level: str
    codes: tuple[str, ...]
    own: bool


@dataclass(frozen=True)
class Setting:
    """A kind of employer, as in data/reference/settings.csv. words: its name inside a sentence."""

    key: str
    name: str
    kind: Kind
    group: str
    words: str
    chain: tuple[Code, ...]
    note: str


@dataclass(frozen=True)
class Skipped:
    """A finer industry that was passed over, and why (a reason of Estimate)."""

    code: str
    level: str
    reason: str

    @property
    def words(self) -> str:
        return f"NAICS {self.code} ({self.level}) is {REASON_WORDS.get(self.reason, self.reason)}"


@dataclass(frozen=True)
class Resolved:
    """A setting in an edition: the industry that it is read through, and every figure of it.

    code, level, ownership: of the rows used; empty when there are none. owners: the ownerships combined here, empty
    when BLS publishes one row. without: owners that are known to exist and could not be included, with the reason.
    estimates: one for each of MEASURES, dollars or jobs.
    """

    setting: Setting
    edition: Edition
    code: str
    level: str
    ownership: str
    industry: str
    own: bool
    estimates: Mapping[str, Estimate]
    owners: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = field(default=())

    @property
    def found(self) -> bool:
        return self.code != ""

    @property
    def label(self) -> str:
        """'hospitals, NAICS 622000'; says when a wider industry stands in, and which owners are in it."""
        return f"{self._words}, {self._detail}" if self._detail else self._words

    @property
    def phrase(self) -> str:
        """The same inside a sentence: 'hospitals (NAICS 622000)'."""
        return f"{self._words} ({self._detail})" if self._detail else self._words

    @property
    def short(self) -> str:
        """The industry itself, without what it stands in for: 'health care and social assistance (NAICS 62)'."""
        detail = self._detail.partition(", in place of")[0]
        return f"{self._words} ({detail})" if detail else self._words

    @property
    def _words(self) -> str:
        return self.setting.words if self.own or not self.found else _industry_words(self.industry)

    @property
    def _detail(self) -> str:
        if not self.found:
            return "no figure"
        if self.code == industries.ALL:
            return ""
        said = [f"NAICS {self.code}"]
        if self.owners:
            said.append(f"{words.join([OWNERS[owner] for owner in self.owners])} combined")
        # Schools and hospitals are the industries that OEWS splits by ownership: one owner is not the industry.
        elif self.ownership in OWNERS and self.code[:3] in ("611", "622"):
            said.append(f"{OWNERS[self.ownership]} only")
        if not self.own:
            said.append(f"in place of {self.setting.words}")
        return ", ".join(said)

    @property
    def level_words(self) -> str:
        """Which level the figure is from, what stands in, and which finer levels were passed over and why."""
        if not self.found:
            return f"{words.capital(self.setting.words)}: {'; '.join(item.words for item in self.skipped)}."
        said = [f"{words.capital(self.label)} ({self.level} level)."]
        if self.skipped:
            said.append(f"Finer: {'; '.join(item.words for item in self.skipped)}.")
        if self.without:
            said.append(f"Left out: {words.join(self.without)}.")
        return " ".join(said)

    def measured(self, measure: str) -> Measured | None:
        return measured(self.estimates[measure])


@made_of("settings")
def all_settings(rows: Sequence[Mapping[str, str]]) -> Mapping[str, Setting]:
    """The settings by key, in the order of the table. Source: data/reference/settings.csv."""
    return {row["key"]: _setting(row) for row in rows}


def setting(key: str) -> Setting:
    """One setting. Raises UnknownSetting."""
    known = all_settings()
    if key not in known:
        raise UnknownSetting(f"No setting is called {key!r}; there are {', '.join(known)}.")
    return known[key]


def resolve(
    warehouse: Warehouse, key: str, edition: Edition, measure: str = "annual_mean", area: str = NATION,
    level: str | None = None,
) -> Resolved:  # fmt: skip
    """The setting in an edition, through the finest industry that has `measure` there (within `level` if one is named).

    A setting without any figure comes back with `found` False and the reasons. Raises UnknownSetting.
    """
    return _resolve(warehouse, edition, area, setting(key), measure, level)


def table(warehouse: Warehouse, edition: Edition, measure: str = "annual_mean", area: str = NATION) -> pd.DataFrame:
    """Every setting in an edition, sorted by the value, those without one last.

    Columns: key, name, kind, label, code, level, own (bool), value, low, high (90 %, dollars or jobs), reason,
    employment, source_id; and level_words. Source: OEWS by industry.
    """
    found = [_resolve(warehouse, edition, area, item, measure, None) for item in all_settings().values()]
    lines = []
    for item in found:
        estimate = item.estimates[measure]
        low, high = estimate.interval or (None, None)
        lines.append({
            "key": item.setting.key, "name": item.setting.name, "kind": item.setting.kind, "label": item.label,
            "code": item.code, "level": item.level, "own": item.own, "value": estimate.value, "low": low, "high": high,
            "reason": estimate.reason_words, "employment": item.estimates["employment"].value,
            "source_id": estimate.source_id, "level_words": item.level_words,
        })  # fmt: skip
    return pd.DataFrame(lines).sort_values("value", ascending=False, na_position="last", ignore_index=True)


def editions(
    warehouse: Warehouse, key: str, measure: str = "annual_mean", level: str | None = None, own: bool = False
) -> list[Edition]:
    """Editions in which the setting has `measure`, oldest first; `own`: without a wider industry standing in.

    Raises UnknownSetting.
    """
    chain = [step for step in setting(key).chain if (step.own or not own) and level in (None, step.level)]
    codes = [code for step in chain for code in step.codes]
    if measure not in MEASURES:
        raise ValueError(f"{measure!r} is not one of {', '.join(MEASURES)}.")
    rows = over_editions(warehouse, codes)
    return sorted({Edition(row["year"], row["month"]) for row in rows if row[measure] is not None})


def _resolve(
    warehouse: Warehouse, edition: Edition, area: str, item: Setting, measure: str, level: str | None
) -> Resolved:
    loaded = industry_rows(warehouse, edition, area)
    skipped: list[Skipped] = []
    for step in item.chain:
        if level not in (None, step.level):
            continue
        code = next((code for code in step.codes if code in loaded), "")
        if not code:
            reason = absence(warehouse, edition, area, step.level, step.codes)
            skipped.append(Skipped(step.codes[0], step.level, reason))
            continue
        found = _figures(item, edition, step, loaded[code], tuple(skipped))
        if found.estimates[measure].value is not None:
            return found
        skipped.append(Skipped(code, found.level, found.estimates[measure].reason or "not_published"))
    reason = skipped[0].reason if skipped else "not_published"
    nothing = {name: missing(reason) for name in MEASURES}
    return Resolved(item, edition, "", "", "", "", False, nothing, skipped=tuple(skipped))


def _figures(
    item: Setting, edition: Edition, step: Code, rows: Sequence[Row], skipped: tuple[Skipped, ...]
) -> Resolved:
    """The figures of one industry: its own row, else its owners combined."""
    by_owner = {row["ownership"]: row for row in rows}
    whole = next((owner for owner in WHOLE if owner in by_owner), None)
    parts = [owner for owner in OWNERS if owner in by_owner]
    row = by_owner[whole or parts[0]]
    named = (row["industry_code"], row["industry_level"])
    if whole or len(parts) == 1:
        estimates = {name: Estimate.of(row, name) for name in MEASURES}
        return Resolved(
            item, edition, *named, row["ownership"], row["industry_name"], step.own, estimates, skipped=skipped
        )
    combined, owners, without = combine([by_owner[owner] for owner in parts])
    return Resolved(
        item, edition, *named, "".join(sorted(owners)), row["industry_name"], step.own, combined,
        owners if len(owners) > 1 else (), without, skipped,
    )  # fmt: skip


def _setting(row: Mapping[str, str]) -> Setting:
    own, wider = _chain(row["codes"], True), _chain(row["fallback"], False)
    kind: Any = row["kind"]
    return Setting(row["key"], row["name"], kind, row["group"], row["words"], (*own, *wider), row["note"])


def _chain(text: str, own: bool) -> tuple[Code, ...]:
    steps = [step.partition(":") for step in text.split(" > ") if step]
    return tuple(Code(level, tuple(codes.split("|")), own) for level, _, codes in steps)


def _industry_words(name: str) -> str:
    """The publisher's name of an industry inside a sentence: without capitals, brackets and exclusions."""
    return name.partition("(")[0].partition(", excluding")[0].strip().lower()
