"""Write the published build as the figures that come with the project: Parquet files and MANIFEST.json."""

from __future__ import annotations

import argparse
from pathlib import Path

from etl import snapshot
from etl.settings import SNAPSHOT, Settings

HELP = "write the published build as the embedded default"
EXAMPLES = ("python -m etl snapshot", "python -m etl snapshot /tmp/snapshot")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", type=Path, default=SNAPSHOT, help="where to (default: data/snapshot)")


def run(settings: Settings, options: argparse.Namespace) -> int:
    files = snapshot.write(settings, options.folder)
    size = sum(path.stat().st_size for path in files)
    print(f"Wrote {len(files)} files, {size / 1e6:.1f} MB, to {options.folder}.")
    return 0
