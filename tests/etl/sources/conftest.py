"""A file of a publisher as the readers get it: on disk, with its record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from etl.files import LocalFile

TODAY = date(2026, 11, 22)

Arrived = Callable[[ModuleType, Path | bytes], LocalFile]


@pytest.fixture
def arrived(tmp_path: Path) -> Arrived:
    """arrived(module, path or bytes, name=None): the module's file, the first unless its name is given."""

    def local(module: ModuleType, content: Path | bytes, name: str | None = None) -> LocalFile:
        wanted = name or (content.name if isinstance(content, Path) else None)
        remotes = [r for r in module.files(TODAY) if wanted is None or r.url.endswith(f"/{wanted}")]
        remote = remotes[0]
        path = content if isinstance(content, Path) else tmp_path / remote.url.rsplit("/", 1)[-1]
        if isinstance(content, bytes):
            path.write_bytes(content)
        body = path.read_bytes()
        digest = hashlib.sha256(body).hexdigest()
        return LocalFile(remote, path, "mirror", datetime(2026, 11, 22, tzinfo=UTC), len(body), digest, note="A copy.")

    return local
