"""Whether memory grows: the slope with its margin, and a limit that a short look cannot decide. All samples made up."""

from __future__ import annotations

import random

import pytest

from bench.classroom import PARTS, trend
from bench.report import Measure

HOUR = 3600.0


def samples(minutes: float, an_hour: float, noise: float, seed: int = 7) -> list[tuple[float, int]]:
    """Twice a second, from 500 MB on."""
    drawn = random.Random(seed)
    return [
        (at / 2, round(500e6 + an_hour * at / 2 / HOUR + drawn.gauss(0, noise))) for at in range(round(120 * minutes))
    ]


def test_steady_growth_is_its_slope_and_has_no_margin():
    slope, margin = trend(samples(30, 36e6, 0))
    assert slope == pytest.approx(36e6, rel=1e-6)
    assert margin == pytest.approx(0, abs=1e3)


def test_a_longer_look_is_surer():
    short, long = (trend(samples(minutes, 0, 4e6))[1] for minutes in (2, 60))
    assert long < short / 20


def test_the_margin_holds_the_true_slope_nine_times_in_ten():
    held = 0
    for seed in range(200):
        slope, margin = trend(samples(2, 20e6, 4e6, seed))
        held += abs(slope - 20e6) <= margin
    assert 165 <= held <= 195


def test_too_few_samples_have_no_slope():
    with pytest.raises(ValueError, match=f"expected {PARTS} samples or more, found 3"):
        trend(samples(30, 0, 0)[:3])


@pytest.mark.parametrize(
    ("value", "margin", "said"),
    [(1, 0.5, "met"), (1, 1.5, "too short to tell"), (3, 1.5, "too short to tell"), (4, 1.5, "NOT MET"), (2, 0, "met"),
     (-9, 20, "too short to tell")],
)  # fmt: skip
def test_a_limit_within_the_margin_is_neither_met_nor_missed(value, margin, said):
    assert Measure("growth", value, "%", 2, margin=margin).cells[-1] == said


def test_a_floor_with_a_margin():
    assert Measure("share", 30, "%", 20, at_least=True, margin=5).met is True
    assert Measure("share", 22, "%", 20, at_least=True, margin=5).met is None
    assert Measure("share", 10, "%", 20, at_least=True, margin=5).met is False
