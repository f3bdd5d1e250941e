"""Say which figures are shown, how old they are, whether something newer is due, and what a refresh would do.

For each table and source: the loaded edition, when it was released and fetched, and what data/reference/
release_calendar.csv says of the next one. Nobody is asked: `python -m etl refresh --dry-run` asks the publishers.
"""

from __future__ import annotations

import argparse

from etl import status_words
from etl.commands.printing import json_option, print_json
from etl.settings import Settings
from etl.status import status

HELP = "say what is shown, how old it is, what is due and what a refresh would do"
EXAMPLES = ("python -m etl status", "python -m etl status --json")


def arguments(parser: argparse.ArgumentParser) -> None:
    json_option(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    found = status(settings)
    if options.json:
        print_json(found)
    else:
        print("\n".join(status_words.lines(found)))
    return 0
