"""The deck, read back: its charts hold the figures of the analysis, its slides what a reader and a listener need."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as DeckSlide
from pptx.util import Pt

from analysis.story import Chart, Series, Slide, story
from analysis.warehouse import Warehouse, current
from tests.taken_away import LONGEST, PLACES, decoded, pages, place, stamp
from ui.handouts import chart_rows
from ui.handouts.deck import deck
from ui.handouts.stamp import PROJECT, Stamp
from ui.theme import LIGHT, contrast

ORDER: Mapping[str, tuple[str, ...]] = {
    "ser": ("idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dPt", "dLbls", "trendline", "errBars", "cat",
            "val", "smooth"),
    "errBars": ("errDir", "errBarType", "errValType", "noEndCap", "plus", "minus", "val", "spPr"),
    "dPt": ("idx", "invertIfNegative", "marker", "bubble3D", "explosion", "spPr"),
    "dLbls": ("dLbl", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName", "showSerName",
              "showPercent", "showBubbleSize", "separator", "showLeaderLines"),
    "dLbl": ("idx", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName",
             "showSerName", "showPercent", "showBubbleSize"),
    "barChart": ("barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "serLines", "axId"),
    "lineChart": ("grouping", "varyColors", "ser", "dLbls", "dropLines", "hiLowLines", "upDownBars", "marker", "smooth",
                  "axId"),
    "catAx": ("axId", "scaling", "delete", "axPos", "majorGridlines", "title", "numFmt", "majorTickMark",
              "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "auto", "lblAlgn", "lblOffset",
              "tickLblSkip", "tickMarkSkip", "noMultiLvlLbl"),
    "valAx": ("axId", "scaling", "delete", "axPos", "majorGridlines", "title", "numFmt", "majorTickMark",
              "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "majorUnit"),
    "plotArea": ("layout", "barChart", "lineChart", "catAx", "valAx", "spPr"),
    "manualLayout": ("layoutTarget", "xMode", "yMode", "x", "y", "w", "h"),
    "chart": ("title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs", "showDLblsOverMax"),
    "chartSpace": ("date1904", "roundedCorners", "chart", "spPr", "txPr", "externalData"),
}  # fmt: skip
"""Order of the elements of a chart as ECMA-376 part 1, 21.2, has it: PowerPoint repairs a file that breaks it."""
UNSIGNED = re.compile(r"\d+")


@dataclass(frozen=True)
class Made:
    """A deck with what it was made from."""

    slides: tuple[Slide, ...]
    stamp: Stamp
    file: bytes

    @cached_property
    def deck(self) -> Deck:
        return Presentation(BytesIO(self.file))

    @property
    def pairs(self) -> list[tuple[Slide, DeckSlide]]:
        return list(zip(self.slides, self.deck.slides, strict=True))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The figures that come with the project."""
    return current(tmp_path_factory.mktemp("no builds"))


@pytest.fixture(scope="module")
def decks(real: Warehouse) -> dict[str, Made]:
    """Decks of the nation, a state, a territory and the place with the longest name."""
    made = {}
    for code in PLACES:
        where = place(real, code)
        slides, printed = story(real, where), stamp(real, where)
        made[code] = Made(slides, printed, deck(slides, printed))
    return made


@pytest.fixture(params=PLACES)
def made(request: pytest.FixtureRequest, decks: dict[str, Made]) -> Made:
    return decks[request.param]


def native(page: DeckSlide) -> NativeChart | None:
    return next((shape.chart for shape in page.shapes if shape.has_chart), None)


def words(page: DeckSlide) -> str:
    return "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def figures(frame: pd.DataFrame, column: str) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in frame[column]]


def in_a_cell(frame: pd.DataFrame, column: str) -> list[object]:
    """A spreadsheet keeps 16 digits of a figure."""
    return [value if value is None else pytest.approx(value, rel=1e-15) for value in figures(frame, column)]


