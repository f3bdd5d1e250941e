"""What a page asks of the warehouse, the first time that anybody opens it: the time of its queries together.

Every page of navigation.py, as it stands and with a place chosen, on a running server, of a build that nobody has asked
anything yet. What the server reads of a build before it shows it to anybody is measured beside it.
"""

from __future__ import annotations

import statistics
import sys
from collections import defaultdict
from pathlib import Path

from bench.pages import Opened, asking, name_of, preparing, views, watched
from bench.report import Measure, machine, table

MILLISECONDS = 15.0
ROUNDS = 5


def measure(data: Path | None = None, rounds: int = ROUNDS) -> list[Measure]:
    """The page whose queries take longest, by the median of some rounds; every page is printed."""
    found = rounds_of(data, rounds)
    print(listed(found), flush=True)
    worst = max(found, key=lambda view: asking(found[view]))
    asked = len(found[worst][-1].queries)
    what = f"queries of a page that nobody opened before ({len(found)} views); worst {name_of(worst)}: {asked} queries"
    return [Measure(what, 1000 * asking(found[worst]), "ms", MILLISECONDS)]


def rounds_of(data: Path | None, rounds: int) -> dict[tuple[str, str], list[Opened]]:
    """Every view, opened once a round; the first, in which modules are imported and caches of the machine filled, is
    not counted."""
    found: dict[tuple[str, str], list[Opened]] = defaultdict(list)
    with watched(data) as dashboard:
        for number in range(rounds + 1):
            for view in views():
                opened = dashboard.open(*view)
                if number:
                    found[view].append(opened)
    return found


def listed(found: dict[tuple[str, str], list[Opened]]) -> str:
    """Every view: queries, their time together, and the time of the whole page, in milliseconds."""
    lines = [f"{'page':<32}{'queries':>9}{'ms':>8}{'page, ms':>10}"]
    for view, rounds in found.items():
        whole = statistics.median(opened.seconds for opened in rounds)
        asked = len(rounds[-1].queries)
        lines.append(f"{name_of(view):<32}{asked:>9}{1000 * asking(rounds):>8.1f}{1000 * whole:>10.0f}")
    every = [opened for rounds in found.values() for opened in rounds]
    lines.append(f"{'before a build is shown':<32}{len(every[-1].preparing):>9}{1000 * preparing(every):>8.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(f"Measuring on {machine()}", flush=True)
    print(table(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else None)))
