"""Every page opened for the first time: what it asked of the warehouse, and how long that and the whole page took."""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import sys
import tempfile
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.Alert_pb2 import Alert

from bench.servers import serving
from bench.viewer import SECONDS, Page, Viewer
from etl.settings import PROJECT

STATES = ("", "place=Ohio")
"""What an address says: nothing, and a chosen place."""


@dataclass(frozen=True)
class Asked:
    """One query. seconds: of the execution and the fetch of its rows. asked_by: the function that asked."""

    seconds: float
    asked_by: str
    sql: str


@dataclass(frozen=True)
class Opened:
    """One page, opened with nothing kept of an earlier one.

    seconds: of the whole run. queries: of this page. preparing: those before the build was shown to anybody.
    """

    seconds: float
    queries: tuple[Asked, ...]
    preparing: tuple[Asked, ...]

    @property
    def asking(self) -> float:
        """Seconds of the page's queries together."""
        return sum(query.seconds for query in self.queries)


def asking(rounds: Iterable[Opened]) -> float:
    """Median seconds of a page's queries together."""
    return statistics.median(opened.asking for opened in rounds)


def preparing(rounds: Iterable[Opened]) -> float:
    """Median seconds of what a build was asked before anybody was shown it."""
    return statistics.median(sum(query.seconds for query in opened.preparing) for opened in rounds)


def name_of(view: tuple[str, str]) -> str:
    """'/pay?place=Ohio'."""
    page, state = view
    return f"/{page}" + (f"?{state}" if state else "")


def views() -> list[tuple[str, str]]:
    """(page, what its address says) of every page in navigation.py, each state; '' is the page that opens first."""
    names = re.findall(r'st\.Page\("pages/(\w+)\.py"([^)]*)', (PROJECT / "navigation.py").read_text(encoding="utf-8"))
    pages = ["" if "default=True" in rest else name for name, rest in names if "hidden" not in rest]
    if "" not in pages:
        raise ValueError("navigation.py: expected a page with default=True, found none")
    return [(page, state) for page in pages for state in STATES]


class Watched:
    """A dashboard with a watch on its warehouse, and one viewer of it."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder
        self._read = 0

    def renew(self) -> tuple[Asked, ...]:
        """Have the build opened under another name, as after a publication; what it was asked before it is shown."""
        self._queries()
        (self.folder / "cold").touch()
        with urllib.request.urlopen(f"{self.address}/readyz", timeout=SECONDS) as answer:
            answer.read()
        return self._queries()

    def open(self, page: str, state: str) -> Opened:
        """A visitor's first page, of a build that nobody has asked anything. Raises RuntimeError where it fails."""
        preparing = self.renew()
        shown = asyncio.run(self._shown(page, state))
        if failed := [alert.body for alert in shown.of("alert") if alert.format == Alert.ERROR]:
            raise RuntimeError(f"/{page}?{state} ended with an error: {failed[0]}")
        return Opened(shown.seconds, self._queries(), preparing)

    async def _shown(self, page: str, state: str) -> Page:
        async with Viewer(self.address) as viewer:
            return await viewer.open(page, state)

    def _queries(self) -> tuple[Asked, ...]:
        """What was asked since the last call."""
        with (self.folder / "queries").open(encoding="utf-8") as log:
            log.seek(self._read)
            lines = log.readlines()
            self._read = log.tell()
        return tuple(Asked(**json.loads(line)) for line in lines)


@contextmanager
def watched(data: Path | None = None) -> Iterator[Watched]:
    """A dashboard on the warehouse in `data` (the figures that come with the project unless given), for the block."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "bench.apps.watched", scratch]
        with serving(command, data) as server:
            yield Watched(server.address, Path(scratch))
