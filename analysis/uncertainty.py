"""How sure: the arithmetic of published errors.

BLS publishes a relative standard error for employment and for the mean wage, and for nothing else. Formulas:
published-data notes of BLS on comparing two estimates (oes_doc: reliability of the estimates); se = RSE/100 x value,
with the printed RSE's rounding bounded by +0.05; independent estimates add in squares; ratios add relative errors in
squares; a weighted mean is linearised (delta method). Overlapping survey panels and a part compared with its whole
break independence; whoever calls says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.estimate import Z90, Estimate

Finding = Literal["higher", "lower", "no clear difference", "cannot be tested"]


@dataclass(frozen=True)
class Measured:
    """A value with its standard error in the same unit; error None where BLS publishes none."""

    value: float
    error: float | None = None

    @property
    def margin(self) -> float | None:
        """Half the width of the 90 % interval."""
        return None if self.error is None else Z90 * self.error

    @property
    def low(self) -> float | None:
        """Lower end of the 90 % interval."""
        return None if self.margin is None else self.value - self.margin

    @property
    def high(self) -> float | None:
        """Upper end of the 90 % interval."""
        return None if self.margin is None else self.value + self.margin

    @property
    def finding(self) -> Finding:
        """Where the value stands against zero at 90 % confidence."""
        if self.margin is None:
            return "cannot be tested"
        if abs(self.value) <= self.margin:
            return "no clear difference"
        return "higher" if self.value > 0 else "lower"

    def scaled(self, factor: float) -> Measured:
        """The value in another unit."""
        return Measured(self.value * factor, None if self.error is None else self.error * abs(factor))


def measured(estimate: Estimate) -> Measured | None:
    """The estimate's value with its error; None when the value is missing."""
    return None if estimate.value is None else Measured(estimate.value, estimate.standard_error)


def in_squares(errors: Iterable[float | None]) -> float | None:
    """Square root of the sum of squares; None as soon as one error is unknown."""
    total = 0.0
    for error in errors:
        if error is None:
            return None
        total += error * error
    return math.sqrt(total)


def difference(a: Measured, b: Measured) -> Measured:
    """a - b. Error: sqrt(se_a^2 + se_b^2), assuming independence."""
    return Measured(a.value - b.value, in_squares((a.error, b.error)))


def ratio(a: Measured, b: Measured) -> Measured:
    """a / b, with error |a/b| sqrt((se_a/a)^2 + (se_b/b)^2), written to allow a = 0. Raises ValueError for b = 0."""
    if b.value == 0:
        raise ValueError("A ratio to zero has no value.")
    value = a.value / b.value
    parts = (a.error, None if b.error is None else value * b.error)
    error = in_squares(parts)
    return Measured(value, None if error is None else error / abs(b.value))


def percent_over(a: Measured, b: Measured) -> Measured:
    """By how many per cent a exceeds b: 100 (a/b - 1), with the error of the ratio."""
    found = ratio(a, b)
    return Measured(100 * (found.value - 1), None if found.error is None else 100 * found.error)


def total(parts: Sequence[Measured]) -> Measured:
    """Sum of independent parts."""
    return Measured(math.fsum(part.value for part in parts), in_squares(part.error for part in parts))


def weighted_mean(values: Sequence[Measured], weights: Sequence[Measured]) -> Measured:
    """M = sum(w x) / W with W = sum(w), where both the values and the weights carry errors.

    Delta method: dM/dx_i = w_i / W and dM/dw_i = (x_i - M) / W, so
    var M = sum[(w_i/W)^2 var x_i + ((x_i - M)/W)^2 var w_i]. A member whose weight has no published error makes the
    whole untestable, as does a value without one. Raises ValueError without members or with a sum of weights of 0.
    """
    whole = math.fsum(weight.value for weight in weights)
    if whole <= 0:
        raise ValueError("A weighted mean needs members with a positive weight.")
    mean = math.fsum(w.value * x.value for x, w in zip(values, weights, strict=True)) / whole
    terms: list[float | None] = []
    for x, w in zip(values, weights, strict=True):
        terms.append(None if x.error is None else w.value / whole * x.error)
        terms.append(None if w.error is None else (x.value - mean) / whole * w.error)
    return Measured(mean, in_squares(terms))
