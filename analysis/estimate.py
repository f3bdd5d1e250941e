"""One published figure, or the reason why there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from analysis.words import money

Z90 = 1.645
"""Standard normal value of a 90 % interval, the level that BLS uses for its own statements on OEWS."""

RSE_ROUNDING = 0.05
"""A relative standard error is printed to 0.1 per cent, so the true one may be this much larger."""

REASON_WORDS = {
    "suppressed": "suppressed by BLS",
    "annual_only": "BLS publishes only annual wages here",
    "hourly_only": "BLS publishes only hourly wages here",
    "withdrawn": "withdrawn by BLS because of reporting errors",
    "not_published": "not published at this level",
    "not_loaded": "not in the loaded files",
    "never_collected": "never collected",
    "not_combined": "published for each ownership apart, and cannot be combined",
}
"""Words for each reason; the first six are those of the warehouse's `marks`, with top_code beside them."""

MARKS = "to_json(marks)::VARCHAR AS marks"
"""The column `marks` in a query for many rows: as text it is read several times faster than as a map."""

ERROR_COLUMNS = {"employment": "employment_rse", "annual_mean": "mean_rse", "hourly_mean": "mean_rse"}
"""The only figures of OEWS for which BLS publishes an error, and the column it stands in."""


@dataclass(frozen=True)
class Estimate:
    """A figure that may be missing.

    value: in the unit of its column, None when missing. reason: why it is missing (a key of REASON_WORDS, or
    'top_code:<value>'), None when it is not. rse: relative standard error in per cent as published, None where none is.
    source_id: key of the warehouse's table `sources`.
    """

    value: float | None
    reason: str | None = None
    rse: float | None = None
    source_id: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError(f"An estimate has either a value or a reason, found {self.value!r} and {self.reason!r}.")

    @classmethod
    def of(cls, row: Mapping[str, Any], column: str) -> Estimate:
        """The estimate in a column of a row of `wages`.

        The row must hold the error column, `source_id`, and `marks` as a map or as the text of MARKS.
        """
        value, source = row[column], str(row.get("source_id") or "")
        if value is None:
            return cls(None, marks_of(row).get(column, "not_published"), None, source)
        error = ERROR_COLUMNS.get(column)
        return cls(float(value), None, row[error] if error else None, source)

    @property
    def standard_error(self) -> float | None:
        """Standard error in the value's unit, the printed error's rounding bounded from above; None where none is."""
        if self.value is None or self.rse is None:
            return None
        return abs(self.value) * (self.rse + RSE_ROUNDING) / 100

    @property
    def margin(self) -> float | None:
        """Half the width of the 90 % interval, in the value's unit."""
        error = self.standard_error
        return None if error is None else Z90 * error

    @property
    def interval(self) -> tuple[float, float] | None:
        """90 % interval (low, high), None where BLS publishes no error or no value."""
        margin = self.margin
        return None if self.value is None or margin is None else (self.value - margin, self.value + margin)

    @property
    def reason_words(self) -> str:
        """Why the value is missing, in a visitor's words; empty when it is not missing."""
        if self.reason is None:
            return ""
        if self.reason.startswith("top_code:"):
            return f"at or above {money(float(self.reason.partition(':')[2]))}, the highest value that BLS prints"
        return REASON_WORDS.get(self.reason, self.reason)


def marks_of(row: Mapping[str, Any]) -> Mapping[str, str]:
    """Why values of a row of `wages` are missing, by column; from its `marks` as a map or as the text of MARKS."""
    marks = row["marks"] or {}
    return _read(marks) if isinstance(marks, str) else marks


@lru_cache(maxsize=4096)
def _read(marks: str) -> Mapping[str, str]:
    found: dict[str, str] = json.loads(marks)
    return found


def missing(reason: str) -> Estimate:
    """An estimate without a value, for the reason given."""
    return Estimate(None, reason)
