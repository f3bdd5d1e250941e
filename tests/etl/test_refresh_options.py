"""Parts of a refresh: some sources, later editions, only looking; after a rollback; as JSON however it ends."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from etl import asking, dry_run, warehouse
from etl.asking import Selection, parse_only, parse_since
from etl.editions import Edition
from etl.errors import Unreachable, UsageError
from etl.refresh import refresh
from etl.settings import Settings
from etl.sources import NAMES
from tests.etl.conftest import Etl
from tests.etl.months import TODAY, TwoMonths
from tests.publishers import cps_39, mirror, price_parities
from tests.servers import PublisherServer, denied, status

CPS, PARITIES = "www.bls.gov/cps/cpsaat39.xlsx", "apps.bea.gov/regional/zip/SARPP.zip"


def content_of(folder: Path) -> dict[str, str]:
    """Checksum of every file."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def move_prices(two_months: TwoMonths, level: float) -> None:
    """Publish other price levels for the states of the mirror."""
    years = list(range(2019, 2025))
    rows = [("00000", "United States", [100.0] * len(years))]
    rows += [(f"{code}000", name, [level] * len(years)) for code, name, _, _, _ in mirror.PLACES[:3]]
    (two_months.folder / "mirror" / PARITIES).write_bytes(price_parities(rows, years))


def move_earnings(two_months: TwoMonths) -> None:
    (two_months.folder / "mirror" / CPS).write_bytes(cps_39([
        ["Total, full-time wage and salary workers", 120_000, 1210, 66_000, 1310, 54_000, 1110],
        ["Pharmacists", 250, 2400, 100, 2500, 150, 2300],
        ["Pharmacy technicians", 260, 1000, 45, "–", 215, 990],
    ], year=2026))  # fmt: skip


@pytest.mark.parametrize(("text", "edition", "words"), [
    ("2024", Edition(2024, 1), "2024"), ("May 2024", Edition(2024, 5), "May 2024"),
    (" november  2003 ", Edition(2003, 11), "November 2003"),
])  # fmt: skip
def test_since_is_a_year_or_an_edition(text: str, edition: Edition, words: str) -> None:
    assert parse_since(text) == edition
    assert Selection(since=parse_since(text)).since_words == words


def test_since_leaves_out_earlier_editions_and_asks_for_what_has_one_address() -> None:
    def asked(since: str) -> list[str]:
        selection = Selection(since=parse_since(since))
        return [file.edition for source in selection.sources() if hasattr(source, "files")
                for file in selection.files(source, TODAY)]  # fmt: skip

    assert {"May 2025", "May 2024", ""} == set(asked("2024"))
    assert "November 2003" in asked("November 2003") and "May 2003" not in asked("November 2003")
    assert {"May 2003", "November 2003"} <= set(asked("2003"))


@pytest.mark.parametrize("text", ["24", "June 2024", "2024-34", "", "next year"])
def test_since_that_is_neither_says_what_is_expected(text: str) -> None:
    with pytest.raises(UsageError, match="expected a year such as 2024, or an OEWS edition such as 'May 2024'"):
        parse_since(text)


def test_only_takes_sources_in_the_order_in_which_they_are_fetched() -> None:
    assert parse_only("projections, oews_nation") == ("oews_nation", "projections")
    for wrong in ("projection", "", "oews_nation,x"):
        with pytest.raises(UsageError, match=r"sources are oews_nation, .*handbook"):
            parse_only(wrong)


@pytest.mark.parametrize(("arguments", "complaint"), [
    (("--only", "oews"), "there is no source 'oews'; sources are oews_nation"),
    (("--since", "24"), "expected a year such as 2024"),
    (("--dry",), "unrecognized arguments: --dry"),
    (("--json", "yes"), "unrecognized arguments: yes"),
])  # fmt: skip
def test_option_that_makes_no_sense_is_a_usage_error(etl: Etl, arguments: tuple[str, ...], complaint: str) -> None:
    code, said, errors = etl("refresh", *arguments)
    assert (code, said) == (2, "") and complaint in errors and "usage: python -m etl refresh" in errors


def test_dry_run_asks_for_headers_only_and_changes_nothing(made_up: Path, tmp_path: Path) -> None:
    with PublisherServer(made_up, missing="html") as server:
        settings = Settings(tmp_path / "data", mirror=server.url)
        report = dry_run.dry_run(settings, TODAY)
        assert {asked.method for asked in server.requests} == {"HEAD"} and server.bodies() == []
    assert report.outcome == "would refresh" and report.build is None
    counts = report.counts()
    assert counts["new"] == 53 and counts["unknown"] == 4, "all files, and the questions to the API"
    assert counts["absent"] == 21, "a page in a file's place is no file"
    assert "fetch 53 files, ask the BLS API 4 questions" in report.message
    assert not (tmp_path / "data").exists()


def test_dry_run_tells_what_is_new_from_what_is_not(two_months: TwoMonths, tmp_path: Path) -> None:
    here = two_months.copy(tmp_path / "copy")
    move_prices(here, 97.0)
    before = content_of(here.folder / "data")
    report = dry_run.dry_run(here.settings, TODAY, Selection(("oews_nation", "price_parities", "monthly_series")))
    states = {file["address"].rsplit("/", 1)[-1]: file["status"] for file in report.files}
    assert states["SARPP.zip"] == "updated" and states["MARPP.zip"] == "unchanged"
    assert states["oesm25nat.zip"] == "unchanged" and states["oesm15nat.zip"] == "resting"
    assert states["2020-2026-1.json"] == "unknown" and states["1990-1999-1.json"] == "resting"
    assert report.message.startswith("A refresh would fetch 1 file, ask the BLS API 1 question")
    assert content_of(here.folder / "data") == before


