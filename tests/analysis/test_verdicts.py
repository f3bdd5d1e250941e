"""The rules can go against each claim, and say when the figures are too weak to tell."""

from __future__ import annotations

import pytest

from analysis.uncertainty import Measured
from analysis.verdicts import (
    Count,
    Gap,
    GrowthInputs,
    PayInputs,
    Projection,
    Room,
    RoomInputs,
    Step,
    advancement,
    growth,
    higher_pay,
)  # fmt: skip

CLEAR, WIDE, NARROW = 0.6, 12.0, 0.6


def pay(*percents: float, error: float | None = CLEAR, points: tuple[float, ...] = (13.0, 28.0, 46.0),
        state: Measured | None = None) -> PayInputs:  # fmt: skip
    gaps = [Gap(f"May {2022 + i}", Measured(percent, error)) for i, percent in enumerate(percents)]
    return PayInputs(
        gaps, dict(zip(("the bottom", "the middle", "the top"), points, strict=False)), state, "States.", {}
    )


@pytest.mark.parametrize(
    ("inputs", "level", "against"),
    [
        (pay(22.9, 24.1, 27.0, state=Measured(20, 1)), "supported", False),
        (pay(22.9, 24.1, 27.0), "supported with limits", False),
        (pay(22.9, 24.1, 27.0, state=Measured(1, 2)), "supported with limits", False),
        (pay(0.2, 24.1, 27.0, state=Measured(20, 1)), "supported with limits", False),
        (pay(22.9, 24.1, 27.0, state=Measured(-4, 1)), "mixed", True),
        (pay(22.9, 27.0, points=(-3.0, 5.0, 9.0)), "mixed", False),
        (pay(-8.0, 24.1), "mixed", False),
        (pay(24.1, -8.0), "mixed", True),
        (pay(24.1, 0.3), "mixed", False),
        (pay(-8.0, -9.0, -10.0), "not shown", True),
        (pay(0.3, -0.2), "not shown", False),
        (pay(1.5, 1.4, error=0.1), "not shown", False),
        (pay(5.0, 6.0, error=WIDE), "cannot be tested", False),
        (pay(22.9, error=None), "cannot be tested", False),
        (pay(), "cannot be tested", False),
    ],
)
def test_higher_pay(inputs: PayInputs, level: str, against: bool) -> None:
    verdict = higher_pay(inputs)
    assert (verdict.level, verdict.against) == (level, against)
    assert verdict.reasons


def test_the_reasons_of_higher_pay_carry_the_figures() -> None:
    reasons = " ".join(higher_pay(pay(-8.0, -10.0)).reasons)
    assert "10.0% below" in reasons and "none of 2 editions" in reasons
    wide = " ".join(higher_pay(pay(6.0, error=WIDE)).reasons)
    assert "may be chance" in wide and "too wide" in wide


def room(top: float = 72870, middle: float = 49340, edition: str = "May 2024") -> Room:
    return Room(edition, top, middle, 49830, 38630)


STEP = Step("Surgical technologists", Measured(30.0, 1.0), degree=False)
DEGREE = Step("Compliance officers", Measured(70.0, 1.0), degree=True)
UNCLEAR = Step("Medical equipment preparers", Measured(1.0, 1.0), degree=False)


@pytest.mark.parametrize(
    ("inputs", "level", "against"),
    [
        (RoomInputs([room()], [STEP, DEGREE]), "supported with limits", False),
        (RoomInputs([room()], []), "supported with limits", False),
        (RoomInputs([room()], [DEGREE, UNCLEAR]), "mixed", False),
        (RoomInputs([room(53000, 49340)], [STEP]), "mixed", False),
        (RoomInputs([room(45000, 40000, "May 2022"), room()], [STEP]), "mixed", False),
        (RoomInputs([room(50000, 38700)], [STEP]), "not shown", False),
        (RoomInputs([room(42000, 38000)], [STEP]), "not shown", True),
        (RoomInputs([], [STEP]), "cannot be tested", False),
    ],
)
def test_advancement(inputs: RoomInputs, level: str, against: bool) -> None:
    verdict = advancement(inputs)
    assert (verdict.level, verdict.against) == (level, against)


def test_room_without_a_published_error_is_never_more_than_supported_with_limits() -> None:
    verdict = advancement(RoomInputs([room(200_000, 50_000)] * 5, [STEP] * 9))
    assert verdict.level == "supported with limits"
    assert any("no error for percentiles" in reason for reason in verdict.reasons)


def counts(*jobs: float, error: float | None = 3000) -> list[Count]:
    return [
        Count(f"May {2026 - len(jobs) + i}", 2026 - len(jobs) + i, Measured(job, error)) for i, job in enumerate(jobs)
    ]


def projection(percent: float, all_percent: float | None = 3.1) -> Projection:
    return Projection("2024-34", 2024, 2034, percent, 49000, all_percent)


@pytest.mark.parametrize(
    ("inputs", "level", "against"),
    [
        (GrowthInputs(projection(6.4), counts(460280, 487920), []), "supported", False),
        (GrowthInputs(projection(6.4), counts(460280, 487920), ["a new method"]), "supported with limits", False),
        (GrowthInputs(projection(6.4), counts(486000, 487920), []), "supported with limits", False),
        (GrowthInputs(projection(6.4), counts(400000, 460000, error=90000), []), "supported with limits", False),
        (GrowthInputs(projection(6.4), counts(487920, 471680), []), "mixed", False),
        (GrowthInputs(projection(6.4), counts(510000, 471000, 472000), []), "mixed", False),
        (GrowthInputs(projection(1.0), counts(486000, 487920), []), "mixed", False),
        (GrowthInputs(projection(-2.0), counts(460280, 487920), []), "mixed", False),
        (GrowthInputs(projection(-2.0), counts(487920, 471680), []), "not shown", True),
        (GrowthInputs(projection(-2.0), [], []), "not shown", True),
        (GrowthInputs(None, counts(487920, 471680), []), "not shown", True),
        (GrowthInputs(None, counts(460280, 487920), []), "supported with limits", False),
        (GrowthInputs(None, counts(487920), []), "cannot be tested", False),
    ],
)
def test_growth(inputs: GrowthInputs, level: str, against: bool) -> None:
    verdict = growth(inputs)
    assert (verdict.level, verdict.against) == (level, against)


def test_a_fall_beside_a_growing_projection_is_said_as_it_is() -> None:
    said = " ".join(growth(GrowthInputs(projection(6.4), counts(487920, 471680), ["Error measure (May 2025)"])).reasons)
    assert "Jobs fell from 487,920 in May 2024 to 471,680 in May 2025 (−3.3%), more than the margin of error." in said
    assert "6.4%" in said and "does not know the count of May 2025" in said and "Error measure" in said
