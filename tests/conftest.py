"""What tests stand on: the real files where they are there, a build made of them once, and a small made-up mirror.

Environment:
REPLICA            folder of real published files, laid out as `<host>/<path>`; else `../shared/replica`.
REPLICA_REQUIRED   set by `.ci/run`: a test that needs the real files then fails without them, rather than skips.
BUILT_DATA         a DATA_DIR that already holds a build of the real files: used as it is, for a quick run.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from etl.settings import PROJECT, Settings
from tests.publishers import tiny_mirror
from tests.refreshed import built_once, made_once

REPLICA_FIXTURES = {"replica", "built"}
NO_REPLICA = "the publishers' real files are not there"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads the real files, so that `-m "not replica"` leaves it out."""
    for item in items:
        if REPLICA_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("replica")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, rather than a line each, that tests were left out for want of the real files, and how to have them."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_REPLICA in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_line(f"{count} tests were skipped: {NO_REPLICA} at ../shared/replica or $REPLICA")


@pytest.fixture(scope="session")
def replica() -> Path:
    """Folder of the publishers' real files; without it the test is skipped, or fails where they are required."""
    folder = Path(os.environ.get("REPLICA") or PROJECT.parent / "shared" / "replica").resolve()
    if folder.is_dir():
        return folder
    message = f"{NO_REPLICA}: {folder} (REPLICA names another folder)"
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
    return made_once("made-up", tiny_mirror, tmp_path_factory)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a run with its own empty data folder, no contact, no key, no mirror."""
    return Settings(data=tmp_path / "data")
