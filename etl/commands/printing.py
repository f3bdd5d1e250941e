"""What the commands share: a report printed in words or as JSON, and kept beside the build that it is about."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from etl import report_words, warehouse
from etl.errors import UsageError
from etl.report import Report
from etl.settings import Settings

T = TypeVar("T")


def json_option(parser: argparse._ActionsContainer) -> None:
    """--json, as every command that reports has it."""
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object and nothing else")


def option(parse: Callable[[str], T]) -> Callable[[str], T]:
    """A parser of an option's value whose UsageError argparse words, with the usage."""

    def parsed(text: str) -> T:
        try:
            return parse(text)
        except UsageError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return parsed


def show(report: Report, as_json: bool) -> None:
    """Print a report; what went wrong is on standard error, too."""
    failed = report.exit_code != 0
    if as_json:
        print_json(report.as_json())
    else:
        for line in report_words.lines(report)[: -1 if failed and report.message else None]:
            print(line)
    if failed:
        sys.stdout.flush()
        print(f"etl {report.command}: {report.message}", file=sys.stderr)


def print_json(document: dict[str, Any]) -> None:
    """One object, to be read by a program."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1, default=str)
    print()


def keep(settings: Settings, report: Report) -> Path:
    """Write the report of a new build beside it, as JSON and as Markdown; returns the path of the latter."""
    as_json, as_markdown = warehouse.report_paths(settings.warehouse, str(report.build))
    as_json.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
    as_markdown.write_text(report_words.markdown(report), "utf-8")
    return as_markdown
