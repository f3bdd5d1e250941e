"""The figures that the dashboard opens with, in the new build and in the one before."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from etl import periods
from etl.schema import TABLES, Table

Connection = duckdb.DuckDBPyConnection

TECHNICIANS = "occupation_code = '29-2052'"
NATION = f"{TECHNICIANS} AND area_code = 'US' AND industry_code = '000000'"
SECTOR = f"{TECHNICIANS} AND area_code = 'US' AND industry_level = 'sector' AND industry_code = "


@dataclass(frozen=True)
class Headline:
    """A figure of the newest edition that has it. where: SQL that leaves one row an edition."""

    name: str
    title: str
    unit: str
    table: str
    column: str
    where: str


@dataclass(frozen=True)
class Found:
    """A headline's value in one build. period: edition or month in words; key: the row's, in the order of the table."""

    period: str
    value: float
    key: tuple[str, ...]
    source_id: str


HEADLINES = (
    Headline("technicians_jobs", "Jobs of pharmacy technicians, nation", "jobs", "wages", "employment", NATION),
    Headline("technicians_mean", "Mean pay of pharmacy technicians, nation", "dollars a year", "wages", "annual_mean",
             NATION),
    Headline("technicians_median", "Median pay of pharmacy technicians, nation", "dollars a year", "wages",
             "annual_median", NATION),
    Headline("technicians_p90", "90th percentile of pay of pharmacy technicians, nation", "dollars a year", "wages",
             "annual_p90", NATION),
    Headline("retail_mean", "Mean pay of technicians in retail trade", "dollars a year", "wages", "annual_mean",
             f"{SECTOR} '44-45'"),
    Headline("health_care_mean", "Mean pay of technicians in health care", "dollars a year", "wages", "annual_mean",
             f"{SECTOR} '62'"),
    Headline("retail_p90", "90th percentile of pay of technicians in retail trade", "dollars a year", "wages",
             "annual_p90", f"{SECTOR} '44-45'"),
    Headline("health_care_p90", "90th percentile of pay of technicians in health care", "dollars a year", "wages",
             "annual_p90", f"{SECTOR} '62'"),
    Headline("projected_growth", "Projected growth of technicians' jobs over ten years", "per cent", "projections",
             "change_pct", TECHNICIANS),
    Headline("projected_openings", "Projected openings for technicians", "jobs a year", "projections", "openings",
             TECHNICIANS),
    Headline("weekly_median", "Median weekly earnings of full-time technicians", "dollars a week", "weekly_earnings",
             "median_weekly", f"{TECHNICIANS} AND sex = 'total'"),
    Headline("consumer_prices", "Consumer prices (CPI-U), newest month", "index, 1982-84 = 100", "observations",
             "value", "series_id = 'CUUR0000SA0'"),
)  # fmt: skip
"""What the Overview shows and its three claims rest on."""


def find(connection: Connection, headline: Headline, schema: str = "main") -> Found | None:
    """The headline in the tables of `schema`: of the newest edition that has the value. None where none has."""
    table: Table = TABLES[headline.table]
    newest = ", ".join(f'"{column}" DESC' for column in periods.of(table))
    keys = ", ".join(f'"{column}"::VARCHAR' for column in table.key)
    row = connection.execute(
        f"""SELECT "{headline.column}"::DOUBLE, source_id, {keys} FROM {schema}."{table.name}"
            WHERE {headline.where} AND "{headline.column}" IS NOT NULL ORDER BY {newest} LIMIT 1"""
    ).fetchone()
    if row is None:
        return None
    value, source_id, *key = row
    of_edition = [key[table.key.index(column)] for column in periods.of(table)]
    return Found(periods.label(table, of_edition), value, tuple(key), source_id)
