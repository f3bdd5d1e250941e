"""The story of a place as a deck of slides to take away and edit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide as DeckSlide
from pptx.util import Inches, Pt

from analysis.story.slide import Slide
from ui.handouts import chart_rows, chart_xml, qr
from ui.handouts import deck_master as master
from ui.handouts.native_chart import add_chart
from ui.handouts.stamp import LANGUAGE, PROJECT, Stamp

LETTER = 0.55
"""Width of a letter as a part of the size of its type, on average and a little more."""
SUBTITLE = 0.36
"""Height of a line of the words above a chart, in inches."""
GAP = 0.6
"""Space after a point, as a part of the size of its type."""
CODE = 3.3
"""Side of the QR code in inches."""
MARK = "\u25a0"
COLOURS = {"specialist": MSO_THEME_COLOR.ACCENT_1, "general": MSO_THEME_COLOR.ACCENT_2}
LONG, LONGER = 110, 150
"""Characters of a sentence from which on its type is smaller, so that it stays within two lines."""


def deck(slides: Sequence[Slide], stamp: Stamp) -> bytes:
    """A .pptx with a slide for each of `slides`, the last with the code of the view; charts are native and editable."""
    made = master.empty_deck()
    properties = made.core_properties
    properties.title = f"{PROJECT} Pharmacy technicians, {stamp.place}"
    properties.author = properties.last_modified_by = PROJECT
    properties.subject = "Pay and careers of pharmacy technicians, from public data"
    properties.keywords = "pharmacy technicians, pay, specialization"
    properties.comments = f"{stamp.words}. {stamp.address}".strip()
    properties.language = LANGUAGE
    properties.created = properties.modified = stamp.built.replace(tzinfo=None)
    for number, slide in enumerate(slides, start=1):
        last = number == len(slides)
        figure = slide.chart is not None and not chart_rows.is_empty(slide.chart)
        name = master.FIGURE_LAYOUT if figure else master.POINTS_LAYOUT
        page = made.slides.add_slide(master.layout(made, name))
        _say(page, slide)
        if figure:
            _draw(page, slide)
        else:
            _points(page, slide, narrow=last and bool(stamp.address))
        if last and stamp.address:
            _code(page, stamp)
        _caveat(page, slide)
        _foot(page, slide, stamp, number)
        _notes(page, slide, stamp)
        _speak_english(page)
    master.finish(made, PROJECT)
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def _say(page: DeckSlide, slide: Slide) -> None:
    """The question as the slide's title, the answer beneath it."""
    page.shapes.title.text_frame.text = slide.heading
    finding = _placeholder(page, 1)
    finding.name = "Answer"
    finding.text_frame.text = slide.sentence
    length = len(slide.sentence)
    if length > LONG:
        finding.text_frame.paragraphs[0].runs[0].font.size = Pt(27 if length <= LONGER else 24)


def _draw(page: DeckSlide, slide: Slide) -> None:
    """The figure, and above it what its figures are and what its colours mean."""
    said, key = chart_rows.subtitle(slide.chart), chart_rows.key(slide.chart)
    left, top, width, height = master.FIGURE
    above = SUBTITLE * _lines(said + "".join(f"  {MARK} {role}" for role in key), width, master.BODY_PT)
    shape = _text(page, "What the figures are", (left, top, width, above), said, master.BODY_PT)
    for role in key:
        run = shape.text_frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold = f"  {MARK} {role}", Pt(master.BODY_PT), True
        run.font.color.theme_color = COLOURS[role]
    frame = add_chart(page, slide.chart, (left, top + above, width, height - above))
    frame.name = f"Chart: {slide.heading}"
    chart_xml.describe(frame, slide.alt)


def _points(page: DeckSlide, slide: Slide, narrow: bool) -> None:
    """The points as a list; without any, what the slide lacks."""
    shape = _placeholder(page, 2)
    shape.name = "Points"
    if narrow:
        master.place(shape, (master.MARGIN, master.POINTS[1], master.INNER - CODE - 0.8, master.POINTS[3]))
    points = slide.points
    if not points and slide.chart:
        points = (chart_rows.gaps(slide.chart),)
    size = _size(points, shape.width / Inches(1), shape.height / Inches(1))
    frame = shape.text_frame
    for number, point in enumerate(points):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * GAP)
        # What is said of something comes after the colon: 'Higher pay: supported with limits'.
        before, colon, after = point.partition(": ")
        paragraph.add_run().text = before + colon
        if after:
            said = paragraph.add_run()
            said.text, said.font.bold = after, True
        for run in paragraph.runs:
            run.font.size = Pt(size)


