"""A full classroom: reruns while a class tries things out, two hundred who join at once, and hours of steady use.

The limits that are ratios hold against a title-only app with a frozen heap, measured in turns in the same run.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from statistics import linear_regression, median

from bench import crowd
from bench.assets import fetched_by_a_browser
from bench.crowd import Seen, percentile
from bench.report import Measure
from bench.servers import OURS, Server, frozen, serving
from ui.ready import DRAWN
from ui.serving import garbage

FEW, MANY, SCHOOL = 30, 60, 200
RATIO, MANY_SECONDS, FIRST_SECONDS, GIGABYTES, BACK = 2.0, 0.5, 5.0, 1.2, 1.1
ROUND_SECONDS, ROUNDS = 15.0, 3
JOIN_SECONDS, READ_SECONDS = 30.0, 45.0
READY_SECONDS = 600.0
"""How long the making ahead of what most will look at may take at the most."""
LEAVE_SECONDS = 125.0
"""A lost visit may come back for two minutes (.streamlit/config.toml)."""
TIDIED_SECONDS = garbage.SECONDS * garbage.ROUNDS + 10
"""Until the server has looked through all objects."""
STEADY = 10
GROWTH = 0.02
"""Part of its memory by which a server may grow in an hour of steady use before it counts as growth."""


def reruns() -> list[Measure]:
    """A class that turns controls with a second of thought, against a title and nothing else."""
    with serving(frozen("title")) as title, serving(OURS) as ours:
        made_ahead(ours)
        crowd.reruns(ours.address, FEW, ROUND_SECONDS, seed=99)
        theirs, own = Seen(), Seen()
        for seed in range(ROUNDS):
            theirs.add(crowd.reruns(title.address, FEW, ROUND_SECONDS, seed))
            own.add(crowd.reruns(ours.address, FEW, ROUND_SECONDS, seed))
        many = crowd.reruns(ours.address, MANY, ROUND_SECONDS, seed=ROUNDS)
    failed = len(own.failed) + len(many.failed)
    print(_said(f"{FEW} viewers, a title only", theirs), flush=True)
    print(_said(f"{FEW} viewers, the dashboard", own), flush=True)
    print(_said(f"{MANY} viewers, the dashboard", many), flush=True)
    return [
        Measure(f"rerun, {FEW} viewers, 95th percentile, against a title only", own.p95 / theirs.p95, "x", RATIO),
        Measure(f"rerun, {MANY} viewers, 95th percentile", many.p95 * 1000, "ms", MANY_SECONDS * 1000),
        Measure(f"visits that failed, of {ROUNDS * FEW + MANY}", failed, "", 0),
    ]


def school() -> list[Measure]:
    """Two hundred who come within half a minute with empty caches, read, turn pages, and leave."""
    with serving(OURS) as server:
        made_ahead(server)
        crowd.joining(server.address, 5, 1.0, 5.0, assets=())
        assets = fetched_by_a_browser(server.address)
        start = server.memory
        with Watched(server) as memory:
            seen = crowd.joining(server.address, SCHOOL, JOIN_SECONDS, READ_SECONDS, assets)
        time.sleep(LEAVE_SECONDS)
        # Who comes now has those forgotten whose time to come back is over.
        crowd.joining(server.address, 1, 0.0, 0.0, assets=())
        time.sleep(TIDIED_SECONDS)
        left = server.memory
    print(f"{SCHOOL} viewers, each with {len(assets)} files first: memory {start / 1e6:.0f} MB before, "
          f"{memory.most / 1e6:.0f} at the most, {left / 1e6:.0f} after; pages later: median "
          f"{median(seen.reruns) * 1000:.0f} ms", flush=True)  # fmt: skip
    return [
        Measure(f"{SCHOOL} join within {JOIN_SECONDS:g} s: not served", SCHOOL - len(seen.first), "", 0),
        Measure("  first answer with its files, 95th percentile", percentile(seen.first, 95), "s", FIRST_SECONDS),
        Measure("  memory at the most", memory.most / 1e9, "GB", GIGABYTES),
        Measure("  memory after they left, against before", left / start, "x", BACK),
    ]


def soak(minutes: float) -> list[Measure]:
    """Steady use for so long; memory sampled, its slope from the second half, when caches have filled."""
    with serving(OURS) as server:
        made_ahead(server)
        with Watched(server) as memory:
            seen = crowd.reruns(server.address, STEADY, minutes * 60)
    half = memory.samples[len(memory.samples) // 2 :]
    slope = linear_regression([at for at, _ in half], [size for _, size in half]).slope * 3600
    print(f"{minutes:g} minutes of {STEADY} viewers, {len(seen.reruns)} reruns: {slope / 1e6:+.1f} MB an hour, from "
          f"{memory.samples[0][1] / 1e6:.0f} to {memory.samples[-1][1] / 1e6:.0f} MB", flush=True)  # fmt: skip
    grown = Measure("growth in an hour of steady use", 100 * slope / half[0][1], "%", 100 * GROWTH)
    return [grown, Measure("  visits that failed", len(seen.failed), "", 0)]


def made_ahead(server: Server) -> None:
    """Wait until the server has drawn ahead what most will look at. Raises TimeoutError."""
    until = time.monotonic() + READY_SECONDS
    while DRAWN not in server.log.read_text():
        if time.monotonic() > until:
            raise TimeoutError(f"no pages were drawn ahead:\n{server.log.read_text()}")
        time.sleep(1)


@dataclass
class Watched:
    """Samples a server's memory from entering to leaving."""

    server: Server

    def __enter__(self) -> Watched:
        self.samples: list[tuple[float, int]] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    @property
    def most(self) -> int:
        return max(size for _, size in self.samples)

    def _sample(self) -> None:
        while not self._done.wait(0.5):
            self.samples.append((time.monotonic(), self.server.memory))


def _said(who: str, seen: Seen) -> str:
    words = f"{who}: {len(seen.reruns)} reruns, median {seen.median * 1000:.0f} ms, 95th {seen.p95 * 1000:.0f} ms"
    return words + "".join(f"\n  failed: {failure[:400]}" for failure in seen.failed[:5])
