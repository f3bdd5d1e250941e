"""Parts that slides have in common: the pair that is compared, notes without gaps, a slide that lacks its figures."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import comparison, words
from analysis.claims import GENERAL, SPECIALIST
from analysis.editions import Edition, NoEdition
from analysis.national import headline
from analysis.origins import UNKNOWN, Origin
from analysis.story.slide import Chart, Role, Slide
from analysis.warehouse import Warehouse

BLS = "U.S. Bureau of Labor Statistics"
NO_INDUSTRIES = (
    "The loaded files hold no edition with pay in both a specialist and a general setting, so the two cannot be "
    "compared here."
)
TESTED = {
    "higher": "which is more than chance", "lower": "which is more than chance",
    "no clear difference": "which may be chance", "cannot be tested": "which cannot be tested",
}  # fmt: skip
"""What can be said of chance, by finding, at the end of a sentence."""


def newest(warehouse: Warehouse) -> Edition | None:
    """The newest edition with pay in both settings that the verdicts rest on, None where none is loaded."""
    return next(iter(comparison.editions(warehouse, SPECIALIST, GENERAL)), None)


def newest_count(warehouse: Warehouse) -> str:
    """Label of the newest national edition, or that none is loaded."""
    try:
        return headline(warehouse).edition.label
    except NoEdition:
        return "not loaded"


def role(kind: str) -> Role:
    """The colour of a kind of setting."""
    return "specialist" if kind == "specialist" else "general" if kind == "general" else "other"


def notes(*paragraphs: str) -> tuple[str, ...]:
    """The paragraphs that have something to say."""
    return tuple(paragraph.strip() for paragraph in paragraphs if paragraph.strip())


def together(*sentences: str) -> str:
    """Sentences as one paragraph."""
    return " ".join(sentence for sentence in sentences if sentence)


def slide(
    key: str, heading: str, sentence: str, *, chart: Chart | None = None, points: Sequence[str] = (),
    notes: Sequence[str], origin: Origin = UNKNOWN, source: str = "", edition: str = "", caveat: str = "",
) -> Slide:  # fmt: skip
    """A slide with its alt text made from what is drawn. source, edition: where several files are behind it."""
    shown = chart.said() if chart else " ".join(f"{words.capital(point)}." for point in points)
    return Slide(
        key=key, heading=heading, sentence=sentence, chart=chart, points=tuple(points), notes=tuple(notes),
        source=source or origin.words, edition=edition or origin.edition, url=origin.url, caveat=caveat,
        alt=f"{sentence} {shown}".strip(),
    )  # fmt: skip


def lacking(key: str, heading: str, sentence: str, *more: str) -> Slide:
    """A slide whose figures are not in the loaded files: it says so, and how they come."""
    return slide(
        key, heading, sentence, points=("Nothing is drawn: the figures are not in the loaded files",),
        notes=notes(sentence, *more, "A refresh of the data brings what the publishers offer; the foot of every page "
                    "says what the loaded files leave out."),
        source=BLS, edition="not loaded",
    )  # fmt: skip
