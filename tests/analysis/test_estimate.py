"""A figure has a value or a reason, and an interval only where BLS publishes an error."""

from __future__ import annotations

import pytest

from analysis.estimate import ERROR_COLUMNS, REASON_WORDS, Estimate, missing
from etl import schema


def test_the_interval_is_that_of_the_published_error_with_its_rounding_bounded() -> None:
    # May 2024, retail trade: mean $41,660, relative standard error 0.3 per cent.
    low, high = Estimate(41660, rse=0.3).interval or (0, 0)
    assert low == pytest.approx(41660 - 1.645 * 0.0035 * 41660)
    assert high - 41660 == pytest.approx(41660 - low)


def test_medians_and_percentiles_have_no_interval() -> None:
    row = {"annual_median": 38630.0, "mean_rse": 0.3, "employment_rse": 0.9, "marks": {}, "source_id": "x"}
    assert Estimate.of(row, "annual_median").interval is None
    assert set(ERROR_COLUMNS) == {"employment", "annual_mean", "hourly_mean"}


def test_every_reason_of_the_warehouse_has_words_and_a_top_code_its_value() -> None:
    assert set(schema.MARKS) - {"top_code"} <= set(REASON_WORDS)
    assert missing("top_code:239200").reason_words == "at or above $239,200, the highest value that BLS prints"
    assert missing("suppressed").reason_words == "suppressed by BLS"


def test_a_missing_cell_keeps_its_mark_and_a_missing_mark_is_not_taken_for_suppression() -> None:
    row = {"annual_mean": None, "annual_p90": None, "mean_rse": None, "marks": {"annual_mean": "not_loaded"}}
    assert Estimate.of(row, "annual_mean").reason == "not_loaded"
    assert Estimate.of(row, "annual_p90").reason == "not_published"


@pytest.mark.parametrize(("value", "reason"), [(None, None), (1.0, "suppressed")])
def test_neither_both_nor_none_of_value_and_reason(value: float | None, reason: str | None) -> None:
    with pytest.raises(ValueError, match="either a value or a reason"):
        Estimate(value, reason)
