"""Is there something newer than what is loaded? Always a warning: what is loaded is right, only not the newest."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from etl.checks.check import Build, Check, judge
from etl.reference import release_calendar

MONTHLY_LAG = 75
"""Days after the end of a month by which its value is out: prices after two weeks, industries' jobs after five to nine
weeks; with some room for a delayed release."""


def releases(build: Build) -> Iterator[Check]:
    """Every edition that the release calendar gives as published, or whose expected time is over, is loaded."""
    loaded = {(table, edition) for table, edition in build.rows("SELECT DISTINCT table_name, edition FROM sources")}
    found = []
    for row in release_calendar():
        if (row.table, row.edition) in loaded:
            continue
        if row.released and row.released <= build.today:
            found.append(f"{row.edition} of `{row.table}` was published on {row.released} and is not loaded")
        elif row.expected and end_of(row.expected) < build.today:
            found.append(f"{row.edition} of `{row.table}` was expected by {end_of(row.expected)} and is not loaded")
    yield judge(
        "newest_editions_loaded", found, "every edition that is out by data/reference/release_calendar.csv is loaded",
        "warning", "newer editions are out",
        "Run `python -m etl refresh`. If it does not find them, see whether the publisher moved the date or the "
        "address, and correct data/reference/release_calendar.csv.",
    )  # fmt: skip


def end_of(expected: str) -> date:
    """Last day of what the calendar expects: '2027-04-02' or '2027-04'. Raises ValueError on anything else."""
    if re.fullmatch(r"\d{4}-\d{2}", expected):
        year, month = map(int, expected.split("-"))
        return date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(expected)


def monthly_series(build: Build) -> Iterator[Check]:
    """No monthly series stopped."""
    rows = build.rows(
        "SELECT series_id, max(month) FROM observations WHERE value IS NOT NULL GROUP BY ALL "
        "ORDER BY max(month), series_id"
    )
    if not rows:
        yield Check("monthly_series_current", "not run", "no monthly series is loaded")
        return
    due = build.today - timedelta(days=MONTHLY_LAG)
    found = [
        f"{series} ends in {month:%B %Y}" for series, month in rows if end_of(f"{month:%Y-%m}") < _month_before(due)
    ]
    yield judge(
        "monthly_series_current", found, f"every monthly series reaches {rows[0][1]:%B %Y} or later", "warning",
        f"monthly series that stopped (the values of {due - timedelta(days=due.day):%B %Y} should be out)",
        "Run `python -m etl refresh`; if a series was discontinued, find its successor at https://data.bls.gov and "
        "change data/reference/series.csv.",
    )  # fmt: skip


def _month_before(day: date) -> date:
    """Last day of the month before."""
    return day - timedelta(days=day.day)
