"""What this machine would not do, such as write to a full disk, told with the way on."""

from __future__ import annotations

import errno
import os

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


def trouble(error: Exception, doing: str) -> EtlError:
    """The error to raise for what the operating system, or the database on its behalf, reports while `doing` it."""
    if isinstance(error, OSError):
        number, where = error.errno, f" ({error.filename})" if error.filename else ""
        cause = f"{error.strerror or error}{where}"
    else:
        # The database passes on the words of the operating system, not its number.
        cause = " ".join(str(error).split("\n")[0].split())
        number = next((number for number in REMEDIES if os.strerror(number).lower() in cause.lower()), None)
    remedy = REMEDIES.get(number or 0, "see to that")
    return EtlError(f"{doing}: {cause}. What is published stays as it was. To go on, {remedy} and run this again.")
