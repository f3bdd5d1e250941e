"""What workers' households say of their pay (CPS), beside what employers say (OEWS): an outside check of the level."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import national, words
from analysis.editions import TECHNICIANS, Edition
from analysis.kept import kept
from analysis.warehouse import Warehouse

EVERYONE = "00-0000"
FULL_WEEK = 40
"""Hours of the week that an hourly wage is multiplied with; OEWS reckons a year as 2,080 hours, 52 such weeks."""


@dataclass(frozen=True)
class Check:
    """Median pay of a week from the two surveys.

    year, weekly, workers: CPS, full-time wage and salary workers, None where nothing is loaded or the base is too small
    (reason). everyone: the same of all occupations. note: what
    the survey says of the year. edition, hourly: OEWS median of all technicians, full-time or not.
    """

    year: int | None
    weekly: float | None
    reason: str
    workers: float | None
    everyone: float | None
    edition: Edition
    hourly: float | None
    note: str
    source_id: str
    wages_source_id: str

    @property
    def week(self) -> float | None:
        """The OEWS hourly median for a week of FULL_WEEK hours."""
        return None if self.hourly is None else FULL_WEEK * self.hourly

    @property
    def title(self) -> str:
        """Both medians, and how far they are apart."""
        if self.weekly is None or self.week is None:
            return "The household survey cannot be held against the employers' survey"
        gap = 100 * (self.weekly / self.week - 1)
        side = "above" if gap >= 0 else "below"
        return (
            f"Asked at home, full-time technicians report {words.money(self.weekly)} a week, "
            f"{words.percent(abs(gap), 0)} {side} what employers report for a full week"
        )

    @property
    def sentence(self) -> str:
        """Why the two need not agree, and how the occupation stands among all."""
        if self.weekly is None:
            return f"Median weekly earnings of the household survey are {self.reason or 'not in the loaded files'}."
        said = (
            "The household survey counts full-time workers only, with their usual overtime; the employers' survey "
            "counts every job, at its hourly rate without overtime."
        )
        if self.everyone:
            share = 100 * self.weekly / self.everyone
            said += (
                f" Technicians' week is {words.percent(share, 0)} of that of all full-time workers "
                f"({words.money(self.everyone)}, {self.year})."
            )
        return said


@kept
def check(warehouse: Warehouse, occupation: str = TECHNICIANS) -> Check:
    """The newest year of CPS weekly earnings beside the newest OEWS edition. Raises NoEdition without the latter."""
    rows = warehouse.rows(
        "SELECT occupation_code, year, median_weekly, workers, reason, note, source_id FROM weekly_earnings "
        "WHERE sex = 'total' AND list_contains(?, occupation_code) AND year = (SELECT max(year) FROM weekly_earnings)",
        [[occupation, EVERYONE]],
    )
    found = {row["occupation_code"]: row for row in rows}
    ours, everyone = found.get(occupation, {}), found.get(EVERYONE, {})
    newest = national.headline(warehouse, occupation=occupation)
    return Check(
        year=ours.get("year"),
        weekly=ours.get("median_weekly"),
        reason=ours.get("reason") or "",
        workers=ours.get("workers"),
        everyone=everyone.get("median_weekly"),
        edition=newest.edition,
        hourly=newest["hourly_median"].value,
        note=ours.get("note") or "",
        source_id=ours.get("source_id", ""),
        wages_source_id=newest["hourly_median"].source_id,
    )


def frame(found: Check) -> pd.DataFrame:
    """The medians to draw, one row each: label, survey (who was asked), weekly (dollars), reason."""
    year = found.year or "no year"
    rows = [
        ("Technicians, asked at home", f"CPS, full-time workers, {year}", found.weekly, found.reason),
        ("Technicians, by their employers", f"OEWS, {FULL_WEEK} × hourly median, {found.edition.label}",
         found.week, "not published"),
        ("All full-time workers, asked at home", f"CPS, all occupations, {year}", found.everyone,
         "not in the loaded files"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["label", "survey", "weekly", "reason"]).astype({"weekly": "float64"})