def _size(points: Sequence[str], width: float, height: float) -> int:
    """The largest type, in points, in which the list stays within its box in inches."""
    for size in (28, 26, 24, 22, 20):
        lines = sum(_lines(point, width - 0.4, size) for point in points)
        if (lines * size * 1.2 + len(points) * size * GAP) / 72 <= height:
            return size
    return master.BODY_PT


def _lines(text: str, width: float, size: int) -> int:
    """How many lines a text takes in a box of so many inches, by the usual width of letters."""
    return math.ceil(len(text) * size * LETTER / (width * 72))


def _code(page: DeckSlide, stamp: Stamp) -> None:
    """The way to the same view: a code for phones, and its address in letters."""
    left, top = master.WIDTH - master.MARGIN - CODE, master.POINTS[1]
    picture = page.shapes.add_picture(BytesIO(qr.png(stamp.address)), *(Inches(value) for value in (left, top, CODE)))
    picture.name = "QR code"
    chart_xml.describe(picture, f"QR code that opens these figures for {stamp.place}: {stamp.address}")
    _text(page, "Address", (left, top + CODE + 0.05, CODE, 0.4), "Scan for these figures", master.BODY_PT, centred=True)


def _caveat(page: DeckSlide, slide: Slide) -> None:
    """What to know before using the figure, and what is missing from it."""
    drawn = slide.chart is not None and not chart_rows.is_empty(slide.chart)
    missing = chart_rows.gaps(slide.chart) if slide.chart and drawn else ""
    said = " ".join(part for part in (slide.caveat, missing) if part)
    if said:
        _text(page, "Caveat", master.CAVEAT, said, master.BODY_PT)


def _foot(page: DeckSlide, slide: Slide, stamp: Stamp, number: int) -> None:
    """Source, edition, date and build; the number of the slide: in the places that the layout has for them."""
    foot = _add_placeholder(page, "ftr", "Source")
    paragraph = foot.text_frame.paragraphs[0]
    source = paragraph.add_run()
    source.text = f"Source: {slide.source}, {slide.edition}."
    if slide.url:
        source.hyperlink.address = slide.url
    paragraph.add_line_break()
    paragraph.add_run().text = f"{stamp.place}. {stamp.words}."
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}"/><a:t>{number}</a:t></a:fld>'
    )
    _add_placeholder(page, "sldNum", "Slide number").text_frame.paragraphs[0]._p.append(field)


def _add_placeholder(page: DeckSlide, kind: str, name: str) -> BaseShape:
    """The slide's own placeholder for the layout's foot or number, which python-pptx leaves out."""
    index = page.slide_layout._element.xpath(f'.//p:ph[@type="{kind}"]')[0].get("idx")
    page.shapes._spTree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{page.shapes._next_shape_id}" name="{name}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/>'
            "</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
    )
    return page.shapes[-1]


def _notes(page: DeckSlide, slide: Slide, stamp: Stamp) -> None:
    """What the speaker says, then where the figures are from."""
    notes = page.notes_slide
    for shape in list(notes.placeholders):
        if shape._element.xpath(".//p:ph")[0].get("type") == "sldNum":
            shape._element.getparent().remove(shape._element)
    origin = f"Source: {slide.source}, {slide.edition}. {slide.url}".strip()
    notes.notes_text_frame.text = "\n".join([*slide.notes, origin, f"{stamp.words}. {stamp.address}".strip()])


def _text(
    page: DeckSlide, name: str, box: tuple[float, float, float, float], words: str, points: int, centred: bool = False
) -> Shape:
    """A box of grey text."""
    shape = page.shapes.add_textbox(*(Inches(value) for value in box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    frame.text = words
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
    kind = paragraph.runs[0].font
    kind.size, kind.color.theme_color = Pt(points), MSO_THEME_COLOR.TEXT_2
    return shape


def _speak_english(page: DeckSlide) -> None:
    """Say the language of every piece of text, so that a screen reader reads it as what it is."""
    for root in (page._element, page.notes_slide._element):
        for run in root.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", LANGUAGE)


def _placeholder(page: DeckSlide, number: int) -> SlidePlaceholder:
    return next(shape for shape in page.placeholders if shape.placeholder_format.idx == number)
