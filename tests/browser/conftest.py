"""A real server process, a real Chromium, and visits that complain of what a visitor must never meet."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from etl.settings import PROJECT

DESKTOP, PHONE = 1440, 390
SIZES = {DESKTOP: 900, PHONE: 844}
START_SECONDS = 120
WAIT = 90_000
"""Milliseconds to wait for a page: a machine that builds and tests at once is slow, and slow is not broken."""
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

Scheme = Literal["light", "dark"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@dataclass
class Visit:
    """One visitor's window. complaints: console errors, failed scripts, and requests to other machines."""

    page: Page
    server: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Go to a page and wait until its script has ended and every figure is drawn."""
        self.page.goto(self.server + path)
        self.page.locator(".st-key-foot").wait_for(timeout=WAIT)
        return self.settle()

    def settle(self) -> Page:
        """Wait until the script is at rest and every figure has its drawing."""
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=WAIT)
        self.page.wait_for_function(
            """() => {
              const figures = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
              return figures.every(figure => figure.querySelector('svg.main-svg text'))
                && !document.querySelector('[data-testid="stSkeleton"]')
            }""",
            timeout=WAIT,
        )
        # Plotly draws once more when the column has its final width.
        self.page.wait_for_timeout(400)
        return self.page

    def unfold(self) -> None:
        """Make the window as tall as the page, so that everything is drawn and looked at."""
        height = self.page.evaluate("document.querySelector('.stMain').scrollHeight")
        self.page.set_viewport_size({"width": self.page.viewport_size["width"], "height": height + 40})
        self.page.wait_for_timeout(500)

    def picture(self, name: str) -> None:
        """Save what is seen under SCREENSHOTS, where that is set."""
        if folder := os.environ.get("SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def serving(
    command: list[str], data: Path, log: Path, health: str = "/healthz", cwd: Path = PROJECT, **more: str
) -> Iterator[str]:
    """Run a server until the block ends; its address. The log is shown where it does not come up.

    cwd: where the project is. more: further settings, as in the environment.
    """
    port = free_port()
    env = {**os.environ, "PORT": str(port), "DATA_DIR": str(data), **more}
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=out, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START_SECONDS
        while not answers(address + health):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"{' '.join(command)} did not come up:\n{log.read_text()}", pytrace=False)
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard as a fresh clone serves it: nothing built, so from the embedded snapshot."""
    folder = tmp_path_factory.mktemp("server")
    with serving([sys.executable, "dashboard.py"], folder / "data", folder / "log") as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium that talks to nobody by itself; CHROMIUM names it, else the machine's own is taken."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def visit(chromium: Browser, server: str) -> Callable[..., AbstractContextManager[Visit]]:
    """`with visit(width=PHONE, scheme="dark") as visitor:`; at its end nothing may have been complained of."""

    @contextmanager
    def start(width: int = DESKTOP, scheme: Scheme = "light", at: str = server) -> Iterator[Visit]:
        context = chromium.new_context(
            viewport={"width": width, "height": SIZES.get(width, 900)},
            color_scheme=scheme,
            has_touch=width == PHONE,
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(WAIT)
        visitor = Visit(context.new_page(), at)
        home = urlsplit(at).netloc

        def on_request(url: str) -> None:
            if not re.match(r"(data|blob|about):", url) and urlsplit(url).netloc != home:
                visitor.complaints.append(f"request to another machine: {url}")

        visitor.page.on("request", lambda request: on_request(request.url))
        visitor.page.on("websocket", lambda socket: on_request(socket.url))
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(f"script failed: {error}"))
        visitor.page.on(
            "console",
            lambda message: visitor.complaints.append(f"console: {message.text}") if message.type == "error" else None,
        )
        try:
            yield visitor
            assert visitor.complaints == []
        finally:
            context.close()

    return start
