"""One slide as HTML: heading, sentence, figure or points, source; and what its speaker says."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from analysis.story import Slide
from ui.slides.drawing import drawing


@dataclass(frozen=True)
class Leaf:
    """A slide ready to show. key: its name in links; said: what a screen reader announces; html, notes: its parts."""

    key: str
    heading: str
    said: str
    html: str
    notes: str


def leaf(slide: Slide, build: str, aside: str = "", under: str = "") -> Leaf:
    """The slide as HTML. build: the words for the build that it was made from.

    aside, under: HTML that stands beside the figure and under it.
    """
    figure = drawing(slide.chart, slide.alt) if slide.chart else _points(slide)
    beside = f'<div class="beside"><div>{figure}{under}</div><aside>{aside}</aside></div>' if aside else figure
    return Leaf(
        key=slide.key,
        heading=slide.heading,
        said=f"{slide.heading} {slide.sentence}",
        html=f'<h2>{escape(slide.heading)}</h2><p class="sentence">{escape(slide.sentence)}</p>{beside}'
        f"<footer>{_foot(slide, build)}</footer>",
        notes="".join(f"<p>{escape(paragraph)}</p>" for paragraph in slide.notes),
    )


def _points(slide: Slide) -> str:
    """Short lines; what stands before a colon is what the line is about."""
    return f'<ul class="points">{"".join(f"<li>{_point(point)}</li>" for point in slide.points)}</ul>'


def _point(point: str) -> str:
    about, colon, said = point.partition(": ")
    return f"{escape(about)}: <b>{escape(said)}</b>" if colon else escape(point)


def _foot(slide: Slide, build: str) -> str:
    source = escape(f"{slide.source}, {slide.edition}")
    if slide.url:
        source = f'<a href="{escape(slide.url)}" target="_blank" rel="noreferrer">{source}</a>'
    caveat, made = escape(slide.caveat), escape(build)
    return f'<span class="caveat">{caveat}</span> Source: {source}. <span class="build">{made}</span>'
