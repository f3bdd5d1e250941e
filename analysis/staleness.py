"""Whether something newer was due after the build was made: then what is shown is behind, and since when.

A build that is younger than the expected release is not behind even where the release did not come: whoever made the
build asked for it. Dates are those of data/reference/release_calendar.csv, as the build carries them in `sources`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from analysis import words
from analysis.warehouse import Warehouse

MONTHLY_DAYS = 62
"""Each month brings a new month: a build older than two of them is behind, whatever the calendar says."""

TABLES = {
    "wages": "the yearly wage survey (OEWS)",
    "projections": "the employment projections",
    "weekly_earnings": "the weekly earnings of households (CPS)",
    "observations": "the monthly series",
    "price_parities": "the price parities of BEA",
}
"""Tables as a visitor knows them; others are named by their publisher's title."""


@dataclass(frozen=True)
class Behind:
    """A table of which something newer was due. since: the day after which it was due."""

    what: str
    since: date


def behind(warehouse: Warehouse, today: date) -> tuple[Behind, ...]:
    """What was due between the making of the build and `today`, longest due first."""
    rows = warehouse.rows(
        """SELECT table_name, any_value(table_title) AS title, max(next_release) AS expected FROM sources
           GROUP BY table_name ORDER BY table_name"""
    )
    built = warehouse.built.date()
    due = {row["table_name"]: (row["title"], _last_day(row["expected"])) for row in rows}
    found = [
        Behind(TABLES.get(table, title), day) for table, (title, day) in due.items() if day and built <= day < today
    ]
    monthly = built + timedelta(days=MONTHLY_DAYS)
    if monthly < today and "observations" in due and not any(item.what == TABLES["observations"] for item in found):
        found.append(Behind(TABLES["observations"], monthly))
    return tuple(sorted(found, key=lambda item: item.since))


def sentence(warehouse: Warehouse, today: date) -> str:
    """What is behind and since when, in words for a visitor; empty where nothing is."""
    found = behind(warehouse, today)
    if not found:
        return ""
    listed = words.join([f"{item.what} (since {item.since:%B %Y})" for item in found])
    return f"The tables were put together on {warehouse.built:%-d %B %Y}. Newer figures have been due for {listed}."


def _last_day(expected: str | None) -> date | None:
    """The last day of an expected release: of a month its last one. None where it is neither a date nor a month."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", expected or "")
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    try:
        return date(year, month, int(found[3]) if found[3] else calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
