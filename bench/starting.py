"""From a clean clone to the first page: `python dashboard.py` in a clone that was never run, the packages installed.

What is cloned is what is committed. The time ends with the last of the first page, the Overview, not with the first
answer of the server. Beside it, the import of the program against that of the packages that it cannot do without.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.report import Measure, machine, table
from bench.servers import OURS, serving
from bench.viewer import Page, Viewer
from etl.settings import PROJECT

SECONDS = 4.0
TIMES_LONGER = 1.6
"""How much longer than its packages alone the whole program may take to import."""
ROUNDS = 3
PACKAGES = "streamlit, pandas, duckdb, plotly.graph_objects"


def measure(scratch: Path, rounds: int = ROUNDS) -> list[Measure]:
    """Median seconds to the first page, and the import of the program as a multiple of that of its packages."""
    pages = [first_page(scratch / f"clone {number}") for number in range(rounds)]
    ours, theirs = imports(rounds)
    return [
        Measure(
            f"a clean clone to the first page (rounds: {', '.join(f'{seconds:.1f}' for seconds in pages)})",
            statistics.median(pages), "s", SECONDS,
        ),
        Measure(
            f"import of the program, {ours:.2f} s, against {theirs:.2f} s of {PACKAGES}",
            ours / theirs, "x", TIMES_LONGER,
        ),
    ]  # fmt: skip


def first_page(clone: Path) -> float:
    """Seconds from the start of the process to the end of the Overview. Raises RuntimeError where the page fails."""
    subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(clone)], check=True)
    begun = time.perf_counter()
    with serving(OURS, project=clone) as server:
        page = asyncio.run(_overview(server.address))
        seconds = time.perf_counter() - begun
    if not page.of("plotly_chart"):
        raise RuntimeError(f"the first page has no figure: {page.words[:500]}")
    return seconds


async def _overview(address: str) -> Page:
    async with Viewer(address) as viewer:
        return await viewer.open("")


def imports(rounds: int) -> tuple[float, float]:
    """(seconds of `import dashboard`, seconds of its packages alone), each the best of some processes, in turns."""
    timed = [(_importing("dashboard"), _importing(PACKAGES)) for _ in range(rounds + 1)]
    ours, theirs = (min(side) for side in zip(*timed[1:], strict=True))
    return ours, theirs


def _importing(what: str) -> float:
    code = f"import time; begun = time.perf_counter(); import {what}; print(time.perf_counter() - begun)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True, text=True)
    return float(done.stdout)


if __name__ == "__main__":
    print(f"Measuring on {machine()}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        print(table(measure(Path(folder))))
