"""From files on disk to a published build: read, write aside, check, compare, publish."""

from __future__ import annotations

import hashlib
from contextlib import closing, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import duckdb

from etl import archive, checks, comparison, earlier_editions, missing, revisions, schema, sources, warehouse
from etl.checks.acceptance import NOTHING, Accepted, refusal, settle
from etl.errors import ChecksFailed, EtlError
from etl.extracts import extracts
from etl.files import Extract, LocalFile
from etl.opening import Build, attached, snapshot_if_readable
from etl.reference import next_release
from etl.report import Report
from etl.series_files import superseded
from etl.settings import REFERENCE, Settings
from etl.sidecar import find_local

INPUTS = ("occupations.csv", "top_codes.csv", "series.csv", "release_calendar.csv")
"""Reference tables that shape a build: a change in one of them is a reason to build anew."""


def build(
    settings: Settings,
    today: date | None = None,
    report: Report | None = None,
    accepted: Accepted = NOTHING,
) -> Report:
    """Build and publish from the files on disk, without asking anybody. Raises as refresh does.

    report: filled as far as it came, also when this raises. accepted: refusals that somebody has looked at.
    """
    today = today or datetime.now(UTC).date()
    with warehouse.lock(settings.warehouse):
        return publish(settings, local_files(settings, today), report or Report("build"), today, accepted)


def local_files(settings: Settings, today: date) -> list[LocalFile]:
    """Every verified file on disk that a source can read, editions kept from overwritten addresses included."""
    found: list[LocalFile] = []
    for name in sources.NAMES:
        source = sources.load(name)
        present = _present(source, settings, today)
        if hasattr(source, "edition_of"):
            present = archive.with_earlier_editions(present, source.edition_of)
        found += present
    return found


def _present(source: ModuleType, settings: Settings, today: date) -> list[LocalFile]:
    if hasattr(source, "local_files"):
        return list(source.local_files(settings))
    return [local for file in source.files(today) if (local := find_local(settings, file)) is not None]


def inputs(files: list[LocalFile]) -> str:
    """Checksum over all that shapes a build: files, reference tables, the schema's version."""
    digest = hashlib.sha256(f"schema {schema.VERSION}\n".encode())
    for local in sorted(files, key=lambda local: (local.remote.url, local.sha256)):
        digest.update(f"{local.remote.url} {local.sha256}\n".encode())
    for name in INPUTS:
        digest.update((REFERENCE / name).read_bytes())
    return digest.hexdigest()


def publish(
    settings: Settings, files: list[LocalFile], report: Report, today: date, accepted: Accepted = NOTHING
) -> Report:
    """Write a build of the files, check it, name it in CURRENT. The lock is held. Raises as refresh does."""
    if not files:
        raise EtlError(f"no files in {settings.downloads}: run `python -m etl refresh` first")
    folder = settings.warehouse
    folder.mkdir(parents=True, exist_ok=True)
    before = warehouse.current(folder)
    build_id = warehouse.new_build_id(folder, datetime.now(UTC))
    aside = folder / f"{build_id}.part"
    report.before = before
    try:
        _write(aside, build_id, files, settings, report, today, accepted)
        warehouse.publish(folder, build_id, aside)
    finally:
        for leftover in folder.glob(f"{build_id}.part*"):
            warehouse.remove(leftover)
    report.build = build_id
    report.end("published", f"Published build {build_id}.")
    return report


def _write(
    aside: Path,
    build_id: str,
    files: list[LocalFile],
    settings: Settings,
    report: Report,
    today: date,
    accepted: Accepted,
) -> None:
    """Write the build file, check it and close it. Raises as _check."""
    previous = _comparable(settings, report.before)
    with warehouse.writing(aside) as connection:
        for local in files:
            for extract, source_id in extracts(local):
                rows = warehouse.insert(connection, extract, source_id)
                _insert_source(connection, local, extract, source_id, rows)
        earlier = previous or snapshot_if_readable()
        with attached(connection, earlier, "before") if earlier else nullcontext():
            if earlier:
                earlier_editions.take_over(connection, "before")
            revisions.record(connection, superseded(settings), "before" if earlier else None)
            _insert_build(connection, build_id, inputs(files), report.before)
            _check(connection, previous, report, today, accepted)
            if previous is not None:
                comparison.fill(connection, settings)
                report.add_comparison(connection)


def _insert_build(connection: duckdb.DuckDBPyConnection, build_id: str, inputs: str, before: str | None) -> None:
    built = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        "INSERT INTO builds VALUES (?, ?, ?, ?, ?, ?)",
        [build_id, built, inputs, schema.VERSION, before, missing.sentences(connection)],
    )


def _check(
    connection: duckdb.DuckDBPyConnection, previous: Build | None, report: Report, today: date, accepted: Accepted
) -> None:
    """Fill `checks`. Raises ChecksFailed with every refused check, UsageError where an accepted one refuses nothing."""
    if previous is None:
        found = settle(checks.run(connection, None, today), accepted, None)
    else:
        with closing(duckdb.connect(str(previous.path), read_only=True)) as earlier:
            found = settle(checks.run(connection, earlier, today), accepted, earlier)
    connection.executemany(
        "INSERT INTO checks (name, status, detail, why) VALUES (?, ?, ?, ?)",
        [(check.name, check.status, check.detail, check.why) for check in found],
    )
    report.add_checks(connection)
    if any(check.status == "refused" for check in found):
        raise ChecksFailed(refusal(report.command, found, accepted))


def _comparable(settings: Settings, before: str | None) -> Build | None:
    """The build before; None where it cannot be read or has not today's tables, as one of an older version."""
    if before is None:
        return None
    path = warehouse.build_path(settings.warehouse, before)
    return Build(before, path) if warehouse.is_sound(path) else None


def _insert_source(
    connection: duckdb.DuckDBPyConnection, local: LocalFile, extract: Extract, source_id: str, rows: int
) -> None:
    connection.execute(
        f"INSERT INTO sources VALUES ({', '.join('?' * len(schema.SOURCES.columns))})",
        [
            source_id, local.remote.source, extract.publisher, extract.title, extract.edition, local.remote.url,
            extract.member, local.obtained, local.retrieved.astimezone(UTC).replace(tzinfo=None), local.bytes,
            local.sha256, local.last_modified, extract.released, next_release(extract.table), extract.table, rows,
            extract.note,
        ],
    )  # fmt: skip
