"""Two settings side by side as a visitor asks for them: which year, measure, level of industries and dollars.

Each side is read through one industry for every measure: the finest that has mean pay in the edition, or its sector.
Where that industry lacks the measure asked for, the comparison has no figure and `lacking` says what is missing and
whether the sector has it; another industry is never put in its place without being asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from analysis import breaks, industries, premium, settings, words
from analysis.editions import Edition
from analysis.estimate import Estimate
from analysis.premium import PAY, Premium
from analysis.prices import Dollars
from analysis.settings import Resolved
from analysis.warehouse import Warehouse

Level = Literal["finest", "sector"]

MEAN = "annual_mean"
ALL = "all"
"""The setting that holds every employer: it has no sector, and stands as it is beside one."""


@dataclass(frozen=True)
class Asked:
    """What is compared. setting, baseline: keys of data/reference/settings.csv. measure: one of premium.PAY."""

    setting: str
    baseline: str
    edition: Edition
    measure: str = MEAN
    level: Level = "finest"


@dataclass(frozen=True)
class Lacking:
    """Why there is no figure for what was asked, in a sentence; sector: whether the sector has it for both sides."""

    sentence: str
    sector: bool


def editions(warehouse: Warehouse, setting: str, baseline: str) -> list[Edition]:
    """Editions in which both settings have mean pay through two different industries, newest first.

    Raises UnknownSetting.
    """
    both = set(settings.editions(warehouse, setting)) & set(settings.editions(warehouse, baseline))
    return [
        edition
        for edition in sorted(both, reverse=True)
        if compare(warehouse, Asked(setting, baseline, edition)).dollars is not None
    ]


def resolve(warehouse: Warehouse, key: str, edition: Edition, level: Level = "finest") -> Resolved:
    """The industry that a setting is read through, for every measure. Raises UnknownSetting."""
    wanted = "sector" if level == "sector" and key != ALL else None
    return settings.resolve(warehouse, key, edition, MEAN, level=wanted)


def compare(warehouse: Warehouse, asked: Asked, money: Dollars | None = None) -> Premium:
    """The premium asked for, in dollars of the year or, where `money` is given, in constant ones.

    Raises UnknownSetting, NoPrices, and ValueError for a measure that is not in PAY.
    """
    return spread(warehouse, asked, money)[_measure(asked.measure)]


def spread(warehouse: Warehouse, asked: Asked, money: Dollars | None = None) -> dict[str, Premium]:
    """The premium at every point of the pay range, through the same two industries, in the order of PAY."""
    sides = [
        in_dollars(resolve(warehouse, key, asked.edition, asked.level), money)
        for key in (asked.setting, asked.baseline)
    ]
    return {measure: premium.between(sides[0], sides[1], measure) for measure in PAY}


def in_dollars(found: Resolved, money: Dollars | None) -> Resolved:
    """The same industry with its pay in constant dollars; as it is where `money` is None. Raises NoPrices."""
    if money is None:
        return found
    factor = money.of_edition(found.edition)
    scaled = {
        name: estimate
        if estimate.value is None or name == "employment"
        else Estimate(estimate.value * factor, None, estimate.rse, estimate.source_id)
        for name, estimate in found.estimates.items()
    }
    return replace(found, estimates=scaled)


def lacking(warehouse: Warehouse, asked: Asked) -> Lacking | None:
    """Why there is no figure for what was asked, and whether the sector would have it; None where there is one."""
    found = compare(warehouse, asked)
    if found.dollars is not None:
        return None
    by_sector = compare(warehouse, replace(asked, level="sector"))
    other = asked.level != "sector" and by_sector.dollars is not None
    said = _why(found)
    if other:
        said += f" {words.capital(by_sector.setting.short)} and {by_sector.baseline.short} have it."
    return Lacking(said, other)


def series(
    warehouse: Warehouse, setting: str, baseline: str, measure: str = MEAN, level: Level = "finest",
    money: Dollars | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The premium over every edition with mean pay on both sides, oldest first.

    Columns: those of `premium.series`; value_low, value_high, baseline_low, baseline_high (90 %, dollars);
    value_reason, baseline_reason (why missing); date; run (counts up where another industry is read, so that no line
    goes across); source_id.
    """
    found = [
        compare(warehouse, Asked(setting, baseline, edition, measure, level), money)
        for edition in reversed(editions(warehouse, setting, baseline))
    ]
    lines, run = [], 0
    for before, item in zip([None, *found], found, strict=False):
        changed = before is not None and _codes(before) != _codes(item)
        run += changed
        sides = [side.estimates[measure] for side in (item.setting, item.baseline)]
        low, high = zip(*(side.interval or (None, None) for side in sides), strict=True)
        lines.append(premium.line(item) | {
            "breaks": _between(before, item), "date": pd.Timestamp(item.edition.date), "run": run,
            "value_low": low[0], "value_high": high[0], "baseline_low": low[1], "baseline_high": high[1],
            "value_reason": sides[0].reason_words, "baseline_reason": sides[1].reason_words,
            "source_id": item.setting.estimates[MEAN].source_id,
        })  # fmt: skip
    frame = premium.frame_of(lines)
    margins = ["value_low", "value_high", "baseline_low", "baseline_high"]
    return frame.astype(dict.fromkeys(margins, float)) if lines else frame


def others(
    warehouse: Warehouse, edition: Edition, level: Level = "finest", keep: Collection[str] = ()
) -> list[Resolved]:
    """Every industry that some setting is read through in an edition, each once.

    Where several settings can only be read through the same wider industry, the setting whose own it is stands for it;
    an industry that is nobody's own comes under the first of them, with `own` False. A sector whose parts are there is
    left out, so that nobody is shown twice, unless `keep` names its code; all settings together always stay.
    """
    by_code: dict[str, Resolved] = {}
    for key in settings.all_settings():
        found = resolve(warehouse, key, edition, level)
        if found.found and (found.code not in by_code or (found.own and not by_code[found.code].own)):
            by_code[found.code] = found
    return [
        item
        for code, item in by_code.items()
        if code in keep or code == industries.ALL or not _has_parts(code, by_code)
    ]


def _has_parts(code: str, codes: Collection[str]) -> bool:
    return any(code != other and industries.contains(code, other) for other in codes)


def _measure(measure: str) -> str:
    if measure not in PAY:
        raise ValueError(f"{measure!r} is not one of {', '.join(PAY)}.")
    return measure


def _why(found: Premium) -> str:
    if found.setting.found and found.setting.code == found.baseline.code:
        return found.reason
    absent: dict[str, list[str]] = {}
    for side in (found.setting, found.baseline):
        if side.estimates[found.measure].value is None:
            absent.setdefault(side.estimates[found.measure].reason_words, []).append(side.phrase)
    measure = words.capital(words.MEASURES[found.measure])
    said = [f"{measure} in {found.edition.label} is {why} for {words.join(sides)}." for why, sides in absent.items()]
    return " ".join(said)


def _codes(item: Premium) -> tuple[str, ...]:
    """What must stay the same between two editions: level and owners of the industries, and whether one stands in."""
    return tuple(
        part for side in (item.setting, item.baseline) for part in (side.level, "".join(side.owners), str(side.own))
    )


def _between(before: Premium | None, now: Premium) -> list[str]:
    """Breaks since the edition before, in words, and a change of the industry read."""
    if before is None:
        return []
    crossed = breaks.crossed(before.edition, now.edition, kinds=breaks.IN_INDUSTRIES)
    said = [f"{item.label} ({item.edition.label})" for item in crossed]
    if _codes(before) != _codes(now):
        said.append(f"another industry from {now.edition.label} on")
    return said
