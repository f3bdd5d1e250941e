"""The ladder: pay steps with margins, what each step asks, and no promise of promotion."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import ladder
from analysis.ladder import Rung
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import wage, write_build


@pytest.fixture(scope="module")
def rungs(real: Warehouse) -> dict[str, Rung]:
    return {rung.code: rung for rung in ladder.ladder(real)}


def test_every_occupation_of_the_table_but_the_total_stands_on_the_ladder(rungs: dict[str, Rung]) -> None:
    assert len(rungs) == 20 and "00-0000" not in rungs
    assert all(rung.mean.value and rung.jobs.value and rung.outlook for rung in rungs.values())


def test_the_ladder_runs_from_before_to_next(real: Warehouse) -> None:
    roles = [rung.role for rung in ladder.ladder(real)]
    assert roles == sorted(roles, key=list(ladder.ROLES).index)
    assert roles[:2] == ["before", "self"]


def test_the_step_to_pharmacist_is_as_published(rungs: dict[str, Rung]) -> None:
    found = rungs["29-1051"]
    assert found.step is not None and found.step.value == 140920 - 46620
    assert found.finding == "higher" and found.without_degree is False
    assert found.related_rank == 1 and "not a promotion path" in found.related_sentence
    assert "a doctoral or professional degree" in found.asks_sentence


def test_pharmacy_aides_earn_less(rungs: dict[str, Rung]) -> None:
    found = rungs["31-9095"]
    assert found.finding == "lower" and "$6,170 less a year than technicians" in found.pay_sentence


def test_the_occupation_itself_has_no_step(rungs: dict[str, Rung]) -> None:
    assert rungs["29-2052"].step is None


def test_a_broad_occupation_takes_the_rank_of_its_parts(rungs: dict[str, Rung]) -> None:
    assert rungs["29-2010"].related_rank == 7, "29-2012 is number 7"
    assert rungs["13-1041"].related_rank is None


def test_the_summary_counts_steps_without_a_degree(real: Warehouse) -> None:
    found = ladder.ladder(real)
    easy = [rung for rung in found if rung.role in ("neighbour", "next") and rung.without_degree]
    said = ladder.summary(found)
    assert f"{len(easy)} of these typically ask for less than a degree" in said
    assert "licensed practical" in said and "pharmacists" not in said


def test_the_table_has_one_row_an_occupation(real: Warehouse) -> None:
    frame = ladder.frame(ladder.ladder(real))
    assert frame.code.is_unique and (frame.source_id != "").all()
    assert (frame.step_low.dropna() < frame.step.dropna()).all()


def test_a_step_inside_its_margin_is_no_difference_and_a_missing_one_says_why(tmp_path: Path) -> None:
    """Synthetic."""
    write_build(
        tmp_path,
        wages=[
            wage(annual_mean=40000, mean_rse=1.0),
            wage(occupation_code="31-9093", annual_mean=40500, mean_rse=1.0),
            wage(occupation_code="29-2055", marks={"annual_mean": "suppressed"}),
            wage(occupation_code="29-2061", annual_mean=50000),
        ],
    )
    found = {rung.code: rung for rung in ladder.ladder(current(tmp_path))}
    assert found["31-9093"].finding == "no clear difference"
    assert "no clear difference" in found["31-9093"].pay_sentence
    assert "suppressed by BLS" in found["29-2055"].pay_sentence
    assert found["29-2061"].finding == "cannot be tested" and "cannot be tested" in found["29-2061"].pay_sentence
    assert "not published at this level" in found["29-1051"].pay_sentence
    assert "do not say" in found["29-2055"].asks_sentence
    assert ladder.summary(list(found.values())).startswith("0 of 18")
