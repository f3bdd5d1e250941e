"""The locks hold every pin of the lists that people edit, with checksums, and agree with each other."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl.settings import PROJECT

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)(?: ; ([^\\]+?))? ?\\?$", re.MULTILINE)


def pins(name: str) -> set[tuple[str, str, str]]:
    """(name, version, marker) of each pin; names as registries compare them."""
    text = (PROJECT / name).read_text("utf-8")
    return {(re.sub(r"[-_.]+", "-", found[1]).lower(), found[2], found[3] or "") for found in PIN.finditer(text)}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_pin_is_in_the_lock(name):
    wanted = {pin[:2] for pin in pins(f"{name}.txt")}
    assert wanted
    assert wanted <= {pin[:2] for pin in pins(f"{name}.lock")}, "run scripts/lock"


def test_what_tests_install_is_what_users_install():
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_everything_in_a_lock_has_checksums_and_names_no_registry(name):
    text = (PROJECT / name).read_text("utf-8")
    packages = re.split(r"\n(?=[A-Za-z])", text)[1:]
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text


AUDITS = [
    ([{"name": "a", "version": "1", "skip_reason": "not found"}], 0, "nothing is known"),
    ([{"name": "a", "version": "1", "vulns": []}], 0, "1 of 1 packages looked up, 0 with a known fault"),
    (
        [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}],
        1,
        "a 1 has CVE-1; repaired in 2",
    ),
    (None, 0, "could not be asked"),
]


@pytest.mark.parametrize(("answer", "code", "said"), AUDITS)
def test_the_audit_fails_for_known_faults_alone(tmp_path: Path, answer, code, said):
    (tmp_path / "pip_audit.py").write_text(f"print({json.dumps({'dependencies': answer} if answer else 'no JSON')!r})")
    result = subprocess.run(
        [sys.executable, PROJECT / "scripts" / "audit"],
        env=os.environ | {"PYTHONPATH": str(tmp_path), "AUDIT": "on"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert result.returncode == code
    assert said in result.stdout
