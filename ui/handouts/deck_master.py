"""The empty deck: 16:9, two layouts, the dashboard's colours as its theme, type that reads from the back of a room."""

from __future__ import annotations

import re

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout
from pptx.util import Inches

from ui.theme import LIGHT

FONT = "Arial"
"""On every machine that has PowerPoint; LibreOffice has one of the same widths."""

WIDTH, HEIGHT, MARGIN = 40 / 3, 7.5, 0.6
INNER = WIDTH - 2 * MARGIN
HEADING_PT, FINDING_PT, POINT_PT, BODY_PT, SOURCE_PT = 20, 30, 24, 18, 12

# Left, top, width, height in inches.
HEADING = (MARGIN, 0.35, INNER, 0.5)
FINDING = (MARGIN, 0.85, INNER, 1.2)
FIGURE = (MARGIN, 2.1, INNER, 3.95)
POINTS = (MARGIN, 2.15, INNER, 3.75)
CAVEAT = (MARGIN, 6.08, INNER, 0.68)
SOURCE = (MARGIN, 6.78, INNER - 0.6, 0.62)
NUMBER = (WIDTH - MARGIN - 0.6, 6.78, 0.6, 0.62)

FIGURE_LAYOUT, POINTS_LAYOUT = "Finding and figure", "Finding and points"
_KEPT = {"Title and Content": FIGURE_LAYOUT, "Two Content": POINTS_LAYOUT}
_THEME = {
    "dk1": LIGHT.ink, "lt1": LIGHT.background, "dk2": LIGHT.muted, "lt2": LIGHT.grid, "accent1": LIGHT.specialist,
    "accent2": LIGHT.general, "accent3": LIGHT.other, "accent4": LIGHT.line, "accent5": LIGHT.muted,
    "accent6": LIGHT.ink, "hlink": LIGHT.muted, "folHlink": LIGHT.muted,
}  # fmt: skip


def empty_deck() -> Deck:
    """A presentation without slides, with the layouts FIGURE_LAYOUT and POINTS_LAYOUT."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    # The template is of another shape, and brings settings of somebody's printer.
    deck.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    for key, rel in list(deck.part.rels.items()):
        if rel.reltype == RT.PRINTER_SETTINGS:
            deck.part.rels.pop(key)
    _dress_theme(deck)
    _dress_master(deck)
    for layout in list(deck.slide_layouts):
        if layout.name in _KEPT:
            _dress_layout(layout, _KEPT[layout.name])
        else:
            deck.slide_layouts.remove(layout)
    return deck


def finish(deck: Deck, program: str) -> None:
    """What is only known once the slides are there: the master of their notes, and how many there are."""
    root, masters = deck.part._element, deck.part.relate_to(deck.part.notes_master_part, RT.NOTES_MASTER)
    listed = parse_xml(
        f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{masters}"/></p:notesMasterIdLst>'
    )
    root.find(qn("p:sldMasterIdLst")).addnext(listed)
    count = len(deck.slides)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    deck.part.package.part_related_by(RT.EXTENDED_PROPERTIES)._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="{kind}"><Application>{program}'
        f"</Application><PresentationFormat>Widescreen</PresentationFormat><Slides>{count}</Slides><Notes>{count}</Notes>"
        "</Properties>"
    ).encode()


def layout(deck: Deck, name: str) -> SlideLayout:
    """The layout of this name."""
    return next(item for item in deck.slide_layouts if item.name == name)


def place(shape: BaseShape, box: tuple[float, float, float, float]) -> None:
    """Put a shape where `box` says: left, top, width, height in inches."""
    shape.left, shape.top, shape.width, shape.height = (Inches(value) for value in box)


def _dress_theme(deck: Deck) -> None:
    part = deck.slide_master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Does specializing pay?")
    colours = next(theme.iter(qn("a:clrScheme")))
    colours.set("name", "Specialist and general")
    for name, colour in _THEME.items():
        slot = colours.find(qn(f"a:{name}"))
        slot[:] = [slot.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#")})]
    for kind in ("majorFont", "minorFont"):
        next(theme.iter(qn(f"a:{kind}"))).find(qn("a:latin")).set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _dress_master(deck: Deck) -> None:
    master = deck.slide_master
    boxes = {
        PP_PLACEHOLDER.TITLE: HEADING, PP_PLACEHOLDER.BODY: POINTS, PP_PLACEHOLDER.FOOTER: SOURCE,
        PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER,
    }  # fmt: skip
    for shape in list(master.placeholders):
        if shape.placeholder_format.type in boxes:
            place(shape, boxes[shape.placeholder_format.type])
        else:
            shape._element.getparent().remove(shape._element)
        _no_shrinking(shape)
    for shape in master.placeholders:
        kind = shape.placeholder_format.type
        if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            side = "l" if kind == PP_PLACEHOLDER.FOOTER else "r"
            _style(shape, f'<a:lvl1pPr algn="{side}">{_type(SOURCE_PT, "tx2")}</a:lvl1pPr>')
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    # Grey: teal and amber are kept for the two kinds of setting.
    _retype(title, HEADING_PT, "tx2", bold=True)
    for level in styles.find(qn("p:bodyStyle")):
        if re.search(r"lvl\dpPr$", level.tag):
            _retype(level, POINT_PT, "tx1")


def _dress_layout(layout: SlideLayout, name: str) -> None:
    layout.name = name
    layout._element.attrib.pop("type", None)
    layout._element.set("userDrawn", "1")
    for shape in list(layout.placeholders):
        number, kind = shape.placeholder_format.idx, shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
        if number == 1:
            place(shape, FINDING)
            bold = f'<a:lvl1pPr marL="0" indent="0"><a:buNone/>{_type(FINDING_PT, "tx1", bold=True)}</a:lvl1pPr>'
            _style(shape, bold)
            shape.name = "Finding"
        elif number == 2:
            place(shape, POINTS)
            _style(shape, "")
            shape.name = "Points"
        _no_shrinking(shape)


def _type(points: int, colour: str, bold: bool = False) -> str:
    weight = ' b="1"' if bold else ""
    return f'<a:defRPr sz="{points * 100}"{weight}><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr>'


def _retype(level: etree._Element, points: int, colour: str, bold: bool = False) -> None:
    kind = level.find(qn("a:defRPr"))
    kind.set("sz", str(points * 100))
    if bold:
        kind.set("b", "1")
    kind.find(qn("a:solidFill")).find(qn("a:schemeClr")).set("val", colour)


def _style(shape: BaseShape, levels: str) -> None:
    """Give a placeholder of a master or a layout its own list style."""
    body = shape._element.find(qn("p:txBody"))
    old = body.find(qn("a:lstStyle"))
    body.replace(old, parse_xml(f"<a:lstStyle {nsdecls('a')}>{levels}</a:lstStyle>"))


def _no_shrinking(shape: BaseShape) -> None:
    """Text keeps the size that it is given: programs disagree on how far they shrink it."""
    body = shape._element.find(qn("p:txBody")).find(qn("a:bodyPr"))
    for fitting in body.findall(qn("a:normAutofit")):
        body.remove(fitting)
    body.set("lIns", "0")
    body.set("rIns", "0")
    body.set("anchor", "t")
