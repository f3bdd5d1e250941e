"""Three months of refreshes against publishers on a server of this machine: the report's every number, through the
real command line; then publishers that refuse, and two refreshes at once.

What the publishers do is in `tests/etl/three_months.py`; what is expected is computed here from what they published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import duckdb
import pytest

from etl import warehouse
from tests.etl import three_months as months
from tests.etl.three_months import Play, Run
from tests.publishers import mirror, oews_path
from tests.servers import Fault, Hold, PublisherServer

BY_THE_CLOCK = {"newest_editions_loaded", "monthly_series_current"}
"""Checks whose outcome hangs on the day of the test."""
PAY = ("mean", "p10", "p25", "median", "p75", "p90")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Play, dict[str, Run]]]:
    """The play and its refreshes: nameless, first, again, second, third."""
    folder = tmp_path_factory.mktemp("three months")
    (folder / "publisher").mkdir()
    with PublisherServer(folder / "publisher", missing="html", require_contact=True) as server:
        play, runs = Play(folder, server), {}
        play.put(months.first_files())
        runs["nameless"] = play.refresh(contact="")
        server.behave(months.API, months.answer(months.FAILED))  # which happens at random
        runs["first"] = play.refresh()
        runs["again"] = play.refresh()
        play.put(months.second_files())
        runs["second"] = play.refresh()
        play.put(months.third_files())
        runs["third"] = play.refresh()
        yield play, runs


@pytest.fixture
def play(played: tuple[Play, dict[str, Run]]) -> Play:
    return played[0]


@pytest.fixture
def runs(played: tuple[Play, dict[str, Run]]) -> dict[str, Run]:
    return played[1]


def files_to_ask_for() -> int:
    """Editions of five kinds from their first years to the newest, five other tables, four spans of the API."""
    kinds = {"nation": months.NEWEST - 1997 + 1 + 2, "industries": months.NEWEST - 2010 + 1}
    kinds |= dict.fromkeys(("states", "areas", "state industries"), months.NEWEST - 2019 + 1)
    return sum(kinds.values()) + len(("projections", "weekly", "SARPP", "MARPP", "O*NET", "Handbook")) + spans()


def spans() -> int:
    """Questions of ten years each since 1990, without a key."""
    return len(range(1990, months.THIS_YEAR + 1, 10))


def published(files: dict[str, bytes]) -> set[str]:
    return {path for path in files if not path.startswith("api.bls.gov")}


def statuses(run: Run) -> dict[str, str]:
    return {check["name"]: check["status"] for check in run.report["checks"] if check["name"] not in BY_THE_CLOCK}


def test_without_a_contact_everything_is_refused(runs: dict[str, Run]) -> None:
    run = runs["nameless"]
    assert (run.code, run.report["outcome"], run.report["exit_code"]) == (3, "unreachable", 3)
    assert set(run.counts()) == {"refused"} and run.report["build"] is None
    assert run.counts()["refused"] == files_to_ask_for() - spans() + 1, "one answer of the API is enough"
    assert all("403" in file["message"] for file in run.report["files"]["list"])


def test_first_month_fills_the_warehouse(play: Play, runs: dict[str, Run]) -> None:
    run = runs["first"]
    assert (run.code, run.report["outcome"], run.report["before"]) == (0, "published", None)
    assert run.report["message"].startswith(f"Published build {run.report['build']}.")
    there = published(months.first_files())
    assert run.files("new") - {path for path in run.files("new") if path.startswith("api.")} == there
    assert run.counts() == {"new": len(there) + spans(), "absent": files_to_ask_for() - len(there) - spans()}
    newest = {oews_path(name, months.NEWEST) for name in ("nat", "st", "ma")}
    assert newest < run.files("absent"), "a page with status 200 is no file"
    assert run.report["tables"] == run.report["changes"] == run.report["revisions"] == []
    assert Counter(statuses(run).values())["refused"] == 0
    told = {name for name, status in statuses(run).items() if status == "warning"}
    assert told == {"states_complete"}, "the made-up files have four places"


def test_same_month_again_fetches_and_publishes_nothing(runs: dict[str, Run]) -> None:
    run = runs["again"]
    assert (run.code, run.report["outcome"], run.report["build"]) == (0, "nothing new", runs["first"].report["build"])
    assert run.counts() == {"unchanged": runs["first"].counts()["new"], "absent": runs["first"].counts()["absent"]}
    pages = [path for path in run.sent if not path.startswith("api.") and path not in run.files("absent")]
    assert {path for path in pages if "special.requests" not in path} == set(), "only pages that say there is no file"


def test_second_month_brings_a_month_of_every_series_and_a_correction(runs: dict[str, Run]) -> None:
    run, before, now = runs["second"], *series_before_and_now()
    assert (run.code, run.report["before"]) == (0, runs["first"].report["build"])
    assert run.counts() == runs["again"].counts() | {"unchanged": runs["again"].counts()["unchanged"] - 1, "updated": 1}
    added, gone = set(now) - set(before), set(before) - set(now)
    revised = {key for key in set(now) & set(before) if now[key] != before[key]}
    assert added and revised and not gone
    assert run.table("observations") == (len(added), len(revised), 0)
    assert {line["table"] for line in run.report["tables"] if line["added"] or line["revised"] or line["gone"]} == {
        "observations"
    }
    observations = next(line for line in run.report["tables"] if line["table"] == "observations")
    assert (observations["rows_before"], observations["rows"]) == (len(before), len(now))
    assert {check: status for check, status in statuses(run).items() if status == "warning"} == {
        "states_complete": "warning"
    }


def series_before_and_now() -> tuple[dict[tuple[str, str], Any], dict[tuple[str, str], Any]]:
    """(value, footnote) of each month of each series, of the first and of the second month."""
    name = "api.bls.gov/series.csv"
    return months.values(months.first_files()[name]), months.values(months.second_files()[name])


def test_second_month_tells_the_correction_with_its_cell(runs: dict[str, Run]) -> None:
    run, before, now = runs["second"], *series_before_and_now()
    series, year, period = months.CORRECTED
    key = (series, f"{year}-{period[1:]}")
    was, became = float(before[key][0]), float(now[key][0])
    assert became == pytest.approx(was + months.CORRECTION)
    (line,) = run.report["revisions"]
    assert run.report["revisions_found"] == 1
    assert (line["series"], line["month"], line["first"], line["before"], line["now"]) == (*key, was, was, became)
    assert line["first_seen"] < line["seen"]
    assert (line["cell"]["series"], line["cell"]["year"], line["cell"]["period"]) == (series, int(year), period)
    (change,) = run.report["changes"]
    assert (change["rule"], change["kind"], change["before"], change["after"]) == ("prices", "revised", was, became)
    assert change["change_pct"] == pytest.approx(100 * (became / was - 1))
    assert change["cell"] == line["cell"]
    assert {rule["name"]: rule["found"] for rule in run.report["thresholds"] if rule["found"]} == {"prices": 1}


def test_second_month_moves_one_headline(runs: dict[str, Run]) -> None:
    run, before, now = runs["second"], *series_before_and_now()
    year, month = months.LAST_MONTH
    was, became = before[months.CPI, f"{year}-{month:02}"], now[months.CPI, f"{year}-{month + 1:02}"]
    prices = run.headline("consumer_prices")
    assert (prices["before"], prices["value"]) == (float(was[0]), float(became[0]))
    assert (prices["period_before"], prices["period"]) == (f"November {year}", f"December {year}")
    assert prices["change"] == pytest.approx(float(became[0]) - float(was[0]))
    assert prices["cell"]["period"] == f"M{month + 1}"
    for line in run.report["headlines"]:
        if line["name"] != "consumer_prices":
            assert line["before"] == line["value"] and line["period_before"] == line["period"], line


def test_third_month_brings_an_edition_and_projections_in_place(play: Play, runs: dict[str, Run]) -> None:
    run = runs["third"]
    assert (run.code, run.report["before"]) == (0, runs["second"].report["build"])
    new = {oews_path(name, months.NEWEST) for name in ("nat", "st", "ma")}
    assert run.files("new") == new and run.files("updated") == {months.PROJECTED}
    before = runs["second"].counts()
    assert run.counts() == {"new": 3, "updated": 1, "unchanged": before["unchanged"], "absent": before["absent"] - 3}
    occupations = len(mirror.nation(months.NEWEST))
    places = len(mirror.PLACES) + len(mirror.METROS) + len(mirror.NONMETROS)
    assert run.table("wages") == (occupations * (1 + places), 0, 0)
    assert run.table("projections") == (len(mirror.projection_rows()), 0, 0), "the older edition stays"
    assert run.table("utilization_factors") == (1, 0, 0)
    assert run.table("observations") == (0, 0, 0)
    path = warehouse.build_path(play.folder / "data" / "warehouse", run.report["build"])
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        editions = connection.execute("SELECT DISTINCT edition FROM projections ORDER BY 1").fetchall()
        assert editions == [("2024-34",), (f"{months.BASE_YEAR}-{(months.BASE_YEAR + 10) % 100}",)]
        for line in run.report["tables"]:
            assert connection.execute(f'SELECT count(*) FROM "{line["table"]}"').fetchone() == (line["rows"],)
            assert line["rows"] - line["rows_before"] == line["added"] - line["gone"]


def nation_before_and_now() -> tuple[dict[str, Any], dict[str, Any]]:
    """The nation's technicians as published in the edition before and in the newest."""
    before, now = (
        next(row for row in rows if row["occ_code"] == "29-2052")
        for rows in (mirror.nation(months.NEWEST - 1), months.newest_nation())
    )
    return before, now