def test_every_slide_of_the_story_is_there_with_its_question_and_its_answer(made: Made) -> None:
    assert len(made.slides) >= 8
    headings = [page.shapes.title.text_frame.text for page in made.deck.slides]
    assert headings == [slide.heading for slide in made.slides]
    assert len(set(headings)) == len(headings)
    for slide, page in made.pairs:
        assert slide.sentence in words(page)
        for point in slide.points:
            assert point in words(page)


def test_the_figures_of_every_chart_are_exactly_those_of_the_analysis(made: Made) -> None:
    drawn = 0
    for slide, page in made.pairs:
        chart = native(page)
        assert (chart is None) == (slide.chart is None), slide.key
        if chart is None or slide.chart is None:
            continue
        drawn += 1
        assert list(chart.plots[0].categories) == [str(name) for name in slide.chart.frame[slide.chart.label]]
        found = {series.name: list(series.values) for series in chart.plots[0].series}
        assert found == {one.name: figures(slide.chart.frame, one.column) for one in slide.chart.series}
    assert drawn >= 7


def test_whoever_edits_a_chart_finds_figures_margins_and_reasons_in_its_sheet(made: Made) -> None:
    margins = reasons = 0
    for slide, page in made.pairs:
        chart = native(page)
        if chart is None or slide.chart is None:
            continue
        sheet = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        head, *rows = sheet.iter_rows(values_only=True)
        assert [row[0] for row in rows] == [str(name) for name in slide.chart.frame[slide.chart.label]]
        for one in slide.chart.series:
            assert [row[head.index(one.name)] for row in rows] == in_a_cell(slide.chart.frame, one.column)
            for end, column in (("low", one.low), ("high", one.high)):
                if column:
                    margins += 1
                    written = head.index(f"{one.name}, {end} end of the 90% margin")
                    assert [row[written] for row in rows] == in_a_cell(slide.chart.frame, column)
        if "Why a figure is missing" in head:
            reasons += 1
            assert slide.chart.reason is not None
            said = [row[head.index("Why a figure is missing")] or "" for row in rows]
            assert said == [str(reason or "") for reason in slide.chart.frame[slide.chart.reason]]
    assert margins >= 4
    assert reasons >= 1


def test_margins_are_error_bars_that_reach_from_the_figure_to_the_published_ends(made: Made) -> None:
    checked = 0
    for slide, page in made.pairs:
        if slide.chart is None:
            continue
        for number, one in enumerate(slide.chart.series):
            if not (one.low and one.high):
                continue
            element = native(page)._chartSpace.findall(f".//{qn('c:ser')}")[number]
            for side, end in (("plus", one.high), ("minus", one.low)):
                points = element.find(qn("c:errBars")).find(qn(f"c:{side}")).iter(qn("c:pt"))
                lengths = {int(point.get("idx")): float(point.find(qn("c:v")).text) for point in points}
                expected = (slide.chart.frame[end] - slide.chart.frame[one.column]).abs().dropna()
                assert lengths == pytest.approx(expected.to_dict())
                checked += len(lengths)
    assert checked > 10


def test_what_is_missing_from_a_chart_is_told_on_the_slide(made: Made) -> None:
    told = 0
    for slide, page in made.pairs:
        if slide.chart is None:
            continue
        for row in slide.chart.frame.to_dict("records"):
            if any(pd.isna(row[one.column]) for one in slide.chart.series):
                told += 1
                assert f"{row[slide.chart.label]}" in words(page)
                assert str(row[slide.chart.reason]) in words(page)
    assert told, "the routes have one without a fee"


def test_the_colours_of_settings_are_named_where_they_are_used(made: Made) -> None:
    named = 0
    for slide, page in made.pairs:
        if slide.chart is None:
            continue
        above = next(shape for shape in page.shapes if shape.name == "What the figures are").text_frame.text
        used = set(slide.chart.frame[slide.chart.role]) if slide.chart.role else set()
        for role in ("specialist", "general"):
            assert (f"\u25a0 {role}" in above) == (role in used)
            named += role in used
    assert named >= 4


