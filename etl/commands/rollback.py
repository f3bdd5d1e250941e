"""Publish an earlier build again: the one named, else the newest one older than the published one.

The last three builds are kept. A rollback holds until something new comes: a refresh that finds the files of the build
that was taken back publishes nothing and says so. `python -m etl rollback <build>` goes forward again, too.
"""

from __future__ import annotations

import argparse

from etl import warehouse
from etl.settings import Settings

HELP = "publish an earlier build again"
EXAMPLES = ("python -m etl rollback", "python -m etl rollback 20261102T070003Z")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("build", nargs="?", help="id of the build (default: the one before the published one)")


def run(settings: Settings, options: argparse.Namespace) -> int:
    before = warehouse.current(settings.warehouse)
    now = warehouse.rollback(settings.warehouse, options.build)
    if now == before:
        print(f"Build {now} is the published one already: nothing was changed.")
        return 0
    print(f"Published build {now} in place of {before or 'none'}, which stays on disk.")
    if before is not None:
        print(
            f"It stays published until a refresh finds something new. To go back: python -m etl rollback {before}. "
            f"What differs: python -m etl changes {now} {before}"
        )
    return 0
