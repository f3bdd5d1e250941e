"""scripts/chromium: one on the machine, else Playwright's, else the distribution's, else it fails and says so.

The machine is a folder of stand-ins on PATH; Playwright is kept from the network by a download host that refuses.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from etl.settings import PROJECT

TOOLS = ("bash", "env", "dirname", "timeout", "id", "cat", "chmod")
REFUSES = "http://127.0.0.1:9"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of commands: what every Debian has, an apt-get that can install nothing, and no browser."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(str(shutil.which(tool)))
    put(folder, "apt-get", "echo 'E: Unable to locate package' >&2; exit 100")
    put(folder, "sudo", 'shift; exec "$@"')
    return folder


def put(folder: Path, name: str, body: str) -> Path:
    script = folder / name
    script.write_text(f"#!/usr/bin/env bash\n{body}\n", encoding="utf-8")
    script.chmod(0o755)
    return script


def run(machine: Path, **env: str) -> subprocess.CompletedProcess[str]:
    offline = {"PLAYWRIGHT_BROWSERS_PATH": str(machine.parent / "none"), "PLAYWRIGHT_DOWNLOAD_HOST": REFUSES}
    return subprocess.run(
        [PROJECT / "scripts" / "chromium"],
        env={"PATH": str(machine), "HOME": os.environ.get("HOME", "/")} | offline | env,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_named_one_is_used(machine: Path, tmp_path: Path) -> None:
    mine = put(tmp_path, "my-chrome", "echo Chromium 1.0")
    put(machine, "chromium", "echo Chromium 2.0")
    assert run(machine, CHROMIUM=str(mine)).stdout.strip() == str(mine)


def test_a_named_one_that_does_not_start_is_an_error_not_a_reason_to_use_another(machine: Path) -> None:
    put(machine, "chromium", "echo Chromium 2.0")
    result = run(machine, CHROMIUM="/nowhere/chrome")
    assert result.returncode == 1
    assert "CHROMIUM=/nowhere/chrome does not start" in result.stderr
    assert result.stdout == ""


def test_the_one_on_the_machine_is_found_by_its_usual_names(machine: Path) -> None:
    put(machine, "chromium", "exit 127")  # a launcher whose browser is gone, as a snap's without snapd
    here = put(machine, "google-chrome", "echo Google Chrome 2.0")
    assert run(machine).stdout.strip() == str(here)


def test_the_distribution_is_asked_where_playwright_cannot_download(machine: Path) -> None:
    installs = f"""case "$*" in *install*chromium*)
printf '#!/usr/bin/env bash\\necho Chromium 3.0\\n' > {machine}/chromium; chmod +x {machine}/chromium ;; esac"""
    put(machine, "apt-get", installs)
    result = run(machine)
    assert result.stdout.strip() == str(machine / "chromium"), result.stderr
    assert "Playwright could not download" in result.stderr


def test_where_none_can_be_had_it_fails_and_says_what_helps(machine: Path) -> None:
    result = run(machine)
    assert result.returncode == 1
    assert result.stdout == ""
    assert "none can be had here" in result.stderr
    assert "apt-get install chromium" in result.stderr
    assert "playwright install chromium" in result.stderr
