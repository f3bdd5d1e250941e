"""A measurement beside its limit, and the table that is printed."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One figure: what was measured, in which unit, and its limit (`at_least` for a floor, else a ceiling).

    margin: how far the figure may be off (90 %), where that was worked out. A limit within it is neither met nor not.
    """

    what: str
    value: float
    unit: str
    limit: float
    at_least: bool = False
    margin: float = 0.0

    @property
    def met(self) -> bool | None:
        """Whether the limit holds; None where the margin is too wide to tell."""
        low, high = self.value - self.margin, self.value + self.margin
        if low < self.limit < high:
            return None
        return low >= self.limit if self.at_least else high <= self.limit

    @property
    def cells(self) -> tuple[str, str, str, str]:
        bound = "at least" if self.at_least else "at most"
        return (
            self.what,
            f"{self.value:.2f}" + (f" ± {self.margin:.2f}" if self.margin else "") + f" {self.unit}",
            f"{bound} {self.limit:g} {self.unit}",
            {True: "met", False: "NOT MET", None: "too short to tell"}[self.met],
        )


def table(measures: Sequence[Measure]) -> str:
    """The measures as a Markdown table with aligned columns."""
    head = ("what", "measured", "limit", "")
    rows = [head, *(measure.cells for measure in measures)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def machine() -> str:
    """What it was measured on; other work at the time shows in the load."""
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, load {load:.1f} at the start, {platform.system()}, Python {platform.python_version()}"
    )
