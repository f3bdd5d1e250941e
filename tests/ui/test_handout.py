"""The handout, read back from its PDF and its HTML file: one page, the sheet's words and figures, all in itself."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pypdf
import pytest
from lxml import etree

from analysis.places import all_places
from analysis.story import Chart, Series, Slide, story
from analysis.story.sheet import FIGURES, Sheet, sheet
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import opened, wage
from tests.taken_away import PLACES, decoded, pages, place, stamp
from ui.handouts import figure_svg, offer
from ui.handouts.deck import deck
from ui.handouts.printed import Printed, printed
from ui.handouts.sheet_html import html
from ui.handouts.sheet_pdf import FONT, pdf
from ui.handouts.stamp import Stamp
from ui.theme import DARK, LIGHT, contrast

LONG_NAMES = 8
"""As many of the places with the longest names are set."""


@dataclass(frozen=True)
class Made:
    sheet: Sheet
    slides: tuple[Slide, ...]
    stamp: Stamp
    printed: Printed
    pdf: bytes
    html: str

    @property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(BytesIO(self.pdf))


def made_for(warehouse: Warehouse, code: str) -> Made:
    where = place(warehouse, code)
    slides = story(warehouse, where)
    found, stamped = sheet(warehouse, where, slides), stamp(warehouse, where)
    ready = printed(found, stamped)
    return Made(found, slides, stamped, ready, pdf(ready, warehouse.built), html(ready))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The figures that come with the project."""
    return current(tmp_path_factory.mktemp("no builds"))


@pytest.fixture(scope="module")
def handouts(real: Warehouse) -> dict[str, Made]:
    return {code: made_for(real, code) for code in PLACES}


@pytest.fixture(params=PLACES)
def made(request: pytest.FixtureRequest, handouts: dict[str, Made]) -> Made:
    return handouts[request.param]


def on_one_line(text: str) -> str:
    """Without line ends and the hyphens set at them, so that words are found wherever lines end."""
    return re.sub(r"\s+", "", text.replace("\u00ad", ""))


def sayings(made: Made) -> Iterator[str]:
    """Everything that the sheet says in words."""
    told = made.sheet
    yield from (told.question, told.answer, told.path, told.check, *told.unknown)
    for claim in told.verdicts:
        yield from (claim.claim, claim.level[1:], claim.reason)
    for one in told.key_figures:
        yield from (one.name, one.figure, one.note)
    for name, fees, _ in told.routes:
        yield from (name, fees)
    for slide in told.figures:
        yield from (slide.sentence.rstrip("."), slide.caveat)
    for line in told.sources:
        yield from (line.words[1:], line.edition, line.dated)
    yield from (made.stamp.place, made.stamp.build_id, made.stamp.words, made.stamp.address)


def drawn_figures(slide: Slide) -> Iterator[str]:
    chart = slide.chart
    assert chart is not None
    for row in chart.frame.to_dict("records"):
        for one in chart.series:
            if pd.notna(row[one.column]):
                yield chart.written(row[one.column])


def test_the_sheet_answers_for_the_place(made: Made) -> None:
    told = made.sheet
    assert [slide.key for slide in told.figures] == list(FIGURES)
    assert len(told.verdicts) == 3
    assert len(told.key_figures) == 5
    assert told.unknown
    assert len(told.routes) >= 5
    assert len({(line.words, line.edition) for line in told.sources}) == len(told.sources)
    assert all(line.dated for line in told.sources if line.url)
    mixed = [claim for claim in told.verdicts if claim.level == "mixed"]
    assert all(claim.reason.count(". ") >= 1 for claim in mixed), "half of a mixed verdict would mislead"


def test_key_figures_are_those_of_the_warehouse_with_their_margins(real: Warehouse, handouts: dict[str, Made]) -> None:
    row = real.rows(
        "SELECT annual_median, annual_p10, annual_p90, employment FROM wages WHERE area_code = '39' "
        "AND industry_code = '000000' AND occupation_code = '29-2052' ORDER BY year DESC LIMIT 1"
    )[0]
    figures = {one.name: one for one in handouts["39"].sheet.key_figures}
    assert figures["Median pay a year"].figure == f"${row['annual_median']:,.0f}"
    assert figures["Median pay a year"].note.endswith("no published margin")
    assert figures["Eight in ten earn"].figure == f"${row['annual_p10']:,.0f}–{row['annual_p90']:,.0f}"
    assert figures["Jobs"].figure == f"{row['employment']:,.0f}"
    parity = real.rows("SELECT \"index\" AS i FROM price_parities WHERE area_code = '39' ORDER BY year DESC LIMIT 1")[0]
    worth = round(row["annual_median"] / parity["i"] * 100, -1)
    assert figures["Median at national prices"].figure == f"${worth:,.0f}"
    nation = {one.name: one for one in handouts["US"].sheet.key_figures}
    assert "give or take $" in nation["Mean pay a year"].note
    assert "give or take" in nation["Jobs"].note
    territory = {one.name: one for one in handouts["72"].sheet.key_figures}
    assert territory["Median at national prices"].figure == "—"
    assert "no price parity" in territory["Median at national prices"].note


