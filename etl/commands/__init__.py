"""The commands of `python -m etl`, one module each.

A module has HELP (a line), EXAMPLES (lines of a shell), arguments(parser), and run(settings, options), which returns
the exit code. A new command is a module here and its name in NAMES.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

NAMES = ("refresh", "build", "status", "changes", "rollback", "snapshot", "restore", "export",
         "path")  # fmt: skip
"""In the order in which the help lists them."""


def load(name: str) -> ModuleType:
    """The module of a command of NAMES."""
    return import_module(f"etl.commands.{name}")
