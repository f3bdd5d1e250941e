"""Ask the publishers for what is new, build a new database of it, check it, publish it, and say what changed.

Files on disk that a publisher has not changed are not fetched again. Where nothing is new, nothing is built. Where a
publisher refuses or cannot be reached, or a check refuses the new build, the published build stays.

The report tells the files, the checks, rows added, revised and gone, the headline figures before and after, and each
change over a threshold with its cell in the published file. It is kept beside the build: <build>.report.md and .json.

After a rollback, files that are those of the build that was taken back are nothing new: the rollback holds. Once a
publisher has something new, the refresh builds from everything on disk again and compares it with what is published.
"""

from __future__ import annotations

import argparse

from etl import asking, sources
from etl.checks import acceptance
from etl.commands.printing import json_option, option
from etl.commands.running import reported
from etl.dry_run import dry_run
from etl.refresh import refresh
from etl.report import Report
from etl.settings import Settings

HELP = "fetch what is new from the publishers and publish a build of it"
EXAMPLES = (
    "python -m etl refresh",
    "python -m etl refresh --dry-run",
    "python -m etl refresh --only monthly_series,projections",
    "python -m etl refresh --since 2024",
    "python -m etl refresh --json > report.json",
    "python -m etl refresh --accept projections_add_up --why 'a misprint in table 1.10, see the errata of 3 Sept.'",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--only", metavar="SOURCE[,SOURCE]", type=option(asking.parse_only), default=sources.NAMES,
        help=f"ask for these sources only: {', '.join(sources.NAMES)}",
    )  # fmt: skip
    parser.add_argument(
        "--since", metavar="YEAR|EDITION", type=option(asking.parse_since),
        help="ask only for editions from then on, such as 2024 or 'May 2024'; what is on disk stays in the build",
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true",
        help="only say what a refresh would find: headers are asked for, nothing is fetched, built or published",
    )  # fmt: skip
    acceptance.options(parser)
    json_option(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    report, accepted = Report("refresh"), acceptance.chosen(options)
    selection = asking.Selection(options.only, options.since)

    def work() -> None:
        if options.dry_run:
            dry_run(settings, selection=selection, report=report)
            return
        refresh(settings, selection=selection, report=report, accepted=accepted)

    return reported(settings, report, options.json, work, remember=not options.dry_run)