def test_charts_and_pictures_say_in_words_what_they_show(made: Made) -> None:
    for slide, page in made.pairs:
        for shape in page.shapes:
            said = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            if shape.has_chart:
                assert said == slide.alt
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                assert said == f"QR code that opens these figures for {made.stamp.place}: {made.stamp.address}"


def test_the_notes_hold_what_the_speaker_says_and_where_it_is_from(made: Made) -> None:
    for slide, page in made.pairs:
        said = page.notes_slide.notes_text_frame.text.split("\n")
        assert said[: len(slide.notes)] == list(slide.notes)
        assert any(slide.source in line and slide.edition in line for line in said[len(slide.notes) :])
        assert f"{made.stamp.words}. {made.stamp.address}" in said


def test_every_slide_names_source_edition_date_build_and_its_number(made: Made) -> None:
    day = f"{made.stamp.built:%B} {made.stamp.built.day}, {made.stamp.built.year}"
    for number, (slide, page) in enumerate(made.pairs, start=1):
        foot = next(shape for shape in page.placeholders if shape.name == "Source").text_frame.text
        for part in (slide.source, slide.edition, made.stamp.place, made.stamp.build_id, day):
            assert part in foot
        links = [run.hyperlink.address for shape in page.placeholders if shape.name == "Source"
                 for run in shape.text_frame.paragraphs[0].runs if run.hyperlink.address]  # fmt: skip
        assert links == ([slide.url] if slide.url else [])
        assert slide.caveat in words(page)
        field = page._element.find(f".//{qn('a:fld')}")
        assert (field.get("type"), field.find(qn("a:t")).text) == ("slidenum", str(number))


def test_nothing_on_a_slide_is_smaller_than_the_back_of_a_room_can_read(made: Made) -> None:
    for _, page in made.pairs:
        for shape in page.shapes:
            if shape.has_text_frame and shape.name not in ("Source", "Slide number"):
                for run in (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs):
                    assert run.font.size is None or run.font.size >= Pt(18), run.text
            if shape.has_chart:
                sizes = [int(found.get("sz")) for found in shape.chart._chartSpace.iter() if found.get("sz")]
                assert sizes
                assert min(sizes) >= 1800
        # What says no size of its own has that of its place in the layout.
        for placed in page.slide_layout.placeholders:
            sizes = [int(found.get("sz")) for found in placed._element.iter(qn("a:defRPr")) if found.get("sz")]
            assert all(size >= 1800 for size in sizes)
    styles = made.deck.slide_master._element.find(qn("p:txStyles"))
    for kind in ("p:titleStyle", "p:bodyStyle"):
        assert all(int(found.get("sz")) >= 1800 for found in styles.find(qn(kind)).iter(qn("a:defRPr")))


def test_no_place_is_left_empty_and_titles_are_read_first(made: Made) -> None:
    for _, page in made.pairs:
        assert all(shape.text_frame.text.strip() or shape.name == "Slide number" for shape in page.placeholders)
        assert next(iter(page.shapes)).shape_id == page.shapes.title.shape_id
        names = [shape.name for shape in page.shapes]
        assert names[-2:] == ["Source", "Slide number"]
        assert len({shape.shape_id for shape in page.shapes}) == len(names)
        notes = [
            shape
            for shape in page.notes_slide.placeholders
            if shape.placeholder_format.type != PP_PLACEHOLDER.SLIDE_IMAGE
        ]
        assert notes
        assert all(shape.text_frame.text.strip() for shape in notes)


def test_the_deck_says_what_it_is_and_in_which_language(made: Made) -> None:
    found = made.deck.core_properties
    assert found.title == f"{PROJECT} Pharmacy technicians, {made.stamp.place}"
    assert found.author == PROJECT
    assert found.language == "en-US"
    assert made.stamp.build_id in found.comments
    assert abs((found.created.replace(tzinfo=None) - made.stamp.built.replace(tzinfo=None)).total_seconds()) < 1
    width, height = made.deck.slide_width, made.deck.slide_height
    assert width / height == pytest.approx(16 / 9, abs=0.001)
    for page in made.deck.slides:
        for root in (page._element, page.notes_slide._element):
            runs = list(root.iter(qn("a:r")))
            assert runs
            assert {run.find(qn("a:rPr")).get("lang") for run in runs} == {"en-US"}


