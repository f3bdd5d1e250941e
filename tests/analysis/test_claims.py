"""The claims on the loaded figures, and on figures in which specializing does not pay."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.claims import UnknownClaim, claim, claims, growth_inputs, pay_inputs, room_inputs
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, sector, wage


def test_the_three_claims_of_the_overview_on_the_real_figures(real: Warehouse) -> None:
    found = {item.key: item.verdict for item in claims(real, overview=True)}
    assert {key: verdict.level for key, verdict in found.items()} == {
        "higher_pay": "supported with limits", "advancement": "supported with limits", "growth": "mixed",
    }  # fmt: skip
    assert "27.0% above" in found["higher_pay"].reasons[0]
    assert "$72,870" in found["advancement"].reasons[0] and "$49,830" in found["advancement"].reasons[0]
    said = " ".join(found["growth"].reasons)
    assert "6.4%" in said and "487,920 in May 2024 to 471,680 in May 2025" in said


def test_benefits_outside_the_data_are_said_to_be_so(real: Warehouse) -> None:
    for item in claims(real, overview=False):
        assert item.verdict.level == "cannot be tested" and item.verdict.reasons == (item.limit,)


def test_the_inputs_are_the_published_cells(real: Warehouse) -> None:
    pay = pay_inputs(real)
    assert [round(gap.percent.value, 1) for gap in pay.gaps] == [22.9, 24.1, 27.0]
    assert len(pay.points) == 5 and pay.same_state is None
    rooms = room_inputs(real).rooms
    assert (rooms[0].edition, rooms[0].specialist_p90, rooms[0].general_p90) == ("May 2022", 62860, 47720)
    growth = growth_inputs(real)
    assert growth.projection is not None and growth.projection.percent == 6.4
    assert growth.counts[0].year == 2021 and growth.counts[-1].jobs.value == 471680


def test_where_specializing_does_not_pay_the_verdict_says_so(tmp_path: Path) -> None:
    rows = [
        row for year in (2022, 2023, 2024) for row in (
            sector("62", year, employment=1000, annual_mean=38000, mean_rse=0.3, annual_median=36000, annual_p90=45000),
            sector("44-45", year, employment=30, annual_mean=42000, mean_rse=0.3, annual_median=39000, annual_p90=5e4),
        )
    ]  # fmt: skip
    warehouse = opened(tmp_path, rows)
    pay, room = claim(warehouse, "higher_pay").verdict, claim(warehouse, "advancement").verdict
    assert (pay.level, pay.against) == ("not shown", True)
    assert "9.5% below" in pay.reasons[0]
    assert room.level == "not shown"


def test_margins_that_are_too_wide_tell_nothing(tmp_path: Path) -> None:
    rows = [
        sector("62", employment=50, annual_mean=44000, mean_rse=12.0),
        sector("44-45", employment=60, annual_mean=42000, mean_rse=9.0),
    ]
    verdict = claim(opened(tmp_path, rows), "higher_pay").verdict
    assert verdict.level == "cannot be tested" and "too wide" in " ".join(verdict.reasons)


def test_states_by_industry_raise_the_proof_once_they_are_loaded(tmp_path: Path) -> None:
    points = {f"annual_{point}": 1.0 for point in ("p10", "p25", "median", "p75", "p90")}
    rows = [
        sector("62", employment=1000, annual_mean=52000, mean_rse=0.3, **dict.fromkeys(points, 50000.0)),
        sector("44-45", employment=3000, annual_mean=42000, mean_rse=0.3, **dict.fromkeys(points, 40000.0)),
    ]
    state = {"area_code": "06", "area_name": "California", "area_type": "state", "state": "CA", "employment_rse": 1.0}
    assert claim(opened(tmp_path / "a", rows), "higher_pay").verdict.level == "supported with limits"
    inside = [row | state for row in rows]
    assert claim(opened(tmp_path / "b", rows + inside), "higher_pay").verdict.level == "supported"


def test_an_empty_warehouse_supports_nothing(tmp_path: Path) -> None:
    for item in claims(opened(tmp_path, [wage(occupation_code="00-0000", employment=1)])):
        assert item.verdict.level == "cannot be tested"


def test_an_unknown_claim_is_refused(real: Warehouse) -> None:
    with pytest.raises(UnknownClaim, match="riches"):
        claim(real, "riches")
