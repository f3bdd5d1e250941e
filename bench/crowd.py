"""Many viewers at once: how long a rerun takes while a class changes controls, and whether all of a school get in."""

from __future__ import annotations

import asyncio
import random
import re
import statistics
import time
from collections.abc import Callable, Container, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from bench.viewer import SECONDS, Lost, Page, Viewer

THINK_SECONDS = 1.0
"""On average; from half of it to half as much again. Were it always the same, viewers who once waited for one another
would keep in step for ever, as no class does."""
PAGES = ("", "pay", "specialties", "settings", "growth", "advancement", "places", "my_path", "credentials")
CONTROLS = {"selectbox", "button_group"}
HEADERS = "Accept: text/html,*/*\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
AT_ONCE = 6
"""Connections that a browser has to one server."""
CLASS_PLACES = frozenset({"United States", "Ohio", "Texas", "California", "Puerto Rico", "Columbus, OH",
                          "Cleveland, OH", "Cincinnati, OH-KY-IN"})  # fmt: skip
"""Where the people in one room come from: the box offers some 580 places."""


@dataclass
class Seen:
    """What the viewers of one round met. first: seconds to each one's first page; reruns: seconds of each later run."""

    first: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def add(self, other: Seen) -> None:
        self.first += other.first
        self.reruns += other.reruns
        self.failed += other.failed

    @property
    def median(self) -> float:
        return statistics.median(self.reruns)

    @property
    def p95(self) -> float:
        return percentile(self.reruns, 95)


def percentile(values: list[float], percent: int) -> float:
    """The smallest value that so many per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def reruns(
    address: str, viewers: int, seconds: float, seed: int = 1, *, think: float = THINK_SECONDS, everywhere: bool = False
) -> Seen:
    """So many viewers who change controls for so long once all have opened a page.

    think: seconds between changes, on average. everywhere: they come from all places, not from those of one class.
    """
    doing = partial(_change_controls, think=think, places=None if everywhere else CLASS_PLACES)
    return asyncio.run(_all(address, viewers, 0.0, seconds, doing, seed, together=True))


def joining(address: str, viewers: int, over: float, reading: float, assets: Sequence[str] = (), seed: int = 1) -> Seen:
    """Viewers who come one by one within `over` seconds, each to some page, and then read for `reading` seconds.

    assets: paths that each fetches first, as a browser with an empty cache does; the time of it counts.
    """
    return asyncio.run(_all(address, viewers, over, reading, _read, seed, assets))


Doing = Callable[[Viewer, Page, Seen, float, random.Random], Coroutine[Any, Any, None]]


async def _all(
    address: str,
    viewers: int,
    over: float,
    seconds: float,
    doing: Doing,
    seed: int,
    assets: Sequence[str] = (),
    together: bool = False,
) -> Seen:
    """together: nobody begins before all have a page, or have failed to get one."""
    seen = Seen()
    begin = asyncio.Event()

    def arrived() -> None:
        if not together or len(seen.first) + len(seen.failed) >= viewers:
            begin.set()

    async def one(number: int) -> None:
        chance = random.Random(f"{seed} {number}")
        await asyncio.sleep(over * number / viewers)
        try:
            begun = time.perf_counter()
            await _fetch(address, assets)
            async with Viewer(address) as viewer:
                page = await viewer.open(chance.choice(PAGES))
                seen.first.append(time.perf_counter() - begun)
                arrived()
                await begin.wait()
                await doing(viewer, page, seen, time.perf_counter() + seconds, chance)
        except (Lost, OSError, TimeoutError) as error:
            seen.failed.append(f"viewer {number}: {error!r}")
            arrived()

    await asyncio.gather(*(one(number) for number in range(viewers)))
    return seen


async def _fetch(address: str, assets: Sequence[str]) -> None:
    """A browser's requests: the page itself first, then six at a time, each connection kept. Raises Lost.

    Spoken by hand: a client of a library takes longer for a request than the server, and of two hundred browsers on one
    machine nothing would be measured but that.
    """
    if not assets:
        return
    first, *rest = assets
    paths = iter(rest)

    async def connection(asked: Iterable[str]) -> None:
        where = urlsplit(address)
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        try:
            for path in asked:
                writer.write(f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\n{HEADERS}\r\n".encode())
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = re.search(rb"\r\ncontent-length: *(\d+)", head)
                if b" 200 " not in head[:14] or length is None:
                    raise Lost(f"{path} was answered with {head[:80]!r}")
                await reader.readexactly(int(length[1]))
        except asyncio.IncompleteReadError as error:
            raise Lost(f"an answer ended early: {error}") from error
        finally:
            writer.close()

    async with asyncio.timeout(SECONDS):
        await connection([first])
        await asyncio.gather(*(connection(paths) for _ in range(AT_ONCE)))


async def _change_controls(
    viewer: Viewer,
    page: Page,
    seen: Seen,
    until: float,
    chance: random.Random,
    *,
    think: float,
    places: Container[str] | None,
) -> None:
    """Turn one control of the page, look, put it back, turn another: as people try out what a page can do."""
    # Not all in step: a class does not think in chorus.
    await asyncio.sleep(chance.random() * think)
    back: tuple[tuple[str, Any], int] | None = None
    while time.perf_counter() < until:
        controls = [control for control in page.controls.values() if _has_choice(control, places)]
        if back is not None:
            page, back = await viewer.choose(*back), None
        elif not controls:
            page = await viewer.again()
        else:
            control = chance.choice(controls)
            before = chosen(control)
            page = await viewer.choose(
                control, chance.choice([one for one in offered(control, places) if one != before])
            )
            back = control, before
        seen.reruns.append(page.seconds)
        if page.of("exception") or page.of("alert"):
            seen.failed.append(f"an error page: {page.words[-2000:]}")
        await asyncio.sleep(think * (0.5 + chance.random()))


def _has_choice(control: tuple[str, Any], places: Container[str] | None) -> bool:
    return control[0] in CONTROLS and len(offered(control, places)) > 1


def offered(control: tuple[str, Any], places: Container[str] | None = CLASS_PLACES) -> list[int]:
    """The options that the viewers choose from: all but places that none of them comes from (None: they come from all).
    Who chooses what is chosen already asks the server nothing."""
    every = range(len(control[1].options))
    if places is None or control[1].label != "Place":
        return list(every)
    return [option for option in every if control[1].options[option] in places]


def chosen(control: tuple[str, Any]) -> int:
    """The option that the control stood at when its page was opened."""
    return int(control[1].default[0] if control[0] == "button_group" else control[1].default)


async def _read(viewer: Viewer, _page: Page, seen: Seen, until: float, chance: random.Random) -> None:
    """Read, and turn a page now and then."""
    while (left := until - time.perf_counter()) > 0:
        await asyncio.sleep(min(left, 5 + 10 * chance.random()))
        page = await viewer.open(chance.choice(PAGES))
        seen.reruns.append(page.seconds)
