"""The first two slides: what is asked and how sure the answer is; what is compared in place of specialties."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import proxies, settings, settings_share, words
from analysis.claims import GENERAL, SPECIALIST, Claim
from analysis.editions import NATION, NoEdition
from analysis.origins import of_industries
from analysis.place_figures import figures
from analysis.places import Place
from analysis.settings_share import REST_KEY, Shares
from analysis.story import made
from analysis.story.slide import Chart, Series, Slide
from analysis.verdicts.verdict import Level
from analysis.warehouse import Warehouse

QUESTION, COMPARED = "Does specializing pay?", "What is compared?"
NO_SPECIALTY = "BLS publishes no pay by specialty"
ANSWERS: dict[Level, str] = {
    "supported": "Settings with specialist work pay more, by every test that the public data allow.",
    "supported with limits": "Settings with specialist work pay more on average; that specializing is the cause, no "
    "public figure shows.",
    "mixed": "Public figures point both ways on whether settings with specialist work pay more.",
    "not shown": "Public figures do not show that settings with specialist work pay more.",
    "cannot be tested": "The loaded public data cannot tell whether settings with specialist work pay more.",
}
"""What the verdict on pay means, in one sentence."""


def question(warehouse: Warehouse, place: Place, judged: Sequence[Claim]) -> Slide:
    """The three claims of the first page with their verdicts."""
    found = [claim for claim in judged if claim.overview]
    pay = next(claim for claim in found if claim.key == "higher_pay")
    return made.slide(
        "question",
        QUESTION,
        ANSWERS[pay.verdict.level],
        points=[f"{claim.claim.rstrip('.')}: {claim.verdict.level}" for claim in found],
        notes=made.notes(
            "Ask the room first: who thinks that a specialist technician earns more? Then show what public data say.",
            " ".join(f"{claim.name}: {claim.verdict.level}. {claim.verdict.reasons[0]}" for claim in found),
            f"The limit of it all: {NO_SPECIALTY}. Every technician is counted under one code, so a specialty is read "
            "through the settings in which its work is done.",
            _where(warehouse, place),
        ),
        source=f"{made.BLS}: Occupational Employment and Wage Statistics, Employment Projections",
        edition=made.newest_count(warehouse),
        caveat=f"{NO_SPECIALTY}: settings stand in for specialties.",
    )


def compared(warehouse: Warehouse) -> Slide:
    """Where technicians work: the settings that stand for specialist and for general work, by jobs."""
    edition = made.newest(warehouse)
    if edition is None:
        return made.lacking("compared", COMPARED, f"{NO_SPECIALTY}, and pay by setting is not loaded.")
    try:
        shares = settings_share.shares(warehouse, edition, "sector")
    except NoEdition as absent:
        return made.lacking("compared", COMPARED, f"{NO_SPECIALTY}, and jobs by setting are not loaded.", str(absent))
    sides = [settings.resolve(warehouse, key, edition) for key in (SPECIALIST, GENERAL)]
    return made.slide(
        "compared",
        COMPARED,
        f"{NO_SPECIALTY}; we compare {_with_share(shares, SPECIALIST, ' of technicians')} with "
        f"{_with_share(shares, GENERAL)}.",
        chart=_chart(shares),
        notes=made.notes(
            f"{shares.sentence} Teal marks settings with specialist work, amber general ones; other work is grey.",
            proxies.sentence(sides[0]),
            "If the room asks why not the specialty itself: BLS counts every pharmacy technician under one code, "
            "whatever the certificate. A setting holds general work too, and some specialists work in shops.",
        ),
        origin=of_industries(warehouse, edition),
        caveat="A setting is a kind of employer, not a specialty: it is a stand-in.",
    )


def _with_share(shares: Shares, key: str, whose: str = "") -> str:
    row = shares.frame[shares.frame.key == key]
    name = settings.setting(key).words
    if row.empty or row.jobs.isna().all():
        return name
    return f"{name} ({words.percent(float(row.share_pct.iloc[0]), 0)}{whose})"


def _chart(shares: Shares) -> Chart:
    frame = shares.frame[shares.frame.key != REST_KEY].reset_index(drop=True)
    # A wider industry that merely holds a specialist setting is not coloured as one.
    roles = [
        "other" if key == code and kind == "specialist" else made.role(kind)
        for key, code, kind in zip(frame.key, frame.code, frame.kind, strict=True)
    ]
    return Chart(
        kind="bars",
        frame=frame.assign(role=roles)[["name", "share_pct", "jobs", "role", "reason"]],
        label="name",
        series=(Series("share_pct", "Share of technicians' jobs"),),
        unit="percent",
        unit_words=f"share of technicians' jobs, United States, {shares.edition.label}",
        role="role",
        reason="reason",
    )


def _where(warehouse: Warehouse, place: Place) -> str:
    if place.code == NATION:
        return "Somebody will ask 'and here?': choose the place at the foot of any slide, and the story follows."
    return f"For {place.in_words}: {figures(warehouse, place).pay_sentence}"
