"""What becomes of a file, or of a question, that a publisher is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from etl.files import LocalFile, RemoteFile

Status = Literal["new", "updated", "unchanged", "absent", "refused", "unreachable", "resting", "unknown"]


@dataclass(frozen=True)
class Outcome:
    """What became of a file.

    status: new, updated, unchanged; absent (404, or a page in its place: not published); refused (403, wrong bytes);
    unreachable (no connection, time-outs, 5xx after retries). Of `look` only: resting (not asked for again yet) and
    unknown (the server does not tell without sending the file). local: the file on disk, the old one where none came.
    message: what a person should know, "" where there is nothing to say.
    """

    remote: RemoteFile
    status: Status
    local: LocalFile | None
    message: str = ""


@dataclass(frozen=True)
class Answer:
    """What a POST was answered. data: the parsed JSON, None unless status is ok. No secret is in data or message."""

    status: Literal["ok", "refused", "unreachable"]
    data: Any = None
    message: str = ""
