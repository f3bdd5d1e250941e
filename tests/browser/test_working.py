"""Whatever takes a moment says so: from the click, on every page, until it is there, however busy the server is."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, WAIT, Visit
from tests.browser.test_connection import Server, own_server  # noqa: F401 - a fixture

LINE = "html.working"
SAID = "#working"


@contextmanager
def held(server: Server) -> Iterator[None]:
    """Until the block ends, the server answers nobody, as one that is too busy."""
    assert server.process is not None
    server.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.process.send_signal(signal.SIGCONT)


def choose_place(page: Page) -> None:
    page.get_by_label("Place", exact=False).first.fill("Ohio")
    page.keyboard.press("Enter")


def turn_a_page(page: Page) -> None:
    page.locator(".st-key-foot-pages").get_by_text("Growth").click()


def run_a_query(page: Page) -> None:
    page.get_by_role("button", name="Run").first.click()


ACTS: list[tuple[str, int, Callable[[Page], None]]] = [
    ("/", DESKTOP, choose_place),
    ("/pay", PHONE, turn_a_page),
    ("/data", PHONE, run_a_query),
    ("/present", DESKTOP, choose_place),
]


def test_a_click_has_an_echo_before_the_server_has_answered(chromium: Browser, own_server: Server):  # noqa: F811
    for path, width, act in ACTS:
        context = chromium.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
        context.set_default_timeout(WAIT)
        visitor = Visit(context.new_page(), own_server.address)
        page = visitor.page
        page.goto(visitor.server + path)
        visitor.settle()
        expect(page.locator(LINE)).to_have_count(0)
        with held(own_server):
            act(page)
            expect(page.locator(LINE)).to_have_count(1)
            expect(page.locator(SAID)).to_have_text("Working…")
            shown = page.evaluate("""() => {
              const line = getComputedStyle(document.documentElement, "::before")
              return [line.position, parseFloat(line.height) > 2, parseFloat(line.width), line.animationName]
            }""")
            assert shown == ["fixed", True, width, "none"], (path, shown)
            visitor.picture(f"working{path.replace('/', '-')}-{width}")
        visitor.settle()
        expect(page.locator(LINE)).to_have_count(0)
        expect(page.locator(SAID)).to_have_text("")
        context.close()


def test_the_line_moves_by_itself_where_nobody_minds(visit):
    with visit() as visitor:
        page = visitor.open("/methods")
        page.evaluate("document.documentElement.classList.add('working')")
        assert page.evaluate("getComputedStyle(document.documentElement, '::before').animationName") == "working"


def test_a_file_that_is_being_made_says_so_and_then_comes(visit):
    with visit() as visitor:
        page = visitor.open("/data")
        waiting: list[Route] = []
        page.route(
            "**/api/build.zip",
            lambda route: waiting.append(route) if route.request.method == "HEAD" else route.continue_(),
        )
        link = page.get_by_role("link", name="Download the whole build (zip)")
        with page.expect_download() as download:
            link.click()
            expect(page.locator("a[aria-busy=true]")).to_have_text("Download the whole build (zip)")
            expect(page.locator(LINE)).to_have_count(1)
            expect(page.locator(SAID)).to_have_text("The file is being made…")
            link.click()
            assert len(waiting) == 1, "who clicks again asks for one file all the same"
            waiting[0].continue_()
        assert download.value.path().stat().st_size > 100_000
        expect(page.locator("a[aria-busy=true]")).to_have_count(0)
        expect(page.locator(LINE)).to_have_count(0)
        page.unroute("**/api/build.zip")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_table_comes_as_before(visit, kind):
    with visit() as visitor:
        page = visitor.open("/data")
        page.get_by_text("Each table as CSV").first.click()
        link = page.locator(f'a[href$="api/tables/checks.{kind}"]')
        link.wait_for()
        with page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == f"checks.{kind}"
