"""A figure on a page elsewhere: in a frame of another site, in a spreadsheet, by the addresses that its card gives."""

from __future__ import annotations

import re
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.conftest import PHONE, WAIT
from tests.browser.test_access import violations

CHROME = "header *, [data-testid='stToolbar'], [data-testid='stSidebar'], .st-key-foot, .st-key-head, nav"

FOCUSED = """() => {
  let at = document.activeElement
  while (at.shadowRoot) at = at.shadowRoot.activeElement
  return at.className
}"""


@pytest.fixture
def course(server: str) -> Iterator[str]:
    """A course page on another site (by the browser's reckoning) with the frames that its address names."""

    class Course(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            frames = "".join(
                f'<iframe src="{server}{path}" title="A figure" width="100%" height="640"></iframe>'
                for path in urllib.request.unquote(self.path.partition("?")[2]).split("|")
            )
            body = f"<!doctype html><html lang=en><title>Course</title><h1>Week 3</h1>{frames}</html>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """The test says what matters."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Course) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://localhost:{host.server_address[1]}/"
        host.shutdown()


def open_course(chromium: Browser, course: str, *paths: str, width: int = 800) -> tuple[Page, list[FrameLocator]]:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.goto(course + "?" + urllib.request.quote("|".join(paths)))
    return page, [page.frame_locator("iframe").nth(place) for place in range(len(paths))]


def test_a_frame_on_another_site_holds_the_figure_its_title_and_its_source_alone(chromium, server, course):
    page, (figure, tiles) = open_course(
        chromium, course, "/figure?name=pay/two-settings&setting=Hospitals&embed=true",
        "/figure?name=places/states&embed=true&embed_options=dark_theme",
    )  # fmt: skip
    figure.locator(".js-plotly-plot svg.main-svg text").first.wait_for()
    assert figure.locator("h1").inner_text() == "Mean pay in hospitals is $10,760 more than in retail trade"
    words = figure.locator(".stMain").inner_text()
    assert "Source: U.S. Bureau of Labor Statistics" in words and "May 2024" in words
    assert figure.locator(CHROME).locator("visible=true").count() == 0
    assert figure.get_by_role("button").locator("visible=true").count() == 0
    assert figure.locator("[data-testid='stAlert']").count() == 0
    # It fills the frame, whatever its width, and nothing stands out of it.
    for width in (800, 400):
        page.set_viewport_size({"width": width, "height": 900})
        expect(figure.locator(".js-plotly-plot")).to_have_js_property("clientWidth", width - 16 - 24, timeout=WAIT)
        assert figure.locator("html").evaluate("at => at.scrollWidth <= at.clientWidth")
    assert figure.get_by_text("See it in the dashboard").get_attribute("href") == "/pay?setting=Hospitals#two-settings"
    # The second is dark though the visitor's system is light, and its tiles answer to a tap.
    ohio = tiles.get_by_role("button", name="OH, Ohio")
    ohio.click()
    expect(tiles.get_by_role("button", name="OH, Ohio", pressed=True)).to_be_visible(timeout=WAIT)
    assert tiles.locator(".stApp").evaluate("at => getComputedStyle(at).backgroundColor") == "rgb(20, 24, 23)"
    page.context.close()


def test_a_frame_says_kindly_what_it_cannot_show_and_other_pages_refuse_frames(chromium, server, course):
    page, (unknown, page_of_ours, undecided) = open_course(
        chromium, course, "/figure?name=pay/%3Cb%3Etwo&embed=true", "/pay?embed=true", "/figure?name=pay/two-settings",
    )  # fmt: skip
    unknown.get_by_role("heading", name="This figure cannot be shown").wait_for()
    expect(unknown.locator(".stMain")).to_contain_text("pay/<b>two", timeout=WAIT)
    link = unknown.get_by_role("link", name="All figures and their addresses")
    assert link.get_attribute("href") == "/api" and link.get_attribute("target") == "_blank"
    assert page_of_ours.locator(".stApp").count() == undecided.locator(".stApp").count() == 0
    page.context.close()
    page = chromium.new_page()
    page.goto(f"{server}/figure?name=pay/two-settings&year=1890&embed=true")
    page.get_by_text("'1890' is not understood").wait_for(timeout=WAIT)
    assert "May 2024" in page.locator(".stMain").inner_text()
    page.close()


@pytest.mark.parametrize("width", [PHONE, 1440])
def test_the_card_gives_the_addresses_of_what_it_shows(visit, width):
    with visit(width) as visitor:
        page = visitor.open("/pay?setting=Hospitals&place=Ohio&show=Dollars")
        card = page.locator(".st-key-card-over-the-years")
        actions = card.locator(".actions")
        assert actions.bounding_box()["height"] < 60, "the actions stand in one row"
        button = card.get_by_role("button", name="Data link and embed code of")
        button.focus()
        page.keyboard.press("Enter")
        window_ = page.get_by_role("dialog", name="Use elsewhere")
        table, about, frame = (field.input_value() for field in window_.get_by_role("textbox").all())
        assert table == f"{visitor.server}/api/figures/pay/over-the-years.csv?setting=Hospitals&show=Dollars"
        assert about == table.replace(".csv?", ".json?")
        source = re.search(r'src="([^"]+)"', frame)[1].replace("&amp;", "&")
        assert source == f"{visitor.server}/figure?name=pay/over-the-years&setting=Hospitals&show=Dollars&embed=true"
        assert re.search(r'height="[1-9]\d\d"', frame) and 'title="The premium was' in frame
        assert violations(page) == []
        visitor.picture(f"elsewhere-{width}")
        window_.get_by_role("button", name="Copy CSV").click()
        window_.get_by_text("Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == table
        page.keyboard.press("Escape")
        expect(window_).to_have_count(0)
        assert page.evaluate(FOCUSED) == "elsewhere"
        with page.expect_download() as download:
            card.get_by_text("CSV", exact=True).click()
        with urllib.request.urlopen(table, timeout=60) as answer:
            assert answer.read() == download.value.path().read_bytes()
        page.goto(source)
        expect(page.locator("h1")).to_contain_text("The premium was", timeout=WAIT)
