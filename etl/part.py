"""A file that has begun to come: its bytes so far, and what is needed to ask for the rest of the same file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl import sidecar

_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True)
class Origin:
    """Whose bytes they are: another address, mirror or version must not be glued to them."""

    url: str
    mirror: str | None
    etag: str | None
    last_modified: str | None

    @property
    def validator(self) -> str | None:
        """What If-Range may carry: a strong ETag, else the date."""
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.last_modified


class Part:
    """`<name>.part` and its record `<name>.part.json`, both beside the place of the finished file."""

    def __init__(self, place: Path, url: str, mirror: str | None) -> None:
        self.path = sidecar.beside(place, ".part")
        self._record = sidecar.beside(place, ".part.json")
        self._url, self._mirror = url, mirror

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    def headers(self) -> dict[str, str]:
        """Headers that ask for the rest, {} where nothing can be resumed."""
        origin = self._origin()
        if origin is None or not self.size or not origin.validator:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": origin.validator}

    def continues(self, headers: Mapping[str, str]) -> bool:
        """Whether an answer of status 206 begins where this part ends and is of the same version."""
        found = _CONTENT_RANGE.fullmatch(headers.get("Content-Range", ""))
        origin = self._origin()
        same = origin is not None and headers.get("ETag", origin.etag) == origin.etag
        return same and found is not None and int(found[1]) == self.size

    def begin(self, headers: Mapping[str, str]) -> None:
        """Forget what is here and remember which version is coming now."""
        self.discard()
        origin = Origin(self._url, self._mirror, *sidecar.validators(headers))
        sidecar.write_atomically(self._record, json.dumps(vars(origin)).encode())

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self._record.unlink(missing_ok=True)

    def _origin(self) -> Origin | None:
        """Where the bytes came from; None where that is unknown or somewhere else than is asked now."""
        try:
            found: Any = json.loads(self._record.read_bytes())
            origin = Origin(**found)
        except (FileNotFoundError, ValueError, TypeError):
            return None  # bytes of unknown origin are worth nothing: the file is asked for from its start
        return origin if (origin.url, origin.mirror) == (self._url, self._mirror) else None
