"""In which cell of the projections' workbook a value stands."""

from __future__ import annotations

from collections.abc import Sequence

from etl.files import LocalFile, Place, Wanted
from etl.places.naming import cell
from etl.sources import projections
from etl.tables import Row, read_sheet

COLUMNS = {
    "": "code",
    "occupation_name": "title",
    "base_employment": "base",
    "projected_employment": "target",
    "change": "change",
    "change_pct": "change_pct",
    "openings": "openings",
    "exits": "exits",
    "transfers": "transfers",
    "median_wage": "wage",
    "education": "education",
    "experience": "experience",
    "training": "training",
}
"""From a column of `projections` to the reader's name of it."""

ONLY_IN_OPENINGS = ("exits", "transfers")
"""Columns of table 1.10; the others stand in table 1.2."""


def locate(local: LocalFile, member: str, wanted: Sequence[Wanted]) -> dict[Wanted, Place]:
    """The cells of values of `projections` and `utilization_factors`."""
    sheet = read_sheet(local.path, projections.OCCUPATIONS_SHEET)
    years = projections.years_in(sheet)
    occupations = projections.by_code(projections.occupation_table(sheet, years))
    openings = projections.by_code(
        projections.openings_table(read_sheet(local.path, projections.OPENINGS_SHEET), years)
    )
    factors = _factors(local, years) if any(one.table == "utilization_factors" for one in wanted) else {}
    found: dict[Wanted, Place] = {}
    for one in wanted:
        edition, *rest = one.key
        if edition != years.edition:
            continue
        if one.table == "utilization_factors":
            row, column = (
                factors.get((rest[0], rest[1])),
                {"": "code", "industry_name": "industry"}.get(one.column, one.column),
            )
        else:
            row = (openings if one.column in ONLY_IN_OPENINGS else occupations).get(rest[0])
            column = COLUMNS.get(one.column, "")
        if row is not None and column in row.table.columns:
            found[one] = cell(row.table.sheet.name, row.number, row.table.columns[column])
    return found


def _factors(local: LocalFile, years: projections.Years) -> dict[tuple[str, str], Row]:
    """Rows of table 1.12 by occupation and industry."""
    table = projections.factors_table(read_sheet(local.path, projections.FACTORS_SHEET), years)
    return {(row.text("code"), row.printed("industry_code")): row for row in table.rows("code")}
