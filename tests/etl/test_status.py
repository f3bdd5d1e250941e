"""`python -m etl status`: what is shown, how old it is, what is due by the calendar, what a refresh would do."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl import last_refresh, status_words, warehouse
from etl.due import due, monthly_due
from etl.periods import moment
from etl.report import Report
from etl.settings import Settings
from etl.sources import NAMES
from etl.status import status
from tests.etl.conftest import Etl
from tests.etl.months import TwoMonths

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("table", "loaded", "today", "standing", "since"), [
    ("wages", "May 2024", TODAY, "out", date(2026, 5, 15)),
    ("wages", "May 2025", TODAY, "not yet", None),
    ("wages", "May 2025", date(2027, 3, 31), "not yet", None),
    ("wages", "May 2025", date(2027, 4, 1), "expected now", None),
    ("wages", "May 2025", date(2027, 4, 30), "expected now", None),
    ("wages", "May 2025", date(2027, 5, 1), "overdue", date(2027, 4, 30)),
    ("wages", "", TODAY, "out", date(2026, 5, 15)),
    ("projections", "2024-34", TODAY, "out", date(2026, 8, 27)),
    ("projections", "2024-34", date(2026, 8, 26), "not yet", None),
    ("utilization_factors", "2025-35", TODAY, "not yet", None),
    ("weekly_earnings", "2025", date(2027, 2, 1), "overdue", date(2027, 1, 31)),
    ("price_parities", "2024", TODAY, "no date", None),
])  # fmt: skip
def test_due_by_the_release_calendar(table: str, loaded: str, today: date, standing: str, since: date | None) -> None:
    found = due(table, loaded, today)
    assert (found.standing, found.since) == (standing, since)
    assert found.is_due == (standing in ("out", "overdue", "expected now"))
    assert standing == "no date" or found.source in found.words, "the words name where the date is from"


def test_month_without_an_announced_date_is_likely_due_when_the_newest_one_is_old() -> None:
    early, late = (monthly_due("CPI", date(2026, 7, 1), day) for day in (date(2026, 9, 15), TODAY))
    assert (early.standing, late.standing) == ("no date", "likely")
    assert late.since == date(2026, 11, 14) and "no date is announced" in early.words


def test_editions_follow_each_other_in_time() -> None:
    names = ["2002", "May 2003", "November 2003", "May 2025", "2026-07", "2026"]
    assert sorted(names, key=moment) == names
    assert moment("2025-35") > moment("2024-34") and moment("30.2") == (0, 0)


@pytest.fixture(scope="module")
def told(two_months: TwoMonths) -> dict[str, Any]:
    return status(two_months.settings, TODAY)


def line(told: dict[str, Any], source: str, part: str | None = None) -> dict[str, Any]:
    return next(one for one in told["tables"] if (one["source"], one["part"]) == (source, part))


def test_each_table_tells_edition_release_fetch_and_what_follows(told: dict[str, Any], two_months: TwoMonths) -> None:
    assert {one["source"] for one in told["tables"]} == set(NAMES)
    nation = line(told, "oews_nation")
    assert (nation["edition"], nation["released"], nation["due"]) == ("May 2025", "2026-05-15", "not yet")
    assert nation["fetched"] and nation["files"] == 31 and nation["expected"] == "2027-04"
    industry = line(told, "oews_industry")
    assert (industry["edition"], industry["due"], industry["due_since"]) == ("May 2024", "out", "2026-05-15")
    assert line(told, "projections")["edition"] == "2025-35"
    prices = line(told, "monthly_series", "CPI")
    assert (prices["edition"], prices["due"]) == ("August 2026", "no date")
    assert line(told, "monthly_series", "CES")["rows"] > prices["rows"]
    assert told["shown"] | {"built": ""} == {
        "from": "build", "build": two_months.second, "built": "", "before": two_months.first, "notice": "",
    }  # fmt: skip
    assert [(one["build"], one["published"]) for one in told["builds"]] == [
        (two_months.second, True), (two_months.first, False),
    ]  # fmt: skip


def test_what_a_refresh_would_ask_is_told_without_asking(told: dict[str, Any]) -> None:
    nation = line(told, "oews_nation")
    assert (nation["asks_again"], nation["asks_new"], nation["resting"]) == (2, 0, 29)
    assert "asks again for 2 files" in nation["refresh_words"] and nation["resting_until"] in nation["refresh_words"]
    assert line(told, "oews_industry")["asks_new"] == 1, "the edition that is out and not loaded"
    prices = line(told, "monthly_series", "CPI")
    assert (prices["asks_again"], prices["resting"]) == (1, 3)


def test_file_in_the_inbox_is_told(two_months: TwoMonths, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data")
    settings.inbox.mkdir(parents=True)
    (settings.inbox / "SARPP.zip").write_bytes(b"")
    assert line(status(settings, TODAY), "price_parities")["refresh_words"].startswith(
        "asks for 1 file not on disk; takes 1 file from"
    )


def test_words_for_a_terminal(told: dict[str, Any]) -> None:
    said = "\n".join(status_words.lines(told))
    assert "wages (oews_nation): May 2025, released 2026-05-15, fetched 20" in said
    assert "due: May 2025 is out since 2026-05-15 and is not loaded" in said
    assert "1 of 14 have something newer due" in said
    assert "published" in said and "warning " in said and "Not in the loaded files:" in said
    assert "None" not in said


def test_without_a_build_the_snapshot_is_described(etl: Etl) -> None:
    code, said, _ = etl("status", "--json")
    told = json.loads(said)
    assert code == 0 and told["shown"]["from"] == "snapshot" and told["builds"] == []
    assert line(told, "oews_nation")["obtained"] == ["snapshot"]
    assert line(told, "oews_state_industry")["edition"] is None
    assert line(told, "projections")["due"] == "out"
    words = etl("status")[1]
    assert words.startswith("Shown: the figures that come with the project") and "none is recorded here" in words
    assert "nothing is loaded" in words


def test_build_that_cannot_be_read_is_told_with_what_is_shown_instead(two_months: TwoMonths, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data")
    shutil.copytree(two_months.settings.warehouse, settings.warehouse)
    warehouse.build_path(settings.warehouse, two_months.second).write_bytes(b"torn")
    told = status(settings, TODAY)
    assert told["shown"]["build"] == two_months.first
    assert f"{two_months.second} cannot be read" in told["shown"]["notice"]
    assert told["builds"][0]["built"] is None


def test_last_refresh_is_remembered_and_a_torn_record_is_none(tmp_path: Path) -> None:
    report = Report("refresh")
    report.end("unreachable", "2 of 78 files could not be had", 3)
    last_refresh.remember(tmp_path, report)
    found = last_refresh.recall(tmp_path)
    assert found is not None and (found["outcome"], found["exit_code"]) == ("unreachable", 3)
    (tmp_path / last_refresh.NAME).write_text('{"outcome": "publ')
    assert last_refresh.recall(tmp_path) is None
