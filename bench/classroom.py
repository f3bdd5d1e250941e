"""A full classroom: reruns while a class tries things out, two hundred who join at once, and hours of steady use.

The limits that are ratios hold against a title-only app with a frozen heap, measured in turns in the same run.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import linear_regression, mean, median
from typing import Any

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
HURRY_SECONDS = 0.03
"""In place of thought, so that minutes show what hours of use would."""
HURRY_MINUTES, FULL_MINUTES = 4.0, 16.0
PARTS = 8
STUDENT = 1.943
"""Student's t for 90 % on both sides and PARTS - 2 degrees of freedom."""
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
    """Whether memory grows: with the reruns of an hour in a few minutes, then in steady use for so long."""
    with serving(OURS) as server:
        made_ahead(server)
        hurry, hurried = _watched(server, STEADY, HURRY_MINUTES, "who do not think", think=HURRY_SECONDS)
        steady, used = _watched(server, STEADY, minutes, "who think")
    # What grows by the use and not by the clock shows sooner: an hour here is one of viewers who think.
    by_use = STEADY * 3600 / crowd.THINK_SECONDS / (len(hurried.reruns) / (HURRY_MINUTES / 60))
    return [
        _grown("growth by the reruns of an hour, in a few minutes", hurry, by_use),
        _grown("growth in an hour of steady use (--soak MINUTES for a longer look)", steady, 1.0),
        Measure("  visits that failed", len(hurried.failed) + len(used.failed), "", 0),
    ]


def full() -> list[Measure]:
    """Visitors from all places, who do not think: on a machine at rest, long enough to fill what is kept of pages."""
    with serving(OURS) as server:
        made_ahead(server)
        memory, seen = _watched(server, FEW, FULL_MINUTES, "from all places", think=HURRY_SECONDS, everywhere=True)
    return [
        Measure("memory at the most, visitors from all places who do not think", memory.most / 1e9, "GB", GIGABYTES),
        Measure("  visits that failed", len(seen.failed), "", 0),
    ]


def _watched(server: Server, viewers: int, minutes: float, who: str, **habits: Any) -> tuple[Watched, Seen]:
    with Watched(server) as memory:
        seen = crowd.reruns(server.address, viewers, minutes * 60, **habits)
    sizes = " ".join(f"{size / 1e6:.0f}" for _, size in memory.samples[:: len(memory.samples) // 10])
    print(f"{minutes:g} minutes of {viewers} viewers {who}, {len(seen.reruns)} reruns, MB: {sizes}", flush=True)
    print("".join(f"  failed: {failure[:400]}\n" for failure in seen.failed[:5]), end="", flush=True)
    return memory, seen


def _grown(what: str, memory: Watched, hours: float) -> Measure:
    """By how much memory grew, in per cent, as its slope in the second half says, when what is kept is there."""
    half = memory.samples[len(memory.samples) // 2 :]
    slope, margin = trend(half)
    print(f"  {what}: {hours * slope / 1e6:+.1f} ± {hours * margin / 1e6:.1f} MB", flush=True)
    part = 100 * hours / half[0][1]
    return Measure(what, part * slope, "%", 100 * GROWTH, margin=part * margin)


def trend(samples: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Slope an hour of (seconds, bytes), and its margin (90 %).

    Of the means of some parts in a row: what hangs together within moments, as memory does, evens out in them, so that
    what is left between them tells how sure the slope is. Raises ValueError with fewer samples than parts.
    """
    if len(samples) < PARTS:
        raise ValueError(f"expected {PARTS} samples or more, found {len(samples)}")
    cuts = [len(samples) * part // PARTS for part in range(PARTS + 1)]
    parts = [samples[start:end] for start, end in pairwise(cuts)]
    hours = [mean(at for at, _ in part) / 3600 for part in parts]
    sizes = [mean(size for _, size in part) for part in parts]
    line = linear_regression(hours, sizes)
    off = sum((size - line.intercept - line.slope * hour) ** 2 for hour, size in zip(hours, sizes, strict=True))
    spread = sum((hour - mean(hours)) ** 2 for hour in hours)
    return line.slope, STUDENT * (off / (PARTS - 2) / spread) ** 0.5


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
