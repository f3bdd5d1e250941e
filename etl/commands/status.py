"""Say which build is published, its editions and its checks."""

from __future__ import annotations

import argparse
from contextlib import closing

import duckdb

from etl import warehouse
from etl.settings import Settings

HELP = "say which build is published, its editions and its checks"
EXAMPLES = ("python -m etl status",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    path = warehouse.build_path(settings.warehouse, warehouse.require_current(settings.warehouse))
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        for build_id, built in connection.execute("SELECT build_id, built FROM builds").fetchall():
            print(f"Build {build_id}, {built:%Y-%m-%d %H:%M} UTC")
        rows = connection.execute(
            r"""SELECT table_name, arg_max(edition, coalesce(list_max(regexp_extract_all(edition, '\d{4}')), '')),
                      max(released), max(retrieved), any_value(next_release), count(*), sum("rows")::BIGINT
               FROM sources GROUP BY table_name ORDER BY table_name"""
        ).fetchall()
        for table, edition, released, retrieved, following, files, count in rows:
            dates = f"released {released}, " if released else ""
            expected = f"; next expected {following}" if following else ""
            print(f"  {table}: {count:,} rows from {files} files; newest edition {edition} "
                  f"({dates}fetched {retrieved:%Y-%m-%d}){expected}")  # fmt: skip
    return 0
