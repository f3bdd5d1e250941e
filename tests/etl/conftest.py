"""What the tests of the ETL share."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.settings import Settings
from tests.download_kit import CONTACT, Kit, Time
from tests.servers import PublisherServer


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A publisher without files, and an empty data folder."""
    folder = tmp_path / "publisher"
    folder.mkdir()
    with PublisherServer(folder) as server:
        settings = Settings(data=tmp_path / "data", contact=CONTACT)
        yield Kit(folder, server, settings, Time(), io.StringIO())
