"""Ticks are round and lie within what is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts.ticks import ticks


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 1204, [0, 500, 1000]), (431243, 493940, [440000, 460000, 480000]), (-0.1, 6.4, [0, 2, 4, 6])],
)
def test_the_ticks_of_known_figures(low, high, expected):
    assert ticks(low, high) == expected


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6))
def test_ticks_lie_within_and_rise(low, width):
    found = ticks(low, low + width)
    assert 1 <= len(found) <= 6
    assert found == sorted(found)
    assert all(low - 1e-6 <= tick <= low + width + 1e-6 for tick in found)