def test_third_month_tells_the_headlines_before_and_now_with_their_cells(runs: dict[str, Run]) -> None:
    run, (before, now) = runs["third"], nation_before_and_now()
    columns = {"technicians_jobs": "tot_emp", "technicians_mean": "a_mean", "technicians_median": "a_median",
               "technicians_p90": "a_pct90"}  # fmt: skip
    for name, column in columns.items():
        line = run.headline(name)
        assert (line["before"], line["value"]) == (before[column], now[column]), name
        assert (line["period_before"], line["period"]) == (f"May {months.NEWEST - 1}", f"May {months.NEWEST}")
        assert line["change"] == now[column] - before[column]
        assert line["change_pct"] == pytest.approx(100 * (now[column] / before[column] - 1))
        assert line["cell"]["address"] == f"https://{oews_path('nat', months.NEWEST)}" and line["cell"]["cell"]
    openings = run.headline("projected_openings")
    was = next(row["openings"] for row in mirror.projection_rows() if row["code"] == "29-2052")
    assert openings["value"] == pytest.approx(1000 * months.OPENINGS)
    assert openings["before"] == pytest.approx(1000 * float(was or 0))
    assert openings["cell"]["address"] == f"https://{months.PROJECTED}" and openings["cell"]["sheet"] == "Table 1.2"
    still = {line["name"] for line in run.report["headlines"] if line["before"] == line["value"]}
    assert {"weekly_median", "consumer_prices", "projected_growth"} <= still


