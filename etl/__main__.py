"""The command line: `python -m etl <command>`.

Exit codes: 0 published or nothing new, 1 refused by checks, 2 usage, 3 a publisher could not be reached.
"""

from __future__ import annotations

import argparse
import json
import os
import sys

from etl import commands, machine
from etl.errors import EtlError
from etl.settings import Settings

COMMANDS = {name: commands.load(name) for name in commands.NAMES}

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
    listed = top.add_subparsers(dest="command", required=True, metavar="command")
    for name, command in COMMANDS.items():
        examples = "".join(f"  {line}\n" for line in command.EXAMPLES)
        about = listed.add_parser(
            name,
            help=command.HELP,
            description=command.__doc__,
            epilog=f"examples:\n{examples}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            # A shortened option would change its meaning when another one is added.
            allow_abbrev=False,
        )
        command.arguments(about)
        about.set_defaults(parser=about)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    options, unknown = parser().parse_known_args(arguments)
    if unknown:
        # Said with the usage of the command, where argparse would show that of the whole.
        options.parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    try:
        return int(COMMANDS[options.command].run(Settings.from_env(), options))
    except EtlError as error:
        if getattr(options, "json", False):
            found = {"command": options.command, "outcome": "failed", "message": str(error)}
            print(json.dumps(found | {"exit_code": error.exit_code}, ensure_ascii=False, indent=1))
        print(f"etl {options.command}: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(f"etl {options.command}: stopped; the published build is as it was", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever reads what is printed, such as `head`, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except machine.TROUBLES as error:
        told = machine.trouble(error, "it could not be done")
        print(f"etl {options.command}: {told}", file=sys.stderr)
        return told.exit_code


if __name__ == "__main__":
    sys.exit(main())
