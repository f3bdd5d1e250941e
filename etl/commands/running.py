"""Running what publishes: whatever happens, the report tells how far it came, and the exit code says how it ended."""

from __future__ import annotations

from collections.abc import Callable

from etl.commands import printing
from etl.errors import BadFile, ChecksFailed, EtlError, Unreachable
from etl.report import Ending, Report
from etl.settings import Settings


def reported(settings: Settings, report: Report, as_json: bool, work: Callable[[], object]) -> int:
    """Do the work that fills the report, print the report, keep it where something was published."""
    try:
        work()
    except EtlError as error:
        report.end(_ending(error), str(error), error.exit_code)
    except OSError as error:
        report.end("failed", f"{error}; the published build is as it was", 1)
    if report.outcome == "published":
        printing.keep(settings, report)
    printing.show(report, as_json)
    return report.exit_code


def _ending(error: EtlError) -> Ending:
    if isinstance(error, Unreachable):
        return "unreachable"
    return "refused" if isinstance(error, BadFile | ChecksFailed) else "failed"
