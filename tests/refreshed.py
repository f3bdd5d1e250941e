"""A refresh as an analyst types it, and a folder refreshed once for all tests of a session."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import pytest

from etl.settings import PROJECT

BUILD_SECONDS = 600


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


def made_once(name: str, make: Callable[[Path], object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that `make` fills once a session; the first worker does it, the others wait and share it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    done = folder.with_suffix(".done")
    with only_one(folder):
        if not done.exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            done.touch()
    return folder


def built_once(name: str, mirror: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """DATA_DIR with a build made of `mirror`, once a session."""

    def build(data: Path) -> None:
        run = refresh(data, mirror)
        said = f"{run.stdout}\n{run.stderr}"
        assert run.returncode == 0, f"etl refresh from {mirror} ended with {run.returncode}\n{said}"

    return made_once(name, build, tmp_path_factory)


@contextmanager
def published_copy(data: Path, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build that CURRENT names, copied into `folder` and open for reading.

    A copy, since a process can open a DuckDB file with one set of options only, and tests of the dashboard open the
    file itself with the dashboard's.
    """
    build = (data / "warehouse" / "CURRENT").read_text(encoding="utf-8").strip()
    copy = shutil.copy(data / "warehouse" / f"{build}.duckdb", folder)
    with closing(duckdb.connect(str(copy), read_only=True)) as connection:
        yield connection
