"""On which terms a publisher's figures may be used: said wherever figures leave the dashboard."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.reference import rows


@dataclass(frozen=True)
class Licence:
    """name: as it is known. words: what it asks for, in a sentence. url: where the publisher says so."""

    name: str
    words: str
    url: str


UNKNOWN = Licence("Not recorded", "Ask the publisher before you use these figures.", "")


def licence(publisher: str) -> Licence:
    """The terms of a publisher, by its name in `sources`: data/reference/licences.csv names a part of it."""
    for row in rows("licences"):
        if row["publisher"] in publisher:
            return Licence(row["name"], row["words"], row["url"])
    return UNKNOWN
