"""A warehouse as large as it can become: every occupation and every edition since 1997, for the bench of growth.

The published rows are those of the figures that come with the project, untouched. All others are MADE UP and say so
in their names and in `sources`. It is written by the code that writes a build, in the order of a build.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb

from etl import schema, warehouse
from etl.schema import TABLES
from etl.settings import SNAPSHOT
from etl.snapshot import LEFT_OUT

BUILT = datetime(2026, 11, 25)  # noqa: DTZ001 - the tables hold UTC without saying so
OCCUPATIONS = 830
"""As many detailed occupations as the Standard Occupational Classification has, near enough."""
PROJECTIONS = tuple(f"{year}-{(year + 10) % 100:02}" for year in range(2008, 2024, 2))
"""Editions of the projections before the one that is published here."""
MADE_UP = "MADE UP for a bench"


def grow(data: Path, build_id: str, rows: int) -> Path:
    """Publish a build with the published rows and so many more in `wages` that there are `rows` (or all published).

    Every followed occupation gets all that is missing to it: each edition in which it has a national row, in all places
    and industries. The others share what is left, each with other places and industries.
    """
    folder = data / "warehouse"
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{build_id}.part"
    with warehouse.writing(aside) as connection:
        _published(connection, build_id)
        if rows > _count(connection):
            _occupations(connection)
            _wages(connection, rows)
            _others(connection)
    warehouse.publish(folder, build_id, aside)
    return warehouse.build_path(folder, build_id)


def _published(connection: duckdb.DuckDBPyConnection, build_id: str) -> None:
    for table in TABLES.values():
        if table.name not in (*LEFT_OUT, "dictionary", "builds"):
            path = str(SNAPSHOT / f"{table.name}.parquet")
            connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM read_parquet(?)', [path])
    connection.execute(
        "INSERT INTO builds VALUES (?, ?, '', ?, NULL, ?)",
        [build_id, BUILT, schema.VERSION, [f"{MADE_UP}: ask nobody"]],
    )


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    return int(connection.execute("SELECT count(*) FROM wages").fetchall()[0][0])


def _occupations(connection: duckdb.DuckDBPyConnection) -> None:
    """`made_occupations`: code, name, level, followed. `made_editions`: the same with year and month of each edition;
    of the followed those with a national row. `made_parts`: every place and industry."""
    connection.execute(
        """CREATE TEMP TABLE made_occupations AS
           SELECT occupation_code AS code, max(occupation_name) AS name, max(occupation_level) AS level,
             true AS followed
           FROM wages GROUP BY ALL
           UNION ALL
           SELECT (11 + 2 * (n % 22))::VARCHAR || '-' || lpad((1003 + 10 * n)::VARCHAR, 4, '0'),
                  ? || ', occupation ' || n, 'detailed', false
           FROM range(?) AS t(n)""",
        [MADE_UP, OCCUPATIONS],
    )
    connection.execute(
        """CREATE TEMP TABLE made_editions AS
           SELECT o.*, e.year, e.month FROM made_occupations AS o, (SELECT DISTINCT year, month FROM wages) AS e
           WHERE NOT followed OR (code, year, month) IN (
             SELECT (occupation_code, year, month) FROM wages WHERE area_code = 'US' AND industry_code = '000000')"""
    )
    connection.execute(
        """CREATE TEMP TABLE made_parts AS SELECT DISTINCT ON (area_code, industry_code, industry_level, ownership)
             area_code, area_name, area_type, state, industry_code, industry_name, industry_level, ownership
           FROM wages ORDER BY ALL"""
    )


def _wages(connection: duckdb.DuckDBPyConnection, rows: int) -> None:
    key = ", ".join(f'"{name}"' for name in schema.WAGES.key)
    made = "FROM made_editions, made_parts"
    missing = ", ".join(f"'{name}'" for name in schema.VALUE_COLUMNS)
    figures = ", ".join(f"CASE WHEN h % 20 > 0 THEN {_figure(name)} END" for name in schema.VALUE_COLUMNS)
    columns = f"""year, month, area_code, area_name, area_type, state, industry_code, industry_name, industry_level,
        ownership, code AS occupation_code, name, level AS occupation_level, {figures},
        CASE WHEN h % 20 > 0 THEN MAP([]::VARCHAR[], []::VARCHAR[])
             ELSE MAP([{missing}], list_transform([{missing}], lambda name: 'suppressed')) END,
        'made up/' || year || '/' || area_type || '/' || industry_level"""
    hashed = f"(SELECT *, hash(code, area_code, industry_code, ownership, year, month) AS h {made})"
    connection.execute(
        f"""INSERT INTO wages SELECT * FROM (SELECT {columns} FROM {hashed} WHERE followed) AS made
            ANTI JOIN (SELECT {key} FROM wages) AS w USING ({key})"""
    )
    possible = connection.execute(f"SELECT count(*) {made} WHERE NOT followed").fetchall()[0][0]
    share = min(1.0, max(0, rows - _count(connection)) / possible)
    connection.execute(
        f"INSERT INTO wages SELECT {columns} FROM {hashed} WHERE NOT followed AND h % 1000000 < ?", [1_000_000 * share]
    )


def _figure(column: str) -> str:
    """SQL for a made-up figure: pay of 20 to 80 thousand dollars a year, with a range around it."""
    around = {"mean": 1.05, "p10": 0.7, "p25": 0.85, "median": 1.0, "p75": 1.2, "p90": 1.4}
    unit, _, point = column.partition("_")
    if point in around and unit in ("annual", "hourly"):
        year = f"(20000 + 10 * (h % 6000)) * {around[point]}"
        return f"round({year}, -1)" if unit == "annual" else f"round({year} / 2080, 2)"
    return "10 * (1 + h % 5000)" if column == "employment" else "round(0.3 + (h % 97) / 20, 1)"


def _others(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables that grow with occupations and editions: projections, demand, earnings, similar work, sources."""
    connection.execute(
        f"""INSERT INTO sources (source_id, source, publisher, table_title, edition, url, obtained, retrieved, bytes,
              released, table_name, rows, note)
            SELECT source_id, 'made up', '{MADE_UP}', area_type || ', ' || industry_level,
              CASE month WHEN 12 THEN '' WHEN 11 THEN 'November ' ELSE 'May ' END || year, '', 'snapshot', ?, 0, NULL,
              'wages', count(*), '{MADE_UP}'
            FROM wages WHERE source_id LIKE 'made up/%' GROUP BY source_id, area_type, industry_level, year, month""",
        [BUILT],
    )
    connection.execute(
        """INSERT INTO projections
           SELECT edition, code, name, left(edition, 4)::SMALLINT, left(edition, 4)::SMALLINT + 10, 1000 + h % 100000,
             1000 + h % 110000, h % 10000, (h % 300) / 10 - 10, 100 + h % 9000, 50 + h % 3000, 50 + h % 5000,
             30000 + h % 50000, false, 'High school diploma or equivalent', 'None', 'None', 'made up/projections'
           FROM (SELECT *, hash(code, edition) AS h FROM made_occupations, (SELECT unnest(?) AS edition)) AS made
           ANTI JOIN projections AS p ON p.edition = made.edition AND p.occupation_code = made.code""",
        [[*PROJECTIONS, "2024-34"]],
    )
    connection.execute(
        """INSERT INTO utilization_factors
           SELECT '2024-34', code, industry_code, industry_name, 'Made up: the share increases', 'made up/projections'
           FROM made_occupations, (FROM made_parts WHERE industry_level = 'sector' LIMIT 3) WHERE NOT followed"""
    )
    connection.execute(
        """INSERT INTO weekly_earnings
           SELECT year, name, code, sex, 100000, 500 + h % 1500, NULL, NULL, 'made up/earnings'
           FROM (SELECT *, hash(code, year, sex) AS h FROM made_occupations, range(2011, 2026) AS y(year),
                 (SELECT unnest(['total', 'men', 'women']) AS sex)) WHERE NOT followed"""
    )
    connection.execute(
        """INSERT INTO related_occupations
           SELECT '30.2', a.code || '.00', b.code || '.00', b.name, 'Primary-Short', 1 + hash(a.code, b.code) % 20,
             'made up/related'
           FROM made_occupations AS a, made_occupations AS b
           WHERE NOT a.followed AND hash(b.code, a.code) % 42 = 0"""
    )
