from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.faults import least
from tests.faults.kit import Stand
from tests.refreshed import made_once
from tests.servers import PublisherServer


def refreshed(folder: Path, publish: Callable[[Path], None]) -> None:
    """A publisher, and a data folder that a first refresh filled from it."""
    publish(folder / "publisher")
    with PublisherServer(folder / "publisher") as server:
        run = Stand(server, folder / "publisher", folder / "publisher", folder / "data").run()
    assert run.code == 0, run.said


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once("faults", partial(refreshed, publish=least.publish), tmp_path_factory)


@pytest.fixture(scope="session")
def made_least(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once("faults-least", partial(refreshed, publish=least.publish_least), tmp_path_factory)


@contextmanager
def a_copy(made: Path, folder: Path) -> Iterator[Stand]:
    shutil.copytree(made / "publisher", folder / "publisher")
    shutil.copytree(made / "data", folder / "data")
    with PublisherServer(folder / "publisher") as server:
        yield Stand(server, folder / "publisher", made / "publisher", folder / "data")


@pytest.fixture
def stand(made: Path, tmp_path: Path) -> Iterator[Stand]:
    """A published build of its own for each test, and the publisher that it came from."""
    with a_copy(made, tmp_path) as stand:
        yield stand


@pytest.fixture
def small_stand(made_least: Path, tmp_path: Path) -> Iterator[Stand]:
    """The same with as little in it as can be."""
    with a_copy(made_least, tmp_path) as stand:
        yield stand
