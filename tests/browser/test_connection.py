"""The connection is lost and found again; nobody else is ever asked; who has no scripts is told what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from etl.settings import PROJECT
from tests.browser.conftest import START_SECONDS, WAIT, Visit, answers, free_port

PAGES = [
    "/",
    *sorted(f"/{path.stem}" for path in PROJECT.glob("pages/*.py") if path.stem not in {"overview", "figure"}),
]


class Server:
    """A server that can be killed, held and started again at its port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        env = {**os.environ, "PORT": str(self.port), "DATA_DIR": str(self.folder / "data")}
        with (self.folder / "log").open("a") as out:
            self.process = subprocess.Popen(
                [sys.executable, "dashboard.py"], cwd=PROJECT, env=env, stdout=out, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.address + "/healthz"):
            assert self.process.poll() is None and time.monotonic() < deadline, (self.folder / "log").read_text()
            time.sleep(0.1)

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(timeout=20)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


def shown(page: Page) -> dict[str, str]:
    """What makes up a view: its place, its words of answer, and its address."""
    page.wait_for_timeout(300)
    return {
        "place": page.get_by_label("Place", exact=False).first.input_value(),
        "lead": page.locator(".st-key-lead").first.inner_text(),
        "address": page.url,
    }


def test_a_connection_that_is_lost_is_said_and_found_again_with_the_view(chromium: Browser, own_server: Server):
    context = chromium.new_context()
    context.set_default_timeout(WAIT)
    visitor = Visit(context.new_page(), own_server.address)
    page = visitor.page
    # The page's own sockets, so that one can be cut as a network cuts it.
    page.add_init_script("""
      const Own = window.WebSocket; window.sockets = []
      window.WebSocket = class extends Own { constructor(...said) { super(...said); window.sockets.push(this) } }
    """)
    visitor.open("/pay?place=Ohio&setting=Hospitals")
    before = shown(page)
    assert "Ohio" in before["place"]

    # A cut: the same session comes back by itself, with what was chosen since.
    page.evaluate("window.sockets.at(-1).close()")
    page.wait_for_function("window.sockets.length > 1 && window.sockets.at(-1).readyState === 1")
    visitor.settle()
    assert shown(page) == before

    # The server dies: the page stays and says so; a new server, which knows nobody, gives the same view.
    own_server.kill()
    expect(page.get_by_test_id("stConnectionStatus")).to_contain_text("connecting", ignore_case=True, timeout=WAIT)
    assert page.locator(".st-key-lead").first.inner_text() == before["lead"], "what was read stays to be read"
    visitor.picture("connection-lost")
    own_server.start()
    expect(page.get_by_test_id("stConnectionStatus")).to_have_count(0, timeout=WAIT)
    visitor.settle()
    assert shown(page) == before
    assert page.locator("[data-testid='stAlert']").count() == 0
    context.close()


def test_no_page_asks_any_other_machine_for_anything(visit):
    """Every page and what is shown alone, after a while; `visit` complains of each request that goes elsewhere."""
    with visit() as visitor:
        for path in PAGES:
            if path == "/present":
                visitor.page.goto(visitor.server + path)
                visitor.page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
            else:
                visitor.open(path)
            visitor.page.wait_for_timeout(500)
            assert visitor.complaints == [], path
        for path in ("/figure?name=pay/two-settings&embed=true", "/api"):
            visitor.page.goto(visitor.server + path)
            visitor.page.locator("h1").first.wait_for()
        # A page that tried to would be held back by the policy of the page itself.
        tried = visitor.page.evaluate("""async () => {
          const image = new Image()
          const failed = new Promise(done => {
            image.onerror = () => done("refused")
            image.onload = () => done("loaded")
          })
          image.src = "http://localhost:9/x.png"
          return [await failed, await fetch("http://localhost:9/").then(() => "sent", () => "refused")]
        }""")
        assert tried == ["refused", "refused"]
        assert all("violates" in said or "localhost:9" in said for said in visitor.complaints)
        visitor.complaints.clear()


def test_without_scripts_it_says_what_it_needs_and_leads_to_the_figures(chromium: Browser, server: str):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/growth?place=Ohio")
    expect(page.get_by_role("heading", name="Does specializing pay for a pharmacy technician?")).to_be_visible()
    page.get_by_role("link", name="list of figures and tables").click()
    expect(page.get_by_role("heading", name="Figures and tables as data")).to_be_visible()
    assert page.get_by_role("link", name="CSV").count() > 20
    context.close()
