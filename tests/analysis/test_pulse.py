"""The monthly series say whom they count, how far they reach, and what is missing from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis import prices, pulse
from analysis.pulse import Pulse
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import write_build


def by_id(found: list[Pulse]) -> dict[str, Pulse]:
    return {item.series_id: item for item in found}


def synthetic(folder: Path, name: str, values: list[tuple[str, float | None, str]]) -> Warehouse:
    rows = [
        {"series_id": name, "month": month, "value": value, "footnote": note, "source_id": "made for a test"}
        for month, value, note in values
    ]
    cpi = [("2025-07-01", 100.0), ("2026-07-01", 103.0)]
    rows += [{"series_id": prices.CPI, "month": month, "value": value} for month, value in cpi]
    write_build(folder, observations=rows)
    return current(folder)


def test_all_private_earnings_are_as_published(real: Warehouse) -> None:
    found = by_id(pulse.pulses(real))["CES0500000003"]
    assert found.last is not None and found.last >= date(2026, 7, 1)
    values = pulse.observations(real, ["CES0500000003"]).set_index("month").value
    assert values["2026-07-01"] == 37.62 and values["2025-09-01"] == 36.70


def test_what_ends_early_and_what_is_not_loaded_is_said_with_dates(real: Warehouse) -> None:
    found = pulse.pulses(real)
    hospitals = by_id(found)["CEU6562200001"]
    assert hospitals.early and hospitals.last == date(2019, 9, 1)
    assert "ends in September 2019" in hospitals.sentence
    pharmacies = by_id(found)["CEU4245611001"]
    assert not pharmacies.loaded and pharmacies.sentence.endswith("not in the loaded files.")
    said = pulse.coverage_sentence(found)
    assert "September 2019" in said and "Pharmacies and drug retailers, jobs" in said


def test_no_series_is_shown_as_technicians(real: Warehouse) -> None:
    for found in pulse.pulses(real):
        if found.loaded and found.measure != "prices":
            assert "(all workers" in found.sentence
            assert ("of the industry" in found.sentence) == bool(found.setting)


def test_the_month_that_was_not_collected_is_a_gap_with_a_name(real: Warehouse) -> None:
    cpi = by_id(pulse.pulses(real, "prices"))["CUUR0000SA0"]
    assert cpi.missing == (date(2025, 10, 1),)
    assert "Without a value: October 2025." in cpi.sentence


def test_change_over_twelve_months_in_money_and_after_prices(tmp_path: Path) -> None:
    """Synthetic: pay up by 5 %, prices by 3 %."""
    warehouse = synthetic(tmp_path, "CES6562200003", [("2025-07-01", 40.0, ""), ("2026-07-01", 42.0, "P")])
    found = by_id(pulse.pulses(warehouse, "earnings"))["CES6562200003"]
    assert found.change_pct == pytest.approx(5)
    assert found.real_change_pct == pytest.approx(100 * (1.05 / 1.03 - 1))
    assert found.preliminary and "preliminary" in found.sentence and "+5.0% from a year before" in found.sentence


def test_no_change_is_computed_to_a_month_without_a_value(tmp_path: Path) -> None:
    """Synthetic: the month a year before was not collected."""
    values = [("2025-09-01", 39.0, ""), ("2025-10-01", None, "X"), ("2026-10-01", 42.0, "")]
    found = by_id(pulse.pulses(synthetic(tmp_path, "CES6562200003", values)))["CES6562200003"]
    assert found.change_pct is None and found.real_change_pct is None
    assert "year before" not in found.sentence and found.missing == (date(2025, 10, 1),)


def test_without_observations_every_series_is_named_as_not_loaded(tmp_path: Path) -> None:
    write_build(tmp_path)
    found = pulse.pulses(current(tmp_path))
    assert found and not any(item.loaded for item in found)
