"""Three slides on pay: the mean with its margin, the spread, and the room at the top, of one pair of settings."""

from __future__ import annotations

import pandas as pd

from analysis import comparison, distribution, headroom, same_state, settings, words
from analysis.claims import GENERAL, SPECIALIST, Claim
from analysis.comparison import ALL, Asked
from analysis.editions import NATION, Edition
from analysis.origins import of_industries
from analysis.place_figures import figures
from analysis.places import Place
from analysis.premium import Premium
from analysis.story import made
from analysis.story.slide import Chart, Series, Slide
from analysis.warehouse import Warehouse

PAY, SPREAD, TOP = "What does it pay?", "How far apart is pay?", "Is there room at the top?"
FINER = ("hospitals", "pharmacies")
"""The finer pair that a room asks for; keys of settings.csv."""


def pay(warehouse: Warehouse, place: Place, claim: Claim) -> Slide:
    """Mean pay in both settings and in all together, with the margins."""
    edition = made.newest(warehouse)
    if edition is None:
        return made.lacking("pay", PAY, made.NO_INDUSTRIES)
    found = comparison.compare(warehouse, Asked(SPECIALIST, GENERAL, edition))
    here = "" if place.code == NATION else f"And here? {figures(warehouse, place).pay_sentence}"
    return made.slide(
        "pay",
        PAY,
        _mean_words(found),
        chart=_means(warehouse, edition),
        notes=made.notes(
            f"{found.sentence} {_margin_words(found)}",
            f"{claim.verdict.reasons[1]} {claim.limit}" if len(claim.verdict.reasons) > 1 else claim.limit,
            f"If the room asks for hospitals against drug stores: "
            f"{comparison.compare(warehouse, Asked(*FINER, edition)).sentence}",
            f"{here} {same_state.same_state(warehouse, SPECIALIST, GENERAL).sentence}",
        ),
        origin=of_industries(warehouse, edition),
        caveat="Settings differ in more than specialization: shifts, unions and cities differ too.",
    )


def spread(warehouse: Warehouse) -> Slide:
    """The range that holds eight in ten, with the median."""
    edition = made.newest(warehouse)
    if edition is None:
        return made.lacking("spread", SPREAD, made.NO_INDUSTRIES)
    rows = distribution.of_settings(warehouse, [SPECIALIST, ALL, GENERAL], edition)
    rows = rows.assign(role=[made.role(kind) for kind in rows.group])
    points = comparison.spread(warehouse, Asked(SPECIALIST, GENERAL, edition))
    return made.slide(
        "spread",
        SPREAD,
        _spread_words(rows),
        chart=Chart(
            kind="ranges",
            frame=rows[["name", "p10", "median", "p90", "role", "gaps"]],
            label="name",
            series=(Series("p10", "10th percentile"), Series("median", "Median"), Series("p90", "90th percentile")),
            unit="money",
            unit_words=f"dollars a year, United States, {edition.label}",
            role="role",
            reason="gaps",
        ),
        notes=made.notes(
            "One figure hides people. One technician in ten earns less than the left end, one in ten more than the "
            "right end, half less than the mark between.",
            _at_each_point(points),
            "Say it with care: BLS publishes no margin for medians and percentiles, so these gaps cannot be tested. "
            "Where the ranges overlap, a technician in a shop can earn more than one in health care.",
        ),
        origin=of_industries(warehouse, edition),
        caveat="BLS publishes no margin for medians and percentiles.",
    )


def top(warehouse: Warehouse, claim: Claim) -> Slide:
    """How far the best-paid tenth is above the middle, setting by setting."""
    edition = made.newest(warehouse)
    if edition is None:
        return made.lacking("top", TOP, made.NO_INDUSTRIES)
    rooms = [headroom.room(warehouse, key, edition) for key in (SPECIALIST, GENERAL)]
    rows = headroom.by_setting(warehouse, edition).sort_values(
        "above_median", ascending=False, na_position="last", ignore_index=True
    )
    return made.slide(
        "top",
        TOP,
        _room_words(*rooms),
        chart=Chart(
            kind="bars",
            frame=rows.assign(role=[made.role(kind) for kind in rows.kind])[
                ["name", "above_median", "p90", "median", "role", "reason"]
            ],
            label="name",
            series=(Series("above_median", "90th percentile above the median"),),
            unit="money",
            unit_words=f"dollars a year from median to 90th percentile, United States, {edition.label}",
            role="role",
            reason="reason",
        ),
        notes=made.notes(
            " ".join(found.sentence for found in rooms),
            f"The verdict on advancement: {claim.verdict.level}. {claim.limit}",
            "If the room asks why: those at the top may have other duties, more years or longer shifts. The figures do "
            "not say what one person would gain by moving.",
        ),
        origin=of_industries(warehouse, edition),
        caveat="No margin is published for percentiles; who earns most may do other work.",
    )


