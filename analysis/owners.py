"""An industry that BLS publishes for each owner apart: the owners side by side, and combined into one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.estimate import RSE_ROUNDING, Estimate, missing
from analysis.industry_rows import MEASURES, over_editions
from analysis.uncertainty import Measured, measured, total, weighted_mean
from analysis.warehouse import Warehouse

__all__ = ["MEASURES", "OWNERS", "WHOLE", "by_ownership", "combine"]

WHOLE = ("1235", "235", "123", "58", "57", "59", "35")
"""Ownership codes that hold several owners; the widest that an industry is published for stands for the industry."""

OWNERS = {"5": "private", "3": "local government", "2": "state government", "1": "federal government"}


def by_ownership(warehouse: Warehouse, codes: Sequence[str]) -> pd.DataFrame:
    """The industries' rows for each ownership apart, over the editions that have them, as in the warehouse.

    Columns: year, month, industry_code, industry_name, ownership, owner (words), every column of MEASURES,
    employment_rse, mean_rse, marks (see estimate.marks_of), source_id.
    """
    rows = [row for row in over_editions(warehouse, codes) if row["ownership"] in OWNERS]
    figures = (*MEASURES, "employment_rse", "mean_rse")
    columns = ["year", "month", "industry_code", "industry_name", "ownership", *figures, "marks", "source_id"]
    frame = pd.DataFrame([dict(row) for row in rows], columns=columns).astype(dict.fromkeys(figures, "float64"))
    frame.insert(5, "owner", frame.ownership.map(OWNERS))
    return frame


def combine(
    rows: Sequence[Mapping[str, Any]],
) -> tuple[dict[str, Estimate], tuple[str, ...], tuple[str, ...]]:
    """Several ownerships as one: jobs added, mean pay weighted by jobs; percentiles cannot be combined.

    An owner enters when both its jobs and its mean are published; the others are named. With only one that enters, its
    own row is given.
    """
    weighable = [row for row in rows if row["employment"] is not None and row["annual_mean"] is not None]
    without = tuple(f"{OWNERS[row['ownership']]} ({_lacking(row)})" for row in rows if row not in weighable)
    if len(weighable) < 2:
        row = weighable[0] if weighable else rows[0]
        return {name: Estimate.of(row, name) for name in MEASURES}, (row["ownership"],), without
    source = weighable[0]["source_id"]
    jobs = [_measured(row, "employment") for row in weighable]
    estimates = {name: missing("not_combined") for name in MEASURES}
    estimates["employment"] = _estimate(total(jobs), source)
    for name in ("annual_mean", "hourly_mean"):
        if all(row[name] is not None for row in weighable):
            estimates[name] = _estimate(weighted_mean([_measured(row, name) for row in weighable], jobs), source)
    return estimates, tuple(row["ownership"] for row in weighable), without


def _lacking(row: Mapping[str, Any]) -> str:
    column = "employment" if row["employment"] is None else "annual_mean"
    return f"{'jobs' if column == 'employment' else 'pay'} {Estimate.of(row, column).reason_words}"


def _measured(row: Mapping[str, Any], column: str) -> Measured:
    found = measured(Estimate.of(row, column))
    if found is None:
        raise ValueError(f"{column} is missing in a row that was to be combined.")
    return found


def _estimate(found: Measured, source: str) -> Estimate:
    """A computed figure as an Estimate whose interval is that of its error (which already bounds the rounding)."""
    rse = None if found.error is None or not found.value else 100 * found.error / abs(found.value) - RSE_ROUNDING
    return Estimate(found.value, None, rse, source)
