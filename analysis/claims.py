"""The claims made for specializing, each with its verdict: the inputs of analysis/verdicts/ from the warehouse.

The words of each claim, the proof it would need and its limit are in data/reference/claims.csv. Pay and room at the top
are judged on health care against retail trade by sector, the level at which BLS publishes errors for both in every
edition; finer settings are told beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis import breaks, ladder, national, outlook, premium, reference, settings, verdicts, words
from analysis.editions import TECHNICIANS
from analysis.same_state import same_state
from analysis.uncertainty import Measured, measured, percent_over
from analysis.verdicts import (
    Count,
    Gap,
    GrowthInputs,
    PayInputs,
    Projection,
    Room,
    RoomInputs,
    Step,
    Verdict,
)  # fmt: skip
from analysis.warehouse import Warehouse

SPECIALIST, GENERAL = "health_care", "retail"
"""The pair of settings that the verdicts rest on; keys of settings.csv."""

FINE_BASELINE = "pharmacies"
ALL_OCCUPATIONS = "00-0000"
DEGREES = ("Bachelor's degree", "Master's degree", "Doctoral or professional degree")
"""Entry education of the projections that takes four years of college or more."""


class UnknownClaim(LookupError):
    """No claim has this key."""


@dataclass(frozen=True)
class Claim:
    """A claim with its verdict. overview: it is one of the three of the first page. proof: what it would take.

    limit: what stays true of the evidence whatever the verdict.
    """

    key: str
    name: str
    claim: str
    overview: bool
    proof: str
    limit: str
    verdict: Verdict


def claims(warehouse: Warehouse, overview: bool | None = None) -> list[Claim]:
    """Every claim with its verdict, in the order of the table; only those (not) of the overview when asked."""
    rows = reference.rows("claims")
    return [_claim(warehouse, row) for row in rows if overview is None or overview == (row["overview"] == "yes")]


def claim(warehouse: Warehouse, key: str) -> Claim:
    """One claim with its verdict. Raises UnknownClaim."""
    for row in reference.rows("claims"):
        if row["key"] == key:
            return _claim(warehouse, row)
    raise UnknownClaim(f"No claim is called {key!r}.")


def _claim(warehouse: Warehouse, row: dict[str, str]) -> Claim:
    judge = _JUDGES.get(row["key"])
    verdict = judge(warehouse) if judge else Verdict("cannot be tested", (row["limit"],))
    return Claim(row["key"], row["name"], row["claim"], row["overview"] == "yes", row["proof"], row["limit"], verdict)


def pay_inputs(warehouse: Warehouse) -> PayInputs:
    """What the claim of higher pay is judged on."""
    editions = settings.editions(warehouse, SPECIALIST)
    compared = [premium.premium(warehouse, SPECIALIST, GENERAL, edition) for edition in editions]
    gaps = [Gap(item.edition.label, item.percent) for item in compared if item.percent]
    points: dict[str, float] = {}
    for edition in reversed(editions):
        spread = premium.spread(warehouse, SPECIALIST, GENERAL, edition)
        points = {words.MEASURES[item.measure]: item.percent.value for item in spread.values()
                  if item.percent and item.measure != "annual_mean"}  # fmt: skip
        if points:
            break
    within = same_state(warehouse, SPECIALIST, GENERAL)
    return PayInputs(gaps, points, within.percent, within.sentence, _finer(warehouse))


def _finer(warehouse: Warehouse) -> dict[str, Measured]:
    """Finer specialist settings over pharmacies in the newest edition that has pharmacies, per cent by their words."""
    editions = settings.editions(warehouse, FINE_BASELINE, own=True)
    if not editions:
        return {}
    found = {}
    for item in settings.all_settings().values():
        if item.kind == "specialist" and item.key != SPECIALIST:
            step = premium.premium(warehouse, item.key, FINE_BASELINE, editions[-1])
            if step.percent and step.setting.own and step.baseline.own:
                found[item.words] = step.percent
    return found


def room_inputs(warehouse: Warehouse) -> RoomInputs:
    """What the claim of advancement is judged on: the top of the range by sector, and the ladder."""
    rooms = []
    for edition in settings.editions(warehouse, SPECIALIST, "annual_p90"):
        sides = [settings.resolve(warehouse, key, edition, "annual_p90").estimates for key in (SPECIALIST, GENERAL)]
        values = [side[column].value for side in sides for column in ("annual_p90", "annual_median")]
        if None not in values:
            rooms.append(Room(edition.label, *(value for value in values if value is not None)))
    return RoomInputs(rooms, _steps(warehouse))


def _steps(warehouse: Warehouse) -> list[Step]:
    """Neighbouring and senior occupations of the newest national edition with the schooling they ask."""
    if not national.every(warehouse):
        return []
    rungs = {rung.code: rung for rung in ladder.ladder(warehouse)}
    ours = measured(rungs[TECHNICIANS].mean)
    steps = []
    for row in reference.rows("occupations"):
        if row["role"] in ("neighbour", "next"):
            rung = rungs[row["code"]]
            theirs, schooling = measured(rung.mean), rung.outlook.education if rung.outlook else ""
            if schooling and theirs and ours:
                steps.append(Step(rung.name, percent_over(theirs, ours), schooling in DEGREES))
    return steps


def growth_inputs(warehouse: Warehouse) -> GrowthInputs:
    """What the claim of growing demand is judged on: the newest projection, and the counts since the newest method."""
    projection = None
    for found in outlook.every_edition(warehouse):
        if found.change_pct is not None:
            projection = Projection(
                found.edition, found.base_year, found.target_year, found.change_pct, found.openings,
                found.all_change_pct,
            )  # fmt: skip
    counted = [found for found in national.every(warehouse) if found["employment"].value is not None]
    methods = [item.edition for item in breaks.known(kinds={"method"})]
    editions = [found.edition for found in counted]
    # With fewer than two counts under the newest method, the step into it is shown rather than nothing, as a break.
    since = max((start for start in methods if sum(edition >= start for edition in editions) > 1), default=None)
    counts = [
        Count(found.edition.label, found.edition.year, jobs)
        for found in counted
        if (since is None or found.edition >= since) and (jobs := measured(found["employment"]))
    ]
    kinds = breaks.IN_LEVELS | breaks.IN_MARGINS
    crossed = breaks.crossed(editions[-2], editions[-1], kinds=kinds) if len(editions) > 1 else []
    return GrowthInputs(projection, counts, [f"{item.label} ({item.edition.label})" for item in crossed])


_JUDGES: dict[str, Callable[[Warehouse], Verdict]] = {
    "higher_pay": lambda warehouse: verdicts.higher_pay(pay_inputs(warehouse)),
    "advancement": lambda warehouse: verdicts.advancement(room_inputs(warehouse)),
    "growth": lambda warehouse: verdicts.growth(growth_inputs(warehouse)),
}
"""Claims that data can speak to; the others cannot be tested here, and their limit says why."""
