"""Room at the top as published, never tested, never through a borrowed industry."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import headroom
from analysis.editions import Edition, NoEdition
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import sector, wage, write_build


@pytest.mark.parametrize(("year", "care", "shops"), [(2024, 72870, 49830), (2022, 62860, 47720)])
def test_the_best_paid_tenth_in_health_care_and_retail(real: Warehouse, year: int, care: int, shops: int) -> None:
    found = headroom.room(real, "health_care", Edition(year, 5))
    assert found.top.value == care and found.baseline.estimates["annual_p90"].value == shops
    assert found.above_baseline == care - shops
    assert f"${care:,}" in found.sentence and f"${shops:,}" in found.sentence and "cannot be tested" in found.sentence


def test_the_newest_edition_with_a_90th_percentile_is_the_default(real: Warehouse) -> None:
    found = headroom.room(real, "health_care")
    assert found.setting.edition == (2024, 5)
    assert found.above_median == 72870 - 49340 and found.above_median_pct == pytest.approx(47.69, abs=0.01)


def test_only_settings_with_their_own_industry_are_listed(real: Warehouse) -> None:
    frame = headroom.by_setting(real, Edition(2024, 5))
    assert {"health_care", "retail", "government"} <= set(frame.key)
    assert not {"hospitals", "pharmacies"} & set(frame.key), "their own industries have no percentiles in this edition"
    assert frame.p90.dropna().is_monotonic_decreasing
    assert frame[frame.key == "retail"].above_baseline.isna().all()


def test_the_series_holds_the_three_editions_by_sector(real: Warehouse) -> None:
    frame = headroom.series(real, ["health_care", "retail"])
    assert sorted(frame[frame.key == "health_care"].year) == [2022, 2023, 2024]


def test_hospital_owners_2010_to_2019(real: Warehouse) -> None:
    frame = headroom.by_ownership(real)
    assert sorted(set(frame.year)) == list(range(2010, 2020))
    row = frame[(frame.year == 2019) & (frame.owner == "state government")].iloc[0]
    assert (row.p90, row["median"], row.above_median) == (62620, 40360, 22260)


def test_a_missing_top_says_why(tmp_path: Path) -> None:
    """Synthetic: a top code and a suppression."""
    marks = {"annual_p90": "top_code:239200"}
    write_build(
        tmp_path,
        wages=[sector("62", annual_median=50000, marks=marks), sector("44-45", annual_median=40000, annual_p90=50000)],
    )
    found = headroom.room(current(tmp_path), "retail", Edition(2024, 5), "health_care")
    assert found.above_baseline is None and found.above_median == 10000
    top = headroom.room(current(tmp_path), "health_care", Edition(2024, 5))
    assert top.above_median is None and "$239,200" in top.sentence


def test_without_any_90th_percentile_it_says_so(tmp_path: Path) -> None:
    write_build(tmp_path, wages=[wage(annual_mean=1)])
    with pytest.raises(NoEdition, match="health_care"):
        headroom.room(current(tmp_path), "health_care")
