"""Does everything that is missing say why, in words that are known?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.checks.check import Build, Check, file_of, judge
from etl.editions import Edition
from etl.reference import top_codes
from etl.schema import MARKS, VALUE_COLUMNS

FOOTNOTES = {
    "P": "preliminary",
    "R": "revised",
    "C": "corrected",
    "X": "not available: lapse in appropriations",
    "9": "not available: lapse in appropriations",
}
"""Footnote codes of the monthly series whose meaning is known (BLS Public Data API)."""


def reasons(build: Build) -> Iterator[Check]:
    """Each missing estimate says why, and no present one does. Refused: a gap could be taken for a zero."""
    wrong = " UNION ALL ".join(
        f"SELECT '{column}' AS name, count(*) AS n FROM wages "
        f"WHERE (\"{column}\" IS NULL) <> (len(map_extract(marks, '{column}')) > 0)"
        for column in VALUE_COLUMNS
    )
    found = [f"{name} ({rows:,} rows)" for name, rows in build.rows(f"SELECT name, n FROM ({wrong}) WHERE n > 0")]
    yield judge(
        "missing_values_have_reasons", found, "every missing estimate of wages says why", "refused",
        "without a reason, or with one too many", "This is a fault of the reader of the OEWS workbooks: report it.",
    )  # fmt: skip


def known_marks(build: Build) -> Iterator[Check]:
    """Reasons are of the dictionary, top codes are the edition's. Refused: the dashboard could not put it in words."""
    rows = build.rows(
        f"""SELECT year, month, m.key, m.value, count(*), min(file) FROM (
                SELECT year, month, unnest(map_entries(marks)) AS m, {file_of("w")} AS file FROM wages AS w
            ) GROUP BY ALL ORDER BY ALL"""
    )
    found = [
        f"{Edition(year, month)}: {column} is missing because {reason!r} in {count:,} rows, such as of {file}"
        for year, month, column, reason, count, file in rows
        if column not in VALUE_COLUMNS or not _is_known(column, reason, year)
    ]
    yield judge(
        "marks_are_known", found, f"every reason is one of {', '.join(MARKS)}", "refused",
        "reasons that the dictionary does not know",
        "Look at the cell, and at the field descriptions in the same file. A new mark needs words in etl/schema.py, a "
        "new top code its row in data/reference/top_codes.csv.",
    )  # fmt: skip


def _is_known(column: str, reason: str, year: int) -> bool:
    mark, _, value = reason.partition(":")
    if mark != "top_code":
        return reason in MARKS
    dollars = top_codes().get(year, {}).get(column.split("_")[0])
    return dollars is not None and value == f"{dollars:g}"


def footnotes(build: Build) -> Iterator[Check]:
    """Footnote codes are known. A warning: BLS may add one, and somebody should read what it means."""
    rows = build.rows(
        """SELECT footnote, count(*), min(month), arg_min(series_id, month) FROM observations
           WHERE footnote IS NOT NULL GROUP BY ALL ORDER BY ALL"""
    )
    found = [
        f"{footnote!r} on {count:,} values, first {series} of {month:%B %Y}"
        for footnote, count, month, series in rows
        if set(_codes(footnote)) - set(FOOTNOTES)
    ]
    yield judge(
        "footnotes_are_known", found, f"every footnote of the monthly series is one of {', '.join(FOOTNOTES)}",
        "warning", "footnotes of monthly series that are not known",
        "Read on bls.gov what the code means, and add it to FOOTNOTES in etl/checks/marks.py.",
    )  # fmt: skip


def _codes(footnote: str) -> list[str]:
    """'P, X: Data unavailable …' holds the codes P and X; the text of a footnote may hold commas itself."""
    return [code for part in re.split(r", (?=\w+(?:,|:|$))", footnote) if (code := part.split(":")[0].strip())]


def missing_months(build: Build) -> Iterator[Check]:
    """A month without a value has a footnote. A warning: the dashboard then says "not collected" without the reason."""
    rows = build.rows(
        """SELECT series_id, month FROM observations WHERE value IS NULL AND coalesce(footnote, '') = ''
           ORDER BY series_id, month"""
    )
    yield judge(
        "missing_months_say_why", [f"{series} of {month:%B %Y}" for series, month in rows],
        "every month without a value has its footnote", "warning", "months without a value and without a footnote",
        "Look the month up at https://data.bls.gov/timeseries/ with the series' id: it may have a value by now.",
    )  # fmt: skip


def weekly_reasons(build: Build) -> Iterator[Check]:
    """A median of weekly earnings is there, or says why not. Refused: a gap could be taken for a zero."""
    rows = build.rows(
        f"""SELECT year, occupation_title, sex, {file_of("w")} FROM weekly_earnings AS w
            WHERE (median_weekly IS NULL) <> (coalesce(reason, '') <> '') ORDER BY ALL"""
    )
    found = [f"{title} ({sex}, {year}, {file})" for year, title, sex, file in rows]
    yield judge(
        "weekly_earnings_have_reasons", found, "every missing median of weekly earnings says why", "refused",
        "a median without value and reason, or with both", "Look at the row in the file: is it a dash or a number?",
    )  # fmt: skip
