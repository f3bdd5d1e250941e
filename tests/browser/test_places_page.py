"""Places: every state and area with its figure or why it has none, found by typing, compared, kept in the link."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_access import LOOKS, violations

WIDTHS = [DESKTOP, PHONE]
DENVER, FORT_COLLINS = "Denver-Aurora-Centennial, CO", "Fort Collins-Loveland, CO"


def title(page, card: str) -> str:
    return page.locator(f".st-key-card-{card} h3").inner_text()


def tile(page, postal: str):
    return page.locator(".tile-grid button", has=page.locator(f"b:text-is('{postal}')"))


def query(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def rows_of_csv(page, card: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.locator(f".st-key-card-{card}").get_by_text("CSV", exact=True).click()
    return list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nobody_is_shut_out_and_nothing_sticks_out(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open("/places?place=Denver&with=Fort+Collins&with=UT&prices=national")
        page.locator(".st-key-card-states").get_by_text("Table", exact=True).click()
        visitor.settle()
        visitor.unfold()
        visitor.picture(f"places-{width}-{scheme}")
        reach = page.evaluate(
            "() => [document.documentElement, document.querySelector('.stMain')].map(at => at.scrollWidth)"
        )
        assert max(reach) <= width
        assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_state_and_territory_has_a_tile_of_one_size_with_its_published_median(visit, width):
    with visit(width) as visitor:
        page = visitor.open("/places")
        tiles = page.locator(".tile-grid button")
        assert tiles.count() == 54
        sizes = tiles.evaluate_all("all => all.map(at => [at.offsetWidth, at.offsetHeight])")
        assert max(wide for wide, _ in sizes) - min(wide for wide, _ in sizes) <= 1
        assert len({high for _, high in sizes}) == 1
        assert min(wide for wide, _ in sizes) >= 24
        # OEWS May 2025: Colorado $49,970, Washington $58,900.
        assert tile(page, "CO").get_attribute("aria-label") == "CO, Colorado: $49,970, rank 5 of 54"
        assert tile(page, "WA").inner_text().split()[-1] == ("$58,900" if width == DESKTOP else "58.9")
        assert "$58,900 in Washington" in title(page, "states")


def test_no_word_in_a_tile_is_cut_off_on_a_phone(visit):
    for path in ("/places", "/places?measure=Jobs", "/places?measure=Concentration", "/places?measure=90th"):
        with visit(PHONE) as visitor:
            page = visitor.open(path)
            cut = page.evaluate(
                """() => [...document.querySelectorAll('.tile-grid [data-text]')]
                  .filter(at => at.getClientRects().length)
                  .filter(at => {
                    const a = at.getBoundingClientRect(), b = at.closest('[data-box]').getBoundingClientRect()
                    const small = parseFloat(getComputedStyle(at).fontSize) < 12
                    return small || a.left < b.left - 1 || a.right > b.right + 1
                  }).map(at => at.textContent)"""
            )
            assert cut == []


@pytest.mark.parametrize(
    "path", ["/places?place=Denver&with=22660&with=0800001&prices=national", "/places?place=22660&measure=Jobs"]
)
def test_no_word_of_a_figure_is_cut_off_on_a_phone(visit, path):
    with visit(PHONE) as visitor:
        page = visitor.open(path)
        visitor.unfold()
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
              const frame = plot.getBoundingClientRect()
              return [...plot.querySelectorAll('svg text')].filter(text => {
                const box = text.getBoundingClientRect()
                return text.textContent.trim() && (box.left < frame.left - 1 || box.right > frame.right + 1
                  || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
              }).map(text => text.textContent)
            })"""
        )
        assert cut == []


def test_a_tap_on_a_tile_is_the_place_everywhere(visit):
    with visit(PHONE) as visitor:
        page = visitor.open("/places")
        tile(page, "CO").click()
        page.locator(".st-key-card-side-by-side").wait_for()
        visitor.settle()
        assert query(page)["place"] == ["Colorado"]
        assert "$49,970" in title(page, "side-by-side")
        assert tile(page, "CO").get_attribute("aria-pressed") == "true"
        page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_role("link", name="Overview").first.click()
        page.locator(".st-key-card-pay-here").wait_for()
        assert "Colorado" in title(page, "pay-here")


def test_a_place_from_a_link_goes_along_to_every_page(visit):
    with visit() as visitor:
        page = visitor.open("/places?place=CO")
        for name in ("Methods", "Overview"):
            page.get_by_role("link", name=name, exact=True).first.click()
            page.wait_for_url("**place=Colorado")
        page.locator(".st-key-card-pay-here").wait_for()
        assert "Colorado" in title(page, "pay-here")


def test_the_keyboard_walks_over_the_tiles(visit):
    with visit() as visitor:
        page = visitor.open("/places")
        tile(page, "UT").focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.querySelector('b').textContent") == "CO"
        page.keyboard.press("Enter")
        page.locator(".st-key-card-side-by-side").wait_for()
        assert "Colorado" in title(page, "side-by-side")
        assert page.locator(".tile-grid button[tabindex='0']").count() == 1


