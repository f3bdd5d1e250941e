"""The report of a refresh: every number in it, and each cell that it names opened in the published file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl import report_words, warehouse
from etl.report import Report, cell
from tests.etl import months
from tests.etl.months import TwoMonths

MIRROR = "https://"


@pytest.fixture(scope="module")
def report(two_months: TwoMonths) -> dict[str, Any]:
    """The report on the second month, as JSON."""
    return two_months.report


def published(two_months: TwoMonths, place: dict[str, Any]) -> object:
    """What the mirror's file holds at the named place."""
    path = two_months.folder / "mirror" / str(place["address"]).removeprefix("https://")
    content = path.read_bytes()
    if "member" in place:
        content = zipfile.ZipFile(path).read(place["member"])
    if "sheet" in place:
        return openpyxl.load_workbook(io.BytesIO(content))[place["sheet"]][place["cell"]].value
    line = content.decode("latin-1").splitlines()[place["line"] - 1]
    if "GeoFIPS" not in content.decode("latin-1"):
        return line
    names = content.decode("latin-1").splitlines()[0].split(",")
    cells = re.findall(r'"[^"]*"|[^,]+', line.strip())
    return float(cells[names.index(str(place["column"]))])


def changes(report: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [change for change in report["changes"] if change["rule"] == rule]


def headline(report: dict[str, Any], name: str) -> dict[str, Any]:
    return next(line for line in report["headlines"] if line["name"] == name)


def test_files_are_counted_and_the_changed_ones_named(report: dict[str, Any]) -> None:
    changed = {file["address"].removeprefix(MIRROR) for file in report["files"]["list"] if file["status"] == "updated"}
    api = {path for path in changed if path.startswith("api.bls.gov")}
    assert changed - api == set(months.changed_files()) - {"api.bls.gov/series.csv"}
    assert len(api) == 1, "the one span of years that a new month falls into"
    counts = report["files"]["counts"]
    assert counts["updated"] == len(changed) and sum(counts.values()) == len(report["files"]["list"])
    assert {"new", "refused", "unreachable"} & set(counts) == set()


def test_rows_added_revised_and_gone(report: dict[str, Any]) -> None:
    counts = {line["table"]: (line["added"], line["revised"], line["gone"]) for line in report["tables"]}
    occupations = len(months.mirror.nation(2025))
    assert counts["wages"] == (0, occupations, 0)
    assert counts["projections"] == (occupations, 0, 0), "an older edition stays beside the new one"
    assert counts["weekly_earnings"] == (9, 0, 0), "a year of three titles and both sexes"
    assert counts["price_parities"] == (0, 1, 0)
    assert counts["setting_shares"] == counts["setting_medians"] == (1, 1, 1)
    series = len({row.split(",")[0] for row in months.next_month().decode().splitlines()[1:]})
    assert counts["observations"][0] == series and counts["observations"][2] == 0
    for line in report["tables"]:
        assert line["rows"] == line["rows_before"] + line["added"] - line["gone"]


def test_headline_figures_before_and_after(report: dict[str, Any], two_months: TwoMonths) -> None:
    median = headline(report, "technicians_median")
    assert (median["period_before"], median["period"]) == ("May 2025", "May 2025")
    assert median["change_pct"] == pytest.approx(100 * (months.PAY_TIMES - 1), abs=0.1)
    assert median["change"] == median["value"] - median["before"]
    openings = headline(report, "projected_openings")
    assert (openings["period_before"], openings["period"], openings["value"]) == ("2024-34", "2025-35", 50_900)
    weekly = headline(report, "weekly_median")
    assert (weekly["before"], weekly["value"], weekly["period"]) == (900, months.WEEKLY, "2026")
    prices = headline(report, "consumer_prices")
    assert (prices["period_before"], prices["period"]) == ("July 2026", "August 2026")
    jobs = headline(report, "technicians_jobs")
    assert jobs["change"] == 0 and jobs["cell"] is None, "what stayed needs no cell"
    factors = {"technicians_median": 1, "technicians_mean": 1, "weekly_median": 1, "projected_openings": 1000}
    for name, times in factors.items():
        line = headline(report, name)
        assert published(two_months, line["cell"]) == pytest.approx(line["value"] / times), name


def test_wage_over_the_threshold_is_named_with_its_cell(report: dict[str, Any], two_months: TwoMonths) -> None:
    rule = next(rule for rule in report["thresholds"] if rule["name"] == "pay")
    assert "5 %" in rule["words"] and rule["reason"]
    assert rule["found"] > rule["shown"] == len(changes(report, "pay")) == 20, "bounded, and told how many there are"
    first = changes(report, "pay")[0]
    assert first["row"] == "Pharmacy technicians, U.S.", "technicians come first"
    inside = r"oesm25nat/national_M2025_dl.xlsx › sheet national_M2025_dl › cell [A-Z]+\d+"
    assert re.fullmatch(rf"https://.*/oesm25nat.zip › {inside}", first["cell"]["text"])
    for change in changes(report, "pay"):
        assert published(two_months, change["cell"]) == change["after"], change["row"]
        assert change["after"] == pytest.approx(change["before"] * months.PAY_TIMES, abs=30), "rounded by the hour"


def test_corrected_price_is_named_by_series_year_and_period(report: dict[str, Any]) -> None:
    (change,) = changes(report, "prices")
    assert (change["after"], change["period"], change["kind"]) == (months.CORRECTED_VALUE, "June 2026", "revised")
    place = change["cell"]
    assert (place["series"], place["year"], place["period"]) == (months.CPI, 2026, "M06")


def test_new_edition_of_the_projections_is_told_apart_from_a_correction(
    report: dict[str, Any], two_months: TwoMonths
) -> None:
    assert changes(report, "projections_revised") == []
    new = {change["column"]: change for change in changes(report, "projections_new")}
    assert set(new) == {"openings", "transfers"}
    for change in new.values():
        assert (change["period_before"], change["period"], change["kind"]) == ("2024-34", "2025-35", "moved")
        assert published(two_months, change["cell"]) == pytest.approx(change["after"] / 1000), change["column"]
    assert new["openings"]["cell"]["sheet"] == "Table 1.2" and new["transfers"]["cell"]["sheet"] == "Table 1.10"


def test_text_files_are_named_by_line_and_column(report: dict[str, Any], two_months: TwoMonths) -> None:
    (level,) = changes(report, "price_level")
    assert (level["row"], level["after"] - level["before"]) == ("California", pytest.approx(months.LEVEL_UP))
    assert published(two_months, level["cell"]) == level["after"]
    (share,) = changes(report, "handbook_shares")
    assert share["after"] == months.PHARMACY_SHARE
    assert f"{months.PHARMACY_SHARE}" in str(published(two_months, share["cell"]))


def test_row_that_is_gone_says_that_its_file_is_no_longer_there(report: dict[str, Any]) -> None:
    gone = changes(report, "gone")
    assert {(change["table"], change["row"]) for change in gone} == {
        ("setting_shares", months.GONE), ("setting_medians", months.GONE)
    }  # fmt: skip
    assert all("no longer on disk" in change["cell"]["note"] for change in gone)


def test_weekly_earnings_of_a_new_year_are_held_against_the_year_before(report: dict[str, Any]) -> None:
    (change,) = changes(report, "weekly_earnings")
    assert (change["period_before"], change["before"], change["period"], change["after"]) == (
        "2025", 900, "2026", months.WEEKLY,
    )  # fmt: skip


def test_report_is_kept_beside_the_build_as_json_and_as_markdown(two_months: TwoMonths) -> None:
    as_json, as_markdown = warehouse.report_paths(two_months.settings.warehouse, two_months.second)
    assert json.loads(as_json.read_text())["build"] == two_months.second
    text = as_markdown.read_text()
    assert text.startswith(f"# Build {two_months.second} against {two_months.first}")
    assert "- Median pay of pharmacy technicians, nation: " in text and "cell " in text
    assert "## Checks" in text and "## Revised months" in text


def test_reports_go_with_their_build(tmp_path: Path) -> None:
    for number in range(5):
        name = f"2026010{number}T000000Z"
        for path in (warehouse.build_path(tmp_path, name), *warehouse.report_paths(tmp_path, name)):
            path.touch()
        warehouse.publish(tmp_path, name)
    assert {path.name.split(".")[0] for path in tmp_path.glob("2026*")} == set(warehouse.builds(tmp_path))


def test_words_tell_what_the_report_holds(two_months: TwoMonths) -> None:
    kept = two_months.report
    report = Report("refresh", build=kept["build"], before=kept["before"])
    for name in ("tables", "checks", "breaks", "headlines", "thresholds", "changes", "revisions", "revisions_found"):
        setattr(report, name, kept[name])
    said = "\n".join(report_words.lines(report))
    assert "Projected openings for technicians: 47,200 (2024-34) → 50,900 (2025-35) jobs a year" in said
    assert "California, 2024, index: 120 → 123 (+3 points), revised" in said.replace("+3.0", "+3")
    assert "as before" in said and "of which 20 follow" in said
    assert "None" not in said and "nan" not in said


def test_break_between_two_editions_is_told(tmp_path: Path) -> None:
    with closing(warehouse.create(tmp_path / "build.duckdb")) as build:
        build.execute(
            """INSERT INTO headlines (name, title, unit, period_before, before, period, value)
               VALUES ('technicians_mean', 'Mean pay', 'dollars a year', 'May 2020', 1, 'May 2021', 2)"""
        )
        report = Report("changes", build="b", before="a")
        report.add_comparison(build)
    assert [(one["edition"], one["label"]) for one in report.breaks] == [("May 2021", "New estimation method")]
    assert "wages, May 2021, New estimation method: Estimates come from a model" in "\n".join(
        report_words.lines(report)
    )


def test_place_in_words_is_read_back_by_its_parts() -> None:
    assert cell(None) is None
    assert cell("https://a.gov/x.zip › m.csv › line 12 › column 2024") == {
        "text": "https://a.gov/x.zip › m.csv › line 12 › column 2024",
        "address": "https://a.gov/x.zip", "member": "m.csv", "line": 12, "column": "2024",
    }  # fmt: skip
    assert (cell("https://a.gov/x.zip › m.xlsx › (this version is gone)") or {})["note"] == "this version is gone"
