"""The premium inside states, on rows made for the test (no published file by state and industry is at hand)."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.same_state import same_state
from analysis.warehouse import Warehouse
from tests.analysis.builds import opened, wage

NAMES = {"06": ("CA", "California"), "28": ("MS", "Mississippi"), "56": ("WY", "Wyoming")}


def row(fips: str, code: str, pay: float | None, jobs: int | None, **values: object) -> dict[str, object]:
    postal, name = NAMES[fips]
    error = {} if pay is None else {"mean_rse": 1.0}
    return wage(
        area_code=fips, area_name=name, area_type="state", state=postal, industry_code=code, annual_mean=pay,
        industry_name=f"Made for a test: {code}", industry_level="sector" if len(code) < 6 else "3-digit",
        employment=jobs, employment_rse=None if jobs is None else 2.0, **error, **values,
    )  # fmt: skip


def test_pay_that_differs_only_between_states_is_no_premium_inside_them(tmp_path: Path) -> None:
    # Everybody in California earns more, and hospitals are denser there: nationally a premium, inside states none.
    rows = [
        row("06", "62", 60000, 900), row("06", "44-45", 60000, 100),
        row("28", "62", 40000, 100), row("28", "44-45", 40000, 900),
    ]  # fmt: skip
    found = same_state(opened(tmp_path, rows), "health_care", "retail")
    assert found.dollars is not None and found.dollars.value == 0
    assert found.percent is not None and found.percent.value == 0
    assert found.dollars.finding == "no clear difference"


def test_the_states_are_weighted_by_the_specialist_jobs(tmp_path: Path) -> None:
    rows = [
        row("06", "62", 66000, 900), row("06", "44-45", 60000, 100),
        row("28", "62", 42000, 100), row("28", "44-45", 40000, 900),
    ]  # fmt: skip
    found = same_state(opened(tmp_path, rows), "health_care", "retail")
    assert found.dollars is not None and found.percent is not None
    assert found.dollars.value == pytest.approx((900 * 6000 + 100 * 2000) / 1000)
    assert found.percent.value == pytest.approx(100 * ((900 * 66000 + 100 * 42000) / (900 * 60000 + 100 * 40000) - 1))
    assert found.percent.margin is not None and 1 < found.percent.margin < 5
    assert found.states.area_name.tolist() == ["California", "Mississippi"]
    assert "more in 2 of 2 states" in found.sentence


def test_a_state_with_one_side_only_is_named(tmp_path: Path) -> None:
    rows = [
        row("06", "62", 66000, 900), row("06", "44-45", 60000, 100), row("28", "62", 42000, 300),
        row("56", "62", 42000, 300), row("56", "44-45", None, 50, marks={"annual_mean": "suppressed"}),
    ]  # fmt: skip
    found = same_state(opened(tmp_path, rows), "health_care", "retail")
    assert found.missing == ("Mississippi (not published at this level)", "Wyoming (suppressed by BLS)")
    assert found.coverage == pytest.approx(900 / 1500)
    assert "Not compared: Mississippi" in found.sentence


def test_one_industry_is_used_in_all_states_and_a_finer_one_only_when_most_have_it(tmp_path: Path) -> None:
    rows = [row(fips, code, 50000, 100) for fips in NAMES for code in ("62", "44-45")]
    rows.append(row("06", "622000", 70000, 80))
    found = same_state(opened(tmp_path / "few", rows), "hospitals", "retail")
    assert found.code == "62" and "in place of hospitals" in found.sentence
    rows.append(row("28", "622000", 70000, 80))
    assert same_state(opened(tmp_path / "most", rows), "hospitals", "retail").code == "622000"


def test_the_loaded_figures_have_no_states_by_industry_and_the_answer_says_so(real: Warehouse) -> None:
    found = same_state(real, "hospitals", "pharmacies")
    assert not found.loaded and found.states.empty
    assert "not in the loaded files" in found.sentence and "research estimates" in found.sentence
