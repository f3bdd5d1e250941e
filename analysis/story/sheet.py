"""A handout of one page for one place: what a reader takes home from the story, chosen and computed once.

The PDF and the HTML page both print this and nothing else, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from analysis import claims, credential_costs, credentials, outlook, premium, words
from analysis.claims import GENERAL, SPECIALIST, Claim
from analysis.editions import NATION, NoEdition
from analysis.estimate import ERROR_COLUMNS, Estimate
from analysis.files import files
from analysis.national import headline
from analysis.origins import UNKNOWN, origin
from analysis.parities import Parity
from analysis.place_figures import PlaceFigures, figures
from analysis.places import Place
from analysis.story import made
from analysis.story.slide import Slide
from analysis.warehouse import Warehouse

QUESTION = "Does specializing pay for a pharmacy technician?"
FIGURES = ("spread", "place", "pay")
"""Slides whose figures are printed, by key, in their order on the page."""


@dataclass(frozen=True)
class Judged:
    """A claim, how well it is supported, and the weightiest reason."""

    claim: str
    level: str
    reason: str


@dataclass(frozen=True)
class KeyFigure:
    """A figure to remember: what it is, the figure ('—' where there is none), its edition and margin or why not."""

    name: str
    figure: str
    note: str


@dataclass(frozen=True)
class SourceLine:
    """A file behind the sheet. dated: when the publisher released it, or when it was read; in words, or empty."""

    words: str
    edition: str
    url: str
    dated: str


@dataclass(frozen=True)
class Sheet:
    """What the page says. path: what the way costs, as a sentence; routes: (route, fees, the steps with theirs).

    unknown: what no public figure answers, short lines. figures: the slides whose charts are drawn.
    """

    place: str
    question: str
    answer: str
    verdicts: tuple[Judged, ...]
    key_figures: tuple[KeyFigure, ...]
    figures: tuple[Slide, ...]
    path: str
    routes: tuple[tuple[str, str, str], ...]
    check: str
    unknown: tuple[str, ...]
    sources: tuple[SourceLine, ...]


def sheet(warehouse: Warehouse, place: Place, slides: Sequence[Slide]) -> Sheet:
    """The handout of a place. slides: its story (analysis/story/order.py). Raises NoEdition as the story does."""
    told = {slide.key: slide for slide in slides}
    drawn = tuple(told[key] for key in FIGURES if told[key].chart is not None)
    found = claims.claims(warehouse, overview=True)
    routes = credential_costs.routes()
    return Sheet(
        place=place.name,
        question=QUESTION,
        answer=told["question"].sentence,
        verdicts=tuple(Judged(one.claim, one.verdict.level, _reason(one)) for one in found),
        key_figures=_key_figures(warehouse, place),
        figures=drawn,
        path=told["path"].sentence,
        routes=tuple((route.name, route.total_words, route.parts_words) for route in routes),
        check=credentials.CHECK,
        unknown=told["unknown"].points,
        sources=_sources(warehouse, place, (*drawn, told["path"])),
    )


def _reason(claim: Claim) -> str:
    """The weightiest reason; of a mixed verdict the next one too, since the first tells half of it."""
    count = 2 if claim.verdict.level == "mixed" else 1
    return " ".join(claim.verdict.reasons[:count])


def _key_figures(warehouse: Warehouse, place: Place) -> tuple[KeyFigure, ...]:
    """What is paid in the place and what that buys, its jobs, and the gap between the two kinds of setting."""
    found = figures(warehouse, place)
    edition = found.edition.label
    low, high = found.here["annual_p10"], found.here["annual_p90"]
    ends = "—" if low.value is None or high.value is None else f"{words.money(low.value)}–{words.number(high.value)}"
    why = next((one.reason_words for one in (low, high) if one.value is None), "no published margin")
    return (
        _published("Median pay a year", "annual_median", found.here["annual_median"], edition),
        KeyFigure("Eight in ten earn", ends, f"{edition}, {why}"),
        _published("Jobs", "employment", found.here["employment"], edition),
        _mean(warehouse) if place.code == NATION else _at_national_prices(found),
        _gap(warehouse),
    )


def _published(name: str, measure: str, found: Estimate, edition: str) -> KeyFigure:
    """A published figure with its margin, or the reason why there is none."""
    if found.value is None:
        return KeyFigure(name, "—", f"{edition}, {found.reason_words}")
    write = words.number if measure == "employment" else words.money
    if found.margin is not None:
        margin = f"give or take {write(found.margin)}"
    else:
        margin = "its margin is not in the loaded files" if measure in ERROR_COLUMNS else "no published margin"
    return KeyFigure(name, write(found.value), f"{edition}, {margin}")


def _mean(warehouse: Warehouse) -> KeyFigure:
    found = headline(warehouse)
    return _published("Mean pay a year", "annual_mean", found["annual_mean"], found.edition.label)


def _at_national_prices(found: PlaceFigures) -> KeyFigure:
    """The median after local prices."""
    name, worth = "Median at national prices", found.at_national_prices["annual_median"]
    if worth.value is None:
        return KeyFigure(name, "—", worth.reason_words)
    return KeyFigure(name, words.money(round(worth.value, -1)), f"{found.edition.label}; {_prices_words(found.parity)}")


def _prices_words(parity: Parity) -> str:
    whose = "" if parity.basis == "own" else f" ({parity.area_name})"
    return f"local prices {words.number(parity.index or 0, 1)}, nation 100, {parity.year}{whose}"


def _gap(warehouse: Warehouse) -> KeyFigure:
    """Mean pay in specialist over general settings, the pair that the verdicts rest on."""
    name, edition = "Specialist over general", made.newest(warehouse)
    if edition is None:
        return KeyFigure(name, "—", "pay in both is not in the loaded files")
    step = premium.premium(warehouse, SPECIALIST, GENERAL, edition)
    if step.percent is None:
        return KeyFigure(name, "—", step.reason)
    margin = step.percent.margin
    sure = "no margin is loaded" if margin is None else f"give or take {words.number(margin, 1)} points"
    pair = f"{step.setting.setting.words} over {step.baseline.setting.words}"
    return KeyFigure(
        name, words.signed_percent(step.percent.value), f"mean pay, {pair}, nation, {edition.label}, {sure}"
    )


def _sources(warehouse: Warehouse, place: Place, slides: Sequence[Slide]) -> tuple[SourceLine, ...]:
    """Each file behind the figures and the verdicts once, in the order in which it is met."""
    lines = [(slide.source, slide.edition, slide.url) for slide in slides]
    for source_id in _more_files(warehouse, place):
        found = origin(warehouse, source_id)
        if found != UNKNOWN:
            lines.append((found.words, found.edition, found.url))
    return tuple(SourceLine(*line, _dated(warehouse, line[2])) for line in dict.fromkeys(lines))


def _more_files(warehouse: Warehouse, place: Place) -> list[str]:
    """Files behind the counts of jobs, the projection and the local prices, by their id, those that are loaded."""
    found = [figures(warehouse, place).parity.source_id]
    with suppress(NoEdition):
        found.append(headline(warehouse)["employment"].source_id)
    with suppress(NoEdition):
        found.append(outlook.outlook(warehouse).source_id)
    return found


def _dated(warehouse: Warehouse, url: str) -> str:
    row = next((row for row in files(warehouse) if url and row["url"] == url), None)
    if row is None:
        return ""
    released, retrieved = row["released"], row["retrieved"]
    when = released or retrieved
    return "" if when is None else f"{'released' if released else 'read'} {when:%B} {when.day}, {when.year}"
