"""Files made of a build: made once, at the first request, kept on disk while the build is one of the last two."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

KEPT_BUILDS = 2
"""The build that is shown, and the one before it, of which a download may still be on its way."""


@dataclass(frozen=True)
class Copy:
    """A file that is ready. etag: of its content, in quotes, as HTTP wants it."""

    path: Path
    etag: str
    bytes: int


class KeptCopies:
    """Copies by build and name. The folder is the operating system's temporary one and goes with the process."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._builds: dict[str, dict[str, Copy]] = {}
        self._making: dict[tuple[str, str], threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, build_id: str, name: str, make: Callable[[Path], None]) -> Copy:
        """The copy of that name, made by `make(path)` where there is none yet; who comes meanwhile waits for it."""
        with self._lock:
            folder = self._of_build(build_id)
            if copy := self._builds[build_id].get(name):
                return copy
            making = self._making.setdefault((build_id, name), threading.Lock())
        with making:
            with self._lock:
                if copy := self._builds.get(build_id, {}).get(name):
                    return copy
            copy = _made(folder / name, make)
            with self._lock:
                self._builds.setdefault(build_id, {})[name] = copy
                self._making.pop((build_id, name), None)
            return copy

    def ready(self, build_id: str, name: str) -> Copy | None:
        """The copy of that name where it is made already."""
        with self._lock:
            return self._builds.get(build_id, {}).get(name)

    def _of_build(self, build_id: str) -> Path:
        """The build's own folder; copies of builds that are long gone are thrown away."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="dashboard-tables-", ignore_cleanup_errors=True)
        self._builds[build_id] = self._builds.pop(build_id, {})
        while len(self._builds) > KEPT_BUILDS:
            oldest = next(iter(self._builds))
            del self._builds[oldest]
            shutil.rmtree(Path(self._folder.name) / oldest, ignore_errors=True)
        folder = Path(self._folder.name) / build_id
        folder.mkdir(exist_ok=True)
        return folder


def _made(path: Path, make: Callable[[Path], None]) -> Copy:
    aside = path.with_name(f"{path.name}.part")
    make(aside)
    digest = hashlib.sha256()
    with aside.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    aside.replace(path)
    return Copy(path, f'"{digest.hexdigest()[:32]}"', path.stat().st_size)
