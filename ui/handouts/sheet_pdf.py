"""The handout as a PDF: one page, tagged for screen readers (PDF/UA-1), figures as vectors with their text as text."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typst

from ui.handouts import qr
from ui.handouts.printed import Printed
from ui.handouts.stamp import PROJECT
from ui.theme import LIGHT

TEMPLATE = (Path(__file__).resolve().parent / "sheet.typ").read_bytes()
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Points of the page's text; the largest that keeps it on one page is taken."""
FONT = "Libertinus Serif"
"""Comes inside the compiler, as every font used here: no font of the machine is asked for."""
STYLE = (
    f"<style>text{{font-family:'{FONT}'}}.ink{{fill:{LIGHT.ink}}}.muted{{fill:{LIGHT.muted}}}"
    f".line{{stroke:{LIGHT.ink};stroke-width:1.4;fill:none}}.gap{{fill:{LIGHT.background}}}.focus{{fill:{LIGHT.ink}}}"
    f".specialist{{fill:{LIGHT.specialist}}}.general{{fill:{LIGHT.general}}}.other{{fill:{LIGHT.other}}}</style>"
)
_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def pdf(sheet: Printed, made: datetime) -> bytes:
    """The page. made: the moment that the file says it was made (UTC). Raises typst.TypstError."""
    data = asdict(sheet) | {
        "figures": [asdict(one) | {"drawing": _coloured(one.drawing)} for one in sheet.figures],
        "code": qr.svg(sheet.address) if sheet.address else "",
        "author": PROJECT,
        "colours": asdict(LIGHT),
        "sizes": SIZES,
    }
    return typst.compile(
        TEMPLATE, format="pdf", sys_inputs={"sheet": json.dumps(data)}, font_paths=_fonts, ignore_system_fonts=True,
        pdf_standards="ua-1", timestamp=made.replace(microsecond=0, tzinfo=made.tzinfo or UTC),
    )  # fmt: skip


def _coloured(drawing: str) -> str:
    """The drawing with colours of its own: on paper there is no page to give them."""
    head, close, rest = drawing.partition(">")
    return f"{head}{close}{STYLE}{rest}"
