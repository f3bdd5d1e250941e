"""Is every row there once, and does it name the file it came from?"""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks.check import Build, Check, judge
from etl.editions import Edition
from etl.schema import DATA_TABLES, SOURCES, VALUE_COLUMNS, Table

WITH_SOURCE = [table for table in DATA_TABLES if "source_id" in table.names]


def keys(build: Build) -> Iterator[Check]:
    """One row a key, and no key with a gap. Refused: a second row would be counted twice in every sum."""
    for table in (*DATA_TABLES, SOURCES):
        key = ", ".join(f'"{column}"' for column in table.key)
        doubled = build.rows(
            f'SELECT {key}, count(*) FROM "{table.name}" GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL'
        )
        empty = " OR ".join(f'"{column}" IS NULL' for column in table.key)
        gaps = build.rows(f'SELECT {key}, 0 FROM "{table.name}" WHERE {empty} ORDER BY ALL')
        found = [f"{row[-1]} rows for {_words(row[:-1])}" for row in doubled]
        found += [f"no value in the key {_words(row[:-1])}" for row in gaps]
        yield judge(
            f"{table.name}_key", found, f"one row for each {', '.join(table.key)}", "refused",
            f"`{table.name}` is to have one row for each {', '.join(table.key)}",
            "Look whether two of the loaded files hold the same table (`sources` lists them), or whether the "
            "publisher printed the row twice.",
        )  # fmt: skip


def _words(key: tuple[object, ...]) -> str:
    return " | ".join("(none)" if part is None else str(part) for part in key)


def files_named(build: Build) -> Iterator[Check]:
    """Every row names a file of `sources`. Refused: such a figure could not be traced to a published cell."""
    found = []
    for table in WITH_SOURCE:
        rows = build.rows(
            f"""SELECT t.source_id, count(*) FROM "{table.name}" AS t ANTI JOIN sources USING (source_id)
                GROUP BY ALL ORDER BY ALL"""
        )
        found += [f"{count:,} rows of `{table.name}` name {source!r}" for source, count in rows]
    yield judge(
        "rows_name_their_file", found, "every row names a file of `sources`", "refused",
        "rows whose file is not in `sources`", "This is a fault of the build, not of the files: report it.",
    )  # fmt: skip


def rows_arrived(build: Build) -> Iterator[Check]:
    """As many rows in the tables as were read from the files. Refused: rows were lost, or came twice, on the way."""
    found = []
    for table in WITH_SOURCE:
        found += [
            f"{source}: {read:,} read, {there:,} in `{table.name}`" for source, read, there in _lost(build, table)
        ]
    yield judge(
        "rows_all_arrived", found, "the tables hold as many rows as were read from each file", "refused",
        "rows read from a file and rows in the table differ",
        "This is a fault of the build, not of the files: report it.",
    )  # fmt: skip


def _lost(build: Build, table: Table) -> list[tuple[str, int, int]]:
    rows = build.rows(
        f"""SELECT source_id, s."rows", coalesce(t.n, 0) FROM sources AS s
            LEFT JOIN (SELECT source_id, count(*) AS n FROM "{table.name}" GROUP BY ALL) AS t USING (source_id)
            WHERE s.table_name = ? AND s."rows" <> coalesce(t.n, 0) ORDER BY ALL""",
        [table.name],
    )
    return [(source, read, there) for source, read, there in rows]


def series_described(build: Build) -> Iterator[Check]:
    """Every value belongs to a series that is described. Refused: its unit would be unknown."""
    rows = build.rows(
        """SELECT series_id, count(*) FROM observations AS o ANTI JOIN series ON series.id = o.series_id
           GROUP BY ALL ORDER BY ALL"""
    )
    yield judge(
        "observations_have_a_series", [f"{series} ({count:,} months)" for series, count in rows],
        "every value belongs to a series of `series`", "refused", "values of series that `series` does not describe",
        "Look at data/reference/series.csv: has the series been taken out of it? Then run `python -m etl refresh`.",
    )  # fmt: skip


def editions_differ(build: Build) -> Iterator[Check]:
    """No edition of the nation repeats all figures of another. Refused: one file was published under two names.

    Wages and jobs of every occupation never stay the same to the dollar from one edition to the next.
    """
    figures = ", ".join(f'"{column}"' for column in VALUE_COLUMNS)
    rows = build.rows(
        f"""WITH e AS (SELECT year, month, count(*) AS n, any_value(source_id) AS source_id,
                              hash(list(row(occupation_code, occupation_level, {figures})
                                        ORDER BY occupation_code, occupation_level)) AS content
                       FROM wages WHERE area_code = 'US' AND industry_code = '000000'
                         AND (employment IS NOT NULL OR annual_mean IS NOT NULL) GROUP BY year, month)
            SELECT a.year, a.month, b.year, b.month, a.source_id, b.source_id FROM e AS a JOIN e AS b
              ON a.content = b.content AND a.n = b.n AND (a.year, a.month) < (b.year, b.month) ORDER BY ALL"""
    )
    found = [f"{Edition(y, m)} ({s}) and {Edition(y2, m2)} ({s2})" for y, m, y2, m2, s, s2 in rows]
    yield judge(
        "editions_differ", found, "no national edition repeats the figures of another", "refused",
        "two editions have the same figures in every row",
        "Open both files: one of them is likely the other year's under a wrong name.",
    )  # fmt: skip
