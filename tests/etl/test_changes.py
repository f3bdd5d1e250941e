"""`python -m etl changes`: any two builds, with the report of a refresh; what cannot be compared says why."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import comparison, opening, warehouse
from etl.__main__ import main
from tests.etl.months import TwoMonths

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(two_months: TwoMonths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`python -m etl …` on the two months: (exit code, standard output, errors)."""
    monkeypatch.setenv("DATA_DIR", str(two_months.folder / "data"))

    def etl(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return etl


def substance(report: dict[str, Any]) -> dict[str, Any]:
    """What of a report does not hang on how it was made."""
    return {name: report[name] for name in ("build", "before", "tables", "headlines", "thresholds", "changes",
                                            "revisions", "checks")}  # fmt: skip


def test_without_names_it_is_the_report_of_the_last_refresh(run: Run, two_months: TwoMonths) -> None:
    code, said, _ = run("changes", "--json")
    report = json.loads(said)
    assert (code, report["command"], report["outcome"]) == (0, "changes", "compared")
    assert substance(report) == substance(two_months.report)
    named = json.loads(run("changes", two_months.first, two_months.second, "--json")[1])
    assert substance(named) == substance(report) == substance(json.loads(run("changes", "previous", "--json")[1]))


def test_comparing_anew_finds_what_the_refresh_found(two_months: TwoMonths) -> None:
    before, after = (opening.find(two_months.settings, name) for name in (two_months.first, two_months.second))
    with opening.side_by_side(before, after) as connection:
        comparison.fill(connection, two_months.settings)
        anew = connection.execute("SELECT * EXCLUDE position FROM reported_changes ORDER BY position").fetchall()
        rows = connection.execute("SELECT * FROM changes ORDER BY ALL").fetchall()
    with closing(duckdb.connect(str(after.path), read_only=True)) as build:
        kept = build.execute("SELECT * EXCLUDE position FROM reported_changes ORDER BY position").fetchall()
        assert anew == kept
        assert rows == build.execute("SELECT * FROM changes ORDER BY ALL").fetchall()


def test_looking_back_reverses_the_headlines_and_names_cells_of_kept_editions(run: Run, two_months: TwoMonths) -> None:
    code, said, _ = run("changes", two_months.second, two_months.first, "--json")
    back = json.loads(said)
    assert code == 0 and back["build"] == two_months.first
    for line, forth in zip(back["headlines"], two_months.report["headlines"], strict=True):
        assert (line["before"], line["value"]) == (forth["value"], forth["before"]), line["name"]
    openings = next(line for line in back["headlines"] if line["name"] == "projected_openings")
    assert openings["cell"]["cell"], "the older edition of the projections is kept on disk"
    median = next(line for line in back["headlines"] if line["name"] == "technicians_median")
    assert "no longer on disk" in median["cell"]["note"], "the file was corrected in place"
    gone = [change for change in back["changes"] if change["table"] == "projections" and change["kind"] == "gone"]
    assert gone and all(change["cell"]["sheet"] == "Table 1.2" for change in gone)


def test_build_against_itself_differs_in_nothing(run: Run) -> None:
    code, said, _ = run("changes", "current", "current")
    assert code == 0 and "no row differs" in said and "none. Looked for:" in said


def test_snapshot_is_compared_as_markdown(run: Run) -> None:
    code, said, _ = run("changes", "snapshot", "current", "--markdown")
    assert code == 0 and said.startswith("# Build 2") and "against snapshot" in said.splitlines()[0]
    assert "## Headline figures" in said


def test_unknown_build_is_a_usage_error_that_lists_what_is_there(run: Run, two_months: TwoMonths) -> None:
    code, said, complaint = run("changes", "20200101T000000Z", "current")
    assert (code, said) == (2, "")
    assert f"on disk: {two_months.second}, {two_months.first}" in complaint and "snapshot" in complaint
    code, said, _ = run("changes", "20200101T000000Z", "--json")
    assert code == 2 and json.loads(said)["outcome"] == "failed"


@pytest.mark.parametrize("spoil", ["version", "torn"])
def test_build_that_cannot_be_compared_says_why(tmp_path: Path, two_months: TwoMonths, run: Run, spoil: str,
                                                monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    folder = Path(shutil.copytree(two_months.folder / "data" / "warehouse", tmp_path / "data" / "warehouse"))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    path = warehouse.build_path(folder, two_months.first)
    if spoil == "version":
        with closing(duckdb.connect(str(path))) as connection:
            connection.execute("UPDATE builds SET schema_version = 1")
    else:
        path.write_bytes(path.read_bytes()[:1000])
    code, said, complaint = run("changes", two_months.first, "snapshot")
    assert (code, said) == (1, "")
    words = "has tables of version 1" if spoil == "version" else "cannot be read"
    assert f"{two_months.first} {words}" in complaint and "Traceback" not in complaint


def test_first_build_has_nothing_before_it(tmp_path: Path, two_months: TwoMonths, run: Run,
                                           monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    folder = tmp_path / "data" / "warehouse"
    folder.mkdir(parents=True)
    shutil.copyfile(
        warehouse.build_path(two_months.settings.warehouse, two_months.first),
        warehouse.build_path(folder, two_months.first),
    )
    (folder / "CURRENT").write_text(two_months.first)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    code, said, _ = run("changes")
    assert code == 0 and "is the first on disk" in said and "changes snapshot current" in said
