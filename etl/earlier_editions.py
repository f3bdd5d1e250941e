"""Editions of tables that their publisher overwrites at one address, and that the files on disk do not hold any more.

A machine that fetches for the first time finds only the newest edition there. The earlier ones are taken over from the
build before, or from the figures that come with the project where there is no build yet, with the file that each row
was read from. Where the files on disk hold an edition (etl/archive.py keeps those that were fetched here) it is theirs.
"""

from __future__ import annotations

import duckdb

OVERWRITTEN = ("projections", "utilization_factors", "weekly_earnings")
"""Tables of which a new edition takes the place of the one before; the names of editions sort by time."""


def take_over(connection: duckdb.DuckDBPyConnection, before: str) -> None:
    """Add the rows, and the rows of `sources` that they name, from the attached database `before`.

    An edition of a stand-in for the publishers is never taken for one of theirs, nor the other way round; a table that
    the files on disk do not hold at all is left without.
    """
    for table in OVERWRITTEN:
        connection.execute(
            f"""CREATE TEMP TABLE taken AS SELECT s.* FROM {before}.sources AS s,
                  (SELECT max(edition) AS newest, list(edition) AS editions, bool_or(obtained = 'mirror') AS stand_in
                   FROM main.sources WHERE table_name = $name) AS now
                WHERE s.table_name = $name AND s.edition < now.newest AND NOT list_contains(now.editions, s.edition)
                  AND (s.obtained = 'mirror') = now.stand_in""",
            {"name": table},
        )
        connection.execute("INSERT INTO main.sources SELECT * FROM taken")
        connection.execute(
            f'INSERT INTO main."{table}" SELECT t.* FROM {before}."{table}" AS t SEMI JOIN taken USING (source_id)'
        )
        connection.execute("DROP TABLE taken")
