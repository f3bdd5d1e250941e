"""The Overview shows what BLS published, wherever it is opened."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, PHONE

WIDTHS = [DESKTOP, PHONE]


@pytest.fixture(scope="module")
def overview(visit):
    """The page as it opens, for tests that look and touch nothing but a card's table."""
    with visit() as visitor:
        yield visitor.open()


def key_figure(page, name: str) -> str:
    return page.locator(".key-figures > div", has_text=name).first.inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_headline_figures_are_the_published_cells(visit, width):
    with visit(width) as visitor:
        page = visitor.open()
        # OEWS May 2025, national, 29-2052; Employment Projections 2024-34, table 1.10.
        assert "$45,750" in key_figure(page, "Median pay a year")
        assert "$46,620" in key_figure(page, "Mean pay a year")
        assert "471,680" in key_figure(page, "Jobs")
        assert "49,000" in key_figure(page, "Openings a year")
        assert "May 2025" in key_figure(page, "Median pay a year")
        assert "no published margin" in key_figure(page, "Median pay a year")
        assert "give or take" in key_figure(page, "Mean pay a year")


def test_answer_comes_first_and_says_what_it_rests_on(overview):
    page = overview
    lead = page.locator(".st-key-lead").inner_text()
    # OEWS May 2024 by sector: $52,910 in health care, $41,660 in retail trade.
    assert "27.0%" in lead
    assert "May 2024" in lead
    assert "BLS publishes no pay by specialty" in lead


def test_three_claims_have_verdicts(overview):
    page = overview
    cards = page.locator("[class*='st-key-claim-']")
    assert cards.count() == 3
    words = ("Supported", "Supported with limits", "Mixed", "Not shown", "Cannot be tested")
    for index in range(3):
        assert cards.nth(index).locator(".verdict").inner_text() in words
    # Jobs fell from May 2024 to May 2025 while BLS projects growth: that cannot be plain support.
    assert page.locator(".st-key-claim-growth .verdict").inner_text() == "Mixed"


def test_figures_carry_what_they_must(overview):
    page = overview
    cards = page.locator("[class*='st-key-card-']")
    assert cards.count() >= 5
    for index in range(cards.count()):
        card = cards.nth(index)
        assert card.locator("h3").inner_text().strip()
        assert "Source: U.S. Bureau of Labor Statistics" in card.inner_text()
        assert card.locator("[data-testid='stPlotlyChart'][role='figure']").get_attribute("aria-label")
        for action in ("Table", "CSV", "Image", "Link"):
            assert card.get_by_text(action, exact=True).is_visible()


def test_table_under_a_figure_holds_what_is_drawn(overview):
    page = overview
    card = page.locator(".st-key-card-pay-by-sector")
    card.get_by_text("Table", exact=True).click()
    rows = card.locator("table tbody tr")
    rows.first.wait_for()
    told = [rows.nth(index).inner_text() for index in range(rows.count())]
    # OEWS May 2024, sector 62 and sector 44-45.
    assert all(figure in told[0] for figure in ("Health care", "$49,340", "$52,910", "$72,870", "103,460"))
    assert all(figure in told[1] for figure in ("Retail trade", "$38,630", "$41,660", "$49,830", "345,940"))


def test_alt_text_tells_the_drawn_figures(overview):
    page = overview
    alt = page.locator(".st-key-card-pay-by-sector [role='figure']").get_attribute("aria-label")
    assert "Health care" in alt
    assert "$49,340" in alt
    assert "$41,660" in alt


def test_series_runs_from_1999_and_names_its_breaks(visit):
    with visit() as visitor:
        page = visitor.open("/?series=pay")
        card = page.locator(".st-key-card-through-the-editions")
        assert "$18,950" in card.locator("h3").inner_text()
        assert "New estimation method (May 2021)" in card.inner_text()
        card.get_by_text("Table", exact=True).click()
        first = card.locator("table tbody tr").first
        first.wait_for()
        # OEWS 1999: median $18,950.
        assert "1999" in first.inner_text()
        assert "$18,950" in first.inner_text()


def test_nothing_says_that_a_missing_figure_is_suppressed_when_it_is_not_loaded(overview):
    page = overview
    card = page.locator(".st-key-card-pay-by-setting")
    assert "only means and jobs are in the loaded files" in card.inner_text()
    assert "suppressed" not in card.inner_text()
