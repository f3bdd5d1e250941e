"""Write a build's tables as Parquet, cut by edition into folders that any engine reads, with a manifest.

The folder is replaced as a whole, and only where it is empty or holds an earlier export. It is written aside first, so
that a folder of that name is never half of an export.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from etl import export, opening
from etl.settings import Settings

HELP = "write a build's tables as Parquet files that any engine reads"
EXAMPLES = ("python -m etl export /data/technicians", "python -m etl export /data/before --build previous")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="DIR", type=Path, help="where to: a new or empty folder, or an earlier export"
    )
    parser.add_argument(
        "--build", metavar="ID", default=opening.CURRENT,
        help=f"which build: an id, or {', '.join(opening.NAMES)} (default: {opening.CURRENT})",
    )  # fmt: skip


def run(settings: Settings, options: argparse.Namespace) -> int:
    manifest = export.write(settings, options.folder, options.build)
    files = [file for table in manifest["tables"] for file in table["files"]]
    size = sum(file["bytes"] for file in files) / 1e6
    print(
        f"Wrote build {manifest['build']}: {len(manifest['tables'])} tables in {len(files)} files, {size:.1f} MB, "
        f"to {options.folder}."
    )
    return 0
