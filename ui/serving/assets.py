"""Streamlit's scripts and styles, compressed once a process and kept: a first visit costs a third of the bytes.

Streamlit leaves `/static/` uncompressed, because compressing on every request costs more than it saves. Its assets
carry a hash in their name and never change, so one compressed copy in memory serves everybody.
"""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PREFIX = "/static/"
SMALLEST = 1_000
"""Below this many bytes compression saves nothing that a network packet would notice."""
TEXTUAL = ("text/", "application/javascript", "application/json", "application/wasm", "image/svg+xml")
CONDITIONAL = {b"if-none-match", b"if-modified-since", b"range", b"accept-encoding"}


@dataclass(frozen=True)
class Asset:
    """A compressed body with the headers it is served with."""

    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    etag: str


class CompressedAssets:
    """ASGI middleware: answers `/static/` from compressed copies, made at the first request and kept for good.

    Only answers that Streamlit marks as immutable are kept, so an address that does not exist cannot fill the memory.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._assets: dict[str, Asset] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_asset(scope):
            await self.app(scope, receive, send)
            return
        asset = self._assets.get(scope["path"]) or await self._compress_once(scope, receive)
        if asset is None:
            await self.app(scope, receive, send)
        else:
            await _answer(asset, scope, send)

    async def _compress_once(self, scope: Scope, receive: Receive) -> Asset | None:
        path = scope["path"]
        lock = self._locks.setdefault(path, asyncio.Lock())
        try:
            async with lock:
                if path not in self._assets and (asset := await self._compress(scope, receive)):
                    self._assets[path] = asset
        finally:
            self._locks.pop(path, None)
        return self._assets.get(path)

    async def _compress(self, scope: Scope, receive: Receive) -> Asset | None:
        plain = [pair for pair in scope["headers"] if pair[0] not in CONDITIONAL]
        answer = Captured()
        await self.app({**scope, "method": "GET", "headers": plain, "extensions": {}}, receive, answer.take)
        headers = Headers(raw=answer.headers)
        if not (
            answer.status == 200
            and "immutable" in headers.get("cache-control", "")
            and headers.get("content-type", "").startswith(TEXTUAL)
            and "content-encoding" not in headers
            and len(answer.body) >= SMALLEST
        ):
            return None
        body = await asyncio.to_thread(gzip.compress, bytes(answer.body), 9, mtime=0)
        etag = f'{headers.get("etag", "").rstrip(chr(34))}-gzip"' if "etag" in headers else ""
        kept = MutableHeaders(raw=list(answer.headers))
        kept["content-encoding"] = "gzip"
        kept["content-length"] = str(len(body))
        kept["vary"] = "Accept-Encoding"
        if etag:
            kept["etag"] = etag
        return Asset(body, tuple(kept.raw), etag)


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


def _asks_for_asset(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or not scope["path"].startswith(PREFIX):
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


async def _answer(asset: Asset, scope: Scope, send: Send) -> None:
    if asset.etag and asset.etag in Headers(scope=scope).get("if-none-match", ""):
        headers = [pair for pair in asset.headers if pair[0] not in {b"content-length", b"content-encoding"}]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(asset.headers)})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else asset.body})
