"""A setting is read through the finest industry that the edition publishes, and says which and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import settings
from analysis.editions import Edition
from analysis.owners import by_ownership
from analysis.settings import UnknownSetting, resolve
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, sector, wage

MAY_2024 = Edition(2024, 5)


def industry(code: str, level: str, ownership: str = "5", **values: object) -> dict[str, object]:
    name = f"Industry {code}"
    return wage(industry_code=code, industry_name=name, industry_level=level, ownership=ownership, **values)


def test_hospitals_in_may_2024_are_read_at_the_three_digit_level(real: Warehouse) -> None:
    found = resolve(real, "hospitals", MAY_2024)
    assert (found.code, found.level, found.label) == ("622000", "3-digit", "hospitals, NAICS 622000")
    assert found.estimates["annual_mean"].value == 52420
    assert found.estimates["annual_mean"].interval is None
    assert found.estimates["annual_median"].reason_words == "not in the loaded files"
    assert [(item.code, item.reason) for item in found.skipped] == [("622100", "not_loaded")]


@pytest.mark.parametrize(
    ("key", "code", "mean"),
    [("pharmacies", "456110", 41070), ("ambulatory", "621000", 55100), ("government", "999000", 61250)],
)
def test_published_means_of_may_2024(real: Warehouse, key: str, code: str, mean: float) -> None:
    found = resolve(real, key, MAY_2024)
    assert (found.code, found.estimates["annual_mean"].value, found.own) == (code, mean, True)


def test_a_measure_that_only_the_sector_has_is_read_there_and_the_label_says_what_stands_in(real: Warehouse) -> None:
    found = resolve(real, "hospitals", MAY_2024, "annual_median")
    assert found.label == "health care and social assistance, NAICS 62, in place of hospitals"
    assert found.estimates["annual_median"].value == 49340
    assert not found.own and "not in the loaded files" in found.level_words


def test_general_hospitals_of_2019_are_their_owners_combined(real: Warehouse) -> None:
    found = resolve(real, "hospitals", Edition(2019, 5))
    owners = {row.ownership: row for row in by_ownership(real, ["622100"]).query("year == 2019").itertuples()}
    assert {owner: row.annual_mean for owner, row in owners.items()} == {"5": 39800, "3": 40040, "2": 43200}
    jobs = sum(row.employment for row in owners.values())
    mean = sum(row.employment * row.annual_mean for row in owners.values()) / jobs
    assert found.estimates["annual_mean"].value == pytest.approx(mean)
    assert found.estimates["employment"].value == jobs
    assert found.owners == ("5", "3", "2") and "combined" in found.label
    margin = found.estimates["annual_mean"].margin
    assert margin is not None and 100 < margin < 400
    assert found.estimates["annual_median"].reason == "not_combined"


def test_an_owner_that_is_suppressed_is_left_out_by_name(tmp_path: Path) -> None:
    rows = [
        industry("622200", "4-digit", "5", employment=330, employment_rse=6.1, annual_mean=32790, mean_rse=1.5),
        industry("622200", "4-digit", "2", annual_mean=34040, mean_rse=1.4, marks={"employment": "suppressed"}),
    ]
    found = resolve(opened(tmp_path, rows), "psychiatric_hospitals", MAY_2024)
    assert found.estimates["annual_mean"].value == 32790
    assert found.label == "psychiatric and substance-use hospitals, NAICS 622200, private only"
    assert found.without == ("state government (jobs suppressed by BLS)",)


def test_a_row_of_all_owners_is_preferred_to_its_parts(tmp_path: Path) -> None:
    rows = [
        industry("622000", "3-digit", owner, employment=jobs, annual_mean=pay)
        for owner, jobs, pay in (("5", 900, 50000), ("2", 100, 60000), ("235", 1000, 51234))
    ]
    found = resolve(opened(tmp_path, rows), "hospitals", MAY_2024)
    assert (found.ownership, found.estimates["annual_mean"].value, found.owners) == ("235", 51234, ())


def test_suppressed_not_published_and_not_loaded_are_told_apart(tmp_path: Path) -> None:
    rows = [
        sector("62", employment=100, annual_mean=50000),
        industry("622000", "3-digit", "235", marks={"annual_mean": "suppressed"}),
        industry("621000", "3-digit", occupation_code="00-0000", employment=1000),
    ]
    warehouse = opened(tmp_path, rows)
    hospitals = resolve(warehouse, "hospitals", MAY_2024)
    assert [item.reason for item in hospitals.skipped] == ["not_loaded", "suppressed"]
    ambulatory = resolve(warehouse, "ambulatory", MAY_2024)
    assert [item.reason for item in ambulatory.skipped] == ["not_published"]
    assert hospitals.code == ambulatory.code == "62"
    retail = resolve(warehouse, "retail", MAY_2024)
    assert not retail.found and retail.estimates["annual_mean"].reason == "not_published"
    assert not resolve(warehouse, "retail", Edition(2020, 5)).found
    assert resolve(warehouse, "retail", Edition(2020, 5)).estimates["annual_mean"].reason == "not_loaded"


def test_the_older_code_of_pharmacies_is_found_in_older_editions(tmp_path: Path) -> None:
    rows = [industry("446110", "5-digit", year=2018, employment=200000, annual_mean=31000)]
    found = resolve(opened(tmp_path, rows), "pharmacies", Edition(2018, 5))
    assert (found.code, found.own) == ("446110", True)


def test_editions_of_a_setting_and_of_its_own_industry(real: Warehouse) -> None:
    assert [edition.year for edition in settings.editions(real, "retail")] == [2022, 2023, 2024]
    own = [edition.year for edition in settings.editions(real, "hospitals", own=True)]
    assert own == [*range(2010, 2020), 2024]


def test_the_table_of_settings_is_sorted_by_the_number_shown(real: Warehouse) -> None:
    frame = settings.table(real, MAY_2024)
    assert len(frame) == len(settings.all_settings())
    known = frame.value.dropna()
    assert known.is_monotonic_decreasing
    assert frame[frame.value.isna()].reason.ne("").all()


def test_every_setting_of_every_loaded_edition_has_a_value_or_a_reason(real: Warehouse) -> None:
    for edition in settings.editions(real, "all"):
        for key in settings.all_settings():
            found = resolve(real, key, edition)
            assert found.found or found.estimates["annual_mean"].reason_words
            assert found.label and found.level_words


def test_an_unknown_setting_or_measure_is_refused(real: Warehouse) -> None:
    with pytest.raises(UnknownSetting, match="moon"):
        settings.setting("moon")
    with pytest.raises(ValueError, match="not one of"):
        settings.editions(real, "retail", "1; DROP TABLE wages")