def _at_each_point(points: dict[str, Premium]) -> str:
    """The gap at each point of the range that has one."""
    said = [
        f"{words.signed_percent(item.percent.value)} ({words.MEASURES[measure]})"
        for measure, item in points.items() if item.percent and measure != comparison.MEAN
    ]  # fmt: skip
    if not said:
        return "The loaded files hold no percentiles for both settings."
    some = next(iter(points.values()))
    return f"{words.capital(some.setting.short)} over {some.baseline.short}: {words.join(said)}."


def _mean_words(found: Premium) -> str:
    if found.dollars is None or found.percent is None:
        return found.reason
    value = found.setting.estimates[comparison.MEAN].value or 0.0
    side = "above" if found.dollars.value >= 0 else "below"
    return (
        f"In {found.edition.label}, mean pay in {found.setting.setting.words} was {words.money(value)} a year, "
        f"{words.percent(abs(found.percent.value))} {side} {found.baseline.setting.words}, "
        f"{made.TESTED[found.finding]}."
    )


def _margin_words(found: Premium) -> str:
    """The margins of both means."""
    said = [
        f"{words.money(estimate.margin)} in {side.setting.words}"
        for side in (found.setting, found.baseline)
        if (estimate := side.estimates[comparison.MEAN]).margin is not None
    ]
    return f"The 90% margins of the means are {words.join(said)}." if said else ""


def _means(warehouse: Warehouse, edition: Edition) -> Chart:
    sides = [settings.resolve(warehouse, key, edition) for key in (SPECIALIST, ALL, GENERAL)]
    estimates = [side.estimates[comparison.MEAN] for side in sides]
    rows = pd.DataFrame(
        {
            "name": [side.setting.name for side in sides],
            "mean": pd.array([found.value for found in estimates], dtype="float64"),
            "low": [found.interval[0] if found.interval else float("nan") for found in estimates],
            "high": [found.interval[1] if found.interval else float("nan") for found in estimates],
            "role": [made.role(side.setting.kind) for side in sides],
            "reason": [found.reason_words for found in estimates],
        }
    ).sort_values("mean", ascending=False, na_position="last", ignore_index=True)
    return Chart(
        kind="bars",
        frame=rows,
        label="name",
        series=(Series("mean", "Mean pay", low="low", high="high"),),
        unit="money",
        unit_words=f"dollars a year, mean with its 90% margin, United States, {edition.label}",
        role="role",
        reason="reason",
    )


def _spread_words(rows: pd.DataFrame) -> str:
    one, other = (rows[rows.key == key].iloc[0] for key in (SPECIALIST, GENERAL))
    for row in (one, other):
        if row[["p10", "median", "p90"]].isna().any():
            return f"The whole range of {row['label']} is not known: {row['gaps']}."
    overlap = "the ranges overlap" if other.p90 > one.p10 and one.p90 > other.p10 else "the ranges do not touch"
    low, high = (
        f"{words.money(row.p10)} to {words.money(row.p90)} in {words.lower_first(str(row['name']))}"
        for row in (one, other)
    )
    return f"Eight in ten earn {low}, and {high}: {overlap}."


def _room_words(one: headroom.Room, other: headroom.Room) -> str:
    known = [room for room in (one, other) if room.above_median is not None]
    if not known:
        return one.sentence
    said = [
        f"{words.money(room.above_median or 0)} ({words.percent(room.above_median_pct or 0, 0)}) in "
        f"{room.setting.setting.words}"
        for room in known
    ]
    return f"From the middle to the best-paid tenth it is {words.join(said)}."
