"""Two processes behind nginx, one of them killed, then both: what a visitor sees of it, and that the page goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.replicas import Replicas
from tests.browser.conftest import DESKTOP, PHONE, SIZES, WAIT, Visit
from tests.replicas import COOKIE, all_up, of, two_processes
from ui.serving.returning import CLICK_AGAIN, SOON

Visiting = Callable[..., AbstractContextManager[Visit]]
ERRORS = "[data-testid='stAlert'], [data-testid='stException'], [role='dialog']"


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    with two_processes(tmp_path_factory.mktemp("replicas")) as running:
        yield running


@pytest.fixture
def visiting(chromium: Browser, replicas: Replicas) -> Visiting:
    """A visitor of both processes, who may meet what a console calls an error: a connection is lost here."""
    all_up(replicas)

    @contextmanager
    def start(width: int, scheme: str = "light") -> Iterator[Visit]:
        context = chromium.new_context(
            viewport={"width": width, "height": SIZES[width]}, has_touch=width == PHONE, color_scheme=scheme
        )
        context.set_default_timeout(WAIT)
        try:
            yield Visit(context.new_page(), replicas.address)
        finally:
            context.close()

    return start


def serving_process(page: Page) -> str:
    return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == COOKIE)


def connected(page: Page) -> None:
    expect(page.get_by_test_id("stConnectionStatus")).to_have_count(0, timeout=WAIT)


def lose(page: Page, replicas: Replicas) -> None:
    """Kill the process that serves the page, and wait until another does."""
    of(replicas, serving_process(page))[0].kill()
    expect(page.get_by_test_id("stConnectionStatus")).to_have_count(1)
    connected(page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_visitor_whose_process_is_killed_goes_on_with_another(visiting: Visiting, replicas: Replicas, width: int):
    with visiting(width) as visitor:
        page = visitor.page
        visitor.open("/pay?place=Ohio&setting=Hospitals")
        lead, place = page.locator(".st-key-lead").first, page.get_by_label("Place", exact=False).first
        said, was = lead.inner_text(), serving_process(page)
        of(replicas, was)[0].kill()

        expect(page.get_by_test_id("stConnectionStatus")).to_contain_text("connecting", ignore_case=True)
        assert lead.inner_text() == said, "what was read stays to be read"
        visitor.picture(f"replica-lost-{width}")
        connected(page)
        assert serving_process(page) != was, "another process has taken over"

        # A choice in a part of the page that runs alone, which the other process has never run for this visit; then one
        # that has all of the page drawn again. All others stay.
        page.get_by_text("Constant", exact=True).first.click()
        expect(lead).not_to_have_text(said, timeout=WAIT)
        page.get_by_text("Median", exact=True).first.click()
        expect(lead).to_contain_text("median", ignore_case=True, timeout=WAIT)
        assert place.input_value() == "Ohio"
        assert "setting=Hospitals" in page.url and "place=Ohio" in page.url
        visitor.settle()
        assert page.locator(ERRORS).count() == 0
        visitor.picture(f"replica-after-{width}")


def test_what_was_typed_stays_and_a_file_of_the_process_that_is_gone_is_there_at_the_next_click(
    visiting: Visiting, replicas: Replicas
):
    with visiting(DESKTOP) as visitor:
        page = visitor.open("/data?place=Ohio")
        box = page.get_by_label("Query", exact=True)
        box.fill("SELECT 6 * 7 AS mine")
        lose(page, replicas)
        assert box.input_value() == "SELECT 6 * 7 AS mine"
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.locator(".st-key-sql-answer")).to_contain_text("42", timeout=WAIT)
        assert box.input_value() == "SELECT 6 * 7 AS mine"

        all_up(replicas)
        visitor.open("/?place=Ohio")
        page.get_by_text("For your class: slides and a handout").click()
        lose(page, replicas)
        handout = page.get_by_role("button", name="Handout (HTML)")
        handout.click()
        expect(page.get_by_text(CLICK_AGAIN)).to_be_visible()
        page.wait_for_timeout(1000 * SOON)
        visitor.settle()
        with page.expect_download() as found:
            handout.click()
        assert found.value.path().read_bytes().startswith(b"<!DOCTYPE html>")
        expect(page.get_by_text(CLICK_AGAIN)).to_have_count(0)
        assert page.locator(ERRORS).count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark")])
def test_where_no_process_is_left_it_is_said_and_ends_by_itself(
    visiting: Visiting, replicas: Replicas, width: int, scheme: str
):
    with visiting(width, scheme) as visitor:
        page = visitor.page
        visitor.open("/pay?place=Ohio")
        for process in replicas.processes:
            process.kill()

        late = page.context.new_page()
        late.goto(f"{replicas.address}/growth?place=Ohio")
        expect(late.get_by_role("heading", name="The dashboard is being started again")).to_be_visible()
        Visit(late, replicas.address).picture(f"replica-none-{width}-{scheme}")

        # Who has a page open is told after a while by Streamlit, in our words.
        page.bring_to_front()
        expect(page.get_by_role("dialog")).to_contain_text("This page goes on by itself", timeout=WAIT)
        visitor.picture(f"replica-none-open-{width}-{scheme}")

        replicas.processes[1].start()
        late.locator(".st-key-foot").wait_for()
        assert late.url.endswith("/growth?place=Ohio")
        connected(page)
        visitor.settle()
        assert page.locator(ERRORS).count() == 0
        assert page.get_by_label("Place", exact=False).first.input_value() == "Ohio"
