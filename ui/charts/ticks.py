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


def axis(low: float, high: float, prefix: str = "", suffix: str = "") -> dict[str, list[float] | list[str]]:
    """`tickvals` and `ticktext` of an axis. Plotly leaves prefix and suffix out where the ticks are given."""
    values = ticks(low, high)
    return {"tickvals": values, "ticktext": [written(value, prefix, suffix) for value in values]}


def written(value: float, prefix: str = "", suffix: str = "") -> str:
    """'$0', '−$5k', '1.5M', '2.5%'."""
    size, letter = next(((size, letter) for size, letter in ((1e6, "M"), (1e3, "k")) if abs(value) >= size), (1, ""))
    return f"{'−' if value < 0 else ''}{prefix}{abs(value) / size:g}{letter}{suffix}"
