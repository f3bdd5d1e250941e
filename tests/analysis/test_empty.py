"""On a warehouse that holds next to nothing, every answer is an empty frame, a sentence, or a plain refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import (
    distribution,
    handbook,
    headroom,
    ladder,
    national,
    outlook,
    place_ranking,
    places,
    prices,
    pulse,
    settings_share,
    specialties,
)
from analysis.editions import Edition, NoEdition
from analysis.places import Place
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import wage, write_build

MAY = Edition(2024, 5)
FRAMES: dict[str, tuple[Callable[[Warehouse], Any], tuple[str, ...]]] = {
    "national series": (national.series, national.COLUMNS),
    "room": (lambda w: headroom.series(w, ["retail"]), headroom.COLUMNS),
    "room of owners": (headroom.by_ownership, headroom.OWNER_COLUMNS),
    "ranges of years": (distribution.of_years, distribution.COLUMNS),
    "ranges of places": (lambda w: distribution.of_places(w, []), distribution.COLUMNS),
    "ranges of owners": (lambda w: distribution.of_owners(w, ["622100"]), distribution.COLUMNS),
    "shares": (settings_share.series, settings_share.SERIES_COLUMNS),
    "hospitals": (settings_share.hospital_ownership, settings_share.OWNER_COLUMNS),
    "cards": (lambda w: specialties.frame([]), specialties.COLUMNS),
    "rungs": (lambda w: ladder.frame([]), ladder.COLUMNS),
}
REFUSED: dict[str, Callable[[Warehouse], Any]] = {
    "headline": national.headline,
    "change": lambda w: national.change(w, "employment"),
    "ladder": ladder.ladder,
    "outlook": outlook.outlook,
    "shares": settings_share.shares,
    "card": lambda w: specialties.card(w, "sterile"),
    "room": lambda w: headroom.room(w, "retail"),
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    data = tmp_path_factory.mktemp("empty")
    write_build(data)
    return current(data)


@pytest.mark.parametrize("name", FRAMES)
def test_an_empty_frame_keeps_its_columns(empty: Warehouse, name: str) -> None:
    answer, columns = FRAMES[name]
    found = answer(empty)
    assert found.empty and tuple(found.columns) == columns


@pytest.mark.parametrize("name", FRAMES)
def test_a_full_frame_has_the_same_columns(real: Warehouse, name: str) -> None:
    answer, columns = FRAMES[name]
    assert tuple(answer(real).columns) == columns


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_answered_is_refused_in_words(empty: Warehouse, name: str) -> None:
    with pytest.raises(NoEdition, match="loaded"):
        REFUSED[name](empty)


def test_sentences_say_that_nothing_is_there(empty: Warehouse) -> None:
    assert "No national edition" in national.coverage_sentence(empty)
    assert "No place has a figure" in place_ranking.ranking(empty).sentence
    assert "not in the loaded files" in pulse.coverage_sentence(pulse.pulses(empty))
    assert handbook.shares(empty).frame.empty and places.all_places(empty) == []
    with pytest.raises(prices.NoPrices):
        prices.dollars(empty)


def test_one_edition_is_one_edition(tmp_path: Path) -> None:
    """Synthetic."""
    write_build(tmp_path, wages=[wage(annual_mean=1)])
    assert national.coverage_sentence(current(tmp_path)).startswith("One national edition is loaded, May 2024.")


@pytest.fixture(scope="module")
def some(real: Warehouse) -> list[Place]:
    return places.all_places(real)[::9]


@given(text=st.text(max_size=40))
@settings(deadline=None, max_examples=60)
def test_any_text_may_be_searched(some: list[Place], text: str) -> None:
    found = places.search(some, text, limit=5)
    assert len(found) <= 5 and all(0 < match.likeness <= 1 for match in found)
