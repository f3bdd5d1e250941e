"""What the loaded files of places hold and what they lack, asked of the rows themselves."""

from __future__ import annotations

from analysis import editions, words
from analysis.editions import ALL_INDUSTRIES, TECHNICIANS
from analysis.estimate import missing
from analysis.places import TYPE_WORDS
from analysis.warehouse import Warehouse

PARTS: dict[str, tuple[str, ...]] = {
    "jobs": ("employment",),
    "concentration": ("location_quotient",),
    "yearly pay from the 10th to the 90th percentile": (
        "annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90",
    ),
    "mean pay": ("annual_mean", "hourly_mean"),
    "hourly pay": ("hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90"),
    "margins of error": ("employment_rse", "mean_rse"),
    "jobs per 1,000": ("jobs_per_1000",),
}  # fmt: skip
"""What a reader may look for, and the columns of `wages` that it stands in."""


def sentences(warehouse: Warehouse) -> list[str]:
    """What is loaded of states and areas in their newest edition, what is not, and who has a gap of their own."""
    loaded = editions.areas(warehouse)
    if not loaded:
        return ["No figures of states or areas are loaded."]
    newest = max(loaded)
    columns = [column for part in PARTS.values() for column in part]
    counts = ", ".join(f'count("{column}") AS "{column}"' for column in columns)
    row = warehouse.rows(
        f"SELECT {counts} FROM wages WHERE area_type <> 'nation' AND year = ? AND month = ? "  # noqa: S608 names from PARTS
        "AND industry_code = ? AND occupation_code = ?",
        [newest.year, newest.month, ALL_INDUSTRIES, TECHNICIANS],
    )[0]
    here = [name for name, part in PARTS.items() if all(row[column] for column in part)]
    gone = [name for name, part in PARTS.items() if not any(row[column] for column in part)]
    said = [f"Loaded for states and areas ({newest.label}): {words.join(here)}."] if here else []
    if gone:
        said.append(f"Not in the loaded files for them: {words.join(gone)}.")
    return said + _gaps(warehouse, newest)


def _gaps(warehouse: Warehouse, newest: editions.Edition) -> list[str]:
    """One sentence a place that lacks jobs or a median which the others have."""
    rows = warehouse.rows(
        "SELECT area_name, area_type, employment, annual_median, marks FROM wages WHERE area_type <> 'nation' "
        "AND year = ? AND month = ? AND industry_code = ? AND occupation_code = ? "
        "AND (employment IS NULL OR annual_median IS NULL) ORDER BY area_name LIMIT 12",
        [newest.year, newest.month, ALL_INDUSTRIES, TECHNICIANS],
    )
    said = []
    for row in rows:
        for column, name in (("employment", "the number of jobs"), ("annual_median", "the median")):
            if row[column] is None:
                reason = missing((row["marks"] or {}).get(column, "not_published")).reason_words
                said.append(f"{row['area_name']} ({TYPE_WORDS[row['area_type']]}): {name} is {reason}.")
    return said