def test_dry_run_that_meets_a_refusal_ends_as_the_refresh_would(made_up: Path, tmp_path: Path) -> None:
    with PublisherServer(made_up) as server:
        server.behave(PARITIES, forever=denied())
        server.behave("apps.bea.gov/regional/zip/MARPP.zip", forever=status(405))
        settings = Settings(tmp_path / "data", mirror=server.url)
        with pytest.raises(Unreachable, match="1 of 2 files could not be had"):
            dry_run.dry_run(settings, TODAY, Selection(("price_parities",)))
        server.honest()
        server.behave("apps.bea.gov/regional/zip/MARPP.zip", forever=status(405))
        report = dry_run.dry_run(settings, TODAY, Selection(("price_parities",)))
    assert report.counts() == {"new": 1, "unknown": 1}, "a server that gives no headers does not tell"


def test_only_and_since_ask_for_no_other_file(made_up: Path, tmp_path: Path) -> None:
    with PublisherServer(made_up) as server:
        settings = Settings(tmp_path / "data", mirror=server.url)
        selection = Selection(("oews_nation", "monthly_series"), parse_since("2024"))
        outcomes = asking.fetch(settings, TODAY, selection)
        paths = sorted(asked.path.rsplit("/", 1)[-1] or "the API" for asked in server.requests)
    assert paths == ["oesm24nat.zip", "oesm25nat.zip", "the API"]
    assert [outcome.remote.url.rsplit("/", 1)[-1] for outcome in outcomes][2:] == ["2020-2026-1.json"]


def test_monthly_answers_of_earlier_years_stay_when_later_ones_are_asked(two_months: TwoMonths, tmp_path: Path) -> None:
    here = two_months.copy(tmp_path / "copy")
    folder = here.folder / "data" / "downloads" / "api.bls.gov" / "publicAPI" / "timeseries"
    before = {path.name for path in folder.glob("*-1.json")}
    outcomes = asking.fetch(here.settings, TODAY, Selection(("monthly_series",), parse_since("2020")))
    assert {path.name for path in folder.glob("*-1.json")} == before and len(before) == 4
    assert [outcome.status for outcome in outcomes] == ["unchanged"] * 4


def test_rollback_holds_until_something_new_comes_and_only_some_sources_are_asked(
    two_months: TwoMonths, tmp_path: Path
) -> None:
    here = two_months.copy(tmp_path / "copy")
    settings = here.settings
    assert warehouse.rollback(settings.warehouse) == here.first
    held = refresh(settings, TODAY)
    assert (held.outcome, held.build) == ("nothing new", here.first)
    assert f"python -m etl rollback {here.second}" in held.message and "rolled back" in held.message
    assert warehouse.current(settings.warehouse) == here.first

    move_prices(here, 97.0)
    move_earnings(here)
    report = refresh(settings, TODAY, Selection(("price_parities",)))
    assert {file["source"] for file in report.files} == {"price_parities"}
    assert (report.outcome, report.before) == ("published", here.first), "compared with what was published"
    counts = {line["table"]: line["added"] + line["revised"] + line["gone"] for line in report.tables}
    assert counts["price_parities"] > 0
    assert counts["projections"] > 0, "what is on disk is in the build, asked for or not"
    (weekly,) = [line for line in report.headlines if line["name"] == "weekly_median"]
    assert weekly["value"] == 990, "as of the second month: the newest earnings were not asked for"


def test_report_as_json_is_all_that_is_printed_however_it_ends(
    etl: Etl, data: Path, made_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said, _ = etl("refresh", "--json", "--only", "price_parities")
    report = json.loads(said)
    assert (code, report["outcome"], report["exit_code"]) == (0, "nothing new", 0)
    assert report["only"] == ["price_parities"] and report["since"] is None
    assert report["files"]["counts"] == {"unchanged": 2}
    with PublisherServer(made_up) as server:
        server.behave(PARITIES, forever=denied())
        monkeypatch.setenv("ETL_MIRROR", server.url)
        code, said, _ = etl("refresh", "--json", "--dry-run", "--only", "price_parities")
        assert (code, json.loads(said)["outcome"]) == (3, "unreachable")
        assert json.loads(etl("status", "--json")[1])["last_refresh"]["outcome"] == "nothing new", "looking is none"
        code, said, _ = etl("refresh", "--json", "--only", "price_parities", "--since", "2024")
    report = json.loads(said)
    assert (code, report["outcome"], report["since"]) == (3, "unreachable", "2024")
    (refused,) = [file for file in report["files"]["list"] if file["status"] == "refused"]
    assert "save the file as" in refused["message"] and refused["address"].endswith("SARPP.zip")
    assert str(data / "inbox") in refused["message"]
    assert json.loads(etl("status", "--json")[1])["last_refresh"]["outcome"] == "unreachable"
    with warehouse.lock(data / "warehouse"):
        code, said, complaint = etl("refresh", "--json")
    assert (code, json.loads(said)["outcome"]) == (1, "failed") and "another refresh" in complaint
    assert set(NAMES) == set(json.loads(said)["only"])
