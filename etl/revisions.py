"""What each month of a followed series was published with: first, and whenever it was revised.

The API gives only today's values. What it gave before is known from its answers that newer ones took the place of
(etl/series_files.py keeps them) and from the build before, or from the figures that come with the project where there
is no build yet. A value of a stand-in for the publishers is never taken for one of theirs, nor the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC

import duckdb

from etl.extracts import extracts
from etl.files import LocalFile
from etl.schema import SOURCES

Connection = duckdb.DuckDBPyConnection

_FETCHED = "%Y%m%dT%H%M%SZ"
_IN_NAME = re.compile(r"\.\d{8}T\d{6}Z")
"""When an archived answer was fetched, as its file name says."""

_VALUES = "series_id, month, seen, value, footnote, source_id"
_OF_ONE_ORIGIN = """(a.obtained = 'mirror') = (
    SELECT coalesce(bool_or(s.obtained = 'mirror'), FALSE) FROM now JOIN main.sources AS s USING (source_id))"""


def record(connection: Connection, superseded: Iterable[LocalFile], earlier: str | None) -> None:
    """Fill `revisions`, and `sources` with the older answers that its rows name.

    superseded: answers that newer ones took the place of. earlier: attached database with the tables of an earlier
    build, None where there is none. The same files and the same earlier build give the same rows.
    """
    connection.execute(
        """CREATE TEMP TABLE now AS SELECT o.series_id, o.month, s.retrieved AS seen, o.value, o.footnote, o.source_id
           FROM main.observations AS o JOIN main.sources AS s USING (source_id)"""
    )
    columns = ", ".join(f'"{column.name}" {column.type}' for column in SOURCES.columns)
    connection.execute(f"CREATE TEMP TABLE answers ({columns})")
    connection.execute(
        """CREATE TEMP TABLE older (series_id VARCHAR, month DATE, seen TIMESTAMP, value DOUBLE, footnote VARCHAR,
                                    source_id VARCHAR)"""
    )
    for local in superseded:
        _read(connection, local)
    if earlier is not None:
        _carry(connection, earlier)
    _fill(connection)
    for name in ("now", "answers", "older"):
        connection.execute(f"DROP TABLE temp.{name}")


def _read(connection: Connection, local: LocalFile) -> None:
    """Take in an archived answer."""
    seen = local.retrieved.astimezone(UTC).replace(tzinfo=None)
    for extract, name in extracts(local):
        if extract.table != "observations":
            continue
        # The id that it had when it was the newest, and when it was fetched.
        source_id = f"{_IN_NAME.sub('', name)}@{seen:{_FETCHED}}"
        connection.register("archived", extract.frame)
        connection.execute(
            "INSERT INTO older SELECT series_id, month, ?, value, footnote, ? FROM archived", [seen, source_id]
        )
        connection.unregister("archived")
        connection.execute(
            f"INSERT INTO answers VALUES ({', '.join('?' * len(SOURCES.columns))})",
            [
                source_id, local.remote.source, extract.publisher, extract.title, extract.edition, local.remote.url,
                extract.member, local.obtained, seen, local.bytes, local.sha256, local.last_modified, None, None,
                "revisions", 0, extract.note,
            ],
        )  # fmt: skip


def _carry(connection: Connection, earlier: str) -> None:
    """Take in what an earlier build knew."""
    fetched = f"strftime(s.retrieved, '{_FETCHED}')"
    dated = f"if(contains(s.source_id, '@'), s.source_id, s.source_id || '@' || {fetched})"
    connection.execute(
        f"""INSERT INTO older SELECT r.series_id, r.month, r.seen, r.value, r.footnote, {dated}
            FROM {earlier}.revisions AS r JOIN {earlier}.sources AS s USING (source_id)"""
    )
    connection.execute(
        f"""INSERT INTO answers SELECT s.* REPLACE ({dated} AS source_id, 'revisions' AS table_name, 0 AS "rows",
                                                    NULL AS released, NULL AS next_release)
            FROM {earlier}.sources AS s WHERE source_id IN (SELECT source_id FROM {earlier}.revisions)
              AND {dated} NOT IN (SELECT source_id FROM answers)"""
    )


def _fill(connection: Connection) -> None:
    """The changes of value in the order in which they were seen; the last row of a month is today's value."""
    connection.execute(
        f"""INSERT INTO main.revisions
            WITH agreeing AS (
                SELECT older.* FROM older JOIN answers AS a USING (source_id) JOIN now USING (series_id, month)
                WHERE older.seen < now.seen AND {_OF_ONE_ORIGIN}
                QUALIFY row_number() OVER (PARTITION BY series_id, month, older.seen ORDER BY source_id) = 1
            ), seen AS (SELECT {_VALUES} FROM agreeing UNION ALL SELECT {_VALUES} FROM now)
            SELECT {_VALUES} FROM seen
            WINDOW one AS (PARTITION BY series_id, month ORDER BY seen)
            QUALIFY row_number() OVER one = 1 OR value IS DISTINCT FROM lag(value) OVER one"""
    )
    connection.execute(
        """INSERT INTO main.sources
           SELECT a.* REPLACE (count AS "rows") FROM answers AS a
           JOIN (SELECT source_id, count(*) AS count FROM main.revisions GROUP BY source_id) USING (source_id)
           ORDER BY source_id"""
    )
