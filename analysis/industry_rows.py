"""The rows of technicians by industry in an area, over all editions, and what of the publisher's tables is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.editions import NATION, TECHNICIANS, Edition
from analysis.estimate import MARKS
from analysis.kept import kept
from analysis.reference import made_of
from analysis.warehouse import Warehouse

MEASURES = ("employment", "annual_mean", "annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90",
            "hourly_mean", "hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90")  # fmt: skip
"""The figures of an industry: columns of the warehouse's `wages`, in jobs, dollars a year and dollars an hour."""

_COLUMNS = ("year", "month", "industry_code", "industry_name", "industry_level", "ownership", "occupation_code",
            "occupation_name", "occupation_level", *MEASURES, "employment_rse", "mean_rse", "jobs_per_1000",
            "location_quotient", MARKS, "source_id")  # fmt: skip

Row = Mapping[str, Any]


def industry_rows(
    warehouse: Warehouse, edition: Edition, area: str = NATION, codes: Iterable[str] = ()
) -> Mapping[str, Sequence[Row]]:
    """By industry code, one row an ownership: the columns of `wages`, `marks` as text. Source: OEWS by industry.

    The industries are all sectors, those of data/reference/settings.csv, and `codes`.
    """
    return every_edition(warehouse, area, codes).get(edition, {})


def every_edition(
    warehouse: Warehouse, area: str = NATION, codes: Iterable[str] = ()
) -> Mapping[Edition, Mapping[str, Sequence[Row]]]:
    """As `industry_rows`, by edition."""
    return _of_area(warehouse, area, _settings_codes().union(codes))


def over_editions(warehouse: Warehouse, codes: Iterable[str], area: str = NATION) -> list[Row]:
    """The rows of some industries over all editions, oldest first, then in the order of code and ownership."""
    codes = set(codes)
    found = every_edition(warehouse, area, codes)
    return [
        row
        for edition in sorted(found)
        for code in sorted(codes & found[edition].keys())
        for row in found[edition][code]
    ]


def absence(warehouse: Warehouse, edition: Edition, area: str, level: str, codes: Sequence[str]) -> str:
    """Why an industry has no row: 'not_loaded', or 'not_published' when its table is loaded but lacks it.

    What the loaded tables cover is judged on every occupation. The finer levels are told by group (the first three
    digits): the tables by ownership hold hospitals and schools only, so their presence says nothing of others.
    """
    held = groups(warehouse, area)
    if level in ("cross-industry", "sector", "3-digit"):
        return "not_published" if (edition, level, "") in held else "not_loaded"
    return "not_published" if any((edition, level, code[:3]) in held for code in codes) else "not_loaded"


@made_of("settings")
def _settings_codes(rows: Sequence[Mapping[str, str]]) -> frozenset[str]:
    """Every industry code of the table: in '4-digit:622100 > 3-digit:622000' what follows a colon, or a bar."""
    chains = " ".join(f"{row['codes']} {row['fallback']}" for row in rows)
    return frozenset(re.findall(r"(?<=[:|])[0-9-]+", chains))


@kept
def _of_area(warehouse: Warehouse, area: str, codes: frozenset[str]) -> dict[Edition, dict[str, list[dict[str, Any]]]]:
    rows = warehouse.rows(
        f"SELECT {', '.join(_COLUMNS)} FROM wages WHERE occupation_code = ? AND area_code = ? "  # noqa: S608 - constants
        "AND (industry_level IN ('cross-industry', 'sector') OR list_contains(?, industry_code))",
        [TECHNICIANS, area, sorted(codes)],
    )
    found: dict[Edition, dict[str, list[dict[str, Any]]]] = {}
    for row in sorted(rows, key=lambda row: (row["industry_code"], row["ownership"]), reverse=True):
        found.setdefault(Edition(row["year"], row["month"]), {}).setdefault(row["industry_code"], []).append(row)
    return found


@kept
def groups(warehouse: Warehouse, area: str) -> frozenset[tuple[Edition, str, str]]:
    """(edition, level, group) of the industries that an area has for any occupation; of a wide level no group."""
    rows = warehouse.rows(
        "SELECT DISTINCT year, month, industry_level, "
        "CASE WHEN industry_level IN ('cross-industry', 'sector', '3-digit') THEN '' ELSE left(industry_code, 3) END "
        "AS part FROM wages WHERE area_code = ?",
        [area],
    )
    return frozenset((Edition(row["year"], row["month"]), row["industry_level"], row["part"]) for row in rows)
