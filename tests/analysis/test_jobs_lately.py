"""The newest count against the projection: which way it went, whether that is more than chance, what cannot be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import jobs_lately
from analysis.editions import NoEdition
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, wage

ALL = "00-0000"


def test_jobs_fell_by_more_than_the_margin_while_all_occupations_rose(real: Warehouse) -> None:
    found = jobs_lately.lately(real)
    assert found.change.difference == 471680 - 487920
    assert found.change.margin == pytest.approx(7853, abs=1)
    assert found.change.significant is True
    assert found.title == "The count fell by 16,240 jobs from May 2024 to May 2025, more than the margin of 7,853"
    assert "all occupations together rose by 0.8%" in found.everyone_sentence and "while" in found.everyone_sentence
    assert [item.edition for item in found.margins] == [(2025, 5)]


def test_the_projection_is_told_without_being_joined_to_the_count(real: Warehouse) -> None:
    said = jobs_lately.lately(real).projection_sentence
    assert "start from 490,400 jobs in 2024" in said and "18,720 below that start" in said
    assert "made without the count of May 2025" in said and "self-employed" in said


def test_counts_made_alike_start_with_the_newest_method(real: Warehouse) -> None:
    assert list(jobs_lately.recent(real).edition) == ["May 2025", "May 2024", "May 2023", "May 2022", "May 2021"]


def test_a_small_move_is_said_to_lie_within_the_margin(tmp_path: Path) -> None:
    rows = [wage(year=2024, employment=1000, employment_rse=5.0), wage(year=2025, employment=1010, employment_rse=5.0)]
    found = jobs_lately.lately(opened(tmp_path, rows))
    assert found.title.startswith("The count rose by 10 jobs") and "within the margin" in found.title
    assert found.everyone is None and "not loaded" in found.everyone_sentence
    assert "No projection is loaded" in found.projection_sentence
    assert "none are loaded" in found.settings_sentence


def test_all_occupations_falling_too_is_told_so(tmp_path: Path) -> None:
    rows = [wage(year=year, employment=jobs, employment_rse=0.1) for year, jobs in ((2024, 1000), (2025, 900))]
    rows += [wage(year=year, employment=jobs, occupation_code=ALL) for year, jobs in ((2024, 1000), (2025, 990))]
    said = jobs_lately.lately(opened(tmp_path, rows)).everyone_sentence
    assert "fell by 1.0%" in said and "and those of technicians fell by 10.0%" in said


def test_a_suppressed_count_cannot_be_compared(tmp_path: Path) -> None:
    rows = [wage(year=2024, employment=1000, employment_rse=1.0), wage(year=2025, marks={"employment": "suppressed"})]
    assert jobs_lately.lately(opened(tmp_path, rows)).title == "The last two counts of jobs cannot be compared"


def test_one_edition_alone_is_no_step(tmp_path: Path) -> None:
    with pytest.raises(NoEdition):
        jobs_lately.lately(opened(tmp_path, [wage(employment=1000)]))
