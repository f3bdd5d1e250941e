"""scripts/monthly and the workflow that calls it: tried in a copy of the project, with a stand-in for `gh`.

The publishers are the made-up mirror; the repository pushes to a bare one beside it. The workflow's own lines are held
against what the script offers, as nothing here can run GitHub's machines.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from etl.settings import PROJECT
from etl.sources import NAMES
from tests.refreshed import built_once

WORKFLOW = (PROJECT / ".github" / "workflows" / "refresh.yml").read_text(encoding="utf-8")

GH = """#!/usr/bin/env bash
# Writes down what it is asked, with the text of a body; answers as $GH_ANSWERS says.
printf '%s\\n' "$*" >> "$GH_LOG"
while [ $# -gt 0 ]; do [ "$1" != --body-file ] || { cat "$2" > "$GH_LOG.body"; }; shift; done
tail -n 1 "$GH_LOG" | grep -q "^${GH_FAILS:-nothing}" && exit 1
echo "${GH_SAYS:-}"
"""


class Machine:
    """A clone of the project, with its own data, and what `gh` was asked."""

    def __init__(self, folder: Path, mirror: Path) -> None:
        self.project, self.log = folder / "project", folder / "gh.log"
        self._env = {
            key: value for key, value in os.environ.items() if not key.startswith(("BLS_", "DATA_DIR", "GITHUB"))
        }
        self._env |= {
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "GH_LOG": str(self.log),
            "ETL_MIRROR": str(mirror),
        }

    def git(self, *arguments: str) -> str:
        run = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
        return subprocess.run(run, cwd=self.project, env=self._env, capture_output=True, text=True, check=True).stdout

    def monthly(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        return self._run(["scripts/monthly", *arguments], env)

    def shell(self, line: str, **env: str) -> subprocess.CompletedProcess[str]:
        """A line as cron runs it."""
        return self._run(["/bin/sh", "-c", line], env)

    def _run(self, command: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.project, env=self._env | env, capture_output=True, text=True, timeout=300, check=False
        )

    def asked(self) -> list[str]:
        """What `gh` was asked since the last time."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines

    def body(self) -> str:
        return self.log.with_name("gh.log.body").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def machine(made_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """With the files of the made-up mirror on disk, and a build of them."""
    folder = tmp_path_factory.mktemp("monthly")
    found = Machine(folder, made_up)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (found.project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, found.project / name)
    (found.project / ".venv").symlink_to(PROJECT / ".venv")
    for part in ("downloads", "warehouse"):
        shutil.copytree(built_once("built-made-up", made_up, tmp_path_factory) / part, found.project / "data" / part)
    (folder / "bin").mkdir()
    (folder / "bin" / "gh").write_text(GH, encoding="utf-8")
    (folder / "bin" / "gh").chmod(0o755)
    subprocess.run(["git", "init", "--quiet", "--bare", folder / "origin"], check=True)
    found.git("init", "--quiet", "--initial-branch", "main")
    found.git("add", ".")
    found.git("commit", "--quiet", "-m", "The project")
    found.git("remote", "add", "origin", str(folder / "origin"))
    found.git("push", "--quiet", "origin", "main")
    return found


def test_nothing_new_says_nothing_and_proposes_nothing(machine: Machine, tmp_path: Path) -> None:
    run = machine.monthly(GITHUB_OUTPUT=str(tmp_path / "output"))
    assert (run.returncode, run.stdout, run.stderr) == (0, "", ""), "cron sends no mail"
    assert (tmp_path / "output").read_text() == "outcome=nothing new\n"
    assert machine.asked() == []


def test_new_figures_are_tried_and_proposed_with_the_report(machine: Machine, tmp_path: Path) -> None:
    (machine.project / "data" / "warehouse" / "CURRENT").unlink()  # as if they had come just now
    run = machine.monthly("refresh", "--only", NAMES[0], GITHUB_OUTPUT=str(tmp_path / "output"))
    assert run.returncode == 0 and re.search(r"^Published build \S+\.", run.stdout, re.MULTILINE), run.stderr
    assert (tmp_path / "output").read_text() == "outcome=published\n"
    run = machine.monthly("propose")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "passed" in run.stdout, "the new snapshot was tried"
    build = json.loads((machine.project / "data" / "snapshot" / "MANIFEST.json").read_text())["build_id"].split("-")[1]
    title = f"Refresh the figures to build {build}"
    listed, created = machine.asked()
    assert listed.startswith("pr list --head monthly-refresh --state open")
    assert created.startswith(f"pr create --base main --head monthly-refresh --title {title} --body-file ")
    assert f"# Build {build}" in machine.body() and "## Checks" in machine.body()
    assert machine.git("log", "-1", "--format=%an: %s", "origin/monthly-refresh") == f"github-actions[bot]: {title}\n"
    changed = machine.git("diff", "--name-only", "main", "origin/monthly-refresh").split()
    assert changed and all(name.startswith("data/snapshot/") for name in changed)


def test_second_proposal_takes_the_place_of_an_open_one(machine: Machine) -> None:
    machine.git("switch", "--quiet", "--force", "main")
    run = machine.monthly("propose", GH_SAYS="7")
    assert run.returncode == 0, run.stderr
    assert machine.asked()[1].startswith("pr edit 7 --title Refresh the figures to build ")
    run = machine.monthly("propose")
    assert run.returncode == 0 and "nothing to propose" in run.stdout and machine.asked() == [], (
        "it is proposed already"
    )


def test_other_changes_are_never_swept_into_a_proposal(machine: Machine) -> None:
    (machine.project / "README.md").write_text("mine")
    run = machine.monthly("propose")
    machine.git("checkout", "--quiet", "--", "README.md")
    assert run.returncode == 2 and "changes beside data/snapshot" in run.stderr and machine.asked() == []


def test_failure_is_told_with_its_exit_code_and_becomes_an_issue(machine: Machine, tmp_path: Path) -> None:
    run = machine.monthly(BLS_CONTACT="nobody")
    assert run.returncode == 2 and "BLS_CONTACT: expected an e-mail address" in run.stdout + run.stderr
    (tmp_path / "log").write_text(run.stdout + run.stderr)
    told = machine.monthly("complain", "2", str(tmp_path / "log"), RUN_URL="https://example.org/run/1")
    listed, created = machine.asked()
    assert told.returncode == 0 and listed.startswith("issue list --state open")
    assert created.startswith("issue create --title The monthly refresh failed --body-file ")
    body = machine.body()
    assert "Exit code 2." in body and "https://example.org/run/1" in body and "    etl refresh: BLS_CONTACT" in body
    machine.monthly("complain", "3", str(tmp_path / "log"), GH_SAYS="12")
    assert machine.asked()[1].startswith("issue comment 12 "), "one issue, however often it fails"
    assert "refused or could not be reached" in machine.body()


def test_files_of_the_last_run_are_brought_or_the_embedded_figures_restored(machine: Machine, tmp_path: Path) -> None:
    run = machine.monthly("fetch-data", DATA_DIR=str(tmp_path / "data"), GH_SAYS="99")
    assert run.returncode == 0 and "The files of run 99 are here." in run.stdout
    assert machine.asked()[1] == f"run download 99 --name data --dir {tmp_path / 'data'}"
    for fails, says in (("run download", "99"), ("nothing", "")):
        here = tmp_path / f"{fails} {says}"
        run = machine.monthly("fetch-data", DATA_DIR=str(here), GH_FAILS=fails, GH_SAYS=says)
        assert run.returncode == 0 and "the figures that come with the project" in run.stdout, run.stderr
        assert (here / "warehouse" / "CURRENT").is_file()
    machine.asked()


def test_line_for_cron_works_as_documented(machine: Machine) -> None:
    page = (PROJECT / "docs" / "monthly.md").read_text(encoding="utf-8")
    found = re.search(r"^0 7 \* \* 1 (.*)$", page, re.MULTILINE)
    assert found
    line = found[1].replace("\\%", "%").replace("/srv/technicians", str(machine.project))
    date = machine.project.parent / "bin" / "date"
    for day, says in (("08", ""), ("07", "BLS_CONTACT: expected an e-mail address")):
        date.write_text(f"#!/bin/sh\necho {day}\n", encoding="utf-8")
        date.chmod(0o755)
        run = machine.shell(line, BLS_CONTACT="nobody")
        assert run.returncode == 0 and run.stderr == "" and bool(run.stdout) == bool(says) and says in run.stdout, day
    date.unlink()
    assert says in (machine.project / "data" / "monthly.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["unknown"], ["complain"], ["complain", "1"]])
def test_what_makes_no_sense_is_a_usage_error(machine: Machine, arguments: list[str]) -> None:
    run = machine.monthly(*arguments)
    assert run.returncode == 2 and run.stderr.startswith("scripts/monthly: ")


def test_workflow_calls_what_the_script_offers() -> None:
    script = (PROJECT / "scripts" / "monthly").read_text(encoding="utf-8")
    called = re.findall(r"scripts/monthly ([a-z-]+)", re.sub(r"^\s*#.*$", "", WORKFLOW, flags=re.MULTILINE))
    assert set(called) == {"fetch-data", "refresh", "propose", "complain"}
    for command in called:
        assert re.search(rf"^    {command}\)", script, re.MULTILINE), command
        assert f"scripts/monthly {command}" in script.split("set -euo")[0].replace("[refresh]", "refresh"), (
            "in its head"
        )


def test_workflow_has_no_more_rights_than_it_needs_and_pins_what_it_uses() -> None:
    assert re.search(r"^permissions: \{\}$", WORKFLOW, re.MULTILINE)
    rights = dict(re.findall(r"^      ([a-z-]+): (read|write) #", WORKFLOW, re.MULTILINE))
    assert rights == {"contents": "write", "pull-requests": "write", "issues": "write", "actions": "read"}
    uses = re.findall(r"uses: (\S+)", WORKFLOW)
    assert uses and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name) for name in uses)
    for block in re.findall(r"run: (?:\|\n((?: {10}.*\n)+)|(.*)\n)", WORKFLOW):
        assert "${{" not in "".join(block), "what people type reaches a shell as a variable, never as its text"


def test_workflow_runs_each_month_and_by_hand() -> None:
    assert re.search(r'^    - cron: "\d+ \d+ \* \* 1"$', WORKFLOW, re.MULTILINE), "Mondays"
    assert 'date -u +%-d)" -le 7' in WORKFLOW, "of which the first passes"
    assert "\t" not in WORKFLOW and re.search(r"^  workflow_dispatch:$", WORKFLOW, re.MULTILINE)
    assert "if: failure()" in WORKFLOW and "timeout-minutes" in WORKFLOW
    for name in ("BLS_CONTACT", "BLS_API_KEY"):
        assert f"secrets.{name}" in WORKFLOW