def test_the_pdf_is_one_tagged_page_of_us_letter(made: Made) -> None:
    reader = made.reader
    assert len(reader.pages) == 1
    assert [float(value) for value in reader.pages[0].mediabox] == [0, 0, 612, 792]
    catalogue = reader.root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "en-US"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_data(), "PDF/UA-1 says so of itself"
    assert reader.metadata is not None
    assert reader.metadata.title == f"{made.sheet.question} {made.stamp.place}"
    assert reader.metadata.creation_date is not None
    assert abs((reader.metadata.creation_date.replace(tzinfo=None) - made.stamp.built.replace(tzinfo=None))
               .total_seconds()) < 1  # fmt: skip
    assert "/JavaScript" not in str(catalogue.get("/Names", ""))


def elements(node: object, kind: str) -> Iterator[pypdf.generic.DictionaryObject]:
    """Elements of a kind in the tree of tags."""
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, pypdf.generic.ArrayObject):
        for child in found:
            yield from elements(child, kind)
    elif isinstance(found, pypdf.generic.DictionaryObject):
        if found.get("/S") == kind:
            yield found
        if "/K" in found:
            yield from elements(found["/K"], kind)


def test_the_tags_of_the_pdf_carry_headings_figures_in_words_and_the_head_of_the_table(made: Made) -> None:
    tree = made.reader.root_object["/StructTreeRoot"]
    assert len(list(elements(tree, "/H1"))) == 1
    assert len(list(elements(tree, "/H2"))) == 5
    alts = [str(found["/Alt"]) for found in elements(tree, "/Figure") if "/Alt" in found]
    for slide in made.sheet.figures:
        assert slide.alt in alts
    assert made.printed.code_alt in alts
    assert len(list(elements(tree, "/TH"))) == 2
    assert len(list(elements(tree, "/TR"))) == 1 + len(made.sheet.routes)


def fonts(resources: pypdf.generic.DictionaryObject) -> Iterator[pypdf.generic.DictionaryObject]:
    """Fonts of a page and of the drawings in it."""
    for font in resources.get("/Font", {}).values():
        yield font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    for drawing in resources.get("/XObject", {}).values():
        yield from fonts(drawing.get_object().get("/Resources", {}))


def test_the_fonts_of_the_pdf_come_with_it_and_from_no_machine(made: Made) -> None:
    found = list(fonts(made.reader.pages[0]["/Resources"]))
    assert len(found) >= 2
    for font in found:
        assert FONT.replace(" ", "") in font["/FontName"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font), font["/FontName"]


def test_the_pdf_says_all_of_the_sheet_and_every_figure_that_it_draws(made: Made) -> None:
    text = on_one_line(made.reader.pages[0].extract_text())
    for saying in sayings(made):
        assert on_one_line(saying) in text, saying
    for slide in made.sheet.figures:
        for figure in drawn_figures(slide):
            assert figure in text, (slide.key, figure)


