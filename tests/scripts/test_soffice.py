"""scripts/soffice: one on the machine that has Impress, else the distribution's, else it fails and says so.

The machine is a folder of stand-ins on PATH.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from etl.settings import PROJECT

TOOLS = ("bash", "env", "dirname", "readlink", "timeout", "id", "cat", "chmod", "touch")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of commands: what every Debian has, an apt-get that can install nothing, and no office."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(str(shutil.which(tool)))
    put(folder, "apt-get", "echo 'E: Unable to locate package' >&2; exit 100")
    put(folder, "sudo", 'shift; exec "$@"')
    return folder


def put(folder: Path, name: str, body: str) -> Path:
    folder.mkdir(exist_ok=True)
    script = folder / name
    script.write_text(f"#!/usr/bin/env bash\n{body}\n", encoding="utf-8")
    script.chmod(0o755)
    return script


def run(machine: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROJECT / "scripts" / "soffice"],
        env={"PATH": str(machine), "HOME": os.environ.get("HOME", "/")} | env,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_named_one_is_used_and_one_that_does_not_start_is_an_error(machine: Path, tmp_path: Path) -> None:
    mine = put(tmp_path / "mine", "office", "echo LibreOffice 1.0")
    assert run(machine, SOFFICE=str(mine)).stdout.strip() == str(mine)
    result = run(machine, SOFFICE="/nowhere/soffice")
    assert (result.returncode, result.stdout) == (1, "")
    assert "SOFFICE=/nowhere/soffice does not start" in result.stderr


def test_one_without_impress_is_not_enough_and_the_distribution_is_asked(machine: Path) -> None:
    here = put(machine, "soffice", "echo LibreOffice 2.0")
    assert run(machine).returncode == 1
    put(machine, "apt-get", f'case "$*" in *install*libreoffice-impress*) touch {machine}/libsdlo.so ;; esac')
    result = run(machine)
    assert result.stdout.strip() == str(here), result.stderr
    assert "asking the distribution" in result.stderr


def test_a_font_of_arials_widths_is_asked_for_where_there_is_none(machine: Path) -> None:
    put(machine, "soffice", "echo LibreOffice 2.0")
    (machine / "libsdlo.so").touch()
    (machine / "grep").symlink_to(str(shutil.which("grep")))
    put(machine, "apt-get", f'echo "$*" >> {machine}/asked')
    put(machine, "fc-match", "echo 'LiberationSans-Regular.ttf: \"Liberation Sans\"'")
    assert run(machine).returncode == 0
    assert not (machine / "asked").exists()
    put(machine, "fc-match", "echo 'DejaVuSans.ttf: \"DejaVu Sans\"'")
    assert run(machine).stdout.strip() == str(machine / "soffice")
    assert "fonts-liberation" in (machine / "asked").read_text(encoding="utf-8")


def test_where_none_can_be_had_it_fails_and_says_what_helps(machine: Path) -> None:
    result = run(machine)
    assert (result.returncode, result.stdout) == (1, "")
    assert "none can be had here" in result.stderr
    assert "apt-get install libreoffice-impress-nogui" in result.stderr
