"""Specialist settings together against general settings together: weighted by jobs, with what is missing named.

The members are those of the column `group` in data/reference/settings.csv. Each is read through the finest industry
that has its mean; an industry that holds another is used instead of it, so that nobody is counted twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import industries, settings, words
from analysis.editions import Edition
from analysis.settings import Resolved
from analysis.uncertainty import Measured, difference, percent_over, total, weighted_mean
from analysis.warehouse import Warehouse

NAMES = {"specialist": "specialist settings", "general": "general settings"}


@dataclass(frozen=True)
class Group:
    """Several settings as one, in one edition.

    members: the industries that enter, each once. mean: mean annual pay weighted by jobs, dollars; None when nobody
    enters. jobs: their sum. missing: members without a figure, and industries whose jobs or pay are missing, with the
    reason. stand_ins: what a wider industry stands in for.
    """

    name: str
    edition: Edition
    members: tuple[Resolved, ...]
    mean: Measured | None
    jobs: Measured | None
    missing: tuple[str, ...]
    stand_ins: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The figure, what it is made of and what it lacks."""
        lacking = f" Missing: {words.join(self.missing)}." if self.missing else ""
        if self.mean is None or self.jobs is None:
            return f"There is no figure for {self.name} in {self.edition.label}.{lacking}"
        margin = "" if self.mean.margin is None else f" (give or take {words.money(self.mean.margin)})"
        made_of = words.join([member.short for member in self.members])
        return (
            f"In {self.edition.label}, mean pay in {self.name} was {words.money(self.mean.value)}{margin}, weighted by "
            f"{words.jobs(self.jobs.value)} in {made_of}.{lacking}"
        )


@dataclass(frozen=True)
class Comparison:
    """Two groups in one edition. dollars, percent: the first above the second, None when a side has no figure."""

    specialist: Group
    general: Group
    dollars: Measured | None
    percent: Measured | None

    @property
    def sentence(self) -> str:
        """The difference in words, with what can be said of chance."""
        if self.dollars is None or self.percent is None:
            return f"{self.specialist.sentence} {self.general.sentence}"
        side = "more" if self.dollars.value >= 0 else "less"
        gap = f"{words.money(abs(self.dollars.value))} or {words.percent(abs(self.percent.value))}"
        opening = (
            f"In {self.specialist.edition.label}, {self.specialist.name} paid {gap} {side} than {self.general.name}"
        )
        said = {
            "higher": "more than the margin of error",
            "lower": "more than the margin of error",
            "no clear difference": "within the margin of error",
            "cannot be tested": "but the margins of these figures are not in the loaded files, so it cannot be tested",
        }
        return f"{opening}, {said[self.dollars.finding]}."


def group(
    warehouse: Warehouse, name: str, edition: Edition, members: Sequence[str] | None = None, level: str | None = None
) -> Group:
    """A group of settings in an edition.

    name: 'specialist' or 'general', or any words when `members` names the settings. level: use only industries of this
    level. Raises UnknownSetting, and ValueError for a name that is no group when there are no members.
    """
    if members is None:
        members = [item.key for item in settings.all_settings().values() if item.group == name and name]
        if not members:
            raise ValueError(f"{name!r} is not one of {', '.join(NAMES)}, and no members were named.")
    found = [settings.resolve(warehouse, key, edition, "annual_mean", level=level) for key in members]
    codes = industries.disjoint([item.code for item in found if item.found])
    used = {item.code: item for item in reversed(found) if item.code in codes}
    chosen = [used[code] for code in codes]
    entering = [item for item in chosen if item.estimates["employment"].value is not None]
    pay = [value for item in entering if (value := item.measured("annual_mean"))]
    jobs = [value for item in entering if (value := item.measured("employment"))]
    return Group(
        NAMES.get(name, name), edition, tuple(entering),
        weighted_mean(pay, jobs) if entering else None, total(jobs) if entering else None,
        _missing(found, chosen), _stand_ins(found, chosen),
    )  # fmt: skip


def compare(warehouse: Warehouse, edition: Edition, level: str | None = None) -> Comparison:
    """The specialist group against the general one in an edition (at one level of industries, if named)."""
    a, b = (group(warehouse, name, edition, level=level) for name in NAMES)
    if a.mean is None or b.mean is None:
        return Comparison(a, b, None, None)
    return Comparison(a, b, difference(a.mean, b.mean), percent_over(a.mean, b.mean))


def _missing(found: list[Resolved], chosen: list[Resolved]) -> tuple[str, ...]:
    absent = [
        f"{item.setting.words} ({item.estimates['annual_mean'].reason_words})" for item in found if not item.found
    ]
    for item in chosen:
        jobs = item.estimates["employment"]
        if jobs.value is None:
            absent.append(f"{item.short} (jobs {jobs.reason_words})")
        absent += [f"{owner} in {item.short}" for owner in item.without]
    return tuple(absent)


def _stand_ins(found: list[Resolved], chosen: list[Resolved]) -> tuple[str, ...]:
    """'NAICS 62 for hospitals, nursing homes': the wider industries and the settings that they hold or stand in for."""
    said = []
    for wide in chosen:
        held = [item.setting.words for item in found if item.found and item is not wide
                and industries.contains(wide.code, item.code)]  # fmt: skip
        names = [] if wide.own else [wide.setting.words]
        if names or held:
            said.append(f"NAICS {wide.code} for {words.join([*names, *held])}")
    return tuple(said)
