"""Streamlit's scripts, styles and fonts, packed once a process and kept: a first visit costs a quarter of the bytes.

Streamlit leaves `/static/` as it is, because packing at every request costs more than it saves. Its assets carry a hash
in their name and never change, so one copy in memory serves everybody. A copy in gzip is made at the first request; the
smaller one in Brotli takes seconds and is made in a thread of its own, and whoever comes before it is there has gzip.
What every page asks for is packed from the moment when the server is up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.serving import background, encodings, modules
from ui.serving.encodings import BROTLI, GZIP, PLAIN
from ui.serving.read_once import read_once

PREFIX = "/static/"
SMALLEST = 1_000
"""Below this many bytes packing saves nothing that a network packet would notice."""
TEXTUAL = ("text/", "application/javascript", "application/json", "application/wasm", "image/svg+xml")
CONDITIONAL = {b"if-none-match", b"if-modified-since", b"range", b"accept-encoding"}


@dataclass(frozen=True)
class Asset:
    """A body with the headers it is served with."""

    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    etag: str


@dataclass
class Kept:
    """What is kept of one file: by encoding. A file that is not worth packing is kept as it is."""

    copies: dict[str, Asset] = field(default_factory=dict)

    def best(self, accepted: Iterable[str]) -> Asset | None:
        """The first of these encodings that there is."""
        return next((self.copies[name] for name in accepted if name in self.copies), None)


class PackedAssets:
    """ASGI middleware: answers `/static/` from the copies that are kept, and makes those that are not there yet.

    Only answers that Streamlit marks as immutable are kept, so an address that does not exist cannot fill the memory.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, Kept] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._early: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, self._packing_once_up(send))
        elif not _asks_for_asset(scope):
            await self.app(scope, receive, send)
        elif asset := await self._asset(scope):
            await _answer(asset, scope, send)
        else:
            await self.app(scope, receive, send)

    def _packing_once_up(self, send: Send) -> Send:
        async def noted(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                self._early = asyncio.create_task(self._pack_what_pages_need())

        return noted

    async def _pack_what_pages_need(self) -> None:
        needed = await asyncio.to_thread(modules.needed)
        for path in needed:
            await self._keep_once(_request(f"{PREFIX}{path}"))

    async def _asset(self, scope: Scope) -> Asset | None:
        kept = self._kept.get(scope["path"]) or await self._keep_once(scope)
        return kept and kept.best(encodings.accepted(Headers(scope=scope).get("accept-encoding", "")))

    async def _keep_once(self, scope: Scope) -> Kept | None:
        path = scope["path"]
        lock = self._locks.setdefault(path, asyncio.Lock())
        try:
            async with lock:
                if path not in self._kept and (kept := await self._keep(scope)):
                    self._kept[path] = kept
        finally:
            self._locks.pop(path, None)
        return self._kept.get(path)

    async def _keep(self, scope: Scope) -> Kept | None:
        plain = [pair for pair in scope["headers"] if pair[0] not in CONDITIONAL]
        answer = Captured()
        await self.app({**scope, "method": "GET", "headers": plain, "extensions": {}}, _never_leaves, answer.take)
        headers = Headers(raw=answer.headers)
        if answer.status != 200 or "immutable" not in headers.get("cache-control", "") or "content-encoding" in headers:
            return None
        body = read_once(bytes(answer.body))
        if len(body) < SMALLEST or not headers.get("content-type", "").startswith(TEXTUAL):
            return Kept({PLAIN: _as_it_is(answer.headers, body)})
        kept = Kept({GZIP: _packed(answer.headers, await asyncio.to_thread(encodings.in_gzip, body), GZIP)})
        background.do(lambda: _add_smaller(kept, answer.headers, body))
        return kept


class Captured:
    """An answer, taken down instead of sent."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = bytearray()

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = list(message["headers"])
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


def _add_smaller(kept: Kept, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    packed = encodings.in_brotli(body)
    if len(packed) < len(kept.copies[GZIP].body):
        kept.copies[BROTLI] = _packed(headers, packed, BROTLI)


def _packed(headers: list[tuple[bytes, bytes]], body: bytes, encoding: str) -> Asset:
    about = MutableHeaders(raw=list(headers))
    etag = f'{about["etag"].rstrip(chr(34))}-{encoding}"' if "etag" in about else ""
    about["content-encoding"] = encoding
    about["content-length"] = str(len(body))
    about["vary"] = "Accept-Encoding"
    if etag:
        about["etag"] = etag
    return Asset(body, tuple(about.raw), etag)


def _as_it_is(headers: list[tuple[bytes, bytes]], body: bytes) -> Asset:
    return Asset(body, tuple(headers), Headers(raw=headers).get("etag", ""))


def _asks_for_asset(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] in {"GET", "HEAD"}
        and scope["path"].startswith(PREFIX)
        and "range" not in Headers(scope=scope)
    )


def _request(path: str) -> Scope:
    """A request that the server makes of itself."""
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "root_path": "", "query_string": b"", "headers": [],
        "client": None, "server": None,
    }  # fmt: skip


async def _never_leaves() -> Message:
    """What a visitor says who waits for the whole answer: one who leaves early must not leave half a file behind."""
    return await asyncio.get_running_loop().create_future()


async def _answer(asset: Asset, scope: Scope, send: Send) -> None:
    if asset.etag and asset.etag in Headers(scope=scope).get("if-none-match", ""):
        headers = [pair for pair in asset.headers if pair[0] not in {b"content-length", b"content-encoding"}]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(asset.headers)})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else asset.body})
