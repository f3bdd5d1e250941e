"""Every word and drawing of the handout, worded once: the PDF and the HTML page only set them."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import words
from analysis.story.sheet import Sheet, SourceLine
from analysis.story.slide import Slide
from ui.handouts import chart_rows, figure_svg
from ui.handouts.stamp import Stamp


@dataclass(frozen=True)
class Figure:
    """A figure of the page. key: the kinds of setting that its colours tell apart. drawing: an <svg>."""

    title: str
    subtitle: str
    key: tuple[str, ...]
    drawing: str
    alt: str
    note: str


LIVE = " The same view, live:"


@dataclass(frozen=True)
class Printed:
    """A handout ready to be set. heads: the sections' headings.

    verdicts: (level, claim, reason). key_figures: (name, figure, note). routes: (route, fees). address: of the view, ''
    where it is not known.
    """

    title: str
    place: str
    question: str
    answer: str
    heads: dict[str, str]
    verdicts: tuple[tuple[str, str, str], ...]
    key_figures: tuple[tuple[str, str, str], ...]
    figures: tuple[Figure, ...]
    path: str
    routes: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    sources: tuple[str, ...]
    stamp: str
    address: str
    code_words: str
    code_alt: str


def printed(sheet: Sheet, stamp: Stamp) -> Printed:
    """The words of `sheet` with what is stamped on it."""
    return Printed(
        title=f"{sheet.question} {sheet.place}",
        place=sheet.place,
        question=sheet.question,
        answer=sheet.answer,
        heads={
            "verdicts": "How sure is that?",
            "figures": f"Figures to remember: {sheet.place}",
            "path": "The way, and what it costs",
            "unknown": "What we do not know",
            "sources": "Sources",
        },
        verdicts=tuple((words.capital(one.level), one.claim, one.reason) for one in sheet.verdicts),
        key_figures=tuple((one.name, one.figure, one.note) for one in sheet.key_figures),
        figures=tuple(_figure(slide) for slide in sheet.figures),
        path=f"{sheet.path} {sheet.check}",
        routes=tuple((name, fees) for name, fees, _ in sheet.routes),
        unknown=sheet.unknown,
        sources=tuple(_source(line) for line in sheet.sources),
        stamp=f"{stamp.words}. Made from public data; BLS and BEA do not endorse it.{LIVE if stamp.address else ''}",
        address=stamp.address,
        code_words="The same figures, live",
        code_alt=f"QR code that opens the same figures for {sheet.place}: {stamp.address}",
    )


def _figure(slide: Slide) -> Figure:
    if slide.chart is None:
        raise ValueError(f"The slide {slide.key!r} has no chart to print.")
    missing = chart_rows.gaps(slide.chart)
    return Figure(
        title=slide.sentence.rstrip("."),
        subtitle=chart_rows.subtitle(slide.chart),
        key=tuple(chart_rows.key(slide.chart)),
        drawing=figure_svg.draw(slide.chart, slide.alt),
        alt=slide.alt,
        note=" ".join(part for part in (slide.caveat, missing) if part),
    )


def _source(line: SourceLine) -> str:
    return f"{words.capital(line.words)}, {line.edition}{f' ({line.dated})' if line.dated else ''}."
