"""One choice of place for the whole visit: typed, kept in the address, brought back by a link."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import DESKTOP, PHONE

DENVER = "Denver-Aurora-Centennial, CO"


def picker(page):
    return page.get_by_role("combobox", name="Place")


def chosen(page) -> str:
    return picker(page).evaluate("found => found.value || found.closest('[data-baseweb]')?.innerText || ''")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_place_is_found_by_typing(visit, width):
    with visit(width) as visitor:
        page = visitor.open()
        picker(page).click()
        picker(page).fill("Denver")
        page.get_by_role("option", name=DENVER).click()
        page.locator(".st-key-card-pay-here").wait_for()
        visitor.settle()
        # OEWS May 2025, area 19740: 3,260 jobs, median $50,970.
        assert "$50,970" in page.locator(".st-key-card-pay-here h3").inner_text()
        assert "3,260 jobs" in page.locator("body").inner_text()
        assert parse_qs(urlsplit(page.url).query)["place"] == [DENVER]
        visitor.unfold()
        visitor.picture(f"overview-denver-{width}")


@pytest.mark.parametrize("asked", ["Denver-Aurora-Centennial,+CO", "19740", "denver"])
def test_a_link_brings_the_place_back(visit, asked):
    with visit() as visitor:
        page = visitor.open(f"/?place={asked}")
        assert "$50,970" in page.locator(".st-key-card-pay-here h3").inner_text()
        assert page.locator("[data-testid='stAlert']").count() == 0


def test_a_state_is_understood_by_its_postal_code(visit):
    with visit() as visitor:
        page = visitor.open("/?place=CO")
        assert "Colorado" in page.locator(".st-key-card-pay-here h3").inner_text()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_link_to_nowhere_says_so_and_shows_the_nation(visit, width):
    with visit(width) as visitor:
        page = visitor.open("/?place=nowhere")
        note = page.locator("[data-testid='stAlert']").inner_text()
        assert "nowhere" in note
        assert "United States" in note
        assert page.locator(".st-key-card-pay-here").count() == 0
        assert "$45,750" in page.locator("body").inner_text()
        visitor.picture(f"overview-nowhere-{width}")


def test_what_a_link_says_is_never_run_as_markup(visit):
    with visit() as visitor:
        page = visitor.open("/?place=%60%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%5Ba%5D(http%3A%2F%2Fexample.com)")
        note = page.locator("[data-testid='stAlert']")
        assert "<img" in note.inner_text()
        assert note.locator("img, a").count() == 0


def test_an_unknown_series_is_noted(visit):
    with visit() as visitor:
        page = visitor.open("/?series=wages")
        assert (
            "`wages`" in page.locator("[data-testid='stAlert']").inner_text()
            or "wages" in page.locator("[data-testid='stAlert']").inner_text()
        )
        assert "number of jobs" in page.locator(".st-key-card-through-the-editions h3").inner_text()


def test_the_note_goes_when_the_visitor_chooses(visit):
    with visit() as visitor:
        page = visitor.open("/?place=nowhere")
        picker(page).click()
        picker(page).fill("Utah")
        page.get_by_role("option", name="Utah", exact=True).click()
        page.locator(".st-key-card-pay-here").wait_for()
        visitor.settle()
        assert page.locator("[data-testid='stAlert']").count() == 0
