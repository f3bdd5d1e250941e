"""Whether something newer is out than what is loaded, or was due: which table, and since when.

The one rule of the Data page, of the line at the head of every page and of /readyz: of a table with editions, what
data/reference/release_calendar.csv says of the edition that follows the newest one loaded; of the monthly series, that
a month's figures are out `MONTHLY_LAG` days after its end.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from analysis import reference, words
from analysis.files import files
from analysis.kept import kept
from analysis.methods.sources import moment, month_words
from analysis.months import every_month
from analysis.warehouse import Warehouse

Standing = Literal["newer", "overdue", "due now", "not due", "no date"]

MONTHLY_LAG = 75
"""Days after the end of a month by which its figures are out: prices after two weeks, jobs of industries after five to
nine weeks, with some room for a delayed release. So monthly series are behind when they are some two months old."""
MONTHLY = "observations"
"""The table of the monthly series."""

TABLES = {
    "wages": "the yearly wage survey (OEWS)",
    "projections": "the employment projections",
    "weekly_earnings": "the weekly earnings of households (CPS)",
    MONTHLY: "the monthly series",
    "price_parities": "the price parities of BEA",
}
"""Tables as a visitor knows them."""


@dataclass(frozen=True)
class NextRelease:
    """Whether something newer is due, and in words when or since when. newer: it is out, and not loaded.

    since: of what is newer its release, of what is overdue the last day on which it was in time; else None.
    """

    standing: Standing
    words: str
    since: date | None = None

    @property
    def is_due(self) -> bool:
        """Whether a refresh is worth a try."""
        return self.standing in ("newer", "overdue", "due now")


@dataclass(frozen=True)
class Behind:
    """A table of which something newer is out or overdue, what that is in words, and since when."""

    what: str
    words: str
    since: date


def behind(warehouse: Warehouse, today: date) -> tuple[Behind, ...]:
    """The tables of which something newer is out, or should be; longest first."""
    editions: dict[str, list[str]] = {}
    for row in files(warehouse):
        editions.setdefault(row["table_name"], []).append(row["edition"])
    month = newest_month(warehouse)
    found = []
    for table in sorted(editions):
        following = next_release((table,), max(editions[table], key=moment), today, month)
        if following.since is not None:
            found.append(Behind(TABLES.get(table, table), following.words, following.since))
    return tuple(sorted(found, key=lambda item: item.since))


def next_release(tables: tuple[str, ...], newest: str, today: date, month: date | None = None) -> NextRelease:
    """What follows the newest loaded edition of these tables.

    month: the newest month of the monthly series, for those. Raises OSError where the calendar cannot be read.
    """
    if MONTHLY in tables and month is not None:
        return _next_month(month, today)
    rows = [row for row in reference.rows("release_calendar") if row["table"] in tables and _can_be_read(row)]
    later = [row for row in rows if moment(row["edition"]) > moment(newest)]
    out = [row for row in later if row["released"] and date.fromisoformat(row["released"]) <= today]
    if out:
        row = max(out, key=lambda row: row["released"])
        day = date.fromisoformat(row["released"])
        first = min(date.fromisoformat(row["released"]) for row in out)
        return NextRelease("newer", f"{row['edition']} was released on {day:%-d %B %Y} and is not loaded", first)
    ahead = [row for row in rows if row["expected"] or (row["released"] and row in later)]
    if not ahead:
        return NextRelease("no date", "no release date is known")
    row = min(ahead, key=lambda row: row["expected"] or row["released"])
    said = row["expected"] or row["released"]
    start, last = _span(said)
    if today > last:
        return NextRelease("overdue", f"{row['edition']} was expected in {month_words(said[:7])}", last)
    if today >= start:
        return NextRelease("due now", f"{row['edition']} is expected this month")
    return NextRelease("not due", f"{row['edition']} is expected in {month_words(said[:7])}")


@kept
def newest_month(warehouse: Warehouse) -> date | None:
    """The newest month of which a monthly series has a figure."""
    every = every_month(warehouse)
    known = every.month[every.value.notna()]
    return None if known.empty else known.max().date()


def banner(warehouse: Warehouse, today: date) -> str:
    """One short line for the head of a page; empty where nothing is behind."""
    found = behind(warehouse, today)
    return f"Newer figures have been due since {found[0].since:%-d %B %Y}: see which" if found else ""


def sentence(warehouse: Warehouse, today: date) -> str:
    """All that is behind and since when; empty where nothing is."""
    found = behind(warehouse, today)
    if not found:
        return ""
    listed = words.join([f"{item.what} (since {item.since:%-d %B %Y}: {item.words})" for item in found])
    return f"Newer figures have been due for {listed}."


def _can_be_read(row: dict[str, str]) -> bool:
    """Whether the dates of a line are dates: people edit the file, and a slip of theirs must not end every page.

    `python -m etl refresh` names such a line.
    """
    try:
        return all(_span(said) for said in (row["released"], row["expected"]) if said)
    except ValueError:
        return False


def _next_month(month: date, today: date) -> NextRelease:
    following = _last_day(month) + timedelta(days=1)
    due = _last_day(following) + timedelta(days=MONTHLY_LAG)
    if today > due:
        return NextRelease("overdue", f"the month of {following:%B %Y} was due by {due:%-d %B %Y}", due)
    return NextRelease("not due", f"the month of {following:%B %Y} is due by {due:%-d %B %Y}")


def _span(said: str) -> tuple[date, date]:
    """First and last day of what the calendar says: a day, or a month."""
    if len(said) > len("2027-04"):
        day = date.fromisoformat(said)
        return day, day
    first = date(int(said[:4]), int(said[5:]), 1)
    return first, _last_day(first)


def _last_day(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
