"""How many leave an occupation in a year, for another one or for good: of the jobs in the projections' base year."""

from __future__ import annotations

import pandas as pd

from analysis import outlook, reference, words
from analysis.editions import TECHNICIANS
from analysis.ladder import ROLES
from analysis.outlook import ALL_OCCUPATIONS
from analysis.warehouse import Warehouse


def rates(warehouse: Warehouse) -> pd.DataFrame:
    """The ladder's occupations and all together, most who move to another occupation first.

    Columns: code, name, transfers_pct, exits_pct (of the base year's jobs, a year), transfers, exits (jobs a year),
    base_jobs, edition, base_year, reason, source_id. Source: Employment Projections, newest edition.
    """
    rows = [row for row in reference.rows("occupations") if row["role"] in ROLES or row["code"] == ALL_OCCUPATIONS]
    found = outlook.outlooks(warehouse, None, [row["code"] for row in rows])
    lines = []
    for row in rows:
        item = found.get(row["code"])
        whole = item and item.base_jobs
        known = bool(item and whole and item.transfers is not None and item.exits is not None)
        lines.append({
            "code": row["code"], "name": row["short_name"], "transfers": item and item.transfers,
            "exits": item and item.exits, "base_jobs": whole, "edition": item.edition if item else "",
            "base_year": item and item.base_year, "reason": "" if known else "not in the loaded projections",
            "source_id": item.source_id if item else "",
        })  # fmt: skip
    frame = pd.DataFrame(lines)
    for part in ("transfers", "exits"):
        frame[f"{part}_pct"] = 100 * frame[part].astype("float64") / frame.base_jobs.astype("float64")
    return frame.sort_values("transfers_pct", ascending=False, na_position="last", ignore_index=True)


def title(frame: pd.DataFrame) -> str:
    """What share of technicians moves on and what share leaves for good, in a year."""
    ours = frame[frame.code == TECHNICIANS]
    if ours.empty or ours.transfers_pct.isna().all():
        return "The loaded projections do not say how many technicians move on"
    row = ours.iloc[0]
    return (
        f"Each year {words.percent(row.transfers_pct)} of technicians move to another occupation and "
        f"{words.percent(row.exits_pct)} leave the labor force"
    )


def against_all(frame: pd.DataFrame) -> str:
    """The same of all occupations together, and what a move does not say."""
    ours, everyone = (frame[frame.code == code] for code in (TECHNICIANS, ALL_OCCUPATIONS))
    said = "Where they move to, and for what pay, is not published."
    if ours.empty or everyone.empty or ours.transfers_pct.isna().all() or everyone.transfers_pct.isna().all():
        return said
    more = "more" if ours.transfers_pct.iloc[0] > everyone.transfers_pct.iloc[0] else "no more"
    return (
        f"Technicians move on {more} often than workers of all occupations together "
        f"({words.percent(everyone.transfers_pct.iloc[0])}). {said}"
    )
