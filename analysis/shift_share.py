"""How much of the rise in mean pay came from pay within settings, how much from jobs that moved between them.

Sectors i, shares s of their jobs, mean pay w, in editions a and b (Bennet's symmetric form, which leaves no
interaction term):

    within  = sum_i (s_ia + s_ib)/2 * (w_ib - w_ia)
    between = sum_i (s_ib - s_ia) * ((w_ia + w_ib)/2 - (M_a + M_b)/2),   M = sum_i s_i w_i

within + between = M_b - M_a exactly. The published national mean also holds sectors without a published figure in one
of the editions; what they add is the residual, (national_b - national_a) - (M_b - M_a). Errors: delta method over the
published errors of jobs and pay, taking the estimates as independent.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analysis import breaks, words
from analysis.editions import Edition
from analysis.estimate import Estimate
from analysis.industry_rows import Row, industry_rows
from analysis.owners import WHOLE
from analysis.uncertainty import Measured, in_squares
from analysis.warehouse import Warehouse


@dataclass(frozen=True)
class Split:
    """The change in national mean pay between two editions in parts, dollars a year.

    national: change of the published mean. within, between: as in the module's formulas. residual: what sectors
    without figures in both editions add. sectors: industry_code, industry_name, share_before, share_after,
    pay_before, pay_after, within, between; `within` and `between` sum to the totals. missing: sectors left out and why.
    coverage: share of the national jobs that the sectors hold, in each edition.
    """

    start: Edition
    end: Edition
    national: float
    within: Measured
    between: Measured
    residual: float
    sectors: pd.DataFrame
    missing: tuple[str, ...]
    coverage: tuple[float, float]

    @property
    def within_share(self) -> float | None:
        """Part of the national change that came from pay within sectors; None when nothing changed."""
        return None if round(self.national) == 0 else self.within.value / self.national

    @property
    def sentence(self) -> str:
        """The split in words, with the residual, what is missing, and breaks between the editions."""
        direction = "rose" if self.national >= 0 else "fell"
        crossed = breaks.crossed(self.start, self.end, kinds=breaks.IN_INDUSTRIES)
        within = f"{words.signed_money(self.within.value)}{_margin(self.within)}"
        between = f"{words.signed_money(self.between.value)}{_margin(self.between)}"
        said = [
            f"Between {self.start.label} and {self.end.label}, national mean pay {direction} by "
            f"{words.money(abs(self.national))}: {within} from pay inside the sectors, {between} from jobs that moved "
            f"between sectors, and {words.signed_money(self.residual)} that cannot be placed."
        ]
        if self.missing:
            said.append(f"Left out for lack of a figure in both editions: {words.join(self.missing)}.")
        if crossed:
            said.append(f"Between the two: {words.join([item.label for item in crossed])}.")
        return " ".join(said)


def split(warehouse: Warehouse, start: Edition, end: Edition) -> Split | str:
    """The split between two editions with sector figures, or a sentence that says why there is none.

    Raises ValueError when `end` is not after `start`.
    """
    if end <= start:
        raise ValueError(f"Expected an edition after {start.label}, found {end.label}.")
    old, new = _national(warehouse, start), _national(warehouse, end)
    before, after = _sectors(warehouse, start), _sectors(warehouse, end)
    both = sorted(code for code in before if _usable(before[code]) and _usable(after.get(code)))
    if old is None or new is None or not both:
        lacking = [edition.label for edition, found in ((start, before), (end, after)) if not found]
        where = words.join(lacking) or f"both {start.label} and {end.label}"
        return f"Pay by sector is not in the loaded files for {where}, so the rise in pay cannot be split."
    a, b = ([found[code] for code in both] for found in (before, after))
    within, between, frame = _bennet(a, b)
    national = new["annual_mean"] - old["annual_mean"]
    coverage = (_jobs(a) / old["employment"], _jobs(b) / new["employment"])
    return Split(
        start, end, national, within, between, national - within.value - between.value, frame,
        _missing(before, after, both), coverage,
    )  # fmt: skip


def _bennet(a: list[Row], b: list[Row]) -> tuple[Measured, Measured, pd.DataFrame]:
    frame = pd.DataFrame({
        "industry_code": [row["industry_code"] for row in b], "industry_name": [row["industry_name"] for row in b],
        "share_before": _shares(a), "share_after": _shares(b),
        "pay_before": [row["annual_mean"] for row in a], "pay_after": [row["annual_mean"] for row in b],
    })  # fmt: skip
    mean_a, mean_b = (math.fsum(frame[f"share_{when}"] * frame[f"pay_{when}"]) for when in ("before", "after"))
    rise, moved = frame.pay_after - frame.pay_before, frame.share_after - frame.share_before
    frame["within"] = (frame.share_before + frame.share_after) / 2 * rise
    frame["between"] = moved * ((frame.pay_before + frame.pay_after) / 2 - (mean_a + mean_b) / 2)
    sides = (
        (a, "before", -1, mean_a, frame.share_before @ rise),
        (b, "after", 1, mean_b, frame.share_after @ rise),
    )
    within_error: list[float | None] = []
    between_error: list[float | None] = []
    # Partial derivatives of both parts by each sector's pay (w) and jobs (e), before (a) and after (b).
    for side, when, sign, mean, usual_rise in sides:
        whole = _jobs(side)
        for i, row in enumerate(side):
            pay, count = Estimate.of(row, "annual_mean").standard_error, Estimate.of(row, "employment").standard_error
            half = (frame.share_before[i] + frame.share_after[i]) / 2
            by_jobs = (rise[i] - usual_rise) / 2 / whole
            pull = sign * (frame[f"pay_{when}"][i] - mean) / whole
            within_error += [_times(pay, half), _times(count, by_jobs)]
            between_error += [_times(pay, moved[i] / 2), _times(count, pull - by_jobs)]
    return (
        Measured(math.fsum(frame.within), in_squares(within_error)),
        Measured(math.fsum(frame.between), in_squares(between_error)),
        frame.sort_values("share_after", ascending=False, ignore_index=True),
    )


def _times(error: float | None, slope: float) -> float | None:
    return None if error is None else error * slope


def _jobs(rows: list[Row]) -> float:
    return float(sum(row["employment"] for row in rows))


def _shares(rows: list[Row]) -> list[float]:
    return [row["employment"] / _jobs(rows) for row in rows]


def _sectors(warehouse: Warehouse, edition: Edition) -> dict[str, Row]:
    """The sectors of an edition by code; of several ownerships the widest."""
    rows = _at_level(warehouse, edition, "sector")
    order = (*WHOLE, "5", "3", "2", "1")
    rows.sort(key=lambda row: order.index(row["ownership"]) if row["ownership"] in order else len(order), reverse=True)
    return {row["industry_code"]: row for row in rows}


def _national(warehouse: Warehouse, edition: Edition) -> Row | None:
    rows = _at_level(warehouse, edition, "cross-industry")
    return next((row for row in rows if row["employment"] is not None and row["annual_mean"] is not None), None)


def _at_level(warehouse: Warehouse, edition: Edition, level: str) -> list[Row]:
    found = industry_rows(warehouse, edition)
    return [row for rows in found.values() for row in rows if row["industry_level"] == level]


def _usable(row: Row | None) -> bool:
    return row is not None and bool(row["employment"]) and row["annual_mean"] is not None


def _missing(before: dict[str, Row], after: dict[str, Row], both: list[str]) -> tuple[str, ...]:
    said = []
    for code in sorted({*before, *after} - set(both)):
        name = (after.get(code) or before[code])["industry_name"].partition("(")[0].strip().lower()
        said.append(f"{name} (NAICS {code})")
    return tuple(said)


def _margin(part: Measured) -> str:
    return "" if part.margin is None else f" (give or take {words.money(part.margin)})"
