"""Two processes behind nginx under load, each killed and started again in turn, and a build published meanwhile.

`python -m bench.replicas` alone. What is counted is what visitors met: a failed visit, a page with an error, an answer
that did not come, a plain request that was refused.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.crowd import CONTROLS, PAGES, THINK_SECONDS, offered
from bench.report import Measure, machine, table
from bench.viewer import Lost, Page, Viewer
from deploy.replicas import NO_NGINX, Process, Replicas, find_nginx
from etl.settings import PROJECT

VIEWERS = 16
COOKIE = "replica"
ASKED = ("/", "/healthz", "/api", "/api/figures/pay/two-settings.csv?place=Ohio", "/api/figures/growth/openings.json")
"""What programs and new visitors ask for meanwhile, without a websocket."""
PAUSE = 0.1
"""Seconds between two of these questions of each asker."""
CALM, DOWN, SETTLING = 8.0, 3.0, 6.0
"""Seconds of load before the first kill, of a process being gone, and after it is back."""
LOOKING = 20.0
"""Seconds that are left to all viewers to ask for a next page, once a build is published."""
NEWCOMERS = 20
WITHOUT_ANSWER, SEEN_SECONDS, FULLER, SHARE = 10.0, 5.0, 75.0, 20.0
"""Limits: seconds, seconds, and shares in per cent. All who have no cookie are spread in turn, those that ask around
among them, so that a few are not spread to the man."""


@dataclass
class Met:
    """What all viewers and askers met. waits: seconds from asking, or from the loss, to an answer, where the connection
    was lost between. behind: viewers whose first page after a build was published did not show it."""

    reruns: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    asked: int = 0
    refused: list[str] = field(default_factory=list)
    current: int = 0
    behind: int = 0


@dataclass
class Load:
    """What goes on: until when (`ended`), and the build that is published meanwhile, once both processes know it."""

    address: str
    met: Met = field(default_factory=Met)
    viewers: list[Viewer] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    build: str = ""

    @property
    def by_process(self) -> Counter[str]:
        return Counter(viewer.cookies.get(COOKIE, "") for viewer in self.viewers)


def measure(viewers: int = VIEWERS) -> list[Measure]:
    """Raises RuntimeError where there is no nginx."""
    nginx = find_nginx()
    if nginx is None:
        raise RuntimeError(NO_NGINX)
    with tempfile.TemporaryDirectory() as scratch:
        data, listen, ports = Path(scratch) / "data", _free_port(), [_free_port(), _free_port()]
        env = {**os.environ, "DATA_DIR": str(data)}
        with (Path(scratch) / "log").open("wb") as out, Replicas(nginx, listen, ports, env, out) as replicas:
            return asyncio.run(_measure(replicas, data, viewers))


async def _measure(replicas: Replicas, data: Path, viewers: int) -> list[Measure]:
    load = Load(replicas.address)
    going = [asyncio.create_task(_visit(load, number)) for number in range(viewers)]
    going += [asyncio.create_task(_ask_around(load, keeps_cookies)) for keeps_cookies in (True, False)]
    await asyncio.sleep(CALM)
    before = load.by_process
    for process in replicas.processes:
        await _kill_and_start(process)
        await asyncio.sleep(SETTLING)
    newcomers = await _newcomers(load)
    seconds, load.build = await _publish(replicas, data)
    deadline = time.perf_counter() + LOOKING
    while load.met.current + load.met.behind < viewers and time.perf_counter() < deadline:
        await asyncio.sleep(PAUSE)
    load.ended.set()
    await asyncio.gather(*going)
    return _measures(load, viewers, before, newcomers[str(replicas.processes[-1].port)], seconds)


def _measures(load: Load, viewers: int, before: Counter[str], returned: int, seconds: float) -> list[Measure]:
    met, who = load.met, f"{viewers} viewers, 2 processes killed in turn"
    for words in (*met.failed[:5], *met.errors[:5], *met.refused[:5]):
        print(words, file=sys.stderr)
    after = max(met.waits, default=0.0)
    shown = 100 * met.current / viewers
    return [
        Measure(f"{who}: viewers that failed", len(met.failed), "", 0),
        Measure(f"{who}: pages with an error, of {len(met.reruns)}", len(met.errors), "", 0),
        Measure(f"{who}: longest without an answer, of {len(met.waits)} losses", after, "s", WITHOUT_ANSWER),
        Measure(f"{who}: plain requests that failed, of {met.asked}", len(met.refused), "", 0),
        Measure("viewers at the fuller process, before", 100 * max(before.values()) / viewers, "%", FULLER),
        Measure("newcomers at the process that came back last", 100 * returned / NEWCOMERS, "%", SHARE, at_least=True),
        Measure("a published build is named by both after", seconds, "s", SEEN_SECONDS),
        Measure("viewers whose next page shows it", shown, "%", 100, at_least=True),
    ]


async def _visit(load: Load, number: int) -> None:
    """One viewer, who changes controls and comes back as a browser does where the connection is lost."""
    chance = random.Random(number)
    viewer = Viewer(load.address)
    load.viewers.append(viewer)
    looked = False
    try:
        async with viewer:
            page = await viewer.open(chance.choice(PAGES))
            while not load.ended.is_set():
                build = load.build
                page = await _next_page(load, viewer, page, chance)
                if page.of("exception") or page.of("alert"):
                    told = [*page.of("exception"), *page.of("alert")]
                    load.met.errors.append(f"viewer {number}, {viewer.shown}: {told}")
                if build and not looked:
                    looked = True
                    load.met.current += build in page.words
                    load.met.behind += build not in page.words
    except (Lost, OSError, TimeoutError) as error:
        load.met.failed.append(f"viewer {number}: {error!r}")


async def _next_page(load: Load, viewer: Viewer, page: Page, chance: random.Random) -> Page:
    """Think, turn a control, take what comes of it: also where the connection is lost in the middle of either."""
    since, running = 0.0, False
    try:
        await viewer.listen(THINK_SECONDS)
        since, running = time.perf_counter(), True
        controls = [control for control in page.controls.values() if control[0] in CONTROLS and offered(control)]
        if not controls:
            return await _timed(load, viewer.again)
        control = chance.choice(controls)
        return await _timed(load, lambda: viewer.choose(control, chance.choice(offered(control))))
    except Lost:
        since = since or time.perf_counter()
    await viewer.reconnect()
    # The browser's side runs a page that was running; on any other it waits for what the visitor does next.
    found = await viewer.again() if running else page
    load.met.waits.append(time.perf_counter() - since)
    return found


async def _timed(load: Load, run: Callable[[], Coroutine[Any, Any, Page]]) -> Page:
    page = await run()
    load.met.reruns.append(page.seconds)
    return page


async def _ask_around(load: Load, keeps_cookies: bool) -> None:
    """Ask one address after another; whoever keeps cookies is led to one process, as long as it is there."""
    asker = Viewer(load.address)
    while not load.ended.is_set():
        for path in ASKED:
            if not keeps_cookies:
                asker.cookies.clear()
            load.met.asked += 1
            try:
                status, body = await asker.ask(path)
            except OSError as error:
                load.met.refused.append(f"{path}: {error!r}")
            else:
                if status != 200:
                    load.met.refused.append(f"{path}: {status} {body[:200]!r}")
            await asyncio.sleep(PAUSE)


async def _kill_and_start(process: Process) -> None:
    await asyncio.to_thread(process.kill)
    await asyncio.sleep(DOWN)
    process.start()
    await asyncio.to_thread(process.wait)


async def _newcomers(load: Load) -> Counter[str]:
    """Where visitors are led who were never here."""
    found: Counter[str] = Counter()
    for _ in range(NEWCOMERS):
        newcomer = Viewer(load.address)
        await newcomer.ask("/")
        found[newcomer.cookies.get(COOKIE, "")] += 1
    return found


async def _publish(replicas: Replicas, data: Path) -> tuple[float, str]:
    """(seconds from the publishing until both processes name the build, its name)."""
    command = [sys.executable, "-m", "etl", "restore"]
    env, named = {**os.environ, "DATA_DIR": str(data)}, data / "warehouse" / "CURRENT"
    run = asyncio.create_task(asyncio.to_thread(subprocess.run, command, cwd=PROJECT, env=env, check=True))
    while not (named.exists() and await _all_name(replicas, named.read_text("utf-8").strip())):
        if run.done():
            run.result()
        await asyncio.sleep(0.02)
    seconds = time.time() - named.stat().st_mtime
    await run
    return seconds, named.read_text("utf-8").strip()


async def _all_name(replicas: Replicas, build: str) -> bool:
    def named(process: Process) -> str:
        with urllib.request.urlopen(f"{process.address}/readyz", timeout=20) as answer:
            return str(json.load(answer)["build"])

    return [await asyncio.to_thread(named, process) for process in replicas.processes] == [build] * len(
        replicas.processes
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    print(f"Measuring on {machine()}", flush=True)
    print(table(measure()))
