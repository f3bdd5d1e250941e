"""Say what differs between two builds: rows, headline figures, and each change over a threshold with its cell.

A and B are ids of builds on disk (`python -m etl status` lists them), or `current`, `previous`, or `snapshot`, the
figures that come with the project. The report reads from A to B.
"""

from __future__ import annotations

import argparse

from etl import comparison, opening, report_words
from etl.commands.printing import json_option, show
from etl.report import Report
from etl.settings import Settings

HELP = "say what the published build changed against the one before, or any build against another"
EXAMPLES = (
    "python -m etl changes",
    "python -m etl changes snapshot current",
    "python -m etl changes 20261005T070003Z 20261102T070003Z --json",
    "python -m etl changes snapshot current --markdown > report.md",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "before", nargs="?", metavar="A", default="previous", help="from this build (default: previous)"
    )
    parser.add_argument("after", nargs="?", metavar="B", default="current", help="to this one (default: current)")
    form = parser.add_mutually_exclusive_group()
    json_option(form)
    form.add_argument("--markdown", action="store_true", help="print the report as Markdown")


def run(settings: Settings, options: argparse.Namespace) -> int:
    after = opening.find(settings, options.after)
    try:
        before = opening.find(settings, options.before)
    except opening.NothingBefore as nothing:
        report = Report("changes", build=after.name)
        report.end("compared", f"{str(nothing)[0].upper()}{str(nothing)[1:]}")
    else:
        report = comparison.compare(settings, before, after)
    if options.markdown:
        print(report_words.markdown(report))
    else:
        show(report, options.json)
    return report.exit_code
