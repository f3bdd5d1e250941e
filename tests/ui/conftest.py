"""What tests of pages leave behind for those that run after them in the same process: nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def program_that_runs_the_tests() -> Iterator[None]:
    """Streamlit puts the script that it runs in the place of the program, and processes that are forked run it too."""
    program = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = program
