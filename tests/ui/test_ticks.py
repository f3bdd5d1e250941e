"""Ticks are round and lie within what is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts.ticks import ticks, written


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


@pytest.mark.parametrize(
    ("value", "prefix", "suffix", "expected"),
    [
        (0, "$", "", "$0"),
        (500, "$", "", "$500"),
        (-5000, "$", "", "−$5k"),
        (1500000, "", "", "1.5M"),
        (2.5, "", "%", "2.5%"),
    ],
)
def test_ticks_carry_their_unit(value, prefix, suffix, expected):
    assert written(value, prefix, suffix) == expected
