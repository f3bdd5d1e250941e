"""What a page asks of the warehouse, the first time that anybody opens it: the time of its queries together.

Every page of navigation.py, as it stands and with a place chosen, on a running server, of a build that nobody has asked
anything yet. What the server reads of a build before it shows it to anybody is measured beside it.
"""

from __future__ import annotations

import statistics
import sys
from collections import defaultdict
from pathlib import Path

from bench.pages import Opened, views, watched
from bench.report import Measure, machine, table

MILLISECONDS = 15.0
ROUNDS = 5


def measure(data: Path | None = None, rounds: int = ROUNDS) -> list[Measure]:
    """The page whose queries take longest, by the median of some rounds; every page is printed."""
    found = rounds_of(data, rounds)
    print(listed(found), flush=True)
    (page, state), worst = max(found.items(), key=lambda item: asking(item[1]))
    name = f"/{page}" + (f"?{state}" if state else "")
    return [
        Measure(
            f"queries of a page, opened by nobody before ({len(found)} views); worst {name}: {count(worst)} queries",
            1000 * asking(worst), "ms", MILLISECONDS,
        )
    ]  # fmt: skip


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


def asking(rounds: list[Opened]) -> float:
    """Median seconds of the page's queries together."""
    return statistics.median(opened.asking for opened in rounds)


def count(rounds: list[Opened]) -> int:
    """Queries of the page."""
    return len(rounds[-1].queries)


def listed(found: dict[tuple[str, str], list[Opened]]) -> str:
    """Every view: queries, their time together, and the time of the whole page, in milliseconds."""
    lines = [f"{'page':<32}{'queries':>9}{'ms':>8}{'page, ms':>10}"]
    for (page, state), rounds in found.items():
        whole = statistics.median(opened.seconds for opened in rounds)
        name = f"/{page}{f'?{state}' if state else ''}"
        lines.append(f"{name:<32}{count(rounds):>9}{1000 * asking(rounds):>8.1f}{1000 * whole:>10.0f}")
    before = [opened.preparing for rounds in found.values() for opened in rounds]
    spent = statistics.median(sum(query.seconds for query in queries) for queries in before)
    lines.append(f"{'before a build is shown':<32}{len(before[-1]):>9}{1000 * spent:>8.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(f"Measuring on {machine()}", flush=True)
    print(table(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else None)))
