"""The dashboard as a fresh clone serves it, for tests that need no browser."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator

import pytest

from tests.browser.conftest import serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("serving")
    with serving([sys.executable, "dashboard.py"], folder / "data", folder / "log") as address:
        yield address


@pytest.fixture(autouse=True)
def no_loop_of_a_browser() -> Iterator[None]:
    """A browser of earlier tests leaves its event loop marked as running, and these tests run one of their own."""
    left = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(left)
