"""What is newer than the loaded data, or was due: told with since when, by one rule for page, line and /readyz."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis import reference, staleness
from analysis.data import loaded
from analysis.staleness import banner, behind, next_release, sentence
from tests.analysis.builds import opened, wage

TWO_LINES_ON_A_PHONE = 76
"""Letters that fit into two lines at 390 px, beside the sign."""


def source(table: str, edition: str) -> dict[str, object]:
    return {
        "source_id": f"{table} {edition}", "publisher": "BLS", "table_title": f"title of {table}", "edition": edition,
        "rows": 1, "obtained": "download", "url": "https://www.bls.gov/", "table_name": table,
    }  # fmt: skip


def made(folder: Path, *editions: tuple[str, str], month: date | None = None):
    values = [{"series_id": "CUUR0000SA0", "month": month, "value": 300.0, "footnote": ""}] if month else []
    return opened(folder, [wage()], sources=[source(*edition) for edition in editions], observations=values)


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch):
    """`calendar((table, edition, released, expected), …)` stands in for the file."""

    def write(*rows: tuple[str, str, str, str]) -> None:
        named = [dict(zip(("table", "edition", "released", "expected"), row, strict=True)) for row in rows]
        monkeypatch.setattr(reference, "rows", lambda name: named if name == "release_calendar" else [])

    return write


@pytest.mark.parametrize(
    ("released", "expected", "today", "since"),
    [
        ("", "2027-04", date(2027, 4, 30), None),
        ("", "2027-04", date(2027, 5, 1), date(2027, 4, 30)),
        ("", "2027-04-02", date(2027, 4, 2), None),
        ("", "2027-04-02", date(2027, 4, 3), date(2027, 4, 2)),
        ("2027-04-02", "", date(2027, 4, 1), None),
        ("2027-04-02", "", date(2027, 4, 2), date(2027, 4, 2)),
        ("", "", date(2030, 5, 1), None),
        ("", "in spring", date(2030, 5, 1), None),
        ("", "2027-13", date(2030, 5, 1), None),
        ("2027-4-2", "", date(2030, 5, 1), None),
    ],
)
def test_a_table_is_behind_from_the_release_or_after_the_last_day_that_was_expected(
    tmp_path, calendar, released, expected, today, since
):
    calendar(("wages", "May 2025", "2026-05-15", ""), ("wages", "May 2026", released, expected))
    found = behind(made(tmp_path, ("wages", "May 2024"), ("wages", "May 2025")), today)
    assert [item.since for item in found] == ([since] if since else [])
    assert behind(made(tmp_path / "newer", ("wages", "May 2025"), ("wages", "May 2026")), date(2027, 4, 1)) == ()


def test_of_two_that_are_out_the_first_says_since_when_and_the_newest_what(calendar, tmp_path):
    calendar(("wages", "May 2024", "2025-04-02", ""), ("wages", "May 2025", "2026-05-15", ""))
    (found,) = behind(made(tmp_path, ("wages", "May 2023")), date(2026, 11, 23))
    assert found.since == date(2025, 4, 2)
    assert found.words.startswith("May 2025 was released on 15 May 2026")


def test_monthly_series_are_behind_some_two_months_after_the_month_that_lacks(tmp_path, calendar):
    calendar()
    warehouse = made(tmp_path, ("observations", "2020-01 to 2026-07"), month=date(2026, 7, 1))
    assert behind(warehouse, date(2026, 11, 14)) == ()
    (found,) = behind(warehouse, date(2026, 11, 15))
    assert (found.since, found.words) == (date(2026, 11, 14), "the month of August 2026 was due by 14 November 2026")


def test_the_data_page_says_the_same(tmp_path, calendar):
    calendar(("projections", "2025-35", "2026-08-27", ""))
    warehouse = made(
        tmp_path, ("projections", "2024-34"), ("observations", "2020-01 to 2026-07"), month=date(2026, 7, 1)
    )
    today = date(2026, 11, 23)
    told = {item.tables: item.following for item in loaded.loaded(warehouse, today)}
    assert {following.words for following in told.values()} == {item.words for item in behind(warehouse, today)}
    assert next_release(("projections",), "2024-34", today).standing == "newer"


def test_the_line_is_short_and_names_the_first_day_and_the_sentence_names_all(tmp_path, calendar):
    calendar(("projections", "2025-35", "2026-08-27", ""), ("wages", "May 2026", "", "2026-09"))
    warehouse = made(tmp_path, ("projections", "2024-34"), ("wages", "May 2025"))
    today = date(2026, 11, 23)
    assert banner(warehouse, today) == "Newer figures have been due since 27 August 2026: see which"
    assert len(banner(warehouse, today)) <= TWO_LINES_ON_A_PHONE
    assert sentence(warehouse, today) == (
        "Newer figures have been due for the employment projections (since 27 August 2026: 2025-35 was released on "
        "27 August 2026 and is not loaded) and the yearly wage survey (OEWS) (since 30 September 2026: May 2026 was "
        "expected in September 2026)."
    )
    assert banner(warehouse, date(2026, 8, 26)) == sentence(warehouse, date(2026, 8, 26)) == ""


def test_without_any_source_nothing_is_behind(tmp_path):
    assert staleness.behind(opened(tmp_path, [wage()]), date(2040, 1, 1)) == ()
