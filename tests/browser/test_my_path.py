"""My path on a phone: few taps to a plan, everything in its link, one page on paper."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_access import LOOKS, violations

PATH = "/my_path"
FULL = f"{PATH}?place=denver&now=hospitals&go=informatics&wage=19.5&hours=30&lost=4&weeks=8&diploma=true&work=true"
MOST_TAPS = 6
SHEET = ".sheet"


class Taps:
    """Taps counted as a person makes them; typing is free."""

    def __init__(self, visitor) -> None:
        self.visitor, self.count = visitor, 0

    def on(self, target) -> None:
        self.count += 1
        target.tap()

    def pick(self, label: str, typed: str, option: str) -> None:
        """Open a list, type a part of what is looked for, and take it with Enter."""
        box = self.visitor.page.get_by_role("combobox", name=label)
        self.on(box)
        box.fill(typed)
        self.visitor.page.get_by_role("option", name=option).first.wait_for()
        box.press("Enter")
        self.visitor.page.locator("[role=listbox]").wait_for(state="detached")
        self.visitor.settle()


def answers(page) -> list[str]:
    return page.locator(".key-figures > div").all_inner_texts()


def test_six_taps_from_the_first_page_to_the_saved_link_of_a_plan(visit):
    with visit(PHONE) as visitor:
        page = visitor.open("/")
        taps = Taps(visitor)
        taps.on(page.get_by_role("link", name="Make a plan for yourself"))
        page.locator(".st-key-keep").wait_for()
        visitor.settle()
        taps.pick("Place", "Denver", "Denver-Aurora-Centennial, CO")
        taps.pick("Where I would go", "onco", "Oncology (hazardous drugs)")
        wage = page.get_by_label("Your pay an hour now, in dollars")
        taps.on(wage)
        wage.fill("19.5")
        wage.press("Enter")
        page.get_by_text("Your $19.50 an hour brings").first.wait_for()
        taps.on(page.locator(".st-key-diploma label"))
        page.get_by_text("1 of 5 steps are done.").wait_for()
        visitor.settle()
        taps.on(page.get_by_role("button", name="Copy the link to my plan"))
        page.get_by_text("Link copied").wait_for()
        assert taps.count <= MOST_TAPS
        link = page.evaluate("navigator.clipboard.readText()")
        seen, sheet = answers(page), page.locator(SHEET).text_content()
    query = parse_qs(urlsplit(link).query)
    assert query == {
        "place": ["Denver-Aurora-Centennial, CO"],
        "go": ["Oncology (hazardous drugs)"],
        "wage": ["19.5"],
        "diploma": ["true"],
    }
    assert len(link) < 200
    with visit(PHONE) as other:
        page = other.open(f"{PATH}?{urlsplit(link).query}")
        assert answers(page) == seen
        assert page.locator(SHEET).text_content() == sheet
        assert page.get_by_role("checkbox", name="A high-school diploma or equivalent").is_checked()
        assert page.locator("[data-testid='stAlert']").count() == 0


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nobody_is_shut_out(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open(FULL)
        page.get_by_text("What the step costs you").click()
        page.get_by_text("The range worked out, step by step").click()
        page.get_by_text("Week by week, 8 in all").click()
        page.wait_for_timeout(600)
        visitor.unfold()
        visitor.picture(f"my-path-{width}-{scheme}")
        assert violations(page) == []


@pytest.mark.parametrize("width", [PHONE, 320])
def test_nothing_lies_to_the_side(visit, width):
    with visit(width) as visitor:
        page = visitor.open(FULL)
        visitor.unfold()
        reach = page.evaluate(
            "() => [document.documentElement, document.querySelector('.stMain')].map(at => at.scrollWidth)"
        )
        assert max(reach) <= width


def test_words_of_the_figures_are_whole_and_apart(visit):
    with visit(PHONE) as visitor:
        page = visitor.open(PATH)
        visitor.unfold()
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
              const frame = plot.getBoundingClientRect()
              return [...plot.querySelectorAll('svg text')].filter(text => text.textContent.trim()).flatMap(text => {
                const box = text.getBoundingClientRect()
                return box.left < frame.left - 1 || box.right > frame.right + 1 ? [text.textContent] : []
              })
            })"""
        )
        assert cut == []


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_bad_link_gives_the_plan_of_nobody_in_particular_and_says_so(visit, width):
    with visit(width) as visitor:
        page = visitor.open(
            f"{PATH}?place=nowhere&now=x&go=astronaut&wage=abc&hours=900&fees=-3&months=nan&lost=inf&diploma=maybe&weeks=1e9"
        )
        notes = page.locator("[data-testid='stAlert']").all_inner_texts()
        for wrong in ("nowhere", "astronaut", "abc", "900", "-3", "nan", "inf", "maybe", "1e9"):
            assert any(wrong in note and "Shown instead" in note for note in notes), wrong
        good = answers(page)
        assert len(good) == 3
        page = visitor.open(PATH)
        assert answers(page) == good


def test_figures_follow_from_published_cells(visit):
    with visit() as visitor:
        page = visitor.open(f"{PATH}?place=denver&go=head_offices&now=general&months=0&fees=0")
        page.get_by_text("The range worked out, step by step").click()
        page.wait_for_timeout(500)
        table = page.locator("table", has=page.get_by_text("Setting over all")).first.inner_text()
        # OEWS May 2025, Denver, median $50,970; May 2024, head offices $53,530, all settings $43,460; 1.232.
        for figure in ("$50,970", "$53,530", "$43,460", "1.232"):
            assert figure in table


def test_a_step_that_brings_nothing_does_not_pay_back(visit):
    with visit(PHONE) as visitor:
        page = visitor.open(f"{PATH}?now=hospitals&go=oncology")
        assert "does not pay back" in page.locator(".st-key-lead").inner_text()
        assert "cannot show a difference" in page.locator(".st-key-lead").inner_text()


def test_the_sheet_is_not_seen_on_the_screen(visit):
    with visit() as visitor:
        page = visitor.open(PATH)
        assert not page.locator(SHEET).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("query", ["", "?go=informatics&now=student&weeks=52&place=Riverside&wage=17&lost=8&months=24"])
def test_the_plan_is_printed_on_one_page(visit, tmp_path, paper, query, scheme):
    with visit(PHONE, scheme) as visitor:
        page = visitor.open(PATH + query)
        printed = page.pdf(format=paper)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 688, "height": 1000})
        page.wait_for_timeout(400)
        visitor.picture(f"my-path-print-{scheme}-{len(query)}")
        sheet = page.locator(SHEET)
        for part in ("My plan", "Pays back", "Steps to the first certification", "What to earn", "Study plan",
                     "BLS publishes no pay by specialty", "my_path"):  # fmt: skip
            assert part in sheet.inner_text()
        for hidden in (".stAppHeader", ".st-key-form", ".st-key-head", ".st-key-keep", ".st-key-foot"):
            assert not page.locator(hidden).first.is_visible(), hidden
        smallest, inks = page.evaluate(
            """() => {
              const found = [...document.querySelectorAll('.sheet *')].filter(at => at.innerText?.trim())
              return [Math.min(...found.map(at => parseFloat(getComputedStyle(at).fontSize))),
                      [...new Set(found.map(at => getComputedStyle(at).color))]]
            }"""
        )
        assert smallest >= 8 * 96 / 72 - 0.1  # 8 points
        assert inks == ["rgb(0, 0, 0)"]
