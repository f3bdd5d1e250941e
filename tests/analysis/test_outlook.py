"""Projections as published, one edition at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import outlook
from analysis.editions import NoEdition
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import write_build

ROUNDING = 150
"""Three parts, each rounded to a tenth of a thousand."""


def projection(edition: str = "2024-34", **values: object) -> dict[str, object]:
    """A synthetic row of technicians."""
    row: dict[str, object] = {
        "edition": edition, "occupation_code": "29-2052", "occupation_name": "Pharmacy technicians",
        "base_year": int(edition[:4]), "target_year": int(edition[:4]) + 10, "base_employment": 100_000,
        "projected_employment": 90_000, "change": -10_000, "change_pct": -10.0, "openings": 8_000, "exits": 4_000,
        "transfers": 5_000, "median_wage_top_code": False, "source_id": "made for a test",
    }  # fmt: skip
    return row | values


def test_the_2024_34_projection_is_as_published(real: Warehouse) -> None:
    found = outlook.outlook(real, "2024-34")
    assert (found.base_jobs, found.target_jobs, found.change_pct, found.openings) == (490_400, 521_800, 6.4, 49_000)
    assert (found.exits, found.transfers, found.growth) == (18_900, 27_000, 3_150)
    assert found.education == "High school diploma or equivalent"
    assert "+6.4%" in found.growth_sentence and "faster than all occupations together (+3.1%)" in found.growth_sentence


def test_openings_are_growth_exits_and_transfers_for_every_occupation(real: Warehouse) -> None:
    frame = outlook.table(real)
    parts = frame.growth + frame.exits + frame.transfers
    listed = frame[frame.occupation_code != "00-0000"]
    assert len(listed) >= 20
    assert ((parts - frame.openings).abs() <= ROUNDING).all()


def test_most_openings_replace_someone(real: Warehouse) -> None:
    split = outlook.openings_split(outlook.outlook(real, "2024-34"))
    assert split.part.tolist() == ["growth", "exits", "transfers"]
    assert split.share_pct.sum() == pytest.approx(100, abs=0.5)
    assert "94% of the openings replace someone" in outlook.outlook(real, "2024-34").openings_sentence


def test_bls_gives_its_reasons_by_industry(real: Warehouse) -> None:
    factors = outlook.demand(real)
    assert set(factors.industry_name) >= {"Pharmacies and drug retailers", "General merchandise retailers"}
    assert (factors.direction == "share increases").all()
    assert "pharmacies and drug retailers" in outlook.demand_sentence(factors)


def test_editions_stay_apart(tmp_path: Path) -> None:
    """Synthetic: two editions; the newest is the default, each is answered for itself."""
    write_build(tmp_path, projections=[projection("2024-34", openings=8_000), projection("2025-35", openings=9_000)])
    warehouse = current(tmp_path)
    assert outlook.editions(warehouse) == ["2024-34", "2025-35"]
    assert outlook.outlook(warehouse).edition == "2025-35"
    assert [(item.edition, item.openings) for item in outlook.every_edition(warehouse)] == [
        ("2024-34", 8_000), ("2025-35", 9_000),
    ]  # fmt: skip
    assert outlook.table(warehouse, "2024-34").edition.unique().tolist() == ["2024-34"]


def test_a_shrinking_occupation_is_said_to_shrink(tmp_path: Path) -> None:
    """Synthetic."""
    everyone = projection(occupation_code="00-0000", occupation_name="Total, all occupations", change_pct=3.1)
    write_build(tmp_path, projections=[projection(), everyone])
    found = outlook.outlook(current(tmp_path))
    assert "1,000 a year are lost" in found.openings_sentence
    assert "slower than all occupations" in found.growth_sentence and "−10.0%" in found.growth_sentence


def test_what_is_not_published_is_said(tmp_path: Path) -> None:
    """Synthetic: no openings, no jobs."""
    write_build(tmp_path, projections=[projection(openings=None, exits=None, base_employment=None)])
    found = outlook.outlook(current(tmp_path))
    assert "do not split" in found.openings_sentence and "give no figure" in found.growth_sentence
    assert "do not say how many leave" in found.leaving_sentence
    assert "say nothing" in outlook.demand_sentence(outlook.demand(current(tmp_path)))
    with pytest.raises(NoEdition, match="2030-40"):
        outlook.outlook(current(tmp_path), "2030-40")
