"""What is remembered of a file beside it: where it came from, what the server said, when it was last asked for."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from etl.errors import UsageError
from etl.files import LocalFile, Obtained, RemoteFile
from etl.settings import Settings

LONGEST_ETAG = 200
TEMPORARY = re.compile(r"\.(\d+\.tmp|tmp|new|inbox)$")
"""Endings of what is put down only for a moment: whatever bears one was left by a process that was killed."""

OBTAINED: tuple[Obtained, ...] = ("download", "inbox", "mirror", "snapshot")


@dataclass(frozen=True)
class Sidecar:
    """One file's record, `<name>.json` beside it.

    url: the address that answered (an alternative, where the first had none). checked, retrieved: ISO times in UTC.
    mirror: the ETL_MIRROR it came through, None from the publisher itself: what a mirror said does not hold for
    the publisher. absent: at `checked` there was no such file. Sizes in bytes.
    """

    url: str
    checked: str
    etag: str | None = None
    last_modified: str | None = None
    sha256: str = ""
    bytes: int = 0
    retrieved: str = ""
    obtained: Obtained = "download"
    note: str = ""
    mirror: str | None = None
    absent: bool = False

    def seen(self, now: datetime) -> Sidecar:
        """The same record, asked for again at `now`."""
        return replace(self, checked=stamp(now))


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def validators(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """(ETag, Last-Modified) as a server said them; None for one that is absent, too long, or no date.

    They are written down and told on, so a server may not put anything else there.
    """
    etag, modified = headers.get("ETag"), headers.get("Last-Modified")
    if modified is not None:
        try:
            parsedate_to_datetime(modified)
        except (ValueError, OverflowError):
            modified = None
    return etag if etag is None or len(etag) <= LONGEST_ETAG else None, modified


def place(settings: Settings, url: str) -> Path:
    """Where the file of an address lies, `<data>/downloads/<host>/<path>`. Raises UsageError for one without a file."""
    parts = urlsplit(url)
    path = PurePosixPath(unquote(parts.path))
    if not parts.hostname or not path.name or ".." in path.parts or "\x00" in path.name:
        raise UsageError(f"{url}: expected an address of a file, https://<host>/<path>/<name>")
    return settings.downloads.joinpath(parts.hostname, *path.parts[1:])


def beside(path: Path, ending: str) -> Path:
    """`oesm25nat.zip` and '.json' make `oesm25nat.zip.json`."""
    return path.with_name(path.name + ending)


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_atomically(path: Path, content: bytes) -> None:
    """Write so that a reader sees the old content or the new, and a crash leaves one of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = beside(path, f".{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def sweep(downloads: Path) -> None:
    """Take away what killed processes left behind; a `.part` stays, to be continued. The lock is held."""
    for path in downloads.rglob("*"):
        if TEMPORARY.search(path.name) and path.is_file():
            path.unlink(missing_ok=True)


def write(path: Path, sidecar: Sidecar) -> None:
    """Write the record of the file at `path`."""
    write_atomically(beside(path, ".json"), json.dumps(asdict(sidecar), indent=1).encode())


def ask_again(path: Path) -> None:
    """Forget when the file at `path` was last asked for, so that the next refresh asks whether it changed."""
    if (record := read(path)) is not None:
        write(path, replace(record, checked=stamp(datetime.fromtimestamp(0, UTC))))


def read(path: Path) -> Sidecar | None:
    """The record of the file at `path`; None where there is none, or none that can be read.

    A record that cannot be read is worth no more than none: the file is then asked for anew.
    """
    try:
        found: Any = json.loads(beside(path, ".json").read_bytes())
        sidecar = Sidecar(**{field.name: found[field.name] for field in fields(Sidecar) if field.name in found})
        datetime.fromisoformat(sidecar.checked)
        if not sidecar.absent:
            datetime.fromisoformat(sidecar.retrieved)
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None
    return sidecar if sidecar.obtained in OBTAINED else None


def local_file(path: Path, remote: RemoteFile, sidecar: Sidecar) -> LocalFile:
    """The file at `path` with what its record says."""
    return LocalFile(
        remote=remote,
        path=path,
        obtained=sidecar.obtained,
        retrieved=datetime.fromisoformat(sidecar.retrieved),
        bytes=sidecar.bytes,
        sha256=sidecar.sha256,
        etag=sidecar.etag,
        last_modified=sidecar.last_modified,
        note=sidecar.note,
    )


def find_local(settings: Settings, remote: RemoteFile) -> LocalFile | None:
    """The verified file of `remote` on disk, without asking the network.

    None where it was never obtained, is known to be absent, or is not what its record says (size and SHA-256).
    """
    path = place(settings, remote.url)
    sidecar = read(path)
    if sidecar is None or sidecar.absent or not path.is_file():
        return None
    if path.stat().st_size != sidecar.bytes or checksum(path) != sidecar.sha256:
        return None
    return local_file(path, remote, sidecar)
