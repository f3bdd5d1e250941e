"""Who stands in for the publishers where ETL_MIRROR is set: a folder laid out `<host>/<path>`, or a server of one."""

from __future__ import annotations

import csv
import io
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, unquote, urlsplit

import requests
import requests.adapters
import urllib3

from etl.api_mirror import HOST as API_HOST
from etl.api_mirror import ApiStandIn
from etl.errors import UsageError

NOTE = "X-Mirror-Note"
"""Header that carries what PROVENANCE.csv says of a copy, percent-encoded."""

_TYPES = {".zip": "application/zip", ".htm": "text/html", ".html": "text/html", ".json": "application/json",
          ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


def is_address(mirror: str) -> bool:
    """Whether ETL_MIRROR names a server rather than a folder."""
    return urlsplit(mirror).scheme in ("http", "https")


def address(mirror: str | None, url: str) -> str:
    """Where to ask for a publisher's `url`: `<mirror>/<host>/<path>` at a server that stands in, else `url` itself."""
    if mirror is None or not is_address(mirror):
        return url
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{mirror.rstrip('/')}/{parts.netloc}{parts.path}{query}"


def install(session: requests.Session, mirror: str | None) -> None:
    """Let the stand-in answer the session's requests. Raises UsageError for a folder that is not there."""
    if mirror is None:
        return
    if "@" in urlsplit(mirror).netloc:
        # The address is written down with each file that comes from there, and told in messages.
        raise UsageError("ETL_MIRROR: expected an address without a name or password in it; put these into ~/.netrc")
    if is_address(mirror):
        # A proxy for the world outside is of no use on the way to this machine itself.
        session.trust_env = not _loopback(urlsplit(mirror).hostname or "")
        return
    folder = Path(mirror).expanduser()
    if not folder.is_dir():
        raise UsageError(f"ETL_MIRROR: expected an http address or a folder, found {mirror!r}, which is neither")
    adapter = FolderAdapter(folder.resolve())
    session.mount("https://", adapter)
    session.mount("http://", adapter)


def note(headers: Mapping[str, str]) -> str:
    """What the stand-in's answer says of its copy, "" where it says nothing."""
    return unquote(headers.get(NOTE, ""))


@dataclass(frozen=True)
class Reply:
    """An answer before it is sent; its body is `content`, or `length` bytes of the file `path` from `start` on."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""
    path: Path | None = None
    start: int = 0
    length: int = 0

    def open(self) -> BinaryIO:
        """The body as a stream."""
        if self.path is None:
            return io.BytesIO(self.content)
        return _Slice(self.path, self.start, self.length)


class Folder:
    """Answers requests from files as a publisher's server does: validators, 304, ranges, 404, and the API's POST."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._notes = _provenance(root / "PROVENANCE.csv")
        self._api: ApiStandIn | None = None

    def answer(self, method: str, host: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        """Answer one request. headers: the request's, whatever their case."""
        asked = {name.lower(): value for name, value in headers.items()}
        if method == "POST":
            return self._query(host, path, body)
        if method == "HEAD":
            return replace(self.answer("GET", host, path, headers), content=b"", path=None)
        if method != "GET":
            return _page(405, "Method Not Allowed")
        relative = f"{host}/{unquote(path).lstrip('/')}"
        file = (self.root / relative).resolve()
        if not file.is_relative_to(self.root.resolve()) or not file.is_file():
            return _page(404, "Not Found")
        return self._file(file, relative, asked)

    def _query(self, host: str, path: str, body: bytes) -> Reply:
        values = self.root / API_HOST / "series.csv"
        if host != API_HOST or not values.is_file():
            return _page(404, "Not Found")
        self._api = self._api or ApiStandIn(values)
        content = self._api.answer(path, body)
        if content is None:
            return _page(404, "Not Found")
        headers = {"Content-Type": "application/json;charset=UTF-8", "Content-Length": str(len(content))}
        return Reply(200, headers, content)

    def _file(self, file: Path, relative: str, asked: Mapping[str, str]) -> Reply:
        found = file.stat()
        size, etag = found.st_size, f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
        modified = formatdate(int(found.st_mtime), usegmt=True)
        headers = {"ETag": etag, "Last-Modified": modified, "Accept-Ranges": "bytes"}
        if said := self._notes.get(relative):
            headers[NOTE] = quote(said, safe=" :;,.()/@-_'+=")
        if _unchanged(asked, etag, int(found.st_mtime)):
            return Reply(304, headers)
        headers["Content-Type"] = _TYPES.get(file.suffix.lower(), "application/octet-stream")
        wanted = _RANGE.fullmatch(asked.get("range", ""))
        if wanted is None or asked.get("if-range", etag) not in (etag, modified):
            return Reply(200, headers | {"Content-Length": str(size)}, path=file, length=size)
        start, last = int(wanted[1]), min(int(wanted[2] or size), size - 1)
        if start > last:
            return Reply(416, headers | {"Content-Range": f"bytes */{size}", "Content-Length": "0"})
        length = last - start + 1
        headers |= {"Content-Range": f"bytes {start}-{last}/{size}", "Content-Length": str(length)}
        return Reply(206, headers, path=file, start=start, length=length)


class FolderAdapter(requests.adapters.BaseAdapter):
    """A transport for `requests` that answers from a folder, without a network."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._folder = Folder(root)

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Answer a prepared request, as the session asks a transport to."""
        parts = urlsplit(request.url or "")
        body = request.body or b""
        reply = self._folder.answer(
            request.method or "GET", parts.hostname or "", parts.path, request.headers,
            body.encode() if isinstance(body, str) else bytes(body),
        )  # fmt: skip
        raw = urllib3.HTTPResponse(
            body=reply.open(), headers=reply.headers, status=reply.status, reason=HTTPStatus(reply.status).phrase,
            preload_content=False, decode_content=False, enforce_content_length=reply.status in (200, 206),
            request_method=request.method,
        )  # fmt: skip
        response = requests.Response()
        response.status_code, response.reason = reply.status, HTTPStatus(reply.status).phrase
        response.headers.update(reply.headers)
        response.raw, response.url, response.request = raw, request.url or "", request
        return response

    def close(self) -> None:
        """Nothing is held open between requests."""


class _Slice(io.BufferedReader):
    """Part of a file that reads as if it were all of it."""

    def __init__(self, path: Path, start: int, length: int) -> None:
        super().__init__(io.FileIO(path))
        self.seek(start)
        self._left = length

    def read(self, size: int | None = -1) -> bytes:
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        return self._count(super().read(wanted))

    def read1(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        return self._count(super().read1(wanted)) if wanted else b""

    def _count(self, data: bytes) -> bytes:
        self._left -= len(data)
        return data


def _unchanged(asked: Mapping[str, str], etag: str, modified: int) -> bool:
    """Whether the asker has it already. If-None-Match outranks If-Modified-Since, as RFC 9110 has it."""
    if known := asked.get("if-none-match"):
        return etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
    if since := asked.get("if-modified-since"):
        try:
            return parsedate_to_datetime(since).timestamp() >= modified
        except ValueError:
            return False  # RFC 9110: a date that cannot be read is no condition
    return False


def _page(status: int, title: str) -> Reply:
    content = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{title}</body></html>".encode()
    return Reply(status, {"Content-Type": "text/html", "Content-Length": str(len(content))}, content)


def _provenance(table: Path) -> dict[str, str]:
    """What is known of each copy, `kind: note (copy from origin)` by `<host>/<path>`."""
    if not table.is_file():
        return {}
    with table.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["path"]: f"{row['kind']}: {row['note']} (copy from {row['origin']})" for row in rows}


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


__all__ = ["NOTE", "Folder", "FolderAdapter", "Reply", "address", "install", "is_address", "note"]