def test_third_month_lists_each_change_over_a_threshold(runs: dict[str, Run]) -> None:
    run, (before, now) = runs["third"], nation_before_and_now()
    rise = mirror.hourly_median("29-2052", months.NEWEST) / mirror.hourly_median("29-2052", months.NEWEST - 1)
    assert rise < 1.05 < rise * months.RAISE, "only technicians' pay in the nation is over the threshold"
    found = {rule["name"]: rule["found"] for rule in run.report["thresholds"] if rule["found"]}
    assert set(found) == {"pay", "projections_new"} and found["pay"] == len(PAY)
    listed = {change["column"]: change for change in run.changes("pay")}
    for point in PAY:
        change, column = listed[f"annual_{point}"], f"a_{point.replace('p', 'pct')}"
        assert (change["before"], change["after"]) == (before[column], now[column])
        assert (change["kind"], change["period_before"], change["period"]) == (
            "moved", f"May {months.NEWEST - 1}", f"May {months.NEWEST}")  # fmt: skip
        assert change["change_pct"] == pytest.approx(100 * (now[column] / before[column] - 1))
        assert change["cell"]["address"] == f"https://{oews_path('nat', months.NEWEST)}" and change["cell"]["cell"]
    assert run.report["revisions"] == [] and run.report["revisions_found"] == 0
    told = {name for name, status in statuses(run).items() if status == "warning"}
    assert told == {"states_complete"} and "refused" not in statuses(run).values()
    passed = {name for name, status in statuses(run).items() if status == "passed"}
    assert {f"states_sum_to_nation_{months.NEWEST}", f"areas_within_nation_{months.NEWEST}",
            "coverage_not_shrinking", "figures_not_shrinking", "projections_agree_with_oews"} <= passed  # fmt: skip


def test_publishers_that_refuse_leave_what_is_published(play: Play, runs: dict[str, Run]) -> None:
    before = play.published()
    months.refuse(play.server)
    try:
        run = play.refresh()
    finally:
        play.behave_again()
    assert (run.code, run.report["outcome"], run.report["build"]) == (3, "unreachable", None)
    third = runs["third"].counts()
    assert run.counts() == {"refused": 3, "unchanged": third["unchanged"] + third["new"] + third["updated"] - 3,
                            "absent": third["absent"]}  # fmt: skip
    said = {file["address"].removeprefix("https://"): file["message"] for file in run.report["files"]["list"]
            if file["status"] == "refused"}  # fmt: skip
    denied, page, api = (said[name] for name in sorted(said, key=lambda name: ("api" in name, "emp" in name)))
    assert "403" in denied and str(play.folder / "data" / "inbox") in denied
    assert "a page titled 'Access Denied'" in page and "Open that address in a browser" in page
    assert "number of questions allowed a day is used up" in api and "BLS_API_KEY" in api
    assert play.published() == before, "byte for byte"
    assert "Traceback" not in run.complaint


def test_of_two_refreshes_at_once_one_works_and_the_other_says_so_and_leaves(play: Play) -> None:
    play.put(months.second_files())
    hold = Hold()
    play.server.behave(oews_path("nat", months.NEWEST), Fault(hold=hold))
    first = play.start()
    try:
        assert hold.asked.wait(timeout=60), "the first is at work, and waits for the publisher"
        second = play.end(play.start())
    finally:
        hold.go.set()
    assert (second.code, second.report["outcome"]) == (1, "failed")
    assert f"another refresh or build is at work (process {first.pid} since " in second.report["message"]
    assert "Traceback" not in second.complaint
    assert play.end(first).code == 0
