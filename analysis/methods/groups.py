"""Many settings as one figure, and one figure's change in parts: formulas with figures of the loaded data."""

from __future__ import annotations

from analysis import headroom, same_state, settings, shift_share, words
from analysis.claims import FINE_BASELINE, GENERAL, SPECIALIST
from analysis.groups import Group, group
from analysis.headroom import TOP
from analysis.methods.method import NOTHING_LOADED, Method
from analysis.warehouse import Warehouse


def weighted(warehouse: Warehouse) -> Method:
    """Pay of a group of settings, weighted by jobs."""
    editions = settings.editions(warehouse, FINE_BASELINE, own=True)
    found = group(warehouse, "general", editions[-1]) if editions else None
    return Method(
        "weighted-group", "Pay of a group of settings", "What do several settings pay taken together?",
        (
            "group mean = sum of (jobs × mean) / sum of jobs",
            "part of pay = (jobs / all jobs)² × standard error of the mean²",
            "part of jobs = ((mean − group mean) / all jobs)² × standard error of the jobs²",
            "standard error = square root of the sum of both parts over all settings",
        ),
        (*_weighted_lines(found), *_beside(warehouse, found)) if found else (NOTHING_LOADED,),
        (
            "A setting without a figure is left out and named; it is never taken as zero.",
            "An industry that holds another is counted once.",
            "If one member's error is not loaded, the group has no margin either.",
        ),
        "analysis/groups.py",
    )  # fmt: skip


def inside_states(warehouse: Warehouse) -> Method:
    """The premium within states."""
    return Method(
        "same-state", "Premium inside the same state", "Is it the setting, or is it where the setting is?",
        ("premium = sum over states of (specialist jobs × difference in mean pay) / sum of specialist jobs",),
        (same_state.same_state(warehouse, SPECIALIST, GENERAL).sentence,),
        (
            "Inside a state, cities still differ from the country.",
            "States that lack one of the two settings are left out and named.",
        ),
        "analysis/same_state.py",
    )  # fmt: skip


def split(warehouse: Warehouse) -> Method:
    """Shift-share."""
    return Method(
        "shift-share", "Where a rise in pay came from",
        "Did pay rise inside the sectors, or did jobs move to sectors that pay more?",
        (
            "within = sum of (average share of jobs × change in mean pay)",
            "between = sum of (change in share of jobs × (average mean pay − average mean pay of all))",
            "not placed = change of the published mean − within − between",
        ),
        _split_lines(warehouse),
        (
            "What cannot be placed is the pay of sectors that lack a figure in one of the two editions.",
            "Moving between sectors is a change of shares; nobody was followed from job to job.",
        ),
        "analysis/shift_share.py",
    )  # fmt: skip


def room(warehouse: Warehouse) -> Method:
    """Room at the top."""
    loaded = settings.editions(warehouse, SPECIALIST, TOP)
    found = headroom.room(warehouse, SPECIALIST, loaded[-1]) if loaded else None
    return Method(
        "room", "Room at the top", "How far is the best-paid tenth from the middle?",
        ("room = 90th percentile − median", "room in per cent = 100 × (90th percentile / median − 1)"),
        (found.sentence,) if found else (NOTHING_LOADED,),
        (headroom.UNTESTED, "The best-paid may have other duties, more years or nights and weekends."),
        "analysis/headroom.py", found.top.source_id if found else "",
    )  # fmt: skip


def _weighted_lines(found: Group) -> tuple[str, ...]:
    if found.mean is None or found.jobs is None:
        return (found.sentence,)
    lines = [f"{words.capital(found.name)}, {found.edition.label}."]
    for member in found.members:
        jobs, mean = member.estimates["employment"].value or 0.0, member.estimates["annual_mean"].value or 0.0
        lines.append(f"{words.capital(member.short)}: {words.number(jobs)} × {words.money(mean)}")
    lines.append(f"divided by {words.jobs(found.jobs.value)} = {words.money(found.mean.value)}")
    if found.mean.margin is None:
        lines.append("The errors of these figures are not in the loaded files, so there is no margin.")
    else:
        lines.append(f"Margin: {words.money(found.mean.margin)}.")
    return tuple(lines)


def _beside(warehouse: Warehouse, found: Group) -> tuple[str, ...]:
    """What BLS itself prints for the sector that most of the group is in, as a check from outside."""
    sector = settings.resolve(warehouse, GENERAL, found.edition, level="sector")
    mean = sector.estimates["annual_mean"].value
    return () if mean is None else (f"BLS's own mean for {sector.phrase}: {words.money(mean)}.",)


def _split_lines(warehouse: Warehouse) -> tuple[str, ...]:
    editions = settings.editions(warehouse, SPECIALIST, level="sector")
    if len(editions) < 2:
        return (NOTHING_LOADED,)
    found = shift_share.split(warehouse, editions[0], editions[-1])
    if isinstance(found, str):
        return (found,)
    parts = (found.within.value, found.between.value, found.residual)
    return (
        found.sentence,
        f"{' + '.join(words.money(part) for part in parts)} = {words.money(found.national)}".replace(
            f"+ {words.MINUS}", f"{words.MINUS} "
        ),
    )
