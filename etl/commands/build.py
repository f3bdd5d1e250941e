"""Build and publish from the files on disk, without asking the publishers: after an edit under data/reference/, say."""

from __future__ import annotations

import argparse

from etl.build import build
from etl.checks import acceptance
from etl.commands.printing import json_option
from etl.commands.running import reported
from etl.report import Report
from etl.settings import Settings

HELP = "build and publish from the files on disk, without asking the publishers"
EXAMPLES = (
    "python -m etl build",
    "python -m etl build --accept coverage_not_shrinking --why 'BLS took the 2019 file back, see its notice'",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    acceptance.options(parser)
    json_option(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    report, accepted = Report("build"), acceptance.chosen(options)
    return reported(settings, report, options.json, lambda: build(settings, report=report, accepted=accepted))
