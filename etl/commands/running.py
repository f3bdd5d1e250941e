"""Running what publishes: whatever happens, the report tells how far it came, and the exit code says how it ended."""

from __future__ import annotations

import sys
from collections.abc import Callable

from etl import last_refresh, machine
from etl.commands import printing
from etl.errors import BadFile, ChecksFailed, EtlError, Unreachable
from etl.report import Ending, Report
from etl.settings import Settings

REMEMBERED = ("published", "nothing new", "refused", "unreachable")
"""Endings of a refresh that `status` tells of later; one that never began, as another was at work, is none."""


def reported(
    settings: Settings, report: Report, as_json: bool, work: Callable[[], object], *, remember: bool = False
) -> int:
    """Do the work that fills the report, print the report, keep it where something was published.

    remember: whether `status` is to tell of it later as of the last refresh.
    """
    try:
        work()
    except EtlError as error:
        report.end(_ending(error), str(error), error.exit_code)
    except machine.TROUBLES as error:
        told = machine.trouble(error, f"the {report.command} could not go on")
        report.end("failed", str(told), told.exit_code)
    try:
        if report.outcome == "published":
            kept = printing.keep(settings, report)
            report.message = f"{report.message} Its report is kept in {kept}."
        if remember and report.outcome in REMEMBERED:
            last_refresh.remember(settings.warehouse, report)
    except OSError as error:
        print(f"The report could not be kept beside the build: {error}", file=sys.stderr)
    printing.show(report, as_json)
    return report.exit_code


def _ending(error: EtlError) -> Ending:
    if isinstance(error, Unreachable):
        return "unreachable"
    return "refused" if isinstance(error, BadFile | ChecksFailed) else "failed"
