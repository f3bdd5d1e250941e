"""One build against another: fills the report tables (`changes`, `headlines`, `change_rules`, `reported_changes`)."""

from __future__ import annotations

from contextlib import closing

import duckdb

from etl import changes, headlines, reported
from etl.cells import Finder
from etl.files import Wanted
from etl.opening import Build, read, side_by_side
from etl.report import Report, rows
from etl.settings import Settings

Connection = duckdb.DuckDBPyConnection


def compare(settings: Settings, before: Build, after: Build) -> Report:
    """The report on what differs from `before` to `after`. Raises EtlError where one of them cannot be read."""
    report = Report("changes", build=after.name, before=before.name)
    with read(after) as connection:
        report.add_checks(connection)
        recorded = rows(connection, "SELECT previous_build FROM builds")
    if not after.is_snapshot and recorded and recorded[0]["previous_build"] == before.name:
        # What was found when the build was made: the files of that day may be gone by now.
        with closing(duckdb.connect(str(after.path), read_only=True)) as connection:
            report.add_comparison(connection)
    else:
        with side_by_side(before, after) as connection:
            fill(connection, settings)
            report.add_comparison(connection)
    report.end("compared", f"Compared build {after.name} with {before.name}.")
    return report


def fill(connection: Connection, settings: Settings) -> None:
    """Fill the report tables: the tables of `main` against those of the attached database `before`."""
    changes.record(connection)
    finder = Finder(connection, settings)
    _headlines(connection, finder)
    reported.record(connection, finder)


def _headlines(connection: Connection, finder: Finder) -> None:
    found = [
        (headline, headlines.find(connection, headline, "before"), headlines.find(connection, headline))
        for headline in headlines.HEADLINES
    ]
    cells = finder.find(
        [Wanted(h.table, now.key, h.column, now.source_id) for h, before, now in found if now and now != before]
    )
    for headline, before, now in found:
        wanted = Wanted(headline.table, now.key, headline.column, now.source_id) if now else None
        connection.execute(
            "INSERT INTO headlines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                headline.name, headline.title, headline.unit, before and before.period, before and before.value,
                now and now.period, now and now.value, cells.get(wanted) if wanted else None, now and now.source_id,
            ],
        )  # fmt: skip
