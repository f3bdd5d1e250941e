"""What this machine would not do, such as write to a full disk, told with the way on."""

from __future__ import annotations

import errno
import os

import duckdb

from etl.errors import EtlError

REMEDIES = {
    errno.ENOSPC: "make room on that disk",
    errno.EDQUOT: "make room: this account has used up its share of the disk",
    errno.EFBIG: "allow larger files (ulimit -f)",
    errno.EROFS: "mount that disk for writing, or name another folder in DATA_DIR",
    errno.EACCES: "let the account that runs this write there, or name another folder in DATA_DIR",
    errno.EPERM: "let the account that runs this write there, or name another folder in DATA_DIR",
    errno.EMFILE: "allow more open files (ulimit -n)",
    errno.ENOMEM: "free some memory",
    errno.EIO: "have the disk looked at: it fails",
}
"""By the operating system's number of the error."""

UNKNOWN = "Run this again; if it ends the same way, this program is at fault: report it with these words."

TROUBLES = (OSError, MemoryError, duckdb.Error)
"""What the operating system, the interpreter and the database raise."""


def trouble(error: Exception, doing: str) -> EtlError:
    """The error to tell in place of one of TROUBLES. doing: what could not be done, as a sentence begins."""
    if isinstance(error, OSError):
        number, where = error.errno, f" ({error.filename})" if error.filename else ""
        cause = f"{error.strerror or error}{where}"
    elif isinstance(error, MemoryError):
        number, cause = errno.ENOMEM, "there is not enough memory"
    else:
        # The database passes on the words of the operating system, not its number.
        cause = " ".join(str(error).split("\n")[0].split())
        number = next((number for number in REMEDIES if os.strerror(number).lower() in cause.lower()), None)
    on = f"To go on, {REMEDIES[number]} and run this again." if number in REMEDIES else UNKNOWN
    return EtlError(f"{doing}: {cause}. What is published stays as it was. {on}")
