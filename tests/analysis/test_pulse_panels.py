"""Which months are drawn, whose they are, and what is missing; the household survey; what openings mean."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from analysis import demand_words, households, openings_meaning, outlook, pulse_panels
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, wage


def test_every_drawn_series_is_100_in_the_first_common_month(real: Warehouse) -> None:
    found = pulse_panels.panels(real, "jobs", date(2010, 1, 1))
    assert found.base == date(2010, 1, 1)
    first = found.months.groupby("series_id")["index"].first()
    assert first.eq(100).all() and len(first) == len(found.drawn) == 6


def test_what_ends_early_or_is_not_loaded_stands_in_the_table_with_its_reason(real: Warehouse) -> None:
    found = pulse_panels.panels(real, "jobs", date(2010, 1, 1))
    rows = pulse_panels.frame(found).set_index("title")
    assert rows.loc["Hospitals (private), jobs, not adjusted", "state"] == "the loaded series ends in September 2019"
    assert rows.loc["Pharmacies and drug retailers, jobs", "state"] == "not in the loaded files"
    assert rows.loc["Hospitals (private), jobs, not adjusted", "who"] == "all workers of the industry"
    assert "Ambulatory health care: +33% from January 2010 to September 2019" in pulse_panels.title(found)


def test_nothing_loaded_is_said_rather_than_drawn(tmp_path: Path) -> None:
    found = pulse_panels.panels(opened(tmp_path, [wage()]), "earnings", date(2010, 1, 1))
    assert found.drawn == [] and found.base is None and found.months.empty
    assert pulse_panels.title(found).startswith("No monthly series")
    assert pulse_panels.frame(found).state.eq("not in the loaded files").all()


def test_the_adjusted_series_is_taken_when_both_reach_as_far(tmp_path: Path) -> None:
    rows = [
        {"series_id": series, "month": date(2024, month, 1), "value": 100.0 + month, "source_id": "made"}
        for series in ("CES6562200001", "CEU6562200001") for month in (1, 2)
    ]  # fmt: skip
    found = pulse_panels.panels(opened(tmp_path, [wage()], observations=rows), "jobs", date(2024, 1, 1))
    assert [item.series_id for item in found.drawn] == ["CES6562200001"]


def test_households_and_employers_on_a_week(real: Warehouse) -> None:
    found = households.check(real)
    assert (found.year, found.weekly, found.everyone) == (2025, 925, 1204)
    assert found.week == pytest.approx(880)
    assert "$925" in found.title and "5% above" in found.title and "77%" in found.sentence
    assert "11-month averages" in found.note


def test_households_that_are_not_loaded_are_said_so(tmp_path: Path) -> None:
    found = households.check(opened(tmp_path, [wage(hourly_median=20.0)]))
    assert found.weekly is None and "not in the loaded files" in found.sentence
    assert "cannot be held" in found.title
    assert households.frame(found).weekly.notna().sum() == 1


def test_most_openings_are_no_new_jobs(real: Warehouse) -> None:
    found = outlook.outlook(real)
    said = openings_meaning.meaning(found)
    assert "10% of the 490,400 jobs of 2024" in said and "6% of them" in said
    shrinking = openings_meaning.meaning(dataclasses.replace(found, growth=-100))
    assert "the occupation as a whole shrinks" in shrinking
    assert "do not say" in openings_meaning.meaning(dataclasses.replace(found, openings=None))


def test_the_publishers_words_stand_once_with_all_their_industries(real: Warehouse) -> None:
    found = demand_words.statements(real)
    assert len(found) == 2
    assert found[0].industries == (
        "Grocery and specialty food retailers (NAICS 4450A1)",
        "General merchandise retailers (NAICS 455000)",
    )
    assert found[1].text.startswith("Occupational substitution - share increases")
    assert "2024-34" in found[1].source
