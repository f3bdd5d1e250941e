"""Where verified files are kept, what is known of each, and which of them need not be asked for again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from etl import sidecar
from etl.errors import BadFile
from etl.files import LocalFile, RemoteFile
from etl.settings import Settings
from etl.sidecar import Sidecar
from etl.verify import verify

SETTLED_FOR = timedelta(days=30)
"""How long a settled edition, there or not, is taken as it was last found."""


@dataclass(frozen=True)
class Kept:
    """A file that lies on the shelf, and how it differs from what lay there before."""

    status: Literal["new", "updated", "unchanged"]
    local: LocalFile


class Place:
    """The place of one file: `<data>/downloads/<host>/<path>` and the record beside it.

    local: the verified file that lies there, None where there is none. known: its record, or that of its absence.
    """

    def __init__(self, settings: Settings, remote: RemoteFile, now: Callable[[], datetime]) -> None:
        self._settings, self._remote, self._now = settings, remote, now
        self.path = sidecar.place(settings, remote.url)
        self.local = sidecar.find_local(settings, remote)
        self.known = sidecar.read(self.path)

    @property
    def inbox(self) -> Path:
        """Where a person may put the file."""
        return self._settings.inbox / self.path.name

    def is_settled(self) -> bool:
        """Whether the file is of a settled edition that was asked for lately, and is here or may be absent."""
        known = self.known
        if not self._remote.settled or known is None or known.mirror != self._settings.mirror:
            return False
        # abs: a date in the future is a clock that was wrong, not a reason to wait.
        lately = abs(self._now() - datetime.fromisoformat(known.checked)) < SETTLED_FOR
        return lately and (self.local is not None or (known.absent and not self._remote.required))

    def conditions(self, url: str) -> dict[str, str]:
        """Headers that ask for the file only if it changed; what a mirror or another address said does not count."""
        known = self.known
        if self.local is None or known is None or known.url != url or known.mirror != self._settings.mirror:
            return {}
        found = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in found.items() if value}

    def is_same(self, status: int, headers: Mapping[str, str]) -> bool:
        """Whether an answer to a conditional request, 304 or 200, is of the version that is here."""
        known = self.known
        if known is None or status != 200:
            return known is not None and status == 304
        etag, modified = headers.get("ETag"), headers.get("Last-Modified")
        same = etag == known.etag if etag and known.etag else bool(modified) and modified == known.last_modified
        return same and headers.get("Content-Length", str(known.bytes)) == str(known.bytes)

    def put(self, arrived: Path, url: str, headers: Mapping[str, str] | None = None, note: str = "") -> Kept:
        """Keep the verified file `arrived`, which came from `url` with `headers`."""
        etag, modified = sidecar.validators(headers or {})
        return self._put(arrived, replace(self._record(url, arrived, note), etag=etag, last_modified=modified))

    def adopt(self) -> Kept:
        """Keep what a person put in the inbox. Raises BadFile where that is not the file."""
        arrived = sidecar.beside(self.path, ".inbox")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(self.inbox, arrived)
            if self.local is None or sidecar.checksum(arrived) != self.local.sha256:
                verify(arrived, self._remote.kind, self.inbox.name)
        except (BadFile, PermissionError, IsADirectoryError) as error:
            arrived.unlink(missing_ok=True)
            raise BadFile(str(error)) from error
        day = datetime.fromtimestamp(self.inbox.stat().st_mtime, UTC).date()
        record = self._record(self._remote.url, arrived, f"put in the inbox on {day}")
        return self._put(arrived, replace(record, obtained="inbox"))

    def still(self) -> None:
        """Remember that what is here was found unchanged now."""
        if self.known is not None:
            sidecar.write(self.path, replace(self.known, checked=sidecar.stamp(self._now())))

    def gone(self) -> None:
        """Remember that there was no such file now; a file that is here stays."""
        if self.local is None:
            now = sidecar.stamp(self._now())
            sidecar.write(self.path, Sidecar(self._remote.url, now, mirror=self._settings.mirror, absent=True))
        elif self.known is not None and self.known.mirror == self._settings.mirror:
            self.still()

    def _record(self, url: str, arrived: Path, note: str) -> Sidecar:
        now = sidecar.stamp(self._now())
        return Sidecar(
            url=url,
            checked=now,
            sha256=sidecar.checksum(arrived),
            bytes=arrived.stat().st_size,
            retrieved=now,
            obtained="download" if self._settings.mirror is None else "mirror",
            note=note,
            mirror=self._settings.mirror,
        )

    def _put(self, arrived: Path, record: Sidecar) -> Kept:
        """The file first, then its record: a crash in between only means asking again."""
        status: Literal["new", "updated", "unchanged"] = "new"
        if self.local is not None:
            status = "unchanged" if self.local.sha256 == record.sha256 else "updated"
            if status == "unchanged" and self.local.obtained == record.obtained:
                record = replace(record, retrieved=sidecar.stamp(self.local.retrieved))
        arrived.replace(self.path)
        sidecar.write(self.path, record)
        return Kept(status, sidecar.local_file(self.path, self._remote, record))
