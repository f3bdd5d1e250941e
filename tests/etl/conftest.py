"""What the tests of the ETL share."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.settings import Settings
from tests.download_kit import CONTACT, Kit, Time
from tests.etl import months
from tests.etl.months import TwoMonths
from tests.refreshed import built_once, made_once
from tests.servers import PublisherServer


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A publisher without files, and an empty data folder."""
    folder = tmp_path / "publisher"
    folder.mkdir()
    with PublisherServer(folder) as server:
        settings = Settings(data=tmp_path / "data", contact=CONTACT)
        yield Kit(folder, server, settings, Time(), io.StringIO())


@pytest.fixture(scope="session")
def made_up_data(made_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """DATA_DIR with a build of the made-up mirror, made once a session. Read it; do not write to it."""
    return built_once("built-made-up", made_up, tmp_path_factory)


@pytest.fixture
def data(made_up_data: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test to change: the DATA_DIR of `etl`."""
    return Path(shutil.copytree(made_up_data, tmp_path / "data"))


Etl = Callable[..., tuple[int, str, str]]


@pytest.fixture
def etl(made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Etl:
    """`python -m etl …` in this process, with its data in tmp_path / "data": (exit code, standard output, errors)."""
    for name in ("BLS_CONTACT", "BLS_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ETL_MIRROR", str(made_up))

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as end:  # argparse, on a usage that makes no sense
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture(scope="session")
def two_months(made_up: Path, made_up_data: Path, tmp_path_factory: pytest.TempPathFactory) -> TwoMonths:
    """Two builds, the second after a month in which every publisher changed something. Read it; do not write to it."""
    return months.read(
        made_once("two-months", lambda folder: months.play(folder, made_up, made_up_data), tmp_path_factory)
    )
