"""A figure travels: as a table for a spreadsheet, as an image with its source, as a link to the same view."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, WAIT


def test_csv_holds_the_published_cells_and_their_source(visit):
    with visit() as visitor:
        page = visitor.open()
        with page.expect_download() as download:
            page.locator(".st-key-card-pay-by-sector").get_by_text("CSV", exact=True).click()
        assert download.value.suggested_filename == "pay-by-sector.csv"
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        rows = {row["Setting"]: row for row in csv.DictReader(io.StringIO(text))}
        assert float(rows["Health care"]["Median"]) == 49340
        assert float(rows["Retail trade"]["Mean"]) == 41660
        assert "U.S. Bureau of Labor Statistics" in rows["Health care"]["Source"]
        assert rows["Health care"]["Edition"] == "May 2024"


def test_image_carries_title_and_source(visit):
    for width in (DESKTOP, PHONE):
        with visit(width) as visitor:
            page = visitor.open()
            card = page.locator(".st-key-card-pay-by-sector")
            plot = card.locator(".js-plotly-plot").bounding_box()
            with page.expect_download() as download:
                card.get_by_role("button", name="Save an image of").click()
            assert download.value.suggested_filename == "pay-by-sector.png"
            content = Path(download.value.path()).read_bytes()
            assert content.startswith(b"\x89PNG")
            wide, high = struct.unpack(">II", content[16:24])
            # Twice the pixels of the screen, and taller than the drawing by the words above and below it.
            assert wide >= 2 * plot["width"]
            assert high >= 2 * (plot["height"] + 100)
            card.get_by_text("Saved", exact=True).wait_for()


def test_link_names_the_view_and_the_figure(visit):
    with visit() as visitor:
        page = visitor.open("/?place=19740&series=pay")
        card = page.locator(".st-key-card-pay-here")
        card.get_by_role("button", name="Copy the link to").click()
        card.get_by_text("Link copied").wait_for()
        link = page.evaluate("navigator.clipboard.readText()")
        assert link.startswith(visitor.server)
        assert "series=Pay" in link
        assert link.endswith("#pay-here")
        other = visitor.open(link.removeprefix(visitor.server))
        assert "$50,970" in other.locator(".st-key-card-pay-here h3").inner_text()
        assert "Median pay" in other.locator(".st-key-card-through-the-editions h3").inner_text()


def test_a_table_that_is_open_stays_open_and_follows_the_figure(visit):
    with visit() as visitor:
        page = visitor.open("/pay")
        card = page.locator(".st-key-card-two-settings")
        button = card.get_by_role("button", name="Table")
        button.click()
        expect(card.locator(".figures tbody th").first).to_have_text("Health care", timeout=WAIT)
        assert button.get_attribute("aria-expanded") == "true"
        page.locator(".st-key-controls").get_by_label("Setting").click()
        page.get_by_role("option", name="Hospitals", exact=True).click()
        expect(card.locator("h3")).to_contain_text("hospitals", timeout=WAIT)
        expect(card.locator(".figures tbody th").first).to_have_text("Hospitals", timeout=WAIT)
        assert card.get_by_role("button", name="Table").get_attribute("aria-expanded") == "true"
        card.get_by_role("button", name="Table").click()
        expect(card.locator(".figures")).to_have_count(0)


def test_a_table_that_cannot_be_had_says_so_and_what_to_do(visit):
    with visit() as visitor:
        page = visitor.open("/pay")
        page.route("**/api/figures/**", lambda route: route.abort())
        card = page.locator(".st-key-card-two-settings")
        card.get_by_role("button", name="Table").click()
        card.get_by_role("status").get_by_text("The table cannot be had just now").wait_for()
        page.unroute("**/api/figures/**")
        card.get_by_role("button", name="Table").click()
        card.locator(".figures").wait_for()
        visitor.complaints[:] = [said for said in visitor.complaints if "Failed to load resource" not in said]


def test_a_control_has_its_own_parts_drawn_again_and_the_address_follows(visit):
    with visit() as visitor:
        page = visitor.open("/growth")
        # A mark on what does not hang on the control: whoever draws it again takes the mark away.
        page.evaluate("document.querySelector('.st-key-card-openings').dataset.mark = 'kept'")
        page.locator(".stMain").get_by_text("Mean", exact=True).click()
        expect(page.locator(".st-key-card-pay-through-time h3")).to_contain_text("mean pay", timeout=WAIT)
        assert "pay=Mean" in page.url
        assert page.locator(".st-key-card-openings").get_attribute("data-mark") == "kept"
        assert page.locator("[data-stale='true']").count() == 0
