"""The files for a class, as a visitor of the Overview gets them: offered, downloaded, and told where one fails."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
from playwright.sync_api import Browser

from analysis.warehouse import current
from tests.browser.conftest import PHONE
from tests.browser.test_access import violations
from tests.taken_away import ADDRESS, LONGEST, place
from ui.handouts import offer

FILES = {
    "Slides (PowerPoint)": ("pharmacy-technician-pay-ohio.pptx", b"PK\x03\x04"),
    "Handout (PDF)": ("pharmacy-technician-pay-ohio.pdf", b"%PDF-1.7"),
    "Handout (HTML)": ("pharmacy-technician-pay-ohio.html", b"<!DOCTYPE html>"),
}


def test_the_overview_hands_out_slides_and_handouts_of_the_place(visit) -> None:
    with visit(width=PHONE, scheme="dark") as visitor:
        page = visitor.open("/?place=OH")
        page.get_by_text("For your class: slides and a handout").click()
        shelf = page.locator(".st-key-take-away")
        shelf.wait_for()
        assert "For Ohio" in shelf.inner_text()
        for label, (name, start) in FILES.items():
            with page.expect_download() as found:
                shelf.get_by_role("button", name=label).click()
            assert found.value.suggested_filename == name
            assert found.value.path().read_bytes().startswith(start)
        trouble = shelf.locator(".trouble")
        assert not trouble.is_visible()
        assert violations(page) == []
        # As where Streamlit says beneath a button that its file could not be made.
        shelf.evaluate("""shelf => {
          const said = document.createElement("small")
          said.dataset.testid = "stDownloadButtonError"
          shelf.append(said)
        }""")
        assert trouble.is_visible()
        assert "pass on the reference" in trouble.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_html_handout_is_read_on_any_screen_prints_on_a_page_or_two_and_asks_nobody(
    chromium: Browser, tmp_path: Path
) -> None:
    warehouse = current(tmp_path)
    file = tmp_path / "handout.html"
    file.write_bytes(offer.html_file(warehouse, place(warehouse, LONGEST), ADDRESS + LONGEST))
    for width, scheme in ((1440, "light"), (320, "dark")):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        asked, said = [], []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(file.as_uri())
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator(".specialist").first.evaluate("mark => getComputedStyle(mark).fill") in (
            "rgb(15, 118, 110)" if scheme == "light" else "rgb(45, 181, 166)"
        )
        for paper in ("Letter", "A4"):
            printed = pypdf.PdfReader(BytesIO(page.pdf(format=paper)))
            assert len(printed.pages) in (1, 2)
        assert asked == [file.as_uri()]
        assert said == []
        context.close()
