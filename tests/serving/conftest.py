"""The dashboard as a fresh clone serves it, for tests that need no browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.browser.conftest import serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("serving")
    with serving([sys.executable, "dashboard.py"], folder / "data", folder / "log") as address:
        yield address
