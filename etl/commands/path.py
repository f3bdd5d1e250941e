"""Print the path of the published DuckDB file, for queries of your own. Open it read-only: it never changes."""

from __future__ import annotations

import argparse

from etl import warehouse
from etl.settings import Settings

HELP = "print the path of the published warehouse file"
EXAMPLES = ('duckdb -readonly "$(python -m etl path)"',)


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    print(warehouse.build_path(settings.warehouse, warehouse.require_current(settings.warehouse)))
    return 0
