"""Round values along an axis, within what is drawn: a tick at the very edge of the figure would lose half its label."""

from __future__ import annotations

import math

STEPS = (1, 2, 2.5, 5, 10)


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """At most about `count` round values from `low` to `high`, both within; at least one."""
    if high <= low:
        return [low]
    rough = (high - low) / count
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in STEPS if factor * power >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(place * step, 10) for place in range(first, last + 1)] or [low]
