"""A visit is never blank: the answer is read before any script is there, stays until the page has it, and then goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, WAIT
from tests.browser.test_access import violations
from ui.theme import DARK, LIGHT

SCRIPTS = "**/static/js/**"
FIRST = "#first-page"
NEVER_BLANK = """() => {
  window.frames_ = []
  const look = () => {
    const first = document.querySelector("#first-page .lead")
    const page = document.querySelector(".st-key-lead p")
    window.frames_.push([first?.textContent ?? null, page?.textContent ?? null])
    requestAnimationFrame(look)
  }
  document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(look))
}"""


@contextmanager
def held_back(page: Page, what: str = SCRIPTS) -> Iterator[None]:
    """Until the block ends, nothing of this comes."""
    waiting: list[Route] = []
    over = False
    page.route(what, lambda route: route.continue_() if over else waiting.append(route))
    yield
    over = True
    for route in waiting:
        route.continue_()


def rgb(colour: str) -> str:
    return "rgb(" + ", ".join(str(int(colour[start : start + 2], 16)) for start in (1, 3, 5)) + ")"


@pytest.mark.parametrize(("width", "palette"), [(DESKTOP, LIGHT), (PHONE, DARK)], ids=["desktop", "phone"])
def test_the_answer_is_read_before_any_script_and_is_the_one_of_the_page(visit, width, palette):
    with visit(width, palette.name) as visitor:
        page = visitor.page
        page.add_init_script(f"({NEVER_BLANK})()")
        with held_back(page):
            page.goto(visitor.server, wait_until="commit")
            first = page.locator("#first-page")
            expect(first.locator(".lead")).to_be_visible()
            expect(first.get_by_role("heading", level=1)).to_have_text(
                "Does specializing pay for a pharmacy technician?"
            )
            expect(first).to_contain_text("on their way")
            assert first.evaluate("at => getComputedStyle(at).backgroundColor") == rgb(palette.background)
            assert first.evaluate("at => at.scrollWidth <= at.clientWidth")
            assert page.locator(f"{FIRST} :is(a, button, input, [tabindex])").count() == 0, "nothing to be caught in"
            assert violations(page) == []
            told, place = first.locator(".lead").inner_text(), first.locator("h1").bounding_box()
            visitor.picture(f"first-page-{width}")
        page.locator(".st-key-foot").wait_for()
        visitor.settle()
        expect(page.locator(FIRST)).to_have_count(0)
        assert page.locator(".st-key-lead p").inner_text() == told
        title = page.locator(".st-key-head h1").bounding_box()
        assert (title["x"], title["y"]) == (place["x"], place["y"]), "the title does not move"
        frames = page.evaluate("window.frames_")
        assert frames and all(one or other for one, other in frames), "there is no frame without an answer"


def test_other_pages_say_what_they_are_and_frames_only_that_a_figure_comes(visit):
    with visit() as visitor:
        page = visitor.page
        with held_back(page):
            page.goto(visitor.server + "/growth?place=Ohio", wait_until="commit")
            expect(page.locator(f"{FIRST} h1")).to_have_text("Growth")
        page.locator(".st-key-foot").wait_for()
        expect(page.locator(FIRST)).to_have_count(0)
        with held_back(page):
            query = "name=pay/two-settings&embed=true&embed_options=dark_theme"
            page.goto(f"{visitor.server}/figure?{query}", wait_until="commit")
            expect(page.locator(FIRST)).to_have_text("The figure is on its way.")
            assert page.locator(FIRST).evaluate("at => getComputedStyle(at).backgroundColor") == rgb(DARK.background)
            assert page.locator("h1").count() == 0
        page.locator(".js-plotly-plot svg.main-svg").first.wait_for()
        expect(page.locator(FIRST)).to_have_count(0)


def test_the_appearance_that_was_chosen_is_there_from_the_first(visit):
    with visit(scheme="light") as visitor:
        page = visitor.page
        page.add_init_script('localStorage.setItem("stActiveTheme-/-v2", JSON.stringify("Dark"))')
        with held_back(page):
            page.goto(visitor.server, wait_until="commit")
            assert page.locator(FIRST).evaluate("at => getComputedStyle(at).backgroundColor") == rgb(DARK.background)
        visitor.settle()
        assert page.locator(".stApp").evaluate("at => getComputedStyle(at).backgroundColor") == rgb(DARK.background)


def test_scripts_that_do_not_come_are_told_with_a_way_on(visit):
    with visit() as visitor:
        page = visitor.page
        page.route("**/static/js/index.*", lambda route: route.abort())
        page.goto(visitor.server, wait_until="commit")
        first = page.locator(FIRST)
        expect(first).to_contain_text("could not be loaded")
        expect(first).to_contain_text("BLS publishes no pay by specialty")
        assert first.get_by_role("link", name="All figures and tables").get_attribute("href") == "/api"
        visitor.picture("first-page-failed")
        page.unroute("**/static/js/index.*")
        first.get_by_role("link", name="Try again").click()
        page.locator(".st-key-foot").wait_for()
        expect(page.locator(FIRST)).to_have_count(0)
        assert all("Failed to load resource" in said for said in visitor.complaints)
        visitor.complaints.clear()


def test_a_server_that_does_not_answer_is_told_by_streamlit(visit):
    with visit() as visitor:
        page = visitor.page
        page.route("**/_stcore/health", lambda route: route.abort())
        page.goto(visitor.server, wait_until="commit")
        expect(page.get_by_role("dialog")).to_be_visible(timeout=WAIT)
        expect(page.locator(FIRST)).to_have_count(0)
        visitor.complaints.clear()


def test_a_slow_visit_says_that_it_is_slow(visit):
    with visit() as visitor:
        page = visitor.page
        page.clock.install()
        with held_back(page):
            page.goto(visitor.server, wait_until="commit")
            expect(page.locator(f"{FIRST} .lead")).to_be_visible()
            page.clock.fast_forward(16_000)
            expect(page.locator(FIRST)).to_contain_text("longer than usual")
        visitor.complaints.clear()
