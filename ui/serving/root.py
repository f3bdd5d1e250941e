"""The page that Streamlit serves for every address of ours, made ours: where the server is, and what is left out.

Without the first, a visit that starts at /growth asks /growth/_stcore/health first, is told 404, and tries again at the
root: a round trip more, and errors in the console. Left out are a font that no page uses and the way to an interface
that is closed. Who has no JavaScript reads what the page needs, and where the figures are without it.
"""

from __future__ import annotations

import gzip
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPT = b"<script>window.__streamlit={BACKEND_BASE_URL:location.origin}</script>"
"""Read by Streamlit's own scripts before they look for the server."""
BEFORE = b"<head>"
UNUSED = re.compile(rb'<link\s[^>]*(?:as="font"|rel="service-desc")[^>]*>|<!--\s+Machine-readable.*?-->', re.DOTALL)
OWN_TITLE = (re.compile(rb"<title>.*?</title>"), b"<title>Does specializing pay?</title>")
WITHOUT_SCRIPTS = (
    re.compile(rb"<noscript>.*?</noscript>", re.DOTALL),
    b"""<noscript>
<h1>Does specializing pay for a pharmacy technician?</h1>
<p>The pages of this dashboard are drawn by JavaScript, which is switched off in this browser, or which it does
not have. Switch it on for this site and load the page again: nothing is fetched from any other site.</p>
<p>Every figure and every table can be read without it: <a href="/api">list of figures and tables</a>.</p>
</noscript>""",
)


class ServerAtRoot:
    """ASGI middleware: puts SCRIPT at the top of the page that Streamlit serves for every address of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_ours(scope):
            await self.app(scope, receive, send)
            return
        squeezed = "gzip" in _header(scope, "accept-encoding")
        plain = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        start: Message | None = None
        body = bytearray()

        async def send_page(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is not None and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_whole(start, bytes(body), squeezed, send)
            else:
                await send(message)

        await self.app(plain, receive, send_page)


def _is_ours(scope: Scope) -> bool:
    """Whether a page is asked for that Streamlit serves; the lists below /api are whole as they are."""
    return "text/html" in _header(scope, "accept") and not scope["path"].startswith("/api")


def _header(scope: Scope, name: str) -> str:
    return Headers(scope=scope).get(name, "")


def _is_page(message: Message) -> bool:
    headers = Headers(raw=list(message["headers"]))
    return message["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def _ours(page: bytes) -> bytes:
    page = UNUSED.sub(b"", page)
    for found, own in (OWN_TITLE, WITHOUT_SCRIPTS):
        page = found.sub(lambda _match, own=own: own, page)
    return page.replace(BEFORE, BEFORE + SCRIPT, 1)


async def _send_whole(start: Message, body: bytes, squeezed: bool, send: Send) -> None:
    page = _ours(body)
    message = {**start, "headers": list(start["headers"])}
    headers = MutableHeaders(scope=message)
    if squeezed:
        page = gzip.compress(page, 6, mtime=0)
        headers["content-encoding"] = "gzip"
        headers.add_vary_header("Accept-Encoding")
    headers["content-length"] = str(len(page))
    await send(message)
    await send({"type": "http.response.body", "body": page})
