"""What to do next on the way to a specialty, as computed sentences; no promise of pay is among them."""

from __future__ import annotations

from analysis import words
from analysis.credentials import Credential
from analysis.specialties import Card

BOARD = (
    "Check what your state asks. Most states regulate technicians, and they differ; the National Association of Boards "
    "of Pharmacy (nabp.pharmacy) links every state's board."
)
NO_TABLE = (
    "Ask employers what they pay for the work and for the credential: no public table says what either adds to pay."
)


def next_steps(card: Card) -> list[str]:
    """The steps in order: the first certification, work in the settings, what to earn there, the state, the employer.

    Source: data/reference/specialties.csv and credentials.csv.
    """
    first = [item for item in card.credentials if item.kind == "certification"]
    later = [item for item in card.credentials if item.kind != "certification"]
    places = words.join([reading.setting.setting.words for reading in card.readings], last="or")
    steps = [f"Earn the {_name(item)} of the {item.issuer}: {_fees(item)}." for item in first[:1]]
    steps += [f"The {_name(item)} of the {item.issuer} serves as well: {_fees(item)}." for item in first[1:]]
    work = words.lower_first(card.name.partition(" (")[0])
    steps.append(f"Look for work in {places}, and ask there how much of it is {work} work.")
    if later:
        steps.append(f"Then earn what belongs to the work: {words.join([_short(item) for item in later])}.")
    return [*steps, BOARD, NO_TABLE]


def _name(item: Credential) -> str:
    return item.abbreviation or item.name


def _short(item: Credential) -> str:
    return f"{item.title} ({words.lower_first(item.cost_words)})"


def _fees(item: Credential) -> str:
    return f"it asks for {words.lower_first(item.asks_for)}. Cost: {words.lower_first(item.cost_words)}"
