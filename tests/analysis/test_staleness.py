"""What was due after the build was made is behind; what the build's maker could have asked for is not."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from analysis import staleness
from analysis.staleness import behind, sentence


def warehouse(built: datetime, **expected: str | None):
    rows = [{"table_name": table, "title": f"title of {table}", "expected": said} for table, said in expected.items()]
    return SimpleNamespace(built=built, rows=lambda _sql: rows)


BUILT = datetime(2026, 11, 23)


def test_nothing_is_behind_on_the_day_it_was_made():
    assert behind(warehouse(BUILT, wages="2027-04", observations=None), date(2026, 11, 23)) == ()


@pytest.mark.parametrize(
    ("expected", "today", "since"),
    [
        ("2027-04", date(2027, 4, 30), None),
        ("2027-04", date(2027, 5, 1), date(2027, 4, 30)),
        ("2027-04-02", date(2027, 4, 2), None),
        ("2027-04-02", date(2027, 4, 3), date(2027, 4, 2)),
        ("2026-10", date(2027, 5, 1), None),
        ("spring", date(2030, 5, 1), None),
        ("2027-13", date(2030, 5, 1), None),
        (None, date(2030, 5, 1), None),
    ],
)
def test_a_release_is_due_after_its_last_day_and_only_if_the_build_is_older(expected, today, since):
    found = behind(warehouse(BUILT, wages=expected), today)
    assert [item.since for item in found] == ([since] if since else [])


def test_monthly_series_are_behind_after_two_months():
    made = warehouse(BUILT, observations=None)
    assert behind(made, date(2027, 1, 24)) == ()
    (found,) = behind(made, date(2027, 1, 25))
    assert found.what == staleness.TABLES["observations"]


def test_the_sentence_names_tables_longest_due_first():
    made = warehouse(BUILT, wages="2027-04", weekly_earnings="2027-01", oddity="2027-02")
    said = sentence(made, date(2027, 6, 1))
    assert said == (
        "The tables were put together on 23 November 2026. Newer figures have been due for the weekly earnings of "
        "households (CPS) (since January 2027), title of oddity (since February 2027) and the yearly wage survey "
        "(OEWS) (since April 2027)."
    )
    assert sentence(made, date(2026, 12, 1)) == ""
