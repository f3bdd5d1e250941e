"""Monthly values for the stand-in of the BLS Public Data API to serve."""

from __future__ import annotations

import csv
import io
import math

from etl.settings import REFERENCE

NEVER_COLLECTED = (2025, 10)
"""October 2025: the month that the real series miss (value -, footnote X)."""


def series_csv(first: int = 1990, last: tuple[int, int] = (2026, 7)) -> bytes:
    """Rows `series_id, year, period, value, footnote_code` for every series of data/reference/series.csv, made up.

    The last two months are preliminary (P); one month is missing, as in the real series.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["series_id", "year", "period", "value", "footnote_code"])
    with (REFERENCE / "series.csv").open(encoding="utf-8") as handle:
        for number, row in enumerate(csv.DictReader(handle)):
            for year in range(max(first, int(row["start_year"])), last[0] + 1):
                for month in range(1, (last[1] if year == last[0] else 12) + 1):
                    writer.writerow(
                        [row["id"], year, f"M{month:02}", *_value(number, row["measure"], year, month, last)]
                    )
    return buffer.getvalue().encode()


def _value(number: int, measure: str, year: int, month: int, last: tuple[int, int]) -> tuple[str, str]:
    if (year, month) == NEVER_COLLECTED:
        return "-", "X"
    months = (year - 2015) * 12 + month
    start = {"prices": 234.0, "earnings": 18.0 + number / 2}.get(measure, 300.0 + 50 * number)
    value = start * 1.002**months + math.sin(months / 6)
    footnote = "P" if (last[0] - year) * 12 + last[1] - month < 2 else ""
    return f"{value:.3f}" if measure == "prices" else f"{value:.2f}", footnote
