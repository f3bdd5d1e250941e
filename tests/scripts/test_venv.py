"""scripts/venv: a second call does nothing; an old or incomplete Python gets a message that says what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from etl.settings import PROJECT

FAKE_PYTHON = """#!/usr/bin/env bash
# Stands in for Python {version}: answers for its version, makes a venv of itself, counts what pip is asked for.
case "$*" in
    --version) echo "Python {version}" ;;
    "-c import sys"*) exit {too_old} ;;
    "-m venv "*) {venv} ;;
    "-m pip --version") exit 0 ;;
    "-m pip install"*) echo "$*" >> "{log}" ;;
esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of what the script needs of the project, without a .venv."""
    folder = tmp_path / "clone"
    shutil.copytree(PROJECT / "scripts", folder / "scripts")
    for name in ("requirements.lock", "requirements-dev.lock"):
        shutil.copy(PROJECT / name, folder / name)
    return folder


def python(clone: Path, *, version: str = "3.11.2", venv: str = "") -> Path:
    """A stand-in for an interpreter; `venv` is what its `-m venv` does."""
    path = clone.parent / "python-stand-in"
    makes = venv or f'mkdir -p .venv/bin && cp "{path}" .venv/bin/python'
    too_old = int(tuple(map(int, version.split(".")[:2])) < (3, 11))
    path.write_text(
        FAKE_PYTHON.format(version=version, too_old=too_old, venv=makes, log=clone.parent / "log"), encoding="utf-8"
    )
    path.chmod(0o755)
    return path


def run(clone: Path, what: str, interpreter: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [clone / "scripts" / "venv", what],
        env=os.environ | {"PYTHON": str(interpreter)} | env,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def installs(clone: Path) -> list[str]:
    log = clone.parent / "log"
    return [line.rsplit(" ", 1)[-1] for line in log.read_text().splitlines()] if log.exists() else []


def test_a_second_call_installs_nothing(clone: Path) -> None:
    interpreter = python(clone)
    for _ in range(2):
        result = run(clone, "run", interpreter)
        assert result.returncode == 0, result.stderr
    assert installs(clone) == ["requirements.lock"]


def test_what_tests_need_holds_what_running_needs(clone: Path) -> None:
    interpreter = python(clone)
    run(clone, "dev", interpreter)
    run(clone, "run", interpreter)
    assert installs(clone) == ["requirements-dev.lock"]


def test_a_changed_pin_is_installed(clone: Path) -> None:
    interpreter = python(clone)
    run(clone, "run", interpreter)
    with (clone / "requirements.lock").open("a") as file:
        file.write("requests==0\n")
    run(clone, "run", interpreter)
    assert installs(clone) == ["requirements.lock"] * 2


def test_an_old_python_is_refused_in_words(clone: Path) -> None:
    result = run(clone, "run", python(clone, version="3.9.2"))
    assert result.returncode == 1
    assert "Python 3.11 or newer is needed" in result.stderr
    assert "apt-get install python3" in result.stderr


def test_a_python_without_venv_names_the_package_and_leaves_no_half_made_folder(clone: Path, tmp_path: Path) -> None:
    no_apt = tmp_path / "bin"
    no_apt.mkdir()
    for name, body in (("apt-get", "exit 100"), ("sudo", "exit 1")):
        (no_apt / name).write_text(f"#!/usr/bin/env bash\n{body}\n")
        (no_apt / name).chmod(0o755)
    interpreter = python(clone, venv="mkdir -p .venv; echo 'ensurepip is not available' >&2; exit 1")
    result = run(clone, "run", interpreter, PATH=f"{no_apt}:{os.environ['PATH']}")
    assert result.returncode == 1
    assert "apt-get install python3-venv" in result.stderr
    assert not (clone / ".venv").exists()
