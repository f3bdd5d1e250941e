"""How every figure is made: formula, an example worked with the loaded data, and limits. Rules and gaps beside them.

`methods(warehouse)` gives the measures in the order in which they build on each other; `rules` the verdicts, with the
thresholds of the code; `gaps` the vocabulary of missing values; `sources` what was read.
"""

from __future__ import annotations

from analysis.methods import errors, groups, money
from analysis.methods.method import Method
from analysis.warehouse import Warehouse

EVERY = (
    errors.standard_error, errors.margin, errors.difference, errors.ratio, errors.hours, groups.weighted,
    groups.inside_states, groups.room, money.change, money.constant_dollars, money.price_parity,
    money.location_quotient, groups.split,
)  # fmt: skip


def methods(warehouse: Warehouse) -> list[Method]:
    """Every measure, each with its worked example."""
    return [explain(warehouse) for explain in EVERY]


__all__ = ["EVERY", "Method", "methods"]
