"""A visit in a real Chromium: the bytes that it takes over the wire, and when a visitor sees what was come for."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from bench.relay import Relay

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"]
SIZE = {"width": 1440, "height": 900}
WAIT = 120_000
"""Milliseconds until a visit is given up."""
STILL_SECONDS = 1.0
"""A visit is over when the page is whole and nothing has come for so long."""

WHOLE = """() => {
  const app = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
  const figures = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
  return app && document.querySelector('[data-testid="stMainBlockContainer"]')
    && figures.every(figure => figure.querySelector('svg.main-svg'))
    && !document.querySelector('[data-testid="stSkeleton"]')
}"""

WATCH = """(wanted => {
  const seen = (window.seenAt = {})
  const look = () => {
    for (const [name, selector] of Object.entries(wanted)) {
      if (name in seen || !document.querySelector(selector)) continue
      // The next frame shows it; before that it is in the document and on no screen.
      seen[name] = 0
      requestAnimationFrame(() => { seen[name] = performance.now() })
    }
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })
})(%s)"""
"""Notes when each thing is seen, in milliseconds since the visitor set out for the page."""


@dataclass
class Network:
    """Condition of a network. down, up: bytes a second, -1 for as fast as it goes; latency: milliseconds."""

    down: float = -1
    up: float = -1
    latency: float = 0

    def on(self, session: CDPSession) -> None:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": self.latency, "downloadThroughput": self.down, "uploadThroughput": self.up,
        })  # fmt: skip


@dataclass
class Answers:
    """What came over the wire in a visit, in bytes by address: answers with their headers, as DevTools counts them.

    last: when something was asked or came, by time.monotonic().
    """

    bytes: dict[str, int] = field(default_factory=dict)
    last: float = 0.0
    _asked: dict[str, str] = field(default_factory=dict)

    def listen(self, session: CDPSession) -> None:
        session.on("Network.requestWillBeSent", self._request)
        session.on("Network.loadingFinished", self._finished)
        for frame in ("Network.webSocketFrameReceived", "Network.webSocketFrameSent"):
            session.on(frame, self._noted)
        session.send("Network.enable")

    def _request(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = event["request"]["url"]
        self._noted()

    def _finished(self, event: dict[str, Any]) -> None:
        url = self._asked.get(event["requestId"], "")
        if not url.startswith(("data:", "blob:")):
            self.bytes[url] = self.bytes.get(url, 0) + int(event["encodedDataLength"])
        self._noted()

    def _noted(self, _event: dict[str, Any] | None = None) -> None:
        self.last = time.monotonic()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium that talks to nobody by itself; CHROMIUM names it, else the machine's own is taken."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def newcomer(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile that has never been anywhere: nothing is cached."""
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    context.set_default_timeout(WAIT)
    yield context
    context.close()


def seen(
    context: BrowserContext, url: str, wanted: Mapping[str, str], network: Network | None = None
) -> dict[str, float]:
    """Milliseconds from setting out for `url` until each wanted thing (name to selector) is on the screen."""
    page = context.new_page()
    if network is not None:
        network.on(context.new_cdp_session(page))
    page.add_init_script(WATCH % json.dumps(dict(wanted)))
    page.goto(url, wait_until="commit")
    page.wait_for_function("count => Object.values(window.seenAt).filter(Boolean).length === count", arg=len(wanted))
    found: dict[str, float] = page.evaluate("window.seenAt")
    page.close()
    return found


def wire(context: BrowserContext, relay: Relay, path: str) -> int:
    """Bytes over the wire of a visit to the whole page: every answer, and the websocket both ways."""
    before, page, found = relay.taken, context.new_page(), Answers()
    found.listen(context.new_cdp_session(page))
    page.goto(relay.address + path)
    _until_still(page, found)
    page.close()
    return sum(found.bytes.values()) + relay.taken - before


def _until_still(page: Page, found: Answers) -> None:
    page.wait_for_function(WHOLE)
    while time.monotonic() - found.last < STILL_SECONDS:
        page.wait_for_timeout(100)
