"""Pages on a warehouse with every occupation and edition since 1997, against the same pages on what is published.

Both warehouses are builds written by the same code; what the large one has beyond the published rows is MADE UP (see
bench/grown.py). Two servers answer in turns, each time of a build that nobody has asked anything yet. Then the large
build is published under a visitor of the small one, who should not have to wait until it is open.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench.grown import grow
from bench.pages import Opened, asking, name_of, preparing, views, watched
from bench.report import Measure, machine, table
from bench.servers import OURS, serving
from bench.viewer import Viewer

ROWS = 5_000_000
ROUNDS = 3
TIMES_SLOWER = 1.5
TIMES_LONGER = 3.0
"""How much longer than usual a page may take while a new build is opened beside it, on a machine of two cores."""
GIVEN_UP = 120.0
"""Seconds after which the new build should have been shown long since."""


@dataclass(frozen=True)
class Pair:
    """One view on both warehouses, some rounds each."""

    published: list[Opened]
    grown: list[Opened]

    @property
    def pages(self) -> tuple[float, float]:
        """Median seconds of the whole page."""
        small, large = ([opened.seconds for opened in side] for side in (self.published, self.grown))
        return statistics.median(small), statistics.median(large)

    @property
    def slower(self) -> float:
        """How many times slower the whole page is on the grown warehouse."""
        small, large = self.pages
        return large / small

    @property
    def asking(self) -> tuple[float, float]:
        """Median seconds of the page's queries."""
        return asking(self.published), asking(self.grown)


def measure(scratch: Path, rows: int = ROWS, rounds: int = ROUNDS) -> list[Measure]:
    """Pages, their queries, and a page while the large build is opened; every view is printed."""
    small, large = scratch / "published", scratch / "grown"
    grow(small, "published", 0)
    begun = time.perf_counter()
    path = grow(large, "grown", rows)
    print(
        f"{rows:,} rows made up in {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 1e6:.0f} MB", flush=True
    )
    found = in_turns(small, large, rounds)
    print(listed(found), flush=True)
    worst = max(found, key=lambda view: found[view].slower)
    asked = [sum(pair.asking[side] for pair in found.values()) for side in (0, 1)]
    slowest = max(found, key=lambda view: found[view].asking[1])
    usual, longest, until = published_under_a_visitor(small, path)
    what = f"{rows / 1e6:g} million rows against those published"
    return [
        Measure(f"a page, {what}; worst {name_of(worst)}", found[worst].slower, "x", TIMES_SLOWER),
        Measure(f"queries of all pages, {what}; slowest {name_of(slowest)}", asked[1] / asked[0], "x", TIMES_SLOWER),
        Measure(
            f"longest page while they are opened, shown after {until:.1f} s, against {1000 * usual:.0f} ms",
            longest / usual, "x", TIMES_LONGER,
        ),
    ]  # fmt: skip


def in_turns(small: Path, large: Path, rounds: int) -> dict[tuple[str, str], Pair]:
    """Every view on both servers, one after the other; the first round warms both up and is not counted."""
    found: dict[tuple[str, str], Pair] = defaultdict(lambda: Pair([], []))
    with watched(small) as published, watched(large) as grown:
        for number in range(rounds + 1):
            for view in views():
                opened = published.open(*view), grown.open(*view)
                if number:
                    found[view].published.append(opened[0])
                    found[view].grown.append(opened[1])
    return found


def published_under_a_visitor(small: Path, large: Path) -> tuple[float, float, float]:
    """(usual seconds of a page, longest until the large build is shown, seconds until then)."""
    with serving(OURS, small) as server:
        return asyncio.run(_watch(server.address, small / "warehouse", large))


async def _watch(address: str, folder: Path, large: Path) -> tuple[float, float, float]:
    async with Viewer(address) as viewer:
        await viewer.open("pay")
        usual = statistics.median([(await viewer.again()).seconds for _ in range(10)])
        os.link(large, folder / large.name)
        (folder / "CURRENT").write_text(large.stem, encoding="utf-8")
        begun, taken = time.perf_counter(), []
        while time.perf_counter() - begun < GIVEN_UP:
            page = await viewer.again()
            if f"`{large.stem}`" in page.words:
                return usual, max(taken, default=page.seconds), time.perf_counter() - begun
            taken.append(page.seconds)
    raise RuntimeError(f"the build {large.stem} was not shown within {GIVEN_UP:g} seconds")


def listed(found: dict[tuple[str, str], Pair]) -> str:
    """Every view on both: queries and the whole page, in milliseconds, and how many times slower the page is."""
    lines = [f"{'page':<28}{'queries, ms':>16}{'page, ms':>16}{'':>7}"]
    for view, pair in found.items():
        asked, pages = (" → ".join(f"{1000 * each:.1f}" for each in side) for side in (pair.asking, pair.pages))
        lines.append(f"{name_of(view):<28}{asked:>16}{pages:>16}{pair.slower:>6.2f}x")
    before = (
        preparing(opened for pair in found.values() for opened in getattr(pair, side))
        for side in ("published", "grown")
    )
    lines.append(f"{'before a build is shown':<28}{' → '.join(f'{1000 * each:.1f}' for each in before):>16}")
    return "\n".join(lines)


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--rows", type=int, default=ROWS, help="rows of wages, made up but for the published ones")
    said.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = said.parse_args()
    print(f"Measuring on {machine()}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        print(table(measure(Path(scratch), chosen.rows, chosen.rounds)))


if __name__ == "__main__":
    main()
