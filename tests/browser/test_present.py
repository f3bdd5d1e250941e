"""Present, as a room sees it: every slide by keyboard at both sizes, read from the back, for any place, on any link."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, WAIT, Visit
from tests.browser.test_access import violations

SCREENS = {"720": (1280, 720), "1080": (1920, 1080)}
KEYS = ["question", "compared", "pay", "spread", "top", "growth", "ladder", "place", "path", "unknown"]
READ = """() => {
  const found = []
  // What only a screen reader finds is a pixel wide.
  const seen = (at) => !at.closest('.unseen, [data-testid=stWidgetLabel]') && at.getBoundingClientRect().width > 1
  const walk = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node; (node = texts.nextNode()); ) {
      const at = node.parentElement
      if (!node.textContent.trim() || !at || ['STYLE', 'SCRIPT', 'NOSCRIPT'].includes(at.tagName) || !seen(at)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) {
        if (box.width < 1 || getComputedStyle(at).visibility === 'hidden') continue
        found.push({ text: node.textContent.trim(), size: parseFloat(getComputedStyle(at).fontSize), height: box.height,
                     left: box.left, right: box.right, top: box.top, bottom: box.bottom,
                     bar: Boolean(at.closest('.controls')), panel: Boolean(at.closest('[class*="st-key-slides"]')) })
      }
    }
    for (const at of root.querySelectorAll('*')) {
      if (at.shadowRoot) walk(at.shadowRoot)
      if (at.tagName === 'INPUT' && at.type === 'text' && at.getClientRects().length)
        found.push({ text: at.value, size: parseFloat(getComputedStyle(at).fontSize), height: at.clientHeight,
                     panel: true, ...at.getBoundingClientRect().toJSON() })
    }
  }
  walk(document.body)
  return found
}"""


@contextmanager
def presenting(visit, path: str = "/present", size: tuple[int, int] | None = None, **how) -> Iterator[Visit]:
    with visit(**how) as visitor:
        if size:
            visitor.page.set_viewport_size({"width": size[0], "height": size[1]})
        open_(visitor, path)
        yield visitor


def open_(visitor: Visit, path: str) -> None:
    visitor.page.goto(visitor.server + path)
    visitor.page.locator(".deck section:not([data-away]) h2").wait_for(timeout=WAIT)
    visitor.settle()


def shown(page: Page) -> str:
    return page.evaluate("document.documentElement.dataset.slide")


def linked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def section_fits(page: Page) -> bool:
    return page.locator(".deck section:not([data-away])").evaluate(
        "at => at.scrollHeight <= at.clientHeight + 1 && at.scrollWidth <= at.clientWidth + 1"
    )


def faults(page: Page, least: float) -> list[str]:
    """Texts that are too small, reach out of the window, or lie on one another."""
    texts = page.evaluate(READ)
    width, height = page.viewport_size["width"], page.viewport_size["height"]
    assert len(texts) > 8
    found = [f"{at['text']} is {at['size']} px" for at in texts if at["size"] < least - 0.05 or at["height"] < least]
    found += [
        f"{at['text']} is cut off" for at in texts
        if at["left"] < -1 or at["right"] > width + 1 or at["top"] < -1 or at["bottom"] > height + 1
    ]  # fmt: skip
    for index, one in enumerate(texts):
        for other in texts[index + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if across > 3 and down > 6:
                found.append(f"{one['text']} lies on {other['text']}")
    return found


@pytest.mark.parametrize(
    ("name", "scheme", "place"),
    [("720", "light", "US"), ("720", "dark", "0600007"), ("1080", "dark", "OH")],
)  # fmt: skip
def test_a_walk_through_every_slide(visit, name, scheme, place):
    """By keyboard, at once: in the nation, in the area with the longest name, in a state."""
    size = SCREENS[name]
    with presenting(visit, f"/present?place={place}", size, scheme=scheme) as visitor:
        page = visitor.page
        for hidden in (".stAppHeader", ".stSidebar", ".st-key-foot", "[data-testid=stToolbar]"):
            assert not page.locator(hidden).first.is_visible(), hidden
        link = linked(page).get("place")
        for number, key in enumerate(KEYS, 1):
            assert shown(page) == key
            assert page.locator(".number").inner_text() == f"{number} / {len(KEYS)}"
            assert linked(page).get("slide", KEYS[0]) == key
            assert linked(page).get("place") == link
            page.wait_for_timeout(200)
            visitor.picture(f"present-{name}-{scheme}-{place}-{number}")
            assert section_fits(page), f"{key} does not fit"
            assert faults(page, 24 * size[1] / 720) == [], key
            assert "Build " in page.locator(".deck section:not([data-away]) footer").inner_text()
            if (name, scheme) in (("720", "light"), ("1080", "dark")) and number in (1, 2, 4, 6, 10):
                assert violations(page) == [], key
            page.keyboard.press(["ArrowRight", "PageDown", " ", "ArrowDown"][number % 4])
            assert shown(page) == KEYS[min(number, len(KEYS) - 1)]


def test_keys_notes_menu_and_full_screen(visit):
    with presenting(visit, "/present?slide=PAY", SCREENS["720"]) as visitor:
        page = visitor.page
        assert shown(page) == "pay" and linked(page) == {"slide": "pay"}
        for key, expected in [("End", "unknown"), ("ArrowRight", "unknown"), ("PageUp", "path"), ("ArrowLeft", "place"),
                              ("ArrowUp", "ladder"), ("Home", "question"), ("Shift+ ", "question")]:  # fmt: skip
            page.keyboard.press(key)
            assert shown(page) == expected, key
        animated = "at => getComputedStyle(at).animationName !== 'none'"
        assert page.locator(".deck section:not([data-away])").evaluate(animated)
        page.emulate_media(reduced_motion="reduce")
        page.get_by_role("button", name="Next slide").click()
        assert not page.locator(".deck section:not([data-away])").evaluate(animated)
        assert "Slide 2 of 10. What is compared?" in page.locator(".said").inner_text()
        page.keyboard.press(" ")  # the button that has the focus, once
        assert shown(page) == "pay"

        page.keyboard.press("n")
        notes = page.get_by_role("region", name="Speaker notes")
        assert notes.is_visible() and notes.locator("p").count() >= 2
        assert faults_of_panel(page, notes) == []
        page.keyboard.press("ArrowRight")
        assert shown(page) == "spread" and "10th percentile" in notes.inner_text()
        assert violations(page) == []
        page.keyboard.press("Escape")
        assert not notes.is_visible() and shown(page) == "spread"

        page.keyboard.press("f")
        page.wait_for_function("document.fullscreenElement")
        page.get_by_role("button", name="Leave full screen").click()
        page.wait_for_function("!document.fullscreenElement")

        page.get_by_role("button", name="Menu").click()
        menu = page.locator(".st-key-slides-menu")
        assert menu.is_visible() and menu.get_by_role("button", name="Slides (PowerPoint)").is_visible()
        visitor.picture("present-menu")
        assert violations(page) == []
        assert [at for at in page.evaluate(READ) if at["panel"] and at["size"] < 24] == []
        menu.get_by_text("Letter keys").click()
        page.locator(".open-notes:not([aria-keyshortcuts])").wait_for(timeout=WAIT)
        page.keyboard.press("n")
        assert not notes.is_visible()
        page.keyboard.press("Escape")
        assert not menu.is_visible()
        page.keyboard.press("Escape")
        page.locator(".st-key-foot").wait_for(timeout=WAIT)
        page.wait_for_function("location.pathname === '/'", timeout=WAIT)
        assert page.locator(".stAppHeader").is_visible()


def faults_of_panel(page: Page, panel) -> list[str]:
    sizes = panel.locator("p").evaluate_all("all => all.map(at => parseFloat(getComputedStyle(at).fontSize))")
    return [f"{size} px" for size in sizes if size < 24]


def test_the_place_is_switched_on_any_slide(visit):
    with presenting(visit, "/present?slide=8", SCREENS["720"]) as visitor:
        page = visitor.page
        picker = page.get_by_role("combobox", name="Place")
        picker.click()
        picker.fill("")
        picker.press_sequentially("new f")  # N and F and the space are letters here
        assert shown(page) == "place" and not page.get_by_role("region", name="Speaker notes").is_visible()
        assert not page.evaluate("Boolean(document.fullscreenElement)")
        picker.press("Home")
        picker.press("ArrowLeft")
        assert shown(page) == "place"
        picker.fill("ohio")
        page.get_by_role("option", name="Ohio", exact=True).wait_for()
        sizes = (
            page.get_by_role("option")
            .locator("div")
            .evaluate_all("all => all.map(at => parseFloat(getComputedStyle(at).fontSize))")
        )
        assert min(sizes) >= 24
        picker.press("Enter")
        page.locator("section:not([data-away]) .sentence", has_text="In Ohio").wait_for(timeout=WAIT)
        visitor.settle()
        assert shown(page) == "place" and linked(page) == {"place": "Ohio", "slide": "place"}
        assert page.locator(".said").inner_text().startswith("Ohio. And here?")
        page.keyboard.press("ArrowLeft")  # the focus has come back to the slides
        assert shown(page) == "ladder" and "In Ohio" in page.locator("section:not([data-away]) .sentence").inner_text()
        page.reload()
        page.locator(".deck section:not([data-away]) h2").wait_for(timeout=WAIT)
        assert shown(page) == "ladder" and page.get_by_role("combobox", name="Place").input_value() == "Ohio"


def test_the_code_is_the_address_of_the_overview_of_the_place(visit):
    with presenting(visit, "/present?slide=unknown&place=40140", SCREENS["720"], scheme="dark") as visitor:
        page = visitor.page
        code = page.get_by_role("img", name="QR code of")
        picture = Image.open(io.BytesIO(code.screenshot()))
        (read,) = zxingcpp.read_barcodes(picture)
        assert read.text == f"{visitor.server}/?place=40140"
        assert code.get_attribute("aria-label") == f"QR code of {read.text}"
        assert page.get_by_text("Phones cannot open this address").is_visible()
        assert "PUBLIC_URL" in page.locator(".warned").inner_text()
        paper = page.pdf(format="A4", landscape=True, print_background=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == len(KEYS), "on paper every slide is a page"
        page.goto(read.text)
        page.locator(".st-key-foot").wait_for(timeout=WAIT)
        assert page.get_by_role("combobox", name="Place").input_value() == "Riverside-San Bernardino-Ontario, CA"


def test_a_link_that_asks_for_what_is_not_there(visit):
    with presenting(visit, "/present?slide=99&place=Atlantis", SCREENS["720"]) as visitor:
        page = visitor.page
        assert shown(page) == "question"
        visitor.picture("present-bad-link")
        said = page.locator(".stAlert")
        assert said.count() == 2
        texts = " ".join(said.all_inner_texts())
        assert "The link asked for 99, which is not a slide. Shown instead: the first one." in texts
        assert "Atlantis" in texts and "not a place" in texts
        assert violations(page) == []
        page.keyboard.press("ArrowRight")
        assert not any(said.nth(index).is_visible() for index in range(2))


def test_on_a_phone_it_is_read_and_swiped(visit):
    with presenting(visit, "/present?place=40140", width=PHONE) as visitor:
        page = visitor.page
        for number, key in enumerate(KEYS, 1):
            assert shown(page) == key
            page.wait_for_timeout(150)
            visitor.picture(f"present-phone-{number}")
            small = [f"{at['text']} is {at['size']} px" for at in page.evaluate(READ) if at["size"] < 16]
            assert small == [], key
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= PHONE and page.locator(".deck section:not([data-away])").evaluate(
                "at => at.scrollWidth <= at.clientWidth"
            )
            if number in (2, 10):
                assert violations(page) == [], key
            swipe(page, -160)
        swipe(page, 160)
        assert shown(page) == KEYS[-2]
        small = page.locator(".deck button:visible").evaluate_all(
            "all => all.map(at => at.getBoundingClientRect()).filter(box => box.height < 24 || box.width < 24).length"
        )
        assert small == 0


def swipe(page: Page, by: int) -> None:
    page.locator(".slides").evaluate(
        """(at, by) => {
          const touch = (x) => new Touch({ identifier: 1, target: at, clientX: x, clientY: 300 })
          const say = (name, x, list) => at.dispatchEvent(new TouchEvent(name, {
            bubbles: true, touches: list, changedTouches: [touch(x)] }))
          say('touchstart', 200, [touch(200)])
          say('touchend', 200 + by, [])
        }""",
        by,
    )