def test_the_pdf_page_is_filled_and_its_code_leads_to_the_view(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(made.pdf)
    (picture,) = pages(file)
    inked = np.asarray(picture).min(axis=2) < 200
    assert 0.03 < inked.mean() < 0.4
    rows = np.flatnonzero(inked.any(axis=1)) / inked.shape[0]
    columns = np.flatnonzero(inked.any(axis=0)) / inked.shape[1]
    assert (rows[0] > 0.03, rows[-1] > 0.75, rows[-1] < 0.98) == (True, True, True)
    assert (columns[0] > 0.05, columns[-1] < 0.95) == (True, True)
    assert decoded(picture) == [made.stamp.address]


def test_the_longest_names_stay_on_one_page(real: Warehouse, handouts: dict[str, Made]) -> None:
    longest = sorted(all_places(real), key=lambda one: -len(one.name))[:LONG_NAMES]
    slides = handouts[longest[0].code].slides
    for where in longest:
        # The story differs by place in figures, not in length: the longest one stands for its neighbours.
        ready = printed(sheet(real, where, slides), stamp(real, where))
        assert len(pypdf.PdfReader(BytesIO(pdf(ready, real.built))).pages) == 1, where.name


def test_words_are_never_read_as_markup(handouts: dict[str, Made]) -> None:
    """A name from a file could hold anything: it is printed, not run."""
    odd = '#panic("x") *b* _i_ $x$ @ref <a> & "quoted" \\ `code` ' + "\u2019é"
    made = handouts["39"]
    ready = replace(made.printed, place=odd, unknown=(odd,))
    text = on_one_line(pypdf.PdfReader(BytesIO(pdf(ready, made.stamp.built))).pages[0].extract_text())
    assert text.count(on_one_line(odd)) >= 2
    read = Read(html(ready))
    assert read.text.count(odd) >= 2
    assert "panic" not in read.tags


def test_without_a_known_address_there_is_no_code_and_no_link(handouts: dict[str, Made], tmp_path: Path) -> None:
    made = handouts["39"]
    ready = printed(made.sheet, replace(made.stamp, address=""))
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf(ready, made.stamp.built))
    (picture,) = pages(file)
    assert decoded(picture) == []
    read = Read(html(ready))
    assert "a" not in read.tags
    assert "live" not in read.text


