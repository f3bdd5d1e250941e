"""What a refresh, a build or a comparison did and found: the report, its shape as JSON, and where it is kept.

`--json` prints one object, the same for `refresh`, `build` and `changes`, and nothing else on standard output. Keys are
only ever added. Times are UTC; what does not apply is null or an empty list.

    command     "refresh", "build" or "changes"
    outcome     "published"; "nothing new"; "compared" (changes); "would refresh" (--dry-run); "refused" (a check or a
                file is not as it should be); "unreachable" (a publisher refused or was not reached); "failed" (anything
                else: usage, another refresh at work, a full disk). With the last three the published build stays
    message     the outcome in a sentence, with the way on
    exit_code   as the process ends: 0, 1, 2 or 3
    started     "2026-11-22T07:00:03Z"; seconds: how long it took
    build       id of the new (or, where nothing is new, of the published) build; before: the one it is compared with
    only        names of the sources that were asked for; since: first year or edition asked for, null for all
    files       {"counts": {status: number}, "list": [{"address", "source", "edition", "status", "bytes", "message"}]};
                status: new, updated, unchanged, absent (not published), refused, unreachable; with --dry-run also
                resting (not asked for again yet) and unknown (cannot be told without asking for it)
    tables      [{"table", "rows_before", "rows", "added", "revised", "gone"}], each table of data; rows, not values
    checks      [{"name", "status", "detail", "why"}] in the order in which they ran; status: passed, warning, refused,
                accepted (then `why` says why), not run
    headlines   [{"name", "title", "unit", "period_before", "before", "period", "value", "change", "change_pct",
                "cell"}]
    thresholds  [{"name", "words", "reason", "found", "shown"}]: from which size on a change is listed, and why; how
                many changes are that large, and how many of them `changes` lists, the largest first
    changes     [{"rule", "table", "kind", "row_key", "row", "column", "period_before", "before", "period", "after",
                "change_pct", "cell"}]; kind: revised (the same row has another value), moved (a new edition against the
                one before), withheld, appeared, gone. before, after: a number where the column holds numbers, else text
    breaks      [{"table", "edition", "label", "effect"}]: known breaks (data/reference/breaks.csv) that lie between two
                editions of which a change is told
    revisions   [{"series", "title", "unit", "month", "first", "first_seen", "before", "now", "seen", "cell"}]: months
                of followed series of which the build before had another value; first: as first published, as far as it
                was fetched. The newest months first, at most 200; revisions_found: how many there are
    cell        {"text": "<address> › <member> › sheet … › cell H12", "address", "member", "sheet", "cell", "line",
                "column", "series", "year", "period", "note"}: where the value stands in the published file. Workbooks
                have sheet and cell, text files line and column, the API series, year and period; `note` says why a
                place cannot be told. Keys that do not apply are left out; null where there is no value
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urlsplit

import duckdb

from etl.asking import EVERYTHING, Selection
from etl.changes import COMPARED
from etl.download import Outcome
from etl.editions import Edition
from etl.periods import moment
from etl.reference import breaks

Ending = Literal[
    "published", "nothing new", "compared", "would refresh", "refused", "unreachable", "failed"
]  # fmt: skip
Record = dict[str, Any]

REVISIONS_LISTED = 200
"""Enough for every month that a benchmark revision of the followed series touches in a year or two."""


@dataclass
class Report:
    """As the module says; filled while the command works, so that a failure still tells how far it came."""

    command: str
    outcome: Ending = "failed"
    message: str = ""
    exit_code: int = 0
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: float = 0.0
    build: str | None = None
    before: str | None = None
    selection: Selection = EVERYTHING
    files: list[Record] = field(default_factory=list)
    tables: list[Record] = field(default_factory=list)
    checks: list[Record] = field(default_factory=list)
    headlines: list[Record] = field(default_factory=list)
    thresholds: list[Record] = field(default_factory=list)
    changes: list[Record] = field(default_factory=list)
    breaks: list[Record] = field(default_factory=list)
    revisions: list[Record] = field(default_factory=list)
    revisions_found: int = 0

    def end(self, outcome: Ending, message: str, exit_code: int = 0) -> None:
        """Say how it ended."""
        self.outcome, self.message, self.exit_code = outcome, message, exit_code
        self.seconds = (datetime.now(UTC) - self.started).total_seconds()

    def add_files(self, outcomes: list[Outcome]) -> None:
        """Take in what became of the files that were asked for."""
        self.files += [
            {
                "address": outcome.remote.url,
                "source": outcome.remote.source,
                "edition": outcome.remote.edition or None,
                "status": outcome.status,
                "bytes": outcome.local.bytes if outcome.local else None,
                "message": outcome.message,
            }
            for outcome in outcomes
        ]

    def add_checks(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take in the checks of a build that is open."""
        self.checks = rows(connection, "SELECT name, status, detail, why FROM checks")

    def add_comparison(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take in what the report tables of an open build, or of a comparison, say."""
        self.tables = table_counts(connection)
        self.headlines = [
            line | {"change": line["value"] - line["before"] if _both(line) else None}
            | {"change_pct": percent(line["before"], line["value"]) if _both(line) else None}
            | {"cell": cell(line["cell"])}
            for line in rows(connection, "SELECT * EXCLUDE source_id FROM headlines")
        ]  # fmt: skip
        self.thresholds = rows(connection, "SELECT * FROM change_rules")
        self.changes = [
            line | {name: _number(line[name]) for name in ("before", "after")} | {"cell": cell(line["cell"])}
            for line in rows(
                connection,
                """SELECT rule, table_name AS table, kind, row_key, row_words AS row, column_name AS column,
                          period_before, before, period, after, change_pct, cell
                   FROM reported_changes ORDER BY position""",
            )
        ]
        self.breaks = _crossed(connection)
        self.revisions_found = count(connection, f"SELECT count(*) FROM ({REVISED_MONTHS})")
        listed = rows(connection, f"{REVISED_MONTHS} ORDER BY month DESC, series LIMIT {REVISIONS_LISTED}")
        self.revisions = [_revision(line) for line in listed]

    def counts(self) -> dict[str, int]:
        """Files by what became of them."""
        found: dict[str, int] = {}
        for file in self.files:
            found[file["status"]] = found.get(file["status"], 0) + 1
        return found

    def as_json(self) -> Record:
        """The report in the shape that the module documents."""
        return {
            "command": self.command,
            "outcome": self.outcome,
            "message": self.message,
            "exit_code": self.exit_code,
            "started": f"{self.started:%Y-%m-%dT%H:%M:%SZ}",
            "seconds": round(self.seconds, 2),
            "build": self.build,
            "before": self.before,
            "only": list(self.selection.only),
            "since": self.selection.since_words,
            "files": {"counts": self.counts(), "list": self.files},
            "tables": self.tables,
            "checks": self.checks,
            "headlines": self.headlines,
            "thresholds": self.thresholds,
            "changes": self.changes,
            "breaks": self.breaks,
            "revisions": self.revisions,
            "revisions_found": self.revisions_found,
        }


REVISED_MONTHS = """
SELECT c.series, s.title, s.unit, c.month, f.value AS first, f.seen AS first_seen, c.before::DOUBLE AS before,
       c.after::DOUBLE AS now, l.seen AS seen, src.url AS address
FROM (SELECT split_part(row_key, '|', 1) AS series, split_part(row_key, '|', 2)::DATE AS month, before, after, source_id
      FROM changes WHERE table_name = 'observations' AND kind = 'revised' AND column_name = 'value') AS c
LEFT JOIN (SELECT * FROM revisions QUALIFY row_number() OVER (PARTITION BY series_id, month ORDER BY seen) = 1) AS f
       ON f.series_id = c.series AND f.month = c.month
LEFT JOIN (SELECT * FROM revisions QUALIFY row_number() OVER (PARTITION BY series_id, month ORDER BY seen DESC) = 1)
       AS l ON l.series_id = c.series AND l.month = c.month
LEFT JOIN series AS s ON s.id = c.series
LEFT JOIN sources AS src ON src.source_id = c.source_id
"""
"""Months of a series whose value differs from the build before, with the value as first seen."""


def table_counts(connection: duckdb.DuckDBPyConnection) -> list[Record]:
    """Rows before and now of each table, and how many were added, revised or gone, from `changes`."""
    found = {
        (table, kind): number
        for table, kind, number in connection.execute(
            "SELECT table_name, kind, count(DISTINCT row_key) FROM changes GROUP BY ALL"
        ).fetchall()
    }
    lines = []
    for table in COMPARED:
        kinds = {kind: found.get((table.name, kind), 0) for kind in ("added", "revised", "gone")}
        number = count(connection, f'SELECT count(*) FROM "{table.name}"')
        before = number - kinds["added"] + kinds["gone"]
        lines.append({"table": table.name, "rows_before": before, "rows": number} | kinds)
    return lines


def _crossed(connection: duckdb.DuckDBPyConnection) -> list[Record]:
    """Known breaks between the editions of which a change is told, each once."""
    compared = connection.execute(
        """SELECT DISTINCT table_name, period_before, period FROM reported_changes WHERE kind = 'moved'
           UNION SELECT DISTINCT 'wages', period_before, period FROM headlines
           WHERE period_before <> period AND unit IN ('jobs', 'dollars a year')"""
    ).fetchall()
    return [
        {"table": one.table, "edition": str(Edition(one.year, one.month)), "label": one.label, "effect": one.effect}
        for one in breaks()
        if any(
            table == one.table and moment(before) < (one.year, one.month) <= moment(after)
            for table, before, after in compared
        )
    ]


def _revision(line: Record) -> Record:
    month = line["month"]
    parts = (line.pop("address"), f"series {line['series']}", f"year {month.year}", f"period M{month.month:02}")
    return line | {
        "month": f"{month:%Y-%m}",
        "first_seen": stamp(line["first_seen"]),
        "seen": stamp(line["seen"]),
        "cell": cell(SEPARATOR.join(filter(None, parts))),
    }


SEPARATOR = " › "
"""Between the parts of where a value stands."""

PLACES = ("sheet", "cell", "line", "column", "series", "year", "period")
"""Words that a part of where a value stands begins with; one in round brackets is a note, any other a member."""


def cell(text: str | None) -> Record | None:
    """Where a value stands, as `etl.cells` words it, by its parts."""
    if not text:
        return None
    found: Record = {"text": text}
    for part in text.split(SEPARATOR):
        word, _, rest = part.partition(" ")
        if urlsplit(part).scheme in ("http", "https"):
            found["address"] = part
        elif word in PLACES and rest:
            found[word] = int(rest) if word in ("line", "year") and rest.isdecimal() else rest
        elif part.startswith("("):
            found["note"] = part.strip("()")
        else:
            found["member"] = part
    return found


def percent(before: float, after: float) -> float | None:
    """Change in per cent of the value before, None where that is 0."""
    return 100 * (after / before - 1) if before else None


def stamp(moment: datetime | None) -> str | None:
    """'2026-11-22T07:00:03Z' of a moment in UTC."""
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _both(line: Record) -> bool:
    return line["before"] is not None and line["value"] is not None


def _number(text: str | None) -> str | float | int | None:
    if text is not None:
        with suppress(ValueError):
            value = float(text)
            return int(value) if value.is_integer() else value
    return text


def rows(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[object] | None = None) -> list[Record]:
    """Rows of a query as dictionaries."""
    found = connection.execute(sql, parameters or [])
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The one number that a query gives."""
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0
