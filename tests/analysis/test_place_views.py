"""States as tiles, a ranking cut to a screen, and what the files of places leave out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from analysis import place_coverage, place_ranking, place_tiles
from analysis.place_window import ENDS, NEAR, window
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, wage


def area(code: str, **values: object) -> dict[str, object]:
    return wage(area_code=code, area_name=f"Area {code}", area_type="metro", state="CO", **values)


def test_every_tile_has_the_published_median_and_its_fifth(real: Warehouse) -> None:
    found = place_tiles.tiles(real)
    rows = found.frame.set_index("postal")
    assert len(rows) == 54 and rows.value.notna().all()
    # OEWS May 2025, annual medians.
    assert rows.value[["CO", "WA", "PR"]].tolist() == [49970, 58900, 29520]
    assert rows["shade"]["WA"] == place_tiles.CLASSES and rows["shade"]["PR"] == 1
    assert rows["shade"].value_counts().max() <= 12, "each shade holds about a fifth of 54"


def test_shades_never_overlap_and_hold_every_value(real: Warehouse) -> None:
    for measure in ("annual_median", "employment", "location_quotient"):
        bounds = place_tiles.tiles(real, measure).bounds
        assert all(low <= high for _, low, high in bounds)
        assert all(one[2] < other[1] for one, other in pairwise(bounds)), "equal values, one shade"


def test_a_territory_without_prices_keeps_its_tile_and_says_why(real: Warehouse) -> None:
    found = place_tiles.tiles(real, at_national_prices=True).frame.set_index("postal")
    for postal in ("GU", "PR", "VI"):
        assert found.value.isna()[postal] and found["shade"][postal] == 0
        assert "no price parity" in found.words[postal]


def test_pay_at_national_prices_is_to_ten_dollars_and_ranks_by_the_number_shown(real: Warehouse) -> None:
    frame = place_ranking.ranking(real, types=("metro", "nonmetro"), at_national_prices=True).frame
    assert (frame.value % 10 == 0).all() and frame.value.is_monotonic_decreasing
    same = frame.groupby("value")["rank"].nunique()
    assert (same == 1).all(), "who shows the same number has the same rank"


def test_areas_without_a_parity_of_their_own_say_whose_they_take(real: Warehouse) -> None:
    found = place_ranking.ranking(real, types=("metro", "nonmetro"), at_national_prices=True)
    rows = found.frame.set_index("code")
    assert rows.prices_of["0800001"] == "Colorado" and rows.prices_of["19740"] == ""
    count = (rows.prices_of != "").sum()
    assert found.stand_ins_sentence.startswith(f"{count} places have no price parity of their own")
    assert place_ranking.ranking(real).stand_ins_sentence == ""


def test_a_long_ranking_keeps_its_ends_and_the_neighbours_of_who_was_asked_for(real: Warehouse) -> None:
    ranked = place_ranking.ranking(real, types=("metro", "nonmetro"))
    rows = window(ranked, ["19740"])
    assert len(rows) == 2 * ENDS + 2 * NEAR + 1
    at = rows.index[rows.chosen][0]
    assert rows.code[at] == "19740" and rows["rank"].is_monotonic_increasing
    assert rows.gap.sum() == 2 and rows.gap[ENDS] and not rows.gap[0]


def test_a_suppressed_place_that_was_asked_for_stands_at_the_end_with_its_reason(real: Warehouse) -> None:
    rows = window(place_ranking.ranking(real, "employment", ("metro",)), ["22660"])
    last = rows.iloc[-1]
    assert (last.code, last.words) == ("22660", "suppressed by BLS")
    assert last.value != last.value, "no figure, and not zero"


def test_a_short_ranking_drops_nobody(tmp_path: Path) -> None:
    """Synthetic: three areas, one suppressed."""
    built = opened(
        tmp_path,
        [wage(), area("10000", employment=100), area("20000", employment=50),
         area("30000", marks={"employment": "suppressed"})],
    )  # fmt: skip
    rows = window(place_ranking.ranking(built, "employment", ("metro",)))
    assert rows.code.tolist() == ["10000", "20000", "30000"]
    assert rows.words.tolist() == ["", "", "suppressed by BLS"] and not rows.gap.any()


def test_what_is_not_loaded_is_named_and_follows_the_rows(real: Warehouse, tmp_path: Path) -> None:
    said = " ".join(place_coverage.sentences(real))
    assert "Not in the loaded files for them: mean pay, hourly pay, margins of error and jobs per 1,000." in said
    assert "Fort Collins-Loveland, CO (metropolitan area): the number of jobs is suppressed by BLS." in said
    full = opened(tmp_path, [wage(), area("10000", employment=100, annual_mean=45000, annual_median=44000)])
    assert "mean pay" not in " ".join(place_coverage.sentences(full)).partition("Not in")[2]


def test_nothing_loaded_is_said(tmp_path: Path) -> None:
    assert place_coverage.sentences(opened(tmp_path, [wage()])) == ["No figures of states or areas are loaded."]


def test_an_unknown_measure_is_refused(real: Warehouse) -> None:
    with pytest.raises(ValueError, match="annual_median"):
        place_tiles.tiles(real, "annual_median; DROP TABLE wages")
