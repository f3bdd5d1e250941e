"""From files on disk to a published build: read, write aside, check, publish; and the refresh that fetches before."""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import TextIO
from urllib.parse import urlsplit

import duckdb

from etl import archive, changes, checks, missing, schema, sources, warehouse
from etl.download import Downloader, Outcome, Status
from etl.errors import ChecksFailed, EtlError, Unreachable
from etl.files import Extract, LocalFile
from etl.reference import next_release
from etl.settings import REFERENCE, Settings
from etl.sidecar import find_local

INPUTS = ("occupations.csv", "top_codes.csv", "series.csv", "release_calendar.csv")
"""Reference tables that shape a build: a change in one of them is a reason to build anew."""

SHOWN_UNREACHABLE = 3
"""Files a host did not give that are told one by one."""

TROUBLE: tuple[Status, ...] = ("refused", "unreachable")


def refresh(settings: Settings, today: date | None = None, out: TextIO = sys.stdout) -> str | None:
    """Fetch what is new and publish a build of it; returns the new build's id, None when nothing is new.

    Raises Unreachable when a publisher refused or could not be reached (the last build stays), BadFile or
    ChecksFailed when what came is not fit to publish, Busy while another refresh is at work.
    """
    today = today or datetime.now(UTC).date()
    with warehouse.lock(settings.warehouse):
        outcomes = fetch(settings, today)
        _report(outcomes, out)
        _require_reached(outcomes, settings)
        files = local_files(settings, today)
        published = warehouse.current(settings.warehouse)
        if published and _inputs_of(settings, published) == inputs(files):
            print(f"Nothing new: build {published} stays.", file=out)
            return None
        return _build(settings, files, out)


def build(settings: Settings, today: date | None = None, out: TextIO = sys.stdout) -> str:
    """Build and publish from the files on disk, without asking anybody. Returns the build's id. Raises as refresh."""
    with warehouse.lock(settings.warehouse):
        return _build(settings, local_files(settings, today or datetime.now(UTC).date()), out)


def fetch(settings: Settings, today: date) -> list[Outcome]:
    """Ask every publisher for every file; one outcome a file."""
    outcomes: list[Outcome] = []
    asked = [sources.load(name) for name in sources.NAMES]
    with Downloader(settings) as downloader:
        downloader.expect(sum(len(source.files(today)) for source in asked if not hasattr(source, "fetch")))
        for source in asked:
            if hasattr(source, "fetch"):
                outcomes += source.fetch(downloader, today)
            else:
                outcomes += [downloader.fetch(file) for file in source.files(today)]
    return outcomes


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


def _inputs_of(settings: Settings, build_id: str) -> str | None:
    """Checksum that a published build carries; None where the file is damaged or written by an older version."""
    with suppress(duckdb.Error):
        path = warehouse.build_path(settings.warehouse, build_id)
        with closing(duckdb.connect(str(path), read_only=True)) as connection:
            row = connection.execute("SELECT inputs FROM builds").fetchone()
            return row[0] if row else None
    return None


def _report(outcomes: list[Outcome], out: TextIO) -> None:
    counts = Counter(outcome.status for outcome in outcomes)
    statuses: tuple[Status, ...] = ("new", "updated", "unchanged", "absent", *TROUBLE)
    words = [f"{counts[status]} {status}" for status in statuses]
    print(f"Files: {', '.join(words)}.", file=out)
    unreachable: Counter[str] = Counter()
    for outcome in outcomes:
        host = urlsplit(outcome.remote.url).hostname or ""
        unreachable[host] += outcome.status == "unreachable"
        # The first files that a host did not give tell why; the others would only repeat it.
        repeated = outcome.status == "unreachable" and unreachable[host] > SHOWN_UNREACHABLE
        if not repeated and not _is_usual(outcome):
            print(f"  {outcome.status} {_told(outcome)}", file=out)
    for host, count in unreachable.items():
        if count > SHOWN_UNREACHABLE:
            print(f"  unreachable, too: {count - SHOWN_UNREACHABLE} more files of {host}", file=out)
    absent = [outcome.remote.url.rsplit("/", 1)[-1] for outcome in outcomes if outcome.status == "absent"]
    if absent:
        print(f"  not at the publisher: {', '.join(absent)}", file=out)


def _is_usual(outcome: Outcome) -> bool:
    """Nothing to tell: unchanged without a word, or absent and no more than that (absent files are listed together)."""
    if outcome.status == "absent":
        return outcome.message.startswith(f"{outcome.remote.url}: not published")
    return outcome.status == "unchanged" and not outcome.message


def _told(outcome: Outcome) -> str:
    """Address and message; most messages begin with the address that answered."""
    url, message = outcome.remote.url, outcome.message
    return message if message.startswith(url) else f"{url}: {message}" if message else url


def _require_reached(outcomes: list[Outcome], settings: Settings) -> None:
    trouble = [outcome for outcome in outcomes if outcome.status in TROUBLE]
    if trouble:
        raise Unreachable(
            f"{len(trouble)} of {len(outcomes)} files could not be had (see above); what is published stays. "
            f"Try again later, or put the files into {settings.inbox} and refresh, "
            "or run `python -m etl build` to build from what is on disk."
        )


def _build(settings: Settings, files: list[LocalFile], out: TextIO) -> str:
    if not files:
        raise EtlError(f"no files in {settings.downloads}: run `python -m etl refresh` first")
    folder = settings.warehouse
    folder.mkdir(parents=True, exist_ok=True)
    before = warehouse.current(folder)
    build_id = warehouse.new_build_id(folder, datetime.now(UTC))
    aside = folder / f"{build_id}.part"
    try:
        _write(aside, build_id, files, before, folder, out)
        aside.replace(warehouse.build_path(folder, build_id))
    finally:
        for leftover in folder.glob(f"{build_id}.part*"):
            leftover.unlink()
    warehouse.publish(folder, build_id)
    print(f"Published build {build_id}.", file=out)
    return build_id


def _write(aside: Path, build_id: str, files: list[LocalFile], before: str | None, folder: Path, out: TextIO) -> None:
    """Write the build file, check it and close it. Raises ChecksFailed with every refused check."""
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
        previous = warehouse.build_path(folder, before) if before else None
        found = _check(connection, previous)
        connection.executemany(
            "INSERT INTO checks (name, status, detail) VALUES (?, ?, ?)", [(c.name, c.status, c.detail) for c in found]
        )
        _report_checks(found, out)
        refused = [check for check in found if check.status == "refused"]
        if refused:
            listed = "\n".join(f"  {check.name}: {check.detail}" for check in refused)
            raise ChecksFailed(f"the new build is not published, {len(refused)} checks refuse it:\n{listed}")
        if previous is not None and _comparable(previous):
            changes.record(connection, previous)
            for line in changes.summary(connection):
                print(f"  {line}", file=out)


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


def _report_checks(found: list[checks.Check], out: TextIO) -> None:
    counts = Counter(check.status for check in found)
    print(f"Checks: {', '.join(f'{count} {status}' for status, count in counts.items())}.", file=out)
    for check in found:
        if check.status == "warning":
            print(f"  warning {check.name}: {check.detail}", file=out)


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
