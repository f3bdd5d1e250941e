"""Nobody is shut out: WCAG 2.2 A and AA by axe, at both widths, in both appearances and in every state of the page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, WAIT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOKS = [(width, scheme) for width in (DESKTOP, PHONE) for scheme in ("light", "dark")]


def violations(page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [
        f"{item['id']} ({item['impact']}): {node['html'][:160]} {node['failureSummary'][:200]}"
        for item in found
        for node in item["nodes"]
    ]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_overview_as_it_opens(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open()
        visitor.unfold()
        visitor.picture(f"overview-{width}-{scheme}")
        assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_overview_with_a_place_and_everything_open(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open("/?place=19740&series=pay")
        tables = page.locator("[data-act=table]")
        assert tables.count() > 3
        for index in range(tables.count()):
            tables.nth(index).click()
        expect(page.locator(".beneath .figures")).to_have_count(tables.count(), timeout=WAIT)
        if (leaves_out := page.get_by_text("What the loaded files leave out")).count():
            leaves_out.click()
        page.wait_for_timeout(500)
        visitor.unfold()
        visitor.picture(f"overview-open-{width}-{scheme}")
        assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_glossary_and_place_list_while_they_are_open(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open("/?place=nowhere")
        assert violations(page) == []
        page.get_by_role("combobox", name="Place").click()
        page.get_by_role("option").first.wait_for()
        visitor.picture(f"places-{width}-{scheme}")
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.get_by_text("What do these words mean?").click()
        page.get_by_text("Median.").first.wait_for()
        page.wait_for_timeout(400)
        visitor.picture(f"glossary-{width}-{scheme}")
        assert violations(page) == []


def test_keyboard_reaches_every_action_of_a_card(visit):
    with visit() as visitor:
        page = visitor.open()
        card = page.locator(".st-key-card-pay-by-sector")
        card.get_by_role("button", name="Table").focus()
        reached = []
        for _ in range(5):
            reached.append(
                page.evaluate(
                    """() => {
                      let at = document.activeElement
                      while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement
                      return at.getAttribute('aria-label') || at.innerText || at.type
                    }"""
                )
            )
            page.keyboard.press("Tab")
        assert reached[1].startswith("CSV")
        assert any(name.startswith("Save an image of:") for name in reached)
        assert any(name.startswith("Copy the link to:") for name in reached)
