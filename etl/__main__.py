"""The command line: `python -m etl <command>`.

Exit codes: 0 published or nothing new, 1 refused by checks, 2 usage, 3 a publisher could not be reached.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path

import duckdb

from etl import build, changes, snapshot, warehouse
from etl.errors import EtlError, UsageError
from etl.settings import SNAPSHOT, Settings

ENVIRONMENT = """settings, from the environment:
  BLS_CONTACT   e-mail address for the User-Agent; BLS asks programs to name one and refuses those that do not
  BLS_API_KEY   registration key of the BLS Public Data API (optional: wider limits)
  ETL_MIRROR    folder or http address that stands in for the publishers, laid out as <host>/<path>
  DATA_DIR      folder of downloads/, inbox/ and warehouse/ (default: data/ of the project)

exit codes: 0 published or nothing new, 1 refused by checks, 2 usage, 3 a publisher could not be reached
"""


def parser() -> argparse.ArgumentParser:
    """The commands with their help."""
    top = argparse.ArgumentParser(
        prog="python -m etl",
        description="Publishers' wage and employment tables to the DuckDB warehouse that the dashboard reads.",
        epilog=ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("refresh", help="fetch what is new from the publishers and publish a build of it")
    commands.add_parser("build", help="build and publish from the files on disk, without asking the publishers")
    commands.add_parser("status", help="say which build is published, its editions and its checks")
    commands.add_parser("changes", help="say what the published build changed against the one before")
    back = commands.add_parser("rollback", help="publish an earlier build again")
    back.add_argument("build", nargs="?", help="id of the build (default: the one before the current)")
    write = commands.add_parser("snapshot", help="write the published build as the embedded default")
    write.add_argument("folder", nargs="?", type=Path, default=SNAPSHOT, help="where to (default: data/snapshot)")
    commands.add_parser("path", help="print the path of the published warehouse file")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    options = parser().parse_args(arguments)
    settings = Settings.from_env()
    try:
        COMMANDS[options.command](settings, options)
    except EtlError as error:
        print(f"etl {options.command}: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(f"etl {options.command}: stopped; the published build is as it was", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"etl {options.command}: {error}; the published build is as it was", file=sys.stderr)
        return 1
    return 0


def _refresh(settings: Settings, options: argparse.Namespace) -> None:
    build.refresh(settings)


def _build(settings: Settings, options: argparse.Namespace) -> None:
    build.build(settings)


def _open_current(settings: Settings) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(_current_path(settings)), read_only=True)


def _current_path(settings: Settings) -> Path:
    build_id = warehouse.current(settings.warehouse)
    if build_id is None:
        raise UsageError(
            f"no build in {settings.warehouse}; the dashboard shows the embedded snapshot. "
            "Run `python -m etl refresh` to make one."
        )
    return warehouse.build_path(settings.warehouse, build_id)


def _status(settings: Settings, options: argparse.Namespace) -> None:
    with closing(_open_current(settings)) as connection:
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
        print("Checks:")
        for status, count in connection.execute("SELECT status, count(*) FROM checks GROUP BY 1 ORDER BY 1").fetchall():
            print(f"  {status}: {count}")
        for name, detail in connection.execute("SELECT name, detail FROM checks WHERE status = 'warning'").fetchall():
            print(f"  warning {name}: {detail}")


def _changes(settings: Settings, options: argparse.Namespace) -> None:
    with closing(_open_current(settings)) as connection:
        row = connection.execute("SELECT build_id, previous_build FROM builds").fetchone()
        if row is None or row[1] is None:
            print("The published build is the first: there is nothing to compare it with.")
            return
        print(f"Build {row[0]} against {row[1]}:")
        for line in changes.summary(connection) or ["no row differs"]:
            print(f"  {line}")


def _rollback(settings: Settings, options: argparse.Namespace) -> None:
    print(f"Published build {warehouse.rollback(settings.warehouse, options.build)}.")


def _snapshot(settings: Settings, options: argparse.Namespace) -> None:
    files = snapshot.write(settings, options.folder)
    size = sum(path.stat().st_size for path in files)
    print(f"Wrote {len(files)} files, {size / 1e6:.1f} MB, to {options.folder}.")


def _path(settings: Settings, options: argparse.Namespace) -> None:
    print(_current_path(settings))


COMMANDS = {
    "refresh": _refresh,
    "build": _build,
    "status": _status,
    "changes": _changes,
    "rollback": _rollback,
    "snapshot": _snapshot,
    "path": _path,
}

if __name__ == "__main__":
    sys.exit(main())
