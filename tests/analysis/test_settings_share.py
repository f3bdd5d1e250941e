"""Where technicians work: the parts add up to the nation, and what is left over is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import handbook, settings_share
from analysis.editions import Edition, NoEdition
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import sector, wage, write_build


def test_may_2024_at_the_3_digit_level(real: Warehouse) -> None:
    found = settings_share.shares(real, Edition(2024, 5))
    assert found.level == "3-digit" and found.total.value == 487920
    jobs = found.frame.set_index("key").jobs
    assert jobs["456000"] == 257120 and jobs["hospitals"] == 82650 and jobs["grocery"] == 43400
    assert "53% of technicians' jobs were in health and personal care retailers and 17% in hospitals" in found.sentence


def test_the_parts_and_the_rest_are_the_nation(real: Warehouse) -> None:
    for edition in settings_share.editions(real):
        for level in ("sector", None):
            found = settings_share.shares(real, edition, level)
            tolerance = 5 * 30
            assert found.frame.jobs.sum() == pytest.approx(found.total.value, abs=tolerance)
            assert found.frame.share_pct.sum() == pytest.approx(100, abs=0.1)


def test_what_is_withheld_is_named(real: Warehouse) -> None:
    frame = settings_share.shares(real, Edition(2024, 5)).frame.set_index("key")
    assert "wholesale trade agents and brokers: suppressed by BLS" in frame.loc["rest", "reason"]
    assert "chemical manufacturing" in frame.loc["small", "parts"]


def test_sectors_carry_the_published_margin(real: Warehouse) -> None:
    row = settings_share.shares(real, Edition(2024, 5), "sector").frame.set_index("key").loc["retail"]
    assert row.jobs == 345940 and row.low < 345940 < row.high
    assert row.share_pct == pytest.approx(70.9, abs=0.05)


def test_a_series_shows_the_same_industries_in_every_edition(real: Warehouse) -> None:
    frame = settings_share.series(real)
    shown = frame[~frame.key.isin(["small", "rest"])].groupby("edition").key.agg(set)
    assert list(shown.index) == ["May 2022", "May 2023", "May 2024"]
    assert shown.iloc[0] == shown.iloc[1] == shown.iloc[2] >= {"retail", "health_care"}


def test_hospitals_are_mostly_private(real: Warehouse) -> None:
    frame = settings_share.hospital_ownership(real)
    assert sorted(set(frame.year)) == list(range(2010, 2020))
    now = frame[frame.year == 2019].set_index("owner")
    assert now.jobs.to_dict() == {"private": 57430, "local government": 7510, "state government": 4310}
    assert now["mean"].to_dict() == {"private": 39800, "local government": 40040, "state government": 43200}
    assert now.share_pct.sum() == pytest.approx(100)
    assert (frame.low < frame.jobs).all() and (frame.mean_low < frame["mean"]).all()


def test_an_owner_with_suppressed_jobs_is_named(real: Warehouse) -> None:
    frame = settings_share.hospital_ownership(real)
    row = frame[(frame.year == 2012) & (frame.owner == "state government")].iloc[0]
    assert "suppressed by BLS" in row.absent


def test_a_synthetic_sector_without_jobs_goes_to_the_rest(tmp_path: Path) -> None:
    rows = [
        wage(employment=1000), sector("44-45", employment=700), sector("62", marks={"employment": "suppressed"}),
    ]  # fmt: skip
    write_build(tmp_path, wages=rows)
    frame = settings_share.shares(current(tmp_path)).frame.set_index("key")
    assert frame.loc["rest", "jobs"] == 300 and "suppressed by BLS" in frame.loc["rest", "reason"]
    assert "health_care" not in frame.index


def test_an_edition_without_industries_is_refused(real: Warehouse) -> None:
    with pytest.raises(NoEdition, match="May 2025"):
        settings_share.shares(real, Edition(2025, 5))


def test_the_handbook_is_a_second_source(real: Warehouse) -> None:
    found = handbook.shares(real)
    printed = found.frame[found.frame.printed].set_index("industry_title").share_pct
    assert (found.year, found.total) == (2024, 490_400)
    assert printed["Pharmacies and drug retailers"] == 52
    assert printed["Hospitals; state, local, and private"] == 17
    assert found.frame.share_pct.sum() == 100 and found.frame.industry_title.iloc[-1] == handbook.REST
    assert "52% of technicians' jobs in 2024 were in pharmacies and drug retailers and 17% in hosp" in found.sentence
    medians = handbook.medians(real).set_index("industry_title")
    assert medians.loc["Pharmacies and drug retailers", "annual_median"] == 37900
    assert set(medians.edition) == {"May 2024"}


def test_without_the_handbook_it_says_so(tmp_path: Path) -> None:
    write_build(tmp_path)
    found = handbook.shares(current(tmp_path))
    assert found.frame.empty and "not in the loaded files" in found.sentence
    assert handbook.medians(current(tmp_path)).empty
