"""`python -m etl` as an analyst types it: exit codes, what it prints, and that no failure shows a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl.__main__ import COMMANDS, parser
from etl.settings import PROJECT
from tests.publishers import tiny_mirror


def etl(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("BLS_", "ETL_", "DATA_DIR"))}
    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=PROJECT, env=kept | env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_refresh_status_changes_path_rollback_snapshot_from_a_synthetic_mirror(tmp_path: Path) -> None:
    env = {"DATA_DIR": str(tmp_path / "data"), "ETL_MIRROR": str(tiny_mirror(tmp_path / "mirror"))}
    first = etl("refresh", **env)
    assert (first.returncode, "Published build" in first.stdout) == (0, True), first.stderr
    again = etl("refresh", **env)
    assert again.returncode == 0 and "Nothing new" in again.stdout and "0 new, 0 updated" in again.stdout
    path = etl("path", **env).stdout.strip()
    assert Path(path).is_file() and path.endswith(".duckdb")
    status = etl("status", **env).stdout
    assert Path(path).stem in status and re.search(r"wages \(oews_nation\): May 2025, .*; [\d,]+ rows of", status)
    assert "is expected" in status and "Last refresh: 20" in status and "nothing new" in status
    assert "is the first" in etl("changes", **env).stdout
    assert etl("build", **env).returncode == 0
    assert "no row differs" in etl("changes", **env).stdout
    back = etl("rollback", **env)
    assert back.stdout.startswith(f"Published build {Path(path).stem} in place of ")
    written = etl("snapshot", str(tmp_path / "snapshot"), **env)
    assert written.returncode == 0 and (tmp_path / "snapshot" / "MANIFEST.json").is_file()


@pytest.mark.parametrize("command", ["path", "changes", "snapshot", "rollback"])
def test_without_a_build_says_which_command_makes_one(tmp_path: Path, command: str) -> None:
    run = etl(command, DATA_DIR=str(tmp_path))
    assert run.returncode == 2
    assert "python -m etl refresh" in run.stderr and "Traceback" not in run.stderr


def test_publisher_out_of_reach_is_exit_code_3_and_names_the_way_on(tmp_path: Path) -> None:
    mirror = tiny_mirror(tmp_path / "mirror")
    (mirror / "apps.bea.gov/regional/zip/SARPP.zip").write_bytes(b"<html><title>Access Denied</title></html>")
    run = etl("refresh", DATA_DIR=str(tmp_path / "data"), ETL_MIRROR=str(mirror))
    assert run.returncode == 3, run.stdout + run.stderr
    assert "SARPP.zip" in run.stdout and str(tmp_path / "data" / "inbox") in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_file_in_the_inbox_takes_the_place_of_a_refused_one(tmp_path: Path) -> None:
    mirror = tiny_mirror(tmp_path / "mirror")
    refused = mirror / "apps.bea.gov/regional/zip/SARPP.zip"
    content = refused.read_bytes()
    refused.write_bytes(b"<html><title>Access Denied</title></html>")
    env = {"DATA_DIR": str(tmp_path / "data"), "ETL_MIRROR": str(mirror)}
    assert etl("refresh", **env).returncode == 3
    (tmp_path / "data" / "inbox").mkdir(exist_ok=True)
    (tmp_path / "data" / "inbox" / "SARPP.zip").write_bytes(content)
    run = etl("refresh", **env)
    assert run.returncode == 0, run.stderr
    assert "is used" in run.stdout


def test_refused_by_checks_is_exit_code_1(tmp_path: Path) -> None:
    mirror = tiny_mirror(tmp_path / "mirror")
    (mirror / "www.bls.gov/oes/special-requests/oesm16nat.zip").unlink()
    run = etl("refresh", DATA_DIR=str(tmp_path / "data"), ETL_MIRROR=str(mirror))
    assert run.returncode == 1
    assert "national_years_complete" in run.stderr and "2016" in run.stderr and "Traceback" not in run.stderr


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["rollback", "a", "b"]])
def test_usage_is_exit_code_2(arguments: list[str], tmp_path: Path) -> None:
    run = etl(*arguments, DATA_DIR=str(tmp_path))
    assert run.returncode == 2 and "usage: python -m etl" in run.stderr


def test_contact_that_is_no_address_is_a_usage_error_that_says_what_is_expected(tmp_path: Path) -> None:
    run = etl("refresh", DATA_DIR=str(tmp_path), BLS_CONTACT="nobody")
    assert run.returncode == 2 and "BLS_CONTACT" in run.stderr and "e-mail" in run.stderr


def test_help_and_readme_name_every_command() -> None:
    words = parser().format_help()
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert re.search(rf"^    {command} ", words, re.MULTILINE), command
        assert f"python -m etl {command}" in readme, f"README does not tell of `python -m etl {command}`"


def test_readme_names_every_setting() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for setting in ("BLS_CONTACT", "BLS_API_KEY", "ETL_MIRROR", "DATA_DIR", "PORT"):
        assert setting in readme, setting
