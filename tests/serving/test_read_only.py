"""The dashboard and a refresh write nothing but `data/` and the operating system's folder for passing files.

They run from a copy of the project in which all else is read-only, with a home that cannot be written to either.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.viewer import Viewer
from etl.settings import PROJECT
from tests.browser.conftest import serving
from tests.serving.test_headers import ask

WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
"""For root, to whom the modes of files otherwise mean nothing."""
PARTS = (
    "analysis", "etl", "ui", "pages", "dashboard.py", "navigation.py", ".streamlit", "data/reference", "data/snapshot",
)  # fmt: skip


def command(*said: str) -> list[str]:
    return [*(WITHOUT_RIGHTS if os.geteuid() == 0 else []), sys.executable, *said]


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A copy of the project, with a home in it, that nobody may write to."""
    project = tmp_path / "project"
    for part in PARTS:
        source, target = PROJECT / part, project / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    (project / "home").mkdir()
    everything = (project, *project.rglob("*"))
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        tried = subprocess.run(command("-c", "open('home/tried', 'w')"), cwd=project, capture_output=True, text=True)
        if "PermissionError" not in tried.stderr:
            pytest.skip("this system does not let the test give up its rights")
        yield project
    finally:
        for path in everything:
            path.chmod(0o755 if path.is_dir() else 0o644)


def files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*")}


def test_a_refresh_and_the_dashboard_write_data_alone(locked, made_up, tmp_path):
    data, log, passing = tmp_path / "data", tmp_path / "log", tmp_path / "passing"
    data.mkdir()
    passing.mkdir()
    before = files(locked)
    home = str(locked / "home")
    env = {"HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home, "TMPDIR": str(passing)}
    more = {"DATA_DIR": str(data), "ETL_MIRROR": str(made_up)}
    refreshed = subprocess.run(
        command("-m", "etl", "refresh"), cwd=locked, capture_output=True, text=True, timeout=300,
        env={**os.environ, **env, **more},
    )  # fmt: skip
    assert refreshed.returncode == 0, refreshed.stdout[-2000:] + refreshed.stderr[-2000:]
    assert (data / "warehouse" / "CURRENT").is_file()
    assert not any(passing.iterdir()), "a refresh keeps what it fetches in its own folder"

    with serving(command("dashboard.py"), data, log, cwd=locked, **env) as server:
        ready = ask(server, "/readyz")
        assert (ready[0], '"origin":"build"' in ready[2]) == (200, True), ready
        for path in ("/", "/api", "/api/tables/sources.csv", "/api/tables/sources.xlsx", "/api/build.zip"):
            assert ask(server, path)[0] == 200, path

        async def visit() -> list[str]:
            async with Viewer(server) as viewer:
                return [(await viewer.open(page)).words for page in ("", "methods", "data")]

        assert not any("went wrong" in words for words in asyncio.run(visit()))
    told = log.read_text()
    assert "Permission denied" not in told and "Read-only" not in told and "Traceback" not in told, told[-3000:]
    assert files(locked) == before