def test_the_code_on_the_last_slide_leads_to_the_view(made: Made) -> None:
    *before, last = made.deck.slides
    assert not any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for page in before for shape in page.shapes)
    (picture,) = (shape for shape in last.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    assert decoded(Image.open(BytesIO(picture.image.blob)).convert("RGB")) == [made.stamp.address]


def test_the_file_is_whole_and_its_charts_keep_the_order_of_the_schema(made: Made) -> None:
    with zipfile.ZipFile(BytesIO(made.file)) as held:
        names = held.namelist()
        assert len(set(names)) == len(names)
        assert not [name for name in names if "printerSettings" in name]
        assert sum(name.startswith("ppt/slideLayouts/slideLayout") for name in names) == 2
        head = [etree.QName(child).localname for child in etree.fromstring(held.read("ppt/presentation.xml"))]
        assert head[:5] == ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst", "sldSz", "notesSz"]
        assert f"<Slides>{len(made.slides)}</Slides>" in held.read("docProps/app.xml").decode()
        charts = [name for name in names if re.fullmatch(r"ppt/charts/chart[\w]*\.xml", name)]
        assert len(charts) == sum(slide.chart is not None for slide in made.slides)
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(held.read(name))
        for name in charts:
            in_order(etree.fromstring(held.read(name)))


def in_order(chart: etree._Element) -> None:
    for element in chart.iter(etree.Element):
        name, space = etree.QName(element).localname, etree.QName(element).namespace
        if name in ORDER and space == etree.QName(qn("c:chart")).namespace and len(element):
            children = [etree.QName(child).localname for child in element]
            assert set(children) <= set(ORDER[name]), (name, children)
            places = [ORDER[name].index(child) for child in children]
            assert places == sorted(places), (name, children)
    for found in chart.iter(qn("c:axId"), qn("c:crossAx")):
        assert UNSIGNED.fullmatch(found.get("val"))


def by_hand(kind: str, rows: dict[str, list[object]], series: tuple[Series, ...], **more: str) -> Slide:
    chart = Chart(kind, pd.DataFrame(rows), "name", series, "money", "dollars a year", reason="reason", **more)  # type: ignore[arg-type]
    return Slide("key", "Heading?", "A sentence.", chart, (), ("Said.",), "Source", "May 2025", "", "A caveat.", "Alt.")


THREE = (Series("p10", "10th percentile"), Series("median", "Median"), Series("p90", "90th percentile"))
NOWHERE = Stamp("Nowhere", "build-1", datetime(2026, 11, 22), "")
"""The dashboard does not know its own address: the deck comes without a code."""


def test_a_chart_without_any_figure_becomes_words() -> None:
    empty = by_hand("bars", {"name": ["Here"], "value": [None], "reason": ["suppressed by BLS"]},
                    (Series("value", "Pay"),))  # fmt: skip
    (page,) = Presentation(BytesIO(deck([empty], NOWHERE))).slides
    assert native(page) is None
    assert words(page).count("Here (suppressed by BLS)") >= 1
    assert not any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in page.shapes)


def test_a_range_that_lacks_an_end_is_told_and_draws_no_bar_from_nowhere() -> None:
    rows = {"name": ["Whole", "Open below", "Open above"], "p10": [30000, None, 31000], "median": [40000, 41000, 42000],
            "p90": [50000, 51000, None], "reason": ["", "suppressed by BLS", "at or above $100"]}  # fmt: skip
    (page,) = Presentation(BytesIO(deck([by_hand("ranges", rows, THREE)], NOWHERE))).slides
    said = words(page)
    assert "Open below, 10th percentile (suppressed by BLS)" in said
    assert "Open above, 90th percentile (at or above $100)" in said
    high, middle, _ = native(page).plots[0].series
    for series in (high, middle):
        assert not no_fill(series, 0)
        assert no_fill(series, 1)


