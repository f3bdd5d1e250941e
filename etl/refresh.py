"""The refresh: ask the publishers, build from what is on disk where that is new, say what it means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime

import duckdb

from etl import build, sidecar, warehouse
from etl.asking import EVERYTHING, Selection, fetch
from etl.checks.acceptance import NOTHING, Accepted, require_used
from etl.download import Outcome
from etl.errors import BadFile, ChecksFailed, Unreachable
from etl.report import Report
from etl.settings import Settings


def refresh(
    settings: Settings,
    today: date | None = None,
    selection: Selection = EVERYTHING,
    report: Report | None = None,
    accepted: Accepted = NOTHING,
) -> Report:
    """Fetch what is new and publish a build of it; the report's outcome is 'published' or 'nothing new'.

    report: filled as far as it came, also when this raises. Raises Unreachable when a publisher refused or could not be
    reached (the last build stays), BadFile or ChecksFailed when what came is not fit to publish, Busy while another
    refresh is at work, UsageError where a check is accepted that refuses nothing.

    accepted: refusals of checks that somebody has looked at, by name, with the reason.
    """
    today = today or datetime.now(UTC).date()
    report = report or Report("refresh")
    report.selection = selection
    with warehouse.lock(settings.warehouse):
        sidecar.sweep(settings.downloads)
        outcomes = fetch(settings, today, selection)
        report.add_files(outcomes)
        _require_reached(outcomes, settings)
        with _asked_for_again_if_unfit(outcomes):
            return _publish(settings, today, report, accepted)


@contextmanager
def _asked_for_again_if_unfit(outcomes: list[Outcome]) -> Iterator[None]:
    """What a publisher corrects is to be seen by the next refresh, also in an edition that is otherwise left alone."""
    try:
        yield
    except (BadFile, ChecksFailed):
        for outcome in outcomes:
            if outcome.local is not None:
                sidecar.ask_again(outcome.local.path)
        raise


def _publish(settings: Settings, today: date, report: Report, accepted: Accepted) -> Report:
    """Build and publish what is on disk, unless it is published already or was taken back. Raises as refresh does."""
    files = build.local_files(settings, today)
    inputs = build.inputs(files)
    published = warehouse.current(settings.warehouse)
    if published and _inputs_of(settings, published) == inputs:
        return _nothing_new(report, accepted, published, f"Nothing new: build {published} stays.")
    if published and (taken_back := _taken_back(settings, published, inputs)):
        words = (
            f"Nothing new: the files are those of build {taken_back}, from which somebody rolled back to "
            f"{published}. That stays until something new comes. To publish the other one again: "
            f"python -m etl rollback {taken_back}"
        )
        return _nothing_new(report, accepted, published, words)
    return build.publish(settings, files, report, today, accepted)


def _nothing_new(report: Report, accepted: Accepted, published: str, words: str) -> Report:
    require_used(accepted)
    report.build = report.before = published
    report.end("nothing new", words)
    return report


def _require_reached(outcomes: list[Outcome], settings: Settings) -> None:
    trouble = [outcome for outcome in outcomes if outcome.status in ("refused", "unreachable")]
    if trouble:
        raise Unreachable(
            f"{len(trouble)} of {len(outcomes)} files could not be had (see above); what is published stays. "
            f"Try again later, or put the files into {settings.inbox} and refresh, "
            "or run `python -m etl build` to build from what is on disk."
        )


def _inputs_of(settings: Settings, build_id: str) -> str | None:
    """Checksum that a build carries; None where the file is damaged or written by an older version."""
    path = warehouse.build_path(settings.warehouse, build_id)
    if not warehouse.is_sound(path):
        return None
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        row = connection.execute("SELECT inputs FROM builds").fetchone()
        return str(row[0]) if row else None


def _taken_back(settings: Settings, published: str, inputs: str) -> str | None:
    """The build of these very inputs that is newer than the published one: somebody rolled back from it."""
    newer = [build_id for build_id in warehouse.builds(settings.warehouse) if build_id > published]
    return next((build_id for build_id in newer if _inputs_of(settings, build_id) == inputs), None)