@pytest.mark.parametrize(
    ("typed", "heading", "name"),
    [("Denver", "Tap to choose", DENVER), ("Denvr", "Did you mean", DENVER), ("CO", "Tap to choose", "Colorado")],
)
def test_typing_finds_the_area_a_misspelling_too(visit, typed, heading, name):
    with visit(PHONE) as visitor:
        page = visitor.open("/places")
        field = page.get_by_role("searchbox", name="Find a place").or_(page.get_by_label("Find a place")).first
        field.press_sequentially(typed, delay=40)
        page.get_by_text(heading).wait_for()
        visitor.picture(f"places-find-{typed}")
        page.locator(".st-key-suggestions").get_by_role("button", name=name, exact=True).click()
        page.locator(".st-key-card-side-by-side").wait_for()
        visitor.settle()
        assert query(page)["place"] == [name]
        assert name in title(page, "side-by-side")
        assert page.locator(".st-key-suggestions").count() == 0


def test_what_is_no_place_finds_nothing_and_says_so(visit):
    with visit() as visitor:
        page = visitor.open("/places")
        page.get_by_label("Find a place").first.press_sequentially("xyzzy", delay=20)
        page.get_by_text("No area has a name like that").wait_for()


def test_the_area_with_suppressed_jobs_is_shown_as_suppressed(visit):
    with visit() as visitor:
        page = visitor.open("/places?place=22660&measure=Jobs")
        # OEWS May 2025, area 22660: employment **, median $49,650.
        assert "suppressed by BLS" in title(page, "area-ranks")
        jobs = page.locator(".beside tr", has_text="Jobs").inner_text()
        assert "suppressed by BLS" in jobs
        for card in ("areas", "area-ranks"):
            row = next(row for row in rows_of_csv(page, card) if row["Area"] == FORT_COLLINS)
            assert row["Jobs"] == "suppressed by BLS"
        assert len(rows_of_csv(page, "areas")) == 528, "393 metropolitan and 135 nonmetropolitan areas"
        assert "$49,650" in title(page, "side-by-side")


def test_prices_taken_from_the_state_are_said(visit):
    with visit() as visitor:
        page = visitor.open("/places?place=0800001&prices=At+national+prices")
        source = page.locator(".st-key-card-side-by-side").inner_text()
        assert "takes the prices of Colorado" in source
        assert "no price parity of their own loaded" in page.locator(".st-key-card-areas").inner_text()
        row = next(row for row in rows_of_csv(page, "areas") if row["Area"].startswith("Eastern and Southern Colorado"))
        assert row["Prices taken from"] == "Colorado"


@pytest.mark.parametrize("width", WIDTHS)
def test_two_to_four_places_stand_beside_the_nation_and_the_link_restores_them(visit, width):
    path = "/places?place=CO&with=Denver&with=22660&with=Utah&measure=90th&areas=metro&in=CO"
    with visit(width) as visitor:
        page = visitor.open(path)
        names = page.locator(".beside thead th").all_inner_texts()
        assert names[1:] == ["Colorado", DENVER, FORT_COLLINS, "Utah", "United States"]
        assert query(page)["with"] == [DENVER, FORT_COLLINS, "Utah"]
        assert "metropolitan areas of Colorado" in page.locator(".st-key-card-areas").inner_text()
        before = page.locator(".beside").inner_text()
        again = visitor.open(page.url.removeprefix(visitor.server))
        assert again.locator(".beside").inner_text() == before


def test_words_of_a_link_that_mean_nothing_are_noted(visit):
    with visit() as visitor:
        page = visitor.open("/places?place=CO&with=Atlantis&with=Utah&measure=happiness&prices=gold")
        notes = " ".join(page.locator("[data-testid='stAlert']").all_inner_texts())
        assert all(word in notes for word in ("Atlantis", "happiness", "gold"))
        assert page.locator(".beside thead th").all_inner_texts()[1:] == ["Colorado", "Utah", "United States"]


def test_the_image_of_the_tiles_holds_their_words(visit):
    with visit(PHONE) as visitor:
        page = visitor.open("/places")
        with page.expect_download() as download:
            page.locator(".st-key-card-states").get_by_role("button", name="Save an image of").click()
        assert download.value.path().read_bytes().startswith(b"\x89PNG")
        page.locator(".st-key-card-states").get_by_text("Saved", exact=True).wait_for()


def test_what_is_not_loaded_is_said(visit):
    with visit() as visitor:
        page = visitor.open("/places")
        said = page.locator(".stMain").inner_text()
        assert "Not in the loaded files for them: mean pay, hourly pay, margins of error" in said
        assert f"{FORT_COLLINS} (metropolitan area): the number of jobs is suppressed by BLS." in said
