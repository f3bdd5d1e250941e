"""What tests stand on: the real files where they are there, a build made of them once, and a small made-up mirror.

Environment:
REPLICA            folder of real published files, laid out as `<host>/<path>`; else `../shared/replica`.
REPLICA_REQUIRED   set by `.ci/run`: a test that needs the real files then fails without them, rather than skips.
BUILT_DATA         a DATA_DIR that already holds a build of the real files: used as it is, for a quick run.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl.settings import PROJECT, Settings
from tests.publishers import tiny_mirror

REPLICA_FIXTURES = {"replica", "built"}
BUILD_SECONDS = 600


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads the real files, so that `-m "not replica"` leaves it out."""
    for item in items:
        if REPLICA_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("replica")


def refresh(data: Path, mirror: Path | str) -> subprocess.CompletedProcess[str]:
    """`python -m etl refresh` into `data` from `mirror`, as an analyst types it; the caller looks at the exit code."""
    env = {key: value for key, value in os.environ.items() if key not in {"BLS_CONTACT", "BLS_API_KEY"}}
    env |= {"DATA_DIR": str(data), "ETL_MIRROR": str(mirror)}
    return subprocess.run(
        [sys.executable, "-m", "etl", "refresh"],
        cwd=PROJECT, env=env, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False,
    )  # fmt: skip


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold a lock beside `folder`, across the processes of pytest-xdist."""
    with folder.with_suffix(".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def built_once(name: str, mirror: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """DATA_DIR with a build made of `mirror`; the first worker makes it, the others wait and share it."""
    base = tmp_path_factory.getbasetemp()
    data = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    done = data / "refreshed"
    with only_one(data):
        if not done.exists():
            run = refresh(data, mirror)
            said = f"{run.stdout}\n{run.stderr}"
            assert run.returncode == 0, f"etl refresh from {mirror} ended with {run.returncode}\n{said}"
            done.touch()
    return data


@pytest.fixture(scope="session")
def replica() -> Path:
    """Folder of the publishers' real files; without it the test is skipped, or fails where they are required."""
    folder = Path(os.environ.get("REPLICA") or PROJECT.parent / "shared" / "replica").resolve()
    if folder.is_dir():
        return folder
    message = f"the publishers' real files are not at {folder} (set REPLICA to their folder)"
    if os.environ.get("REPLICA_REQUIRED", "0") not in {"", "0"}:
        pytest.fail(f"{message}, and REPLICA_REQUIRED insists on them", pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def built(replica: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """DATA_DIR with a build of the real files, made once a session. Read it; do not write to it."""
    if ready := os.environ.get("BUILT_DATA"):
        return Path(ready).resolve()
    return built_once("built", replica, tmp_path_factory)


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small complete mirror with made-up figures, for ETL_MIRROR. Read it; do not write to it."""
    return tiny_mirror(tmp_path_factory.mktemp("made-up"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a run with its own empty data folder, no contact, no key, no mirror."""
    return Settings(data=tmp_path / "data")
