"""A dollar of another month, and the month that was never collected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import prices
from analysis.editions import Edition
from analysis.prices import Dollars, NoPrices
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import write_build

INDEX = {date(2002, 10, 1): 100.0, date(2002, 11, 1): 102.0, date(2002, 12, 1): 104.0, date(2020, 5, 1): 204.0}


def dollars(index: dict[date, float] = INDEX) -> Dollars:
    """Synthetic prices."""
    return Dollars(max(index), max(index), index, "made for a test")


def test_may_2024_to_may_2025_is_the_published_inflation(real: Warehouse) -> None:
    money = prices.dollars(real, date(2025, 5, 1))
    assert money.of_edition(Edition(2024, 5)) == pytest.approx(321.465 / 314.069)
    assert money.of_edition(Edition(2025, 5)) == 1


def test_october_2025_does_not_exist_and_the_month_before_stands_in_and_says_so(real: Warehouse) -> None:
    money = prices.dollars(real, date(2025, 10, 15))
    assert date(2025, 10, 1) not in money.index
    assert money.reference == date(2025, 9, 1) and money.label == "September 2025 dollars"
    assert "October 2025 are not among the loaded ones" in money.note
    assert money.factor([date(2025, 10, 1)]) == 1, "never interpolated"
    assert money.of_year(2025) == pytest.approx(
        money.index[date(2025, 9, 1)] / (sum(v for m, v in money.index.items() if m.year == 2025) / 11)
    )


def test_the_default_is_the_newest_loaded_month(real: Warehouse) -> None:
    money = prices.dollars(real)
    assert money.reference == max(money.index) >= date(2026, 7, 1)
    assert money.reference == money.asked and "not among" not in money.note


def test_editions_before_may_2003_use_the_average_of_the_fourth_quarter() -> None:
    assert dollars().of_edition(Edition(2002, 12)) == pytest.approx(2.0)


def test_every_edition_has_a_factor(real: Warehouse) -> None:
    money = prices.dollars(real)
    for year in range(1999, 2026):
        for month in (12,) if year < 2003 else (5, 11) if year < 2005 else (5,):
            assert 0.9 < money.of_edition(Edition(year, month)) < 2.5


def test_months_outside_the_index_are_refused_with_its_span() -> None:
    with pytest.raises(NoPrices, match="from October 2002 to May 2020"):
        dollars().of_edition(Edition(1999, 12))
    with pytest.raises(NoPrices, match="May 2020"):
        dollars().of_year(2024)


def test_without_the_index_constant_dollars_are_refused(tmp_path: Path) -> None:
    write_build(tmp_path)
    with pytest.raises(NoPrices, match="not loaded"):
        prices.dollars(current(tmp_path))


def test_a_frame_is_deflated_row_by_row_and_keeps_its_gaps() -> None:
    frame = pd.DataFrame({"year": [2002, 2020], "month": [12, 5], "annual_median": [20000.0, float("nan")]})
    found = prices.constant(frame, ["annual_median"], dollars())
    assert found.annual_median.iloc[0] == pytest.approx(40000) and pd.isna(found.annual_median.iloc[1])
    assert found.dollars.unique().tolist() == ["May 2020 dollars"]
    assert frame.annual_median.iloc[0] == 20000, "the frame given is left alone"


@given(st.floats(10, 1000), st.floats(10, 1000))
def test_there_and_back_is_nothing(first: float, second: float) -> None:
    months = (date(2010, 5, 1), date(2020, 5, 1))
    index = dict(zip(months, (first, second), strict=True))
    forth = Dollars(months[1], months[1], index, "").factor([months[0]])
    back = Dollars(months[0], months[0], index, "").factor([months[1]])
    assert forth * back == pytest.approx(1)
