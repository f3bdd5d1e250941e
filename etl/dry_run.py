"""What a refresh would find, without one: headers are asked for, nothing is fetched, built or published."""

from __future__ import annotations

from datetime import UTC, date, datetime

from etl import warehouse
from etl.asking import EVERYTHING, Selection, look
from etl.errors import Unreachable
from etl.outcome import Outcome
from etl.report import Report
from etl.settings import Settings


def dry_run(
    settings: Settings,
    today: date | None = None,
    selection: Selection = EVERYTHING,
    report: Report | None = None,
) -> Report:
    """Say what a refresh would find; the report's outcome is 'would refresh'. Nothing on disk changes.

    report: filled as far as it came, also when this raises. Raises Unreachable when a publisher refused or could not be
    reached: a refresh would end there.
    """
    report = report or Report("refresh")
    report.selection = selection
    outcomes = look(settings, today or datetime.now(UTC).date(), selection)
    report.add_files(outcomes)
    report.build = report.before = warehouse.current(settings.warehouse)
    trouble = [outcome for outcome in outcomes if outcome.status in ("refused", "unreachable")]
    if trouble:
        raise Unreachable(
            f"{len(trouble)} of {len(outcomes)} files could not be had (see above): a refresh would end here and "
            "publish nothing. Nothing was fetched or published now."
        )
    report.end("would refresh", f"{_would(outcomes, report.build)} Nothing was fetched or published now.")
    return report


def _would(outcomes: list[Outcome], published: str | None) -> str:
    """What a refresh would do, in a sentence."""
    fresh = sum(outcome.status in ("new", "updated") for outcome in outcomes)
    unknown = [outcome for outcome in outcomes if outcome.status == "unknown"]
    questions = sum(outcome.remote.source == "monthly_series" for outcome in unknown)
    others = len(unknown) - questions
    does = ", ".join(
        filter(
            None,
            [
                _counted("fetch", fresh, "file") if fresh else "",
                _counted("ask the BLS API", questions, "question") if questions else "",
                f"{_counted('look at', others, 'file')} of which nothing is told" if others else "",
            ],
        )
    )
    if fresh or published is None:
        return f"A refresh would {does or 'build'}, and publish a new build if it passes the checks."
    if unknown:
        return f"A refresh would {does}, and publish a new build if that brings something new."
    return f"A refresh would fetch nothing: build {published} would stay."


def _counted(verb: str, number: int, noun: str) -> str:
    return f"{verb} {number} {noun}{'' if number == 1 else 's'}"
