"""What a browser with an empty cache fetches for its first visit, for viewers without a browser to fetch it too."""

from __future__ import annotations

import os
import shutil
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]


def fetched_by_a_browser(address: str) -> list[str]:
    """Paths that Chromium asks this server for when it opens the Overview for the first time, in their order."""
    home = urlsplit(address).netloc
    found: dict[str, None] = {}
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page()

        def note(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme == "http" and parts.netloc == home:
                found[f"{parts.path}?{parts.query}" if parts.query else parts.path] = None

        page.on("request", lambda request: note(request.url))
        page.goto(address)
        page.locator(".js-plotly-plot svg.main-svg text").first.wait_for(timeout=60_000)
        browser.close()
    return list(found)
