"""Publish the figures that come with the project as the first build of an empty warehouse.

The next refresh is then checked against them and reports what it changed, as on a machine that has been at it for
months. Nothing is asked of the publishers.
"""

from __future__ import annotations

import argparse

from etl import snapshot
from etl.settings import Settings

HELP = "publish the embedded default as the first build, for the next one to be compared with"
EXAMPLES = ("python -m etl restore",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    print(f"Published build {snapshot.publish(settings)}, the figures that come with the project.")
    return 0
