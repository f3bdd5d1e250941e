"""What can go wrong between a publisher's server and a published build, and what to do about it.

Every error is written for the analyst who reads it in a terminal: what was expected, what was found,
where, and the way on.
"""

from __future__ import annotations

LONGEST = 2_000
"""Characters of a message that quotes a publisher: a cell may hold 32,000, an answer more."""


def printable(text: str) -> str:
    """Text that quotes a publisher, fit for a terminal: not endless, and without characters that steer one."""
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
    return "".join(character if character.isprintable() else " " for character in short)


class EtlError(Exception):
    """Base of all errors that the command line prints without a traceback."""

    exit_code = 1


class Unreachable(EtlError):
    """A publisher's server could not be reached or refused; the last build stays (exit code 3)."""

    exit_code = 3


class BadFile(EtlError):
    """A file is not what its address promises: an HTML page, a broken zip, a workbook without its header."""

    def __init__(self, message: str) -> None:
        super().__init__(printable(message))


class BadCell(BadFile):
    """A cell breaks a rule.

    Names file, sheet, row (as a spreadsheet counts, from 1), column, what was expected and what was found.
    """

    def __init__(self, file: str, sheet: str, row: int | None, column: str, expected: str, found: object) -> None:
        self.file, self.sheet, self.row, self.column = file, sheet, row, column
        self.expected, self.found = expected, found
        where = f"{file}, sheet {sheet!r}" + (f", row {row}" if row is not None else "")
        super().__init__(f"{where}, column {column}: expected {expected}, found {found!r}")


class ChecksFailed(EtlError):
    """The finished build file did not pass its checks and was not published."""


class Busy(EtlError):
    """Another refresh or build holds the lock."""


class UsageError(EtlError):
    """The command or a setting makes no sense (exit code 2)."""

    exit_code = 2
