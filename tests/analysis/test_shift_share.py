"""The split of the rise in pay is exact, and its errors are those of a simulation."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import shift_share
from analysis.editions import Edition
from analysis.shift_share import Split, split
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, sector, wage

MAY_2022, MAY_2024 = Edition(2022, 5), Edition(2024, 5)


def figures(jobs: float, pay: float) -> dict[str, object]:
    return {"industry_code": "x", "industry_name": "X", "employment": jobs, "annual_mean": pay, "employment_rse": 1.0,
            "mean_rse": 0.5, "marks": {}, "source_id": "made for a test"}  # fmt: skip


def mean(rows: list[dict[str, object]]) -> float:
    jobs = [float(str(row["employment"])) for row in rows]
    pay = [float(str(row["annual_mean"])) for row in rows]
    return sum(a * b for a, b in zip(jobs, pay, strict=True)) / sum(jobs)


row = st.builds(figures, st.floats(50, 400_000), st.floats(20_000, 90_000))


@given(st.lists(st.tuples(row, row), min_size=1, max_size=6))
@settings(deadline=None)
def test_within_and_between_make_up_the_whole_change(pairs: list[tuple[dict[str, object], dict[str, object]]]) -> None:
    before, after = [a for a, _ in pairs], [b for _, b in pairs]
    within, between, frame = shift_share._bennet(before, after)
    assert within.value + between.value == pytest.approx(mean(after) - mean(before), abs=0.01)
    assert frame.within.sum() == pytest.approx(within.value, abs=0.01)
    back_within, back_between, _ = shift_share._bennet(after, before)
    assert (back_within.value, back_between.value) == pytest.approx((-within.value, -between.value), abs=0.01)


def test_equal_shares_leave_nothing_between_and_equal_pay_nothing_within() -> None:
    same_jobs = shift_share._bennet(
        [figures(100, 40000), figures(300, 50000)], [figures(200, 44000), figures(600, 52000)]
    )
    assert same_jobs[1].value == pytest.approx(0, abs=1e-6)
    same_pay = shift_share._bennet(
        [figures(100, 40000), figures(300, 50000)], [figures(300, 40000), figures(100, 50000)]
    )
    assert same_pay[0].value == 0 and same_pay[1].value == pytest.approx(-5000)


def test_the_errors_of_both_parts_are_those_of_a_simulation() -> None:
    before = [figures(325400, 38020), figures(92510, 46730), figures(8730, 49570)]
    after = [figures(345940, 41660), figures(103460, 52910), figures(9510, 61250)]
    within, between, _ = shift_share._bennet(before, after)
    chance = random.Random(2052)

    def drawn(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return [figures(float(str(row["employment"])) * chance.gauss(1, 0.0105),
                        float(str(row["annual_mean"])) * chance.gauss(1, 0.0055)) for row in rows]  # fmt: skip

    parts = [shift_share._bennet(drawn(before), drawn(after))[:2] for _ in range(600)]
    for found, values in ((within, [a.value for a, _ in parts]), (between, [b.value for _, b in parts])):
        centre = sum(values) / len(values)
        spread = (sum((value - centre) ** 2 for value in values) / len(values)) ** 0.5
        assert found.error == pytest.approx(spread, rel=0.1)


def test_the_rise_from_2022_to_2024_came_almost_all_from_pay_within_sectors(real: Warehouse) -> None:
    found = split(real, MAY_2022, MAY_2024)
    assert isinstance(found, Split)
    assert found.national == 44800 - 40260
    assert found.within.value + found.between.value + found.residual == pytest.approx(found.national)
    assert found.within_share is not None and found.within_share > 0.9
    assert found.within.finding == "higher"
    assert abs(found.residual) < 50 and min(found.coverage) > 0.99
    assert "cannot be placed" in found.sentence and "NAICS 2022" in found.sentence


def test_a_sector_without_a_figure_in_one_edition_is_left_out_by_name(tmp_path: Path) -> None:
    rows = [
        wage(year=2022, employment=1000, annual_mean=40000), wage(employment=1100, annual_mean=43000),
        sector("62", 2022, employment=400, annual_mean=45000), sector("62", employment=450, annual_mean=48000),
        sector("44-45", 2022, employment=500, annual_mean=37000), sector("44-45", employment=550, annual_mean=39000),
        sector("54", 2022, employment=100, annual_mean=35000), sector("54", marks={"annual_mean": "suppressed"}),
    ]  # fmt: skip
    found = split(opened(tmp_path, rows), MAY_2022, MAY_2024)
    assert isinstance(found, Split)
    assert found.missing == ("sector 54 (NAICS 54)",)
    assert found.residual == pytest.approx(found.national - found.within.value - found.between.value)
    assert found.residual != 0 and found.coverage[0] == pytest.approx(0.9)


def test_without_sectors_the_answer_says_which_edition_lacks_them(real: Warehouse) -> None:
    assert "May 2019" in str(split(real, Edition(2019, 5), MAY_2024))
    with pytest.raises(ValueError, match="after"):
        split(real, MAY_2024, MAY_2022)
