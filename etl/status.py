"""Which figures are shown, how old they are, whether something newer is due, and what a refresh would do.

`python -m etl status --json` prints one object and nothing else. Keys are only ever added; null where nothing is known.

    command      "status"; today: "2026-11-22"
    shown        {"from": "build" or "snapshot", "build": id, "built": time, "before": id of the build before,
                 "notice": why this is not the build that was published last, "" where it is}
    last_refresh {"started", "seconds", "outcome", "message", "exit_code", "build", "only", "since", "files"} as in the
                 report of a refresh (etl/report.py), null where none is recorded
    builds       [{"build", "built", "bytes", "published"}] on disk, newest first; built is null for a file that cannot
                 be read or is of another version
    tables       [{"table", "source", "part", "title", "edition", "released", "fetched", "obtained", "files", "rows",
                 "due", "due_since", "next_edition", "expected", "note", "calendar_source", "due_words", "asks_again",
                 "asks_new", "inbox", "resting", "resting_until", "refresh_words"}], a line for each table and source,
                 and for CPI and CES apart; a source of which nothing is loaded has edition null and 0 files.
                 due: out, overdue, expected now, likely, not yet, no date (etl/due.py says what they mean)
    checks       {"counts": {status: number}, "list": [{"name", "status", "detail", "why"}]}, those not passed
    missing      sentences on what the publishers offer and the loaded files lack
"""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import UTC, date, datetime

import duckdb

from etl import last_refresh, sources, warehouse
from etl.due import Due, due, monthly_due
from etl.errors import EtlError
from etl.opening import EMBEDDED, Build, read
from etl.periods import moment
from etl.report import Record, rows, stamp
from etl.settings import SNAPSHOT, Settings
from etl.would_ask import would_ask

Connection = duckdb.DuckDBPyConnection

TABLE_OF = {
    "monthly_series": "observations",
    "projections": "projections",
    "cps_earnings": "weekly_earnings",
    "price_parities": "price_parities",
    "onet": "related_occupations",
    "handbook": "setting_shares",
}
"""Table that a source fills where nothing of it is loaded; the others fill `wages`."""

LEFT_OUT = ("series", "revisions")
"""Tables that come with another one: they have no editions of their own."""

PROGRAMS = {"CPI": "CU%", "CES": "CE%"}
"""Programs of the monthly series, by the beginning of their ids."""


def status(settings: Settings, today: date | None = None) -> Record:
    """The status in the shape that the module documents. Raises EtlError where not even the snapshot can be read."""
    today = today or datetime.now(UTC).date()
    build, notice = _shown(settings)
    asks = {name: would_ask(settings, sources.load(name), today) for name in sources.NAMES}
    with read(build) as connection:
        about = rows(connection, "SELECT build_id, built, previous_build, missing FROM builds")[0]
        lines = []
        for line, following in _tables(connection, today):
            ask = asks[line["source"]]
            lines.append(
                line
                | {
                    "due": following.standing,
                    "due_since": _day(following.since),
                    "next_edition": following.edition or None,
                    "expected": following.expected or None,
                    "note": following.note or None,
                    "calendar_source": following.source or None,
                    "due_words": following.words,
                    "asks_again": ask.again,
                    "asks_new": ask.new,
                    "inbox": ask.inbox,
                    "resting": ask.resting,
                    "resting_until": _day(ask.until),
                    "refresh_words": ask.words,
                }
            )
        checks = rows(connection, "SELECT name, status, detail, why FROM checks")
    counts: dict[str, int] = {}
    for check in checks:
        counts[check["status"]] = counts.get(check["status"], 0) + 1
    return {
        "command": "status",
        "today": str(today),
        "shown": {
            "from": "snapshot" if build.is_snapshot else "build",
            "build": about["build_id"] if not build.is_snapshot else EMBEDDED,
            "built": stamp(about["built"]),
            "before": None if build.is_snapshot else about["previous_build"],
            "notice": notice,
        },
        "last_refresh": last_refresh.recall(settings.warehouse),
        "builds": _builds(settings),
        "tables": lines,
        "checks": {"counts": counts, "list": [c for c in checks if c["status"] not in ("passed", "not run")]},
        "missing": list(about["missing"] or []),
    }


