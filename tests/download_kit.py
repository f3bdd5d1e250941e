"""A publisher on this machine and a downloader that never really waits, for the tests of downloading."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from etl.download import Downloader, Outcome
from etl.files import Kind, RemoteFile
from etl.settings import Settings
from tests.servers import PublisherServer

OES = "www.bls.gov/oes/special-requests"
CONTACT = "analyst@example.org"


def zip_bytes(members: dict[str, bytes] | None = None, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A small archive. Its default member does not compress well, so that half of the archive is not the archive."""
    members = members or {"oesm25nat/national_M2025_dl.txt": os.urandom(20_000)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx_bytes() -> bytes:
    return zip_bytes({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


@dataclass
class Time:
    """Time that passes only when someone sleeps."""

    slept: list[float] = field(default_factory=list)
    start: datetime = datetime(2026, 11, 22, 9, tzinfo=UTC)
    later: timedelta = timedelta(0)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def clock(self) -> float:
        return sum(self.slept)

    def now(self) -> datetime:
        return self.start + self.later


@dataclass
class Kit:
    """folder: what the publisher serves, `<host>/<path>`. settings: of a run that asks the publisher itself."""

    folder: Path
    server: PublisherServer
    settings: Settings
    time: Time
    out: io.StringIO

    def publish(self, path: str, content: bytes | None = None, modified: int | None = None) -> bytes:
        """Put a file on the publisher's server; `modified` is its date there, as seconds."""
        content = zip_bytes() if content is None else content
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        if modified is not None:
            os.utime(file, (modified, modified))
        return content

    def remote(self, path: str = f"{OES}/oesm25nat.zip", kind: Kind = "zip", **rest: Any) -> RemoteFile:
        return RemoteFile(f"https://{path}", "oews_nation", kind, **rest)

    def downloader(self, settings: Settings | None = None, **rest: Any) -> Downloader:
        options: dict[str, Any] = {
            "transport": self.server.transport(), "out": self.out, "sleep": self.time.sleep, "clock": self.time.clock,
            "now": self.time.now,
        }  # fmt: skip
        return Downloader(settings or self.settings, **options | rest)

    def fetch(self, remote: RemoteFile | None = None, **rest: Any) -> Outcome:
        """One fetch by a downloader of its own, as in a run of its own."""
        with self.downloader(**rest) as downloader:
            return downloader.fetch(remote or self.remote())

    def on_disk(self, path: str = f"{OES}/oesm25nat.zip") -> Path:
        return self.settings.downloads / path

    def paths(self) -> list[str]:
        return [asked.path for asked in self.server.requests]
