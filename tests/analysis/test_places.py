"""Every place of the newest edition can be found, and says its figures or why it has none."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis import parities, place_figures, place_ranking, places
from analysis.editions import NoEdition
from analysis.places import Place
from analysis.warehouse import Warehouse


@pytest.fixture(scope="module")
def every(real: Warehouse) -> list[Place]:
    return places.all_places(real)


def figures(real: Warehouse, every: list[Place], code: str) -> place_figures.PlaceFigures:
    place = places.by_code(every, code)
    assert place is not None
    return place_figures.figures(real, place)


def test_all_places_of_may_2025_are_there(every: list[Place]) -> None:
    kinds = Counter(place.type for place in every)
    assert kinds["nation"] == 1 and kinds["state"] == 51, "50 states and the District of Columbia"
    assert kinds["metro"] == 393
    assert kinds["nonmetro"] + kinds["territory"] == 137 + 1, "Guam and the Virgin Islands are territories"
    assert len({place.code for place in every}) == len(every)


@pytest.mark.parametrize(
    ("typed", "code", "how"),
    [
        ("CO", "08", "postal code"),
        ("co", "08", "postal code"),
        ("08", "08", "code"),
        ("Colorado", "08", "name"),
        ("Denver", "19740", "beginning"),
        ("Denvr", "19740", "spelling"),
        ("denver aurora", "19740", "beginning"),
        ("Portland, ME", "38860", "beginning"),
        ("St Louis", "41180", "beginning"),
        ("New Yrok", "36", "spelling"),
        ("Mayagüez", "32420", "beginning"),
        ("Guam", "6600001", "name"),
        ("united states", "US", "name"),
    ],
)
def test_a_place_is_found_by_what_people_type(every: list[Place], typed: str, code: str, how: str) -> None:
    best = places.search(every, typed)[0]
    assert (best.place.code, best.how) == (code, how)


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "'; DROP TABLE wages; --", "%", "🙂"])
def test_nonsense_finds_nothing(every: list[Place], typed: str) -> None:
    assert places.search(every, typed) == []


def test_states_come_before_areas_and_large_before_small(every: list[Place]) -> None:
    found = [match.place for match in places.search(every, "washington")]
    assert found[0].type == "state"
    portland = [match.place.name for match in places.search(every, "Portland")]
    assert portland == ["Portland-Vancouver-Hillsboro, OR-WA", "Portland-South Portland, ME"]


def test_every_place_is_found_by_its_own_name_and_code(every: list[Place]) -> None:
    for place in every[::17]:
        assert places.search(every, place.name)[0].place.name == place.name
        assert places.search(every, place.code)[0].place == place


def test_every_state_has_a_tile_of_its_own(real: Warehouse) -> None:
    tiles = places.tiles(real)
    assert len(tiles) == 54 and not tiles.duplicated(["tile_row", "tile_column"]).any()
    assert (tiles.code != "").all()


def test_colorado_is_as_published_and_compared_with_the_nation(real: Warehouse, every: list[Place]) -> None:
    found = figures(real, every, "08")
    assert found.edition == (2025, 5)
    assert found.here["annual_median"].value == 49970 and found.here["location_quotient"].value == 0.69
    assert found.nation["annual_median"].value == 45750
    assert "9.2% above the national $45,750" in found.pay_sentence
    assert "less common than" in found.jobs_sentence
    assert "annual_mean" in set(found.gaps.measure), "only percentiles are loaded for states"


def test_the_area_whose_jobs_are_suppressed_says_so(real: Warehouse, every: list[Place]) -> None:
    found = figures(real, every, "22660")
    assert found.here["employment"].reason == "suppressed"
    assert found.jobs_sentence == "The number of jobs there is suppressed by BLS."
    assert found.here["annual_mean"].reason == "not_loaded"
    assert found.here["annual_median"].value == 49650


def test_a_metro_has_its_own_prices_a_nonmetro_those_of_its_state(real: Warehouse, every: list[Place]) -> None:
    metro, rural = figures(real, every, "19740"), figures(real, every, "0800001")
    assert (metro.parity.basis, rural.parity.basis) == ("own", "state")
    assert rural.parity.index == figures(real, every, "08").parity.index
    assert "taken from Colorado" in rural.prices_sentence
    assert metro.parity.pay(metro.parity.index) == pytest.approx(100)


def test_a_nonmetro_takes_its_states_nonmetropolitan_portion_where_that_is_loaded() -> None:
    """Synthetic parities."""
    loaded = {
        code: parities.Parity(index, 2024, "own", code, "made for a test")
        for code, index in (("08", 103.0), ("08-nonmetro", 95.0), ("US-nonmetro", 88.0))
    }
    assert parities.resolve(loaded, "0800001", "nonmetro", "08").index == 95
    assert parities.resolve(loaded, "0800001", "nonmetro", "08").basis == "state nonmetropolitan portion"
    assert parities.resolve(loaded, "99999", "metro", "08").basis == "state"
    assert parities.resolve(loaded, "7200006", "nonmetro", "72").index is None, "the nation's is no stand-in"


def test_a_territory_without_prices_says_so(real: Warehouse, every: list[Place]) -> None:
    found = figures(real, every, "6600001")
    assert found.parity.index is None and "No price parity" in found.prices_sentence
    assert found.at_national_prices["annual_median"].value is None


def test_states_are_ranked_by_the_number_shown(real: Warehouse) -> None:
    found = place_ranking.ranking(real)
    assert found.frame.value.is_monotonic_decreasing
    assert (found.frame["name"].iloc[0], found.frame.value.iloc[0]) == ("Washington", 58900)
    assert found.place_sentence("08") == "Colorado ranks 5 of 54."
    priced = place_ranking.ranking(real, at_national_prices=True)
    assert priced.frame.value.is_monotonic_decreasing and priced.at_national_prices
    assert set(priced.absent.state) == {"PR", "GU", "VI"}


def test_a_place_without_a_number_is_not_ranked_but_named(real: Warehouse) -> None:
    found = place_ranking.ranking(real, "employment", ("metro",))
    assert len(found.frame) == 392
    assert found.absent.code.tolist() == ["22660"]
    assert found.place_sentence("22660") == "Fort Collins-Loveland, CO is not ranked: suppressed by BLS."


def test_an_unknown_measure_is_refused(real: Warehouse) -> None:
    with pytest.raises(ValueError, match="annual_median"):
        place_ranking.ranking(real, "1; DROP TABLE wages")


def test_two_places_side_by_side(real: Warehouse, every: list[Place]) -> None:
    frame = place_figures.side_by_side(figures(real, every, "08"), figures(real, every, "22660")).set_index("measure")
    assert frame.loc["annual_median", "difference"] == 49970 - 49650
    assert frame.loc["employment", "second_reason"] == "suppressed by BLS"
    assert frame.loc["annual_median_at_prices", "first"] < 49970


def test_a_place_that_is_not_loaded_is_refused(real: Warehouse) -> None:
    gone = Place("99999", "Atlantis, XX", "metro", "XX", "", "", None)
    with pytest.raises(NoEdition, match="Atlantis"):
        place_figures.figures(real, gone)
