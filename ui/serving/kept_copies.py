"""Files made of a build: made once, at the first request, kept on disk while the build is one of the last two."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PREFIX = "dashboard-tables-"
KEPT_BUILDS = 2
"""The build that is shown, and the one before it, of which a download may still be on its way."""


@dataclass(frozen=True)
class Copy:
    """A file that is ready. etag: of its content, in quotes, as HTTP wants it."""

    path: Path
    etag: str
    bytes: int


class KeptCopies:
    """Copies by build and name, in a folder of the operating system's temporary one.

    The folder goes with the process; where that was killed, with the next one that needs such a folder.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._builds: dict[str, dict[str, Copy]] = {}
        self._making: dict[tuple[str, str], threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, build_id: str, name: str, make: Callable[[Path], None]) -> Copy:
        """The copy of that name, made by `make(path)` where there is none yet; who comes meanwhile waits for it."""
        with self._lock:
            folder = self._of_build(build_id)
            if copy := self._ready(build_id, name):
                return copy
            making = self._making.setdefault((build_id, name), threading.Lock())
        with making:
            with self._lock:
                if copy := self._ready(build_id, name):
                    return copy
            copy = _made(folder / name, make)
            with self._lock:
                self._builds.setdefault(build_id, {})[name] = copy
                self._making.pop((build_id, name), None)
            return copy

    def _ready(self, build_id: str, name: str) -> Copy | None:
        """The copy of that name, unless there is none or somebody has tidied up the temporary folder."""
        copy = self._builds.get(build_id, {}).get(name)
        return copy if copy and copy.path.exists() else None

    def _of_build(self, build_id: str) -> Path:
        """The build's own folder; copies of builds that are long gone are thrown away."""
        if self._folder is None:
            _sweep()
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
            held = (self._folder / "LOCK").open("w")
            fcntl.flock(held, fcntl.LOCK_EX)
            weakref.finalize(self, _end, self._folder, held)
        self._builds[build_id] = self._builds.pop(build_id, {})
        while len(self._builds) > KEPT_BUILDS:
            oldest = next(iter(self._builds))
            del self._builds[oldest]
            shutil.rmtree(self._folder / oldest, ignore_errors=True)
        folder = self._folder / build_id
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _end(folder: Path, held: IO[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    held.close()


def _sweep() -> None:
    """Throw away the folders of processes that were killed: the lock on a folder ends with its process."""
    for lock in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/LOCK"):
        with suppress(OSError), lock.open("r+") as file:  # held by a process that lives, or somebody else's
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent, ignore_errors=True)


def _made(path: Path, make: Callable[[Path], None]) -> Copy:
    aside = path.with_name(f"{path.name}.part")
    make(aside)
    digest = hashlib.sha256()
    with aside.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    aside.replace(path)
    return Copy(path, f'"{digest.hexdigest()[:32]}"', path.stat().st_size)
