"""A figure travels: as a table for a spreadsheet, as an image with its source, as a link to the same view."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path

from tests.browser.conftest import DESKTOP, PHONE


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
