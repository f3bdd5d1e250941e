"""An industry that BLS publishes for each owner apart: the owners side by side, and combined into one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.editions import NATION, TECHNICIANS
from analysis.estimate import RSE_ROUNDING, Estimate, missing
from analysis.uncertainty import Measured, measured, total, weighted_mean
from analysis.warehouse import Warehouse

MEASURES = ("employment", "annual_mean", "annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90",
            "hourly_mean", "hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90")  # fmt: skip
"""The figures of a setting: columns of the warehouse's `wages`, in jobs, dollars a year and dollars an hour."""

WHOLE = ("1235", "235", "123", "58", "57", "59", "35")
"""Ownership codes that hold several owners; the widest that an industry is published for stands for the industry."""

OWNERS = {"5": "private", "3": "local government", "2": "state government", "1": "federal government"}


def by_ownership(warehouse: Warehouse, codes: Sequence[str]) -> pd.DataFrame:
    """The industries' rows for each ownership apart, over the editions that have them, as in the warehouse.

    Columns: year, month, industry_code, industry_name, ownership, owner (words), every column of MEASURES,
    employment_rse, mean_rse, marks, source_id.
    """
    frame = warehouse.frame(
        f"SELECT year, month, industry_code, industry_name, ownership, {', '.join(MEASURES)}, employment_rse, "  # noqa: S608 - constants
        "mean_rse, marks, source_id FROM wages WHERE area_code = ? AND occupation_code = ? "
        "AND list_contains(?, industry_code) AND list_contains(?, ownership) ORDER BY year, month, industry_code, "
        "ownership DESC",
        [NATION, TECHNICIANS, list(codes), list(OWNERS)],
    )
    frame.insert(5, "owner", frame.ownership.map(OWNERS))
    return frame


def combine(
    rows: list[dict[str, Any]],
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