class Read(HTMLParser):
    """The words, the tags and the addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags, self.addresses, self._silent = "", [], [], 0
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        self.addresses += [value for name, value in attrs if name in ("src", "href", "xlink:href", "srcset", "action")]
        self._silent += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text += data


def test_the_html_says_the_same_and_asks_nobody_for_anything(made: Made) -> None:
    read = Read(made.html)
    text = on_one_line(read.text)
    for saying in sayings(made):
        assert on_one_line(saying) in text, saying
    for slide in made.sheet.figures:
        for figure in drawn_figures(slide):
            assert figure in text
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & set(read.tags)
    assert read.addresses == [made.stamp.address], "a link to follow, nothing to load"
    assert not [name for _, found in read.attributes for name in found if name.startswith("on")]
    assert "url(" not in made.html
    assert "@import" not in made.html
    policy = next(found["content"] for tag, found in read.attributes if found.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_the_html_has_a_language_a_title_landmarks_and_figures_in_words(made: Made) -> None:
    read = Read(made.html)
    attributes = dict(read.attributes)
    assert attributes["html"]["lang"] == "en-US"
    assert f"<title>{made.sheet.question} " in made.html
    for landmark in ("header", "main", "footer", "h1"):
        assert read.tags.count(landmark) == 1
    levels = [int(tag[1]) for tag in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    drawings = [found for tag, found in read.attributes if tag == "svg"]
    assert [found["role"] for found in drawings] == ["img"] * (len(made.sheet.figures) + 1)
    labels = [found["aria-label"] for found in drawings]
    assert labels[0] == made.printed.code_alt
    assert set(labels[1:]) == {slide.alt for slide in made.sheet.figures}


def test_a_drawing_is_well_formed_and_keeps_within_its_frame(made: Made) -> None:
    for slide in made.sheet.figures:
        assert slide.chart is not None
        drawing = etree.fromstring(figure_svg.draw(slide.chart, slide.alt))
        _, _, width, height = (float(value) for value in drawing.get("viewBox").split())
        assert drawing.get("aria-label") == slide.alt
        for mark in drawing.iter("{*}rect"):
            assert float(mark.get("x")) >= 0
            assert float(mark.get("x")) + float(mark.get("width")) <= width
            assert float(mark.get("y")) + float(mark.get("height")) <= height
        for text in drawing.iter("{*}text"):
            long = len(text.text) * float(text.get("font-size")) * 0.5
            start = float(text.get("x")) - {"end": long, "middle": long / 2}.get(text.get("text-anchor"), 0)
            assert start >= -4
            assert start + long <= width + 4
            assert float(text.get("y")) <= height


def test_the_length_of_a_bar_is_its_figure() -> None:
    rows = {"name": ["a", "b", "c"], "value": [40000.0, 10000.0, None], "reason": ["", "", "suppressed by BLS"]}
    chart = Chart("bars", pd.DataFrame(rows), "name", (Series("value", "Pay"),), "money", "dollars", reason="reason")
    drawing = etree.fromstring(figure_svg.draw(chart, "Alt"))
    long, short = (float(mark.get("width")) for mark in drawing.iter("{*}rect"))
    assert long / short == pytest.approx(4, rel=0.01)
    said = [text.text for text in drawing.iter("{*}text")]
    assert {"$40,000", "$10,000", "suppressed by BLS"} <= set(said)


def test_a_range_without_an_end_is_told_in_words() -> None:
    rows = {"name": ["Whole", "Open"], "low": [1.0, 2.0], "mid": [2.0, 3.0], "high": [3.0, None],
            "reason": ["", "at or above $100"]}  # fmt: skip
    three = (Series("low", "10th percentile"), Series("mid", "Median"), Series("high", "90th percentile"))
    chart = Chart("ranges", pd.DataFrame(rows), "name", three, "money", "dollars", reason="reason")
    drawing = etree.fromstring(figure_svg.draw(chart, "Alt"))
    assert len(list(drawing.iter("{*}rect"))) == 2, "one bar and the gap at its median"
    said = " ".join(text.text for text in drawing.iter("{*}text"))
    assert "10th percentile $2; Median $3; at or above $100" in said


def test_every_colour_of_the_page_can_be_told_from_its_background() -> None:
    for palette in (LIGHT, DARK):
        assert contrast(palette.ink, palette.background) >= 7
        assert contrast(palette.muted, palette.background) >= 4.5
        for role in (palette.specialist, palette.general, palette.other):
            assert contrast(role, palette.background) >= 3


def test_a_warehouse_without_industries_still_gives_a_page_that_says_so(tmp_path: Path) -> None:
    state = wage(area_code="39", area_name="Ohio", area_type="state", state="OH")
    bare = opened(tmp_path, [wage(), state])
    for code, drawn in (("US", 0), ("39", 1)):
        made = made_for(bare, code)
        assert len(made.sheet.figures) == drawn
        assert {one.figure for one in made.sheet.key_figures} == {"—"}
        assert {claim.level for claim in made.sheet.verdicts} == {"cannot be tested"}
        assert len(made.reader.pages) == 1
        text = on_one_line(made.reader.pages[0].extract_text())
        for saying in ("not in the loaded files", "The way, and what it costs", bare.build_id):
            assert on_one_line(saying) in text
            assert saying in Read(made.html).text


def test_a_file_that_cannot_be_made_is_logged_under_the_reference_that_the_visitor_reads(
    real: Warehouse, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> bytes:
        raise ZeroDivisionError("no such thing")

    run = offer._told(broken, real, place(real, "39"), "", "a1b2c3d4")
    with caplog.at_level("ERROR", "dashboard"), pytest.raises(ZeroDivisionError):
        run()
    assert "reference a1b2c3d4: no broken for 39" in caplog.text


def test_files_are_kept_for_whoever_asks_again_and_made_anew_for_another_address(real: Warehouse) -> None:
    ohio = place(real, "39")
    one, again, other = (offer.html_file(real, ohio, shown) for shown in ("https://a.example", "https://a.example", ""))
    assert one == again
    assert b"https://a.example" in one
    assert b"https://a.example" not in other


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("39", "pharmacy-technician-pay-ohio.pptx"),
        ("72", "pharmacy-technician-pay-puerto-rico.pptx"),
        ("0600007", "pharmacy-technician-pay-north-valley-northern-mountains-region-of-california-nonmetropolitan-"
                    "area.pptx"),
    ],
)  # fmt: skip
def test_files_are_named_by_their_place(real: Warehouse, code: str, expected: str) -> None:
    assert offer.file_name(place(real, code), "pptx") == expected


def test_each_file_is_made_in_less_than_two_seconds(real: Warehouse) -> None:
    """From nothing, as for the first who asks for a place; of the processor's time, whatever else the machine does."""
    where, took = place(real, "41"), {}
    for name, make in (
        ("slides", lambda: deck(story(real, where), stamp(real, where))),
        ("pdf", lambda: pdf(printed(sheet(real, where, story(real, where)), stamp(real, where)), real.built)),
        ("html", lambda: html(printed(sheet(real, where, story(real, where)), stamp(real, where)))),
    ):
        begun = time.process_time()
        make()
        took[name] = time.process_time() - begun
    assert max(took.values()) < 2, took
