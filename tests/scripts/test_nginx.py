"""scripts/nginx: one on the machine, also where only root looks, else the distribution's, else it fails and says so.

The machine is a folder of stand-ins on PATH.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from etl.settings import PROJECT

TOOLS = ("bash", "env", "dirname", "timeout", "id", "cat", "chmod")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of commands: what every Debian has, an apt-get that can install nothing, and no nginx."""
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
    sbin = {"SBIN": str(machine.parent / "sbin")}
    return subprocess.run(
        [PROJECT / "scripts" / "nginx"],
        env={"PATH": str(machine), "HOME": os.environ.get("HOME", "/")} | sbin | env,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_named_one_is_used_and_one_that_does_not_start_is_an_error(machine: Path, tmp_path: Path) -> None:
    mine = put(tmp_path / "mine", "nginx", "exit 0")
    assert run(machine, NGINX=str(mine)).stdout.strip() == str(mine)
    result = run(machine, NGINX="/nowhere/nginx")
    assert (result.returncode, result.stdout) == (1, "")
    assert "NGINX=/nowhere/nginx does not start" in result.stderr


def test_one_where_only_root_looks_is_found(machine: Path) -> None:
    here = put(machine.parent / "sbin", "nginx", "exit 0")
    assert run(machine).stdout.strip() == str(here)


def test_one_that_does_not_start_is_not_enough_and_the_distribution_is_asked(machine: Path) -> None:
    put(machine, "nginx", "exit 127")
    here = machine.parent / "sbin" / "nginx"
    here.parent.mkdir()
    installs = f"""case "$*" in *install*nginx*)
rm -f {machine}/nginx; printf '#!/usr/bin/env bash\\nexit 0\\n' > {here}; chmod +x {here} ;; esac"""
    (machine / "rm").symlink_to(str(shutil.which("rm")))
    put(machine, "systemctl", "exit 0")
    put(machine, "apt-get", installs)
    result = run(machine)
    assert result.stdout.strip() == str(here), result.stderr
    assert "asking the distribution" in result.stderr


def test_where_none_can_be_had_it_fails_and_says_what_helps(machine: Path) -> None:
    result = run(machine)
    assert (result.returncode, result.stdout) == (1, "")
    assert "none can be had here" in result.stderr
    assert "apt-get install nginx" in result.stderr
