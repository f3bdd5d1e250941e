"""From files on disk to a published build: read, write aside, check, compare, publish."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import duckdb

from etl import archive, checks, comparison, missing, schema, sources, warehouse
from etl.errors import ChecksFailed, EtlError
from etl.files import Extract, LocalFile
from etl.reference import next_release
from etl.report import Report
from etl.settings import REFERENCE, Settings
from etl.sidecar import find_local

INPUTS = ("occupations.csv", "top_codes.csv", "series.csv", "release_calendar.csv")
"""Reference tables that shape a build: a change in one of them is a reason to build anew."""


def build(settings: Settings, today: date | None = None, report: Report | None = None) -> Report:
    """Build and publish from the files on disk, without asking anybody. Raises as refresh does.

    report: filled as far as it came, also when this raises.
    """
    with warehouse.lock(settings.warehouse):
        files = local_files(settings, today or datetime.now(UTC).date())
        return publish(settings, files, report or Report("build"))


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


def publish(settings: Settings, files: list[LocalFile], report: Report) -> Report:
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
        _write(aside, build_id, files, settings, report)
        aside.replace(warehouse.build_path(folder, build_id))
    finally:
        for leftover in folder.glob(f"{build_id}.part*"):
            leftover.unlink()
    warehouse.publish(folder, build_id)
    report.build = build_id
    report.end("published", f"Published build {build_id}.")
    return report


def _write(aside: Path, build_id: str, files: list[LocalFile], settings: Settings, report: Report) -> None:
    """Write the build file, check it and close it. Raises ChecksFailed with every refused check."""
    before = report.before
    with closing(warehouse.create(aside)) as connection:
        for local in files:
            for extract, source_id in _extracts(local):
                rows = warehouse.insert(connection, extract, source_id)
                _insert_source(connection, local, extract, source_id, rows)
        connection.execute(
            "INSERT INTO builds VALUES (?, ?, ?, ?, ?, ?)",
            [
                build_id,
                datetime.now(UTC).replace(tzinfo=None),
                inputs(files),
                schema.VERSION,
                before,
                missing.sentences(connection),
            ],
        )
        previous = warehouse.build_path(settings.warehouse, before) if before else None
        found = _check(connection, previous)
        connection.executemany(
            "INSERT INTO checks (name, status, detail) VALUES (?, ?, ?)", [(c.name, c.status, c.detail) for c in found]
        )
        report.add_checks(connection)
        refused = [check for check in found if check.status == "refused"]
        if refused:
            listed = "\n".join(f"  {check.name}: {check.detail}" for check in refused)
            raise ChecksFailed(f"the new build is not published, {len(refused)} checks refuse it:\n{listed}")
        if previous is not None and _comparable(previous):
            comparison.record(connection, previous, settings)
            report.add_comparison(connection)


def _check(connection: duckdb.DuckDBPyConnection, previous: Path | None) -> list[checks.Check]:
    if previous is None or not _comparable(previous):
        return checks.run(connection, None)
    with closing(duckdb.connect(str(previous), read_only=True)) as earlier:
        return checks.run(connection, earlier)


def _comparable(previous: Path) -> bool:
    """Whether a build can be read and has today's tables; one of an older version, or a damaged one, has not."""
    with suppress(duckdb.Error), closing(duckdb.connect(str(previous), read_only=True)) as earlier:
        return earlier.execute("SELECT schema_version FROM builds").fetchone() == (schema.VERSION,)
    return False


def _extracts(local: LocalFile) -> Iterator[tuple[Extract, str]]:
    """What a file holds, each part with the id that its rows carry: source/edition/file, and the part where needed."""
    extracts = sources.load(local.remote.source).read(local)
    for extract in extracts:
        parts = [local.remote.source, extract.edition, local.path.stem]
        if len(extracts) > 1:
            parts.append(re.sub(r"\.(xlsx?|csv|txt)$", "", extract.member) or extract.table)
        yield extract, "/".join(re.sub(r"[^\w.]+", "-", part) for part in parts)


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