def no_fill(series: object, number: int) -> bool:
    point = series._element.xpath(f'.//c:dPt[c:idx/@val="{number}"]')[0]  # type: ignore[attr-defined]
    return point.find(f".//{qn('a:noFill')}") is not None


def test_lines_are_named_at_their_ends_and_years_are_thinned_out() -> None:
    years = list(range(1999, 2026))
    rows = {"name": years, "one": [float(100 + year) for year in years], "reason": [""] * len(years),
            "two": [*(float(90 + year) for year in years[:-1]), None]}  # fmt: skip
    slide = by_hand("lines", rows, (Series("one", "First", role="specialist"), Series("two", "Second", role="general")))
    (page,) = Presentation(BytesIO(deck([slide], NOWHERE))).slides
    space = native(page)._chartSpace
    in_order(space)
    labelled = [label.find(qn("c:idx")).get("val") for label in space.iter(qn("c:dLbl"))]
    assert labelled == ["26", "25"], "the last figure of each"
    assert next(space.iter(qn("c:tickLblSkip"))).get("val") == "3"


@pytest.mark.parametrize(("low", "high"), [(-5.0, 12.0), (-30.0, -10.0), (4.0, 4.0), (0.0, 0.0)])
def test_bars_below_zero_and_bars_of_the_same_length_have_an_axis(low: float, high: float) -> None:
    rows = {"name": ["a", "b"], "value": [high, low], "low": [high - 1, low - 1], "high": [high + 1, low + 1],
            "reason": ["", ""]}  # fmt: skip
    slide = by_hand("bars", rows, (Series("value", "Gap", low="low", high="high"),))
    slide = replace(slide, chart=replace(slide.chart, unit="signed_percent"))
    (page,) = Presentation(BytesIO(deck([slide], NOWHERE))).slides
    axis = native(page).value_axis
    assert axis.minimum_scale <= min(0, low - 1)
    assert axis.maximum_scale >= max(0, high + 1)
    inverted = native(page)._chartSpace.iter(qn("c:invertIfNegative"))
    assert {found.get("val") for found in inverted} == {"0"}


def test_the_paler_half_of_a_range_stands_out_and_carries_its_figure() -> None:
    for colour in (LIGHT.specialist, LIGHT.general, LIGHT.other, LIGHT.ink):
        assert contrast(chart_rows.paler(colour), LIGHT.background) >= 3
        assert contrast(chart_rows.paler(colour), LIGHT.ink) >= 4.5


@pytest.fixture(scope="module")
def soffice() -> str:
    """A LibreOffice with Impress; `make test` provides one through scripts/soffice."""
    found = os.environ.get("SOFFICE") or shutil.which("soffice")
    if not found:
        message = "there is no LibreOffice to look at decks with: scripts/soffice says how to have one"
        if os.environ.get("REPLICA_REQUIRED", "0") not in {"", "0"}:
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    return found


def test_libreoffice_opens_the_decks_and_every_page_shows_something(
    decks: dict[str, Made], soffice: str, tmp_path: Path
) -> None:
    files = []
    for code in ("39", LONGEST):
        files.append(tmp_path / f"{code}.pptx")
        files[-1].write_bytes(decks[code].file)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    for code, file in zip(("39", LONGEST), files, strict=True):
        made = decks[code]
        assert file.with_suffix(".pdf").exists(), run.stderr
        looked_at = pages(file.with_suffix(".pdf"))
        assert len(looked_at) == len(made.slides)
        for slide, picture in zip(made.slides, looked_at, strict=True):
            inked = np.asarray(picture).min(axis=2) < 200
            assert 0.01 < inked.mean() < 0.6, slide.key
            # Nothing runs over the edge of the slide: its outermost strip is blank.
            assert not inked[:, :12].any() and not inked[:, -12:].any() and not inked[-12:].any(), slide.key
        assert decoded(looked_at[-1]) == [made.stamp.address]
