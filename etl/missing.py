"""What the publishers offer and the loaded files lack, told in sentences that a visitor can read."""

from __future__ import annotations

import duckdb

from etl.editions import Edition
from etl.reference import followed_series
from etl.schema import VALUE_COLUMNS


def sentences(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Sentences on what the publishers offer and these files lack: blank columns, industry levels, monthly series."""
    return [
        *_blank_columns(connection),
        *_industry_levels(connection),
        *_state_industry(connection),
        *_series(connection),
    ]


PLACES = {
    "state": "states",
    "territory": "territories",
    "metro": "metropolitan areas",
    "nonmetro": "nonmetropolitan areas",
}
GROUPS = {
    "hourly wages": {column for column in VALUE_COLUMNS if column.startswith("hourly_")},
    "the annual mean": {"annual_mean"},
    "annual percentiles": {column for column in VALUE_COLUMNS if column.startswith("annual_")} - {"annual_mean"},
    "standard errors": {"employment_rse", "mean_rse"},
    "jobs per 1,000": {"jobs_per_1000"},
    "location quotients": {"location_quotient"},
    "jobs": {"employment"},
}
"""Columns as a visitor thinks of them."""


def _blank_columns(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Groups of columns that are blank throughout the loaded copy; kinds of row that are alike share a sentence."""
    counts = ", ".join(
        f"count(*) FILTER (list_extract(map_extract(marks, '{column}'), 1) = 'not_loaded')" for column in VALUE_COLUMNS
    )
    rows = connection.execute(
        f"""SELECT year, month, area_type, industry_level, count(*), {counts} FROM wages
            GROUP BY year, month, area_type, industry_level ORDER BY year, month, area_type DESC, industry_level"""
    ).fetchall()
    alike: dict[tuple[Edition, tuple[str, ...]], list[str]] = {}
    for year, month, area_type, level, total, *blanks in rows:
        blank = {column for column, count in zip(VALUE_COLUMNS, blanks, strict=True) if count == total}
        groups = tuple(name for name, columns in GROUPS.items() if columns <= blank)
        if groups:
            what = PLACES.get(area_type, f"{level} industries")
            alike.setdefault((Edition(year, month), groups), []).append(what)
    return [
        f"{edition}, {_listed(kinds)}: {_listed(list(groups))} are not in the loaded files."
        for (edition, groups), kinds in alike.items()
    ]


def _listed(words: list[str]) -> str:
    """'a, b and c'."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _industry_levels(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Industry levels that no loaded file holds, by edition since 2010."""
    rows = connection.execute(
        """SELECT year, list(DISTINCT industry_level) FROM wages
           WHERE area_code = 'US' AND month = 5 AND year >= 2010 GROUP BY year ORDER BY year"""
    ).fetchall()
    levels = ("sector", "3-digit", "4-digit", "5-digit", "6-digit")
    lacking: dict[tuple[str, ...], list[int]] = {}
    for year, loaded in rows:
        lacks = tuple(level for level in levels if level not in loaded)
        if lacks:
            lacking.setdefault(lacks, []).append(year)
    return [
        f"Nation by industry, {', '.join(lacks)}: no file is loaded for May {_years(years)}."
        for lacks, years in lacking.items()
    ]


def _state_industry(connection: duckdb.DuckDBPyConnection) -> list[str]:
    row = connection.execute(
        "SELECT count(*) FROM wages WHERE area_type = 'state' AND industry_code <> '000000'"
    ).fetchone()
    return [] if row and row[0] else ["States by industry (research estimates): no file is loaded."]


def _series(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Followed series of which nothing is loaded, and those that end more than a year before the newest."""
    rows = connection.execute(
        """SELECT series_id, max(month) AS last FROM observations WHERE value IS NOT NULL GROUP BY series_id
           HAVING max(month) < (SELECT max(month) FROM observations) - INTERVAL 1 YEAR ORDER BY last, series_id"""
    ).fetchall()
    followed = followed_series()
    ended: dict[str, list[str]] = {}
    for name, last in rows:
        ended.setdefault(f"{last:%B %Y}", []).append(followed[name].title if name in followed else name)
    found = [
        f"Monthly series that end in {month} in the loaded files: {'; '.join(them)}." for month, them in ended.items()
    ]
    loaded = {row[0] for row in connection.execute("SELECT DISTINCT series_id FROM observations").fetchall()}
    absent = [series.title for name, series in followed.items() if name not in loaded]
    if absent:
        found.append(f"Monthly series that are not in the loaded files: {'; '.join(absent)}.")
    return found


def _years(years: list[int]) -> str:
    """2010, 2011, 2012, 2020 as '2010–2012, 2020'."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)