def _shown(settings: Settings) -> tuple[Build, str]:
    """What the dashboard shows, and why that is not the published build: as analysis/warehouse.py chooses."""
    folder = settings.warehouse
    current = warehouse.current(folder)
    if current is None:
        return Build(EMBEDDED, SNAPSHOT), ""
    trouble = ""
    others = [name for name in warehouse.builds(folder) if name != current]
    for name in (current, *others):
        build = Build(name, warehouse.build_path(folder, name))
        try:
            with read(build):
                return build, trouble and f"{trouble}. Shown instead: build {name}"
        except EtlError as error:
            trouble = trouble or str(error)
    return Build(EMBEDDED, SNAPSHOT), f"{trouble}. Shown instead: the figures that come with the project"


def _tables(connection: Connection, today: date) -> list[tuple[Record, Due]]:
    """A line for each table and source, and what is due; in the order of etl/sources."""
    found = rows(
        connection,
        """SELECT table_name AS "table", source, NULL::VARCHAR AS part, edition, table_title AS title, released,
                  retrieved, obtained, url, "rows" FROM sources""",
    )
    lines: list[tuple[Record, Due]] = []
    for source in sources.NAMES:
        own = [row for row in found if row["source"] == source and row["table"] not in LEFT_OUT]
        if not own:
            table = TABLE_OF.get(source, "wages")
            lines.append((_line(table, source, None, []), due(table, "", today)))
        for table in dict.fromkeys(row["table"] for row in own):
            group = [row for row in own if row["table"] == table]
            if table == "observations":
                lines += _monthly(connection, group, today)
            else:
                line = _line(table, source, None, group)
                lines.append((line, due(table, str(line["edition"] or ""), today)))
    return lines


def _line(table: str, source: str, part: str | None, group: list[Record]) -> Record:
    """What is loaded of a table from a source: its newest edition, and when that was released and fetched."""
    newest = max(group, key=lambda row: (moment(row["edition"]), row["retrieved"]), default=None)
    latest = [row for row in group if newest is not None and row["edition"] == newest["edition"]]
    return {
        "table": table,
        "source": source,
        "part": part,
        "title": newest["title"] if newest else None,
        "edition": newest["edition"] if newest else None,
        "released": _day(max((row["released"] for row in latest if row["released"]), default=None)),
        "fetched": stamp(max((row["retrieved"] for row in group), default=None)),
        "obtained": sorted({row["obtained"] for row in group}),
        "files": len({row["url"] + str(row["edition"]) for row in group}),
        "rows": sum(row["rows"] for row in group),
    }


def _monthly(connection: Connection, group: list[Record], today: date) -> list[tuple[Record, Due]]:
    lines = []
    for program, ids in PROGRAMS.items():
        newest, count = connection.execute(
            "SELECT max(month) FILTER (value IS NOT NULL), count(*) FROM observations WHERE series_id LIKE ?", [ids]
        ).fetchall()[0]
        if newest is None:
            continue
        line = _line("observations", "monthly_series", program, group)
        line |= {"edition": f"{newest:%B %Y}", "rows": count, "title": f"{line['title']} ({program})"}
        lines.append((line, monthly_due(program, newest, today)))
    return lines


def _builds(settings: Settings) -> list[Record]:
    current = warehouse.current(settings.warehouse)
    found = []
    for name in warehouse.builds(settings.warehouse):
        path = warehouse.build_path(settings.warehouse, name)
        built = None
        with suppress(duckdb.Error), closing(duckdb.connect(str(path), read_only=True)) as connection:
            built = connection.execute("SELECT built FROM builds").fetchall()[0][0]
        found.append({"build": name, "built": stamp(built), "bytes": path.stat().st_size, "published": name == current})
    return found


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)
