"""Is something newer out, or due, than what is loaded? By data/reference/release_calendar.csv and today's date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from etl.checks.staleness import MONTHLY_LAG, end_of
from etl.periods import moment
from etl.reference import Release, release_calendar

Standing = Literal["out", "overdue", "expected now", "likely", "not yet", "no date"]


@dataclass(frozen=True)
class Due:
    """What follows the loaded edition.

    standing: out (published and not loaded), overdue (its expected time is over), expected now (this day or month),
    likely (a monthly series without an announced date whose newest month is old), not yet, no date.
    since: the day since when, None unless out, overdue or likely. edition, expected, note, source: of the calendar.
    """

    standing: Standing
    since: date | None = None
    edition: str = ""
    expected: str = ""
    note: str = ""
    source: str = ""

    @property
    def is_due(self) -> bool:
        """Whether a refresh is worth a try."""
        return self.standing in ("out", "overdue", "expected now", "likely")

    @property
    def words(self) -> str:
        """In a sentence without its full stop."""
        told = {
            "out": f"due: {self.edition} is out since {self.since} and is not loaded",
            "overdue": f"due: {self.edition} was expected by {self.since}",
            "expected now": f"due: {self.edition} is expected now ({self.expected})",
            "likely": f"likely due: newer months should be out since {self.since}",
            "not yet": f"nothing due: {self.edition} is expected {self.expected}",
            "no date": "no release date is known",
        }[self.standing]
        known = "; ".join(filter(None, (self.note, self.source)))
        return f"{told} ({known})" if known else told


SAME_FILE = {"utilization_factors": "projections"}
"""Tables that come in the file of another one, whose dates are theirs."""


def due(table: str, edition: str, today: date) -> Due:
    """What follows the loaded edition of a table; edition '' where none is loaded."""
    listed = [release for release in release_calendar() if release.table == SAME_FILE.get(table, table)]
    later = [release for release in listed if _later(release, edition)]
    out = [release for release in later if release.released and release.released <= today]
    if out:
        newest = max(out, key=lambda release: (release.released or date.min, moment(release.edition)))
        return _due(newest, "out", newest.released)
    ahead = [release for release in later if release.expected or release.released]
    if not ahead:
        return Due("no date")
    following = min(ahead, key=lambda release: _span(release)[1])
    first, last = _span(following)
    if today > last:
        return _due(following, "overdue", last)
    return _due(following, "expected now" if today >= first else "not yet", None)


def monthly_due(program: str, newest: date, today: date) -> Due:
    """What follows the newest month of the series of a program: 'CPI' or 'CES'."""
    releases = [release for release in release_calendar() if release.table == "observations"]
    rule = next((release for release in releases if release.edition.startswith(program)), None)
    following = date(newest.year + newest.month // 12, newest.month % 12 + 1, 1)
    since = end_of(f"{following:%Y-%m}") + timedelta(days=MONTHLY_LAG)
    late = since < today
    known = rule or Release("observations", program, None, "")
    if late:
        return _due(known, "likely", since)
    return _due(known, "no date", None)


def _due(release: Release, standing: Standing, since: date | None) -> Due:
    expected = release.expected or str(release.released or "")
    return Due(standing, since, release.edition, expected, release.note, release.source)


def _later(release: Release, edition: str) -> bool:
    return moment(release.edition) > moment(edition)


def _span(release: Release) -> tuple[date, date]:
    """First and last day of what the calendar says: a day, or a month."""
    said = release.expected or str(release.released)
    last = end_of(said)
    return (last.replace(day=1) if re.fullmatch(r"\d{4}-\d{2}", said) else last), last
