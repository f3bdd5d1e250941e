"""The places that have figures, and finding one by what a person types: a code, 'CO', 'Denver', 'Denvr'."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from analysis import reference
from analysis.editions import ALL_INDUSTRIES, NATION, TECHNICIANS, Edition
from analysis.kept import kept
from analysis.warehouse import Warehouse

PlaceType = Literal["nation", "state", "territory", "metro", "nonmetro"]
How = Literal["code", "postal code", "name", "beginning", "spelling"]

TYPE_WORDS: dict[str, str] = {
    "nation": "the nation",
    "state": "state",
    "territory": "territory",
    "metro": "metropolitan area",
    "nonmetro": "nonmetropolitan area",
}
_ORDER = list(TYPE_WORDS)
SPELLING = 0.75
"""Least likeness of a misspelt word to a name's word (difflib's ratio); 'Denvr' to 'Denver' is 0.91."""


@dataclass(frozen=True)
class Place:
    """A place with a stable code. name: BLS's own. state: postal code of its (primary) state, 'US' for the nation."""

    code: str
    name: str
    type: PlaceType
    state: str
    state_name: str
    state_fips: str
    jobs: int | None

    @property
    def type_words(self) -> str:
        return TYPE_WORDS[self.type]

    @property
    def in_words(self) -> str:
        """For the middle of a sentence: 'the nation', 'Colorado', 'the Denver-Aurora-Centennial, CO, area'."""
        if self.type == "nation":
            return "the nation"
        if self.type == "metro":
            return f"the {self.name}, metropolitan area"
        if self.type == "nonmetro":
            return f"the {self.name}"
        return f"the {self.name}" if self.name.startswith(("District", "Virgin")) else self.name

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words of the name as they are searched: lower case, without accents and punctuation."""
        return _words(self.name)


@dataclass(frozen=True)
class Match:
    """A place found for what was typed, and how: only 'spelling' is a guess."""

    place: Place
    how: How
    likeness: float


def all_places(warehouse: Warehouse) -> list[Place]:
    """Places of the latest edition loaded for each type of area: nation, states, territories, metros, nonmetros.

    In that order, then by name. A place stays in the list when its figures for the occupation are missing.
    """
    states = {row["postal"]: row for row in reference.rows("states")}
    found = [_place(row, states) for row in areas(warehouse).values()]
    return sorted(found, key=lambda place: (_ORDER.index(place.type), place.name))


def newest_edition(warehouse: Warehouse, code: str) -> Edition | None:
    """The newest edition with a place, of those of `all_places`; None for any other."""
    row = areas(warehouse).get(code)
    if row is None:
        return None
    year, month = divmod(row["moment"] - 1, 12)
    return Edition(year, month + 1)


@kept
def areas(warehouse: Warehouse) -> dict[str, dict[str, Any]]:
    """The areas of the newest edition of each type of area, by code.

    Each: area_code, type, name, state, moment (of the edition: 12 × year + month), jobs (technicians', None where there
    is no figure).
    """
    rows = warehouse.rows(
        "SELECT area_code, area_type AS type, area_name AS name, state, max(year * 12 + month) AS moment, "
        "max(year * 12 + month) FILTER (occupation_code = ? AND employment IS NOT NULL) AS counted, "
        "arg_max(employment, year * 12 + month) FILTER (occupation_code = ?) AS jobs "
        "FROM wages WHERE industry_code = ? GROUP BY area_code, area_type, area_name, state",
        [TECHNICIANS, TECHNICIANS, ALL_INDUSTRIES],
    )
    newest: dict[str, int] = {}
    for row in rows:
        newest[row["type"]] = max(row["moment"], newest.get(row["type"], 0))
    return {
        row["area_code"]: row | {"jobs": row["jobs"] if row["counted"] == row["moment"] else None}
        for row in rows
        if row["moment"] == newest[row["type"]]
    }


def by_code(places: list[Place], code: str) -> Place | None:
    """The place with this code, as it stands in a link; None where no loaded place has it."""
    return next((place for place in places if place.code == code), None)


def search(places: list[Place], text: str, limit: int = 8) -> list[Match]:
    """Places for what a person typed, best first: code, postal code, name, beginning of words, then misspellings.

    Misspellings are only offered when nothing else fits. Among equals states come before areas, large before small.
    """
    typed = _words(text)
    if not typed:
        return []
    scored = [(match, place) for place in places if (match := _fit(place, text.strip(), typed))]
    if not scored:
        scored = [(match, place) for place in places if (match := _spelling(place, typed))]
    scored.sort(key=lambda pair: (pair[0][0], -pair[0][2], _ORDER.index(pair[1].type), -(pair[1].jobs or 0)))
    return [Match(place, how, likeness) for (_, how, likeness), place in scored[:limit]]


def tiles(warehouse: Warehouse) -> pd.DataFrame:
    """States and territories on a grid of tiles: fips, postal, name, type, tile_row, tile_column, code.

    `code` is the place's code in the loaded edition, empty where the edition has none of that state.
    Source: data/reference/states.csv.
    """
    codes = {place.state_fips: place.code for place in all_places(warehouse) if place.type in ("state", "territory")}
    frame = pd.DataFrame(reference.rows("states"))
    return frame.assign(
        tile_row=frame.tile_row.astype(int),
        tile_column=frame.tile_column.astype(int),
        code=[codes.get(fips, "") for fips in frame.fips],
    )


def _place(row: dict[str, object], states: dict[str, dict[str, str]]) -> Place:
    code, name, kind, postal = (str(row[key]) for key in ("area_code", "name", "type", "state"))
    state = states.get(postal, {})
    if code == NATION:
        name = "United States"
    elif state.get("type") == "territory" and name == state["name"]:
        kind = "territory"  # Guam and the Virgin Islands come in the workbook of nonmetropolitan areas
    jobs = row["jobs"]
    return Place(
        code=code,
        name=name,
        type=kind,  # type: ignore[arg-type]  # the warehouse's vocabulary
        state=postal,
        state_name=state.get("name", ""),
        state_fips=state.get("fips", ""),
        jobs=jobs if isinstance(jobs, int) else None,
    )


def _fit(place: Place, text: str, typed: tuple[str, ...]) -> tuple[int, How, float] | None:
    if text == place.code:
        return 0, "code", 1.0
    if place.type in ("nation", "state", "territory") and text.upper() == place.state:
        return 0, "postal code", 1.0
    if typed == place.words:
        return 1, "name", 1.0
    if place.words[: len(typed)] == typed:
        return 2, "beginning", 1.0
    whole = sum(word in place.words for word in typed)
    if all(any(own.startswith(word) for own in place.words) for word in typed):
        starts = place.words[0].startswith(typed[0])
        return (3 if starts else 4), "beginning", (1 + whole) / (1 + len(typed))
    return None


def _spelling(place: Place, typed: tuple[str, ...]) -> tuple[int, How, float] | None:
    likeness = [max(SequenceMatcher(None, word, own).ratio() for own in place.words) for word in typed]
    return (5, "spelling", sum(likeness) / len(likeness)) if min(likeness) >= SPELLING else None


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return tuple(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
