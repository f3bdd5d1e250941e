"""The premium inside states: does the setting pay more where both settings stand in the same state?

A national premium also reflects where the settings are: hospitals are denser in states that pay everybody more. Within
each state that has both settings the difference is taken, and the differences are weighted by the specialist jobs:

    D = sum_s w_s (x_s - y_s) / sum_s w_s        R = sum_s w_s x_s / sum_s w_s y_s - 1

with x, y the mean pay in the setting and the baseline and w the jobs in the setting. Errors: delta method over the
published errors of x, y and w, states independent. Source: OEWS research estimates by state and industry.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import settings, words
from analysis.editions import TECHNICIANS, Edition, states_by_industry
from analysis.estimate import MARKS, Estimate, missing
from analysis.kept import kept
from analysis.owners import OWNERS, WHOLE
from analysis.settings import Setting
from analysis.uncertainty import Measured, difference, in_squares, measured, weighted_mean
from analysis.warehouse import Warehouse

AREAS = ("state", "territory")


@dataclass(frozen=True)
class SameState:
    """The premium within states, or why there is none (`reason`, then the rest is empty).

    code, baseline_code: the industries, the same in every state. dollars, percent: as in the module's formulas.
    states: area_code, state, area_name, pay, baseline_pay, jobs, dollars, margin, one row a state that enters.
    missing: states that have only one side, with the reason. coverage: jobs of the setting in the states that enter, as
    a share of its jobs in all states with a figure. edition: None when none is loaded.
    """

    setting: Setting
    baseline: Setting
    edition: Edition | None
    code: str
    baseline_code: str
    dollars: Measured | None
    percent: Measured | None
    states: pd.DataFrame
    missing: tuple[str, ...]
    coverage: float | None
    reason: str

    @property
    def loaded(self) -> bool:
        return self.dollars is not None

    @property
    def sentence(self) -> str:
        """The finding in words: the premium, in how many states it holds, and what is missing."""
        if self.dollars is None or self.percent is None or self.edition is None:
            return self.reason
        ahead = int((self.states.dollars > 0).sum())
        margin = "" if self.percent.margin is None else f" (give or take {words.number(self.percent.margin, 1)} points)"
        side = "more" if self.dollars.value >= 0 else "less"
        lacking = f" Not compared: {words.join(self.missing)}." if self.missing else ""
        gap = f"{words.money(abs(self.dollars.value))} or {words.percent(abs(self.percent.value))}{margin}"
        return (
            f"Inside the same state, {_side(self.setting, self.code)} paid {gap} {side} than "
            f"{_side(self.baseline, self.baseline_code)} in {self.edition.label}, and more in {ahead} of "
            f"{len(self.states)} states.{lacking}"
        )


def editions(warehouse: Warehouse) -> list[Edition]:
    """Editions with technicians by state and industry, oldest first; empty when none is loaded."""
    return states_by_industry(warehouse, AREAS)


def same_state(warehouse: Warehouse, setting: str, baseline: str, edition: Edition | None = None) -> SameState:
    """The premium of a setting over a baseline within states, in an edition (the newest loaded one when none is named).

    Raises UnknownSetting.
    """
    sides = settings.setting(setting), settings.setting(baseline)
    known = editions(warehouse)
    if edition is None and known:
        edition = known[-1]
    if edition is None or edition not in known:
        when = f" for {edition.label}" if edition else ""
        return _without(
            *sides,
            edition,
            f"Pay by state and industry is not in the loaded files{when}, so {sides[0].words} cannot be compared with "
            f"{sides[1].words} inside the same state. BLS publishes these research estimates at bls.gov/oes; once "
            "their files are loaded, the comparison is made.",
        )
    rows = _rows(warehouse, edition)
    codes = [_code(side, rows) for side in sides]
    if "" in codes or codes[0] == codes[1]:
        lacking = [side.words for side, code in zip(sides, codes, strict=True) if not code]
        said = f"have no pay for {words.join(lacking)}" if lacking else "hold both settings only in one industry"
        return _without(*sides, edition, f"The estimates by state and industry of {edition.label} {said}.")
    return _compare(*sides, edition, codes[0], codes[1], rows)


def _compare(
    setting: Setting, baseline: Setting, edition: Edition, code: str, baseline_code: str,
    rows: Mapping[str, Mapping[str, dict[str, Any]]],
) -> SameState:  # fmt: skip
    lines, absent, pairs = [], [], []
    for state in rows.values():
        x, y, w = (_estimate(state, *which) for which in (
            (code, "annual_mean"), (baseline_code, "annual_mean"), (code, "employment")))  # fmt: skip
        name = next(iter(state.values()))["area_name"]
        triple = [value for found in (x, y, w) if (value := measured(found))]
        if len(triple) < 3:
            absent.append(f"{name} ({next(found.reason_words for found in (x, y, w) if found.value is None)})")
            continue
        gap = difference(triple[0], triple[1])
        pairs.append(triple)
        first = next(iter(state.values()))
        lines.append({
            "area_code": first["area_code"], "state": first["state"], "area_name": name, "pay": triple[0].value,
            "baseline_pay": triple[1].value, "jobs": triple[2].value, "dollars": gap.value, "margin": gap.margin,
        })  # fmt: skip
    if not pairs:
        return _without(setting, baseline, edition, f"No state has both settings in {edition.label}.", tuple(absent))
    x_s, y_s, w_s = (list(column) for column in zip(*pairs, strict=True))
    dollars = weighted_mean([difference(x, y) for x, y in zip(x_s, y_s, strict=True)], w_s)
    entering = math.fsum(w.value for w in w_s)
    everywhere = math.fsum(_estimate(state, code, "employment").value or 0.0 for state in rows.values())
    frame = pd.DataFrame(lines).sort_values("dollars", ascending=False, ignore_index=True)
    return SameState(
        setting, baseline, edition, code, baseline_code, dollars, _percent(x_s, y_s, w_s), frame, tuple(absent),
        entering / everywhere, "",
    )  # fmt: skip


def _percent(x: Sequence[Measured], y: Sequence[Measured], w: Sequence[Measured]) -> Measured:
    """100 (sum w x / sum w y - 1) with its delta-method error."""
    top = math.fsum(a.value * c.value for a, c in zip(x, w, strict=True))
    bottom = math.fsum(b.value * c.value for b, c in zip(y, w, strict=True))
    ratio = top / bottom
    errors: list[float | None] = []
    for a, b, c in zip(x, y, w, strict=True):
        slopes = ((a, c.value), (b, -ratio * c.value), (c, a.value - ratio * b.value))
        errors += [None if part.error is None else slope / bottom * part.error for part, slope in slopes]
    error = in_squares(errors)
    return Measured(100 * (ratio - 1), None if error is None else 100 * error)


def _code(side: Setting, rows: Mapping[str, Mapping[str, dict[str, Any]]]) -> str:
    """One industry for all states: the finest that at least half as many states have as have the best-covered one."""

    def states(code: str) -> int:
        return sum(_estimate(state, code, "annual_mean").value is not None for state in rows.values())

    counted = [(code, states(code)) for step in side.chain for code in step.codes]
    best = max((count for _, count in counted), default=0)
    return next((code for code, count in counted if count and 2 * count >= best), "")


@kept
def _rows(warehouse: Warehouse, edition: Edition) -> dict[str, dict[str, dict[str, Any]]]:
    """State by state, the row of each industry; of several ownerships the widest."""
    rows = warehouse.rows(
        "SELECT area_code, area_name, state, industry_code, ownership, employment, employment_rse, annual_mean, "  # noqa: S608 - constant
        f"mean_rse, {MARKS}, source_id FROM wages WHERE occupation_code = ? AND year = ? AND month = ? "
        "AND list_contains(?, area_type) AND industry_level <> 'cross-industry' "
        "ORDER BY area_code, industry_code, ownership",
        [TECHNICIANS, edition.year, edition.month, list(AREAS)],
    )
    order = (*WHOLE, *OWNERS)
    rows.sort(key=lambda row: order.index(row["ownership"]) if row["ownership"] in order else len(order), reverse=True)
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["area_code"], {})[row["industry_code"]] = row
    return dict(sorted(found.items()))


def _side(setting: Setting, code: str) -> str:
    own = any(code in step.codes for step in setting.chain if step.own)
    return f"{setting.words} (NAICS {code})" if own else f"NAICS {code} (in place of {setting.words})"


def _estimate(state: Mapping[str, dict[str, Any]], code: str, column: str) -> Estimate:
    return Estimate.of(state[code], column) if code in state else missing("not_published")


def _without(
    setting: Setting, baseline: Setting, edition: Edition | None, reason: str, absent: tuple[str, ...] = ()
) -> SameState:
    columns = ["area_code", "state", "area_name", "pay", "baseline_pay", "jobs", "dollars", "margin"]
    empty = pd.DataFrame(columns=columns)
    return SameState(setting, baseline, edition, "", "", None, None, empty, absent, None, reason)
