"""What a visit costs and how soon it answers, beside the least that Streamlit can show: a title, one chart.

Bytes are those of `python dashboard.py` over those of the one-chart app under plain `streamlit run`: of a first visit
with nothing cached, and of a second in the same browser. Times are from setting out to the thing on the screen.

    python -m bench.visits            the measures
    python -m bench.visits --all      also each page's bytes
    python -m bench.visits --slow     also what is seen when, on slow networks
"""

from __future__ import annotations

import statistics
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser

from bench.browser import Network, chromium, newcomer, seen, wire
from bench.classroom import made_ahead
from bench.relay import counting
from bench.report import Measure, machine, table
from bench.servers import OURS, Server, as_streamlit_serves, serving
from ui.serving import encodings, modules
from ui.serving.pages import titles

FIRST_VISIT, SECOND_VISIT, TIMES = 0.36, 0.05, 1.15
ROUNDS = 7
COPIES_SECONDS = 90
"""The dashboard makes its smallest copies of the scripts in the background, once a process."""

CHART = ".js-plotly-plot .cartesianlayer :is(.points, .lines) path"
"""Marks of a drawn figure: neither its axes nor what stands there before it is drawn."""
OVERVIEW = {
    "the first page's sentence": "#first-page .lead",
    "the sentence": ".st-key-lead p",
    "the first chart": CHART,
}
TITLE_APP, CHART_APP = {"the title": "h1"}, {"the chart": CHART}
SLOW = {"1.5 Mbit/s, 150 ms": Network(1.5e6 / 8, 0.75e6 / 8, 150)}
SLOWER = {"40 kB/s, 150 ms": Network(40_000, 20_000, 150)}
"""Only the dashboard is measured there: one chart alone takes more than three minutes."""


@dataclass(frozen=True)
class Bytes:
    """Bytes of a page's first and second visit."""

    page: str
    first: int
    second: int


@dataclass(frozen=True)
class Apps:
    """The three servers that are measured against each other, warm."""

    ours: Server
    title: Server
    chart: Server


@contextmanager
def warm() -> Iterator[tuple[Browser, Apps]]:
    """A browser and the three servers, each visited once, ours when it has drawn its pages ahead."""
    with serving(OURS) as ours, serving(as_streamlit_serves("title")) as title, \
            serving(as_streamlit_serves("chart")) as chart, chromium() as browser:  # fmt: skip
        apps = Apps(ours, title, chart)
        made_ahead(ours)
        _warm(browser, apps)
        yield browser, apps


def measure(rounds: int = ROUNDS) -> list[Measure]:
    """Bytes of every page's visits, and the times of the Overview's answer and first chart."""
    with warm() as (browser, apps):
        return by_bytes(*bytes_of(browser, apps)) + by_time(times(browser, apps, rounds))


def bytes_of(browser: Browser, apps: Apps) -> tuple[Bytes, list[Bytes]]:
    """Bytes of the one-chart app, and of each of our pages."""
    return _bytes(browser, apps.chart, "/"), [_bytes(browser, apps.ours, page) for page in titles()]


def by_bytes(reference: Bytes, of_pages: Sequence[Bytes]) -> list[Measure]:
    """The Overview, and of the other pages the one that costs most."""
    overview, *others = of_pages
    found = []
    for words, limit, size in (("a first", FIRST_VISIT, _first), ("a second", SECOND_VISIT, _second)):
        worst = max(others, key=size)
        for one, name in ((overview, "Overview"), (worst, f"{worst.page}, which costs most of the others")):
            what = f"bytes of {words} visit to {name}, over a first visit to one chart"
            found.append(Measure(what, size(one) / reference.first, "x", limit))
    return found


def by_time(found: Mapping[str, float]) -> list[Measure]:
    """The answer and the first chart, over the reference apps."""
    answer, chart = found["the sentence"] / found["the title"], found["the first chart"] / found["the chart"]
    return [
        Measure("time to the Overview's answer, over a title alone", answer, "x", TIMES),
        Measure("time to its first chart, over one chart alone", chart, "x", TIMES),
    ]


def times(
    browser: Browser, apps: Apps, rounds: int, network: Network | None = None, alone: bool = False
) -> dict[str, float]:
    """Median milliseconds to each thing of the three apps, visited in turns, each time by a newcomer.

    alone: only of the dashboard.
    """
    found: dict[str, list[float]] = {}
    visited = [(apps.ours, OVERVIEW)] + ([] if alone else [(apps.title, TITLE_APP), (apps.chart, CHART_APP)])
    for _ in range(rounds):
        for server, wanted in visited:
            with newcomer(browser) as context:
                for name, milliseconds in seen(context, f"{server.address}/", wanted, network).items():
                    found.setdefault(name, []).append(milliseconds)
    return {name: statistics.median(values) for name, values in found.items()}


def _first(found: Bytes) -> int:
    return found.first


def _second(found: Bytes) -> int:
    return found.second


def _bytes(browser: Browser, server: Server, page: str) -> Bytes:
    with counting(server.address) as relay, newcomer(browser) as context:
        return Bytes(page, wire(context, relay, page), wire(context, relay, page))


def _warm(browser: Browser, apps: Apps) -> None:
    """One visit before to each, and the time that the dashboard takes for its copies."""
    for server in (apps.ours, apps.title, apps.chart):
        _bytes(browser, server, "/")
    deadline = time.monotonic() + COPIES_SECONDS
    while not _has_best_copies(apps.ours) and time.monotonic() < deadline:
        time.sleep(0.5)


def _has_best_copies(server: Server) -> bool:
    """Whether no script comes in gzip any more to who would take less."""
    for script in modules.needed():
        asked = urllib.request.Request(f"{server.address}/static/{script}", headers={"Accept-Encoding": "gzip, br"})
        with urllib.request.urlopen(asked, timeout=20) as answer:
            if answer.headers.get("Content-Encoding") == encodings.GZIP:
                return False
    return True


def main(options: Sequence[str]) -> int:
    print(f"Measuring on {machine()}", flush=True)
    with warm() as (browser, apps):
        reference, of_pages = bytes_of(browser, apps)
        found = times(browser, apps, ROUNDS)
        print(table(by_bytes(reference, of_pages) + by_time(found)))
        _print_times("seen after, in milliseconds", found)
        for one in (reference, *of_pages) if "--all" in options else ():
            name = "one chart" if one is reference else one.page
            shares = f"{one.first / reference.first:.3f} and {one.second / reference.first:.3f} of one chart"
            print(f"{name:<14} first {one.first:>9,} bytes, second {one.second:>8,}: {shares}")
        for name, network in (SLOW | SLOWER).items() if "--slow" in options else ():
            alone = name in SLOWER
            _print_times(f"{name}: seen after, in milliseconds", times(browser, apps, 1, network, alone))
    return 0


def _print_times(head: str, found: Mapping[str, float]) -> None:
    print(f"{head}: " + ", ".join(f"{name} {milliseconds:,.0f}" for name, milliseconds in found.items()), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
