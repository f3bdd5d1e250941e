"""What the analysis is tested on: the real figures that come with the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.warehouse import Warehouse, current


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The embedded snapshot, whatever was built on this machine."""
    return current(tmp_path_factory.mktemp("no builds"))


@pytest.fixture(scope="session")
def published(built: Path) -> Warehouse:
    """A build of the publishers' real files; the test is skipped where they are not there."""
    return current(built)
