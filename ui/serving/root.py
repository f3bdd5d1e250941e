"""The page that Streamlit serves for every address of ours, made ours: what is read at once, and what is left out.

It says where the server is: else a visit that starts at /growth asks /growth/_stcore/health first, is told 404, and
tries again at the root, a round trip more and errors in the console. It carries what is read before any script is
there (first_page.py), what says that an answer is awaited (working.py), and what has the page shown in steps
(paced.py). Each page is made once a build and packed, and who has it already is told so. Left out are a font that no
page uses, a picture that is not ours, and the way to an interface that is closed. Who has no JavaScript reads what the
page needs, and where the figures are without it.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analysis.warehouse import Warehouse
from ui.serving import encodings, modules, pages
from ui.serving.first_page import ALONE, NAME, FirstPage, build, first_page
from ui.serving.paced import PACED
from ui.serving.working import WORKING

SCRIPT = b"<script>window.__streamlit={BACKEND_BASE_URL:location.origin}</script>"
"""Read by Streamlit's own scripts before they look for the server."""
HEAD, BODY, END = b"<head>", b"<body>", b"</body>"
UNUSED = re.compile(rb'<link\s[^>]*(?:as="font"|rel="service-desc")[^>]*>|<!--\s+Machine-readable.*?-->', re.DOTALL)
OWN_TITLE = (re.compile(rb"<title>.*?</title>"), b"<title>Does specializing pay?</title>")
ICON = base64.b64encode((Path(__file__).resolve().parent.parent / "icon.svg").read_bytes())
OWN_ICON = (re.compile(rb'<link rel="shortcut icon"[^>]*>'),
            b'<link rel="shortcut icon" href="data:image/svg+xml;base64,' + ICON + b'">')  # fmt: skip
STYLESHEET = re.compile(rb'<link rel="stylesheet"[^>]*>')
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
WITHOUT_SCRIPTS = """<noscript><style>#first-page {{ display: none }}</style>
<h1>{name}</h1>{answer}
<p>The pages of this dashboard are drawn by JavaScript, which is switched off in this browser, or which it does
not have. Switch it on for this site and load the page again: nothing is fetched from any other site.</p>
<p>Every figure and every table can be read without it: <a href="/api">list of figures and tables</a>.</p>
</noscript>"""
CONDITIONAL = {b"if-none-match", b"if-modified-since", b"range", b"accept-encoding"}
ELSEWHERE = "*"
"""Any address that is none of the pages', which Streamlit answers with the page too."""


@dataclass(frozen=True)
class Page:
    """A page as it leaves: in each encoding, with its ETag."""

    bodies: dict[str, bytes]
    etag: str


class ServerAtRoot:
    """ASGI middleware: makes the page that Streamlit serves for every address of ours our own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._made: tuple[tuple[bytes, str], dict[str, Page]] = ((b"", ""), {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_ours(scope):
            await self.app(scope, receive, send)
            return
        plain = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in CONDITIONAL]}
        start: Message | None = None
        body = bytearray()

        async def send_page(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is not None and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    page = await asyncio.to_thread(self._page, scope["path"], bytes(body))
                    await _send_whole(start, page, scope, send)
            else:
                await send(message)

        await self.app(plain, receive, send_page)

    def _page(self, path: str, streamlits: bytes) -> Page:
        warehouse = build()
        wanted = (streamlits, warehouse.build_id if warehouse else "")
        made_for, kept = self._made
        if made_for != wanted:
            kept = {}
            self._made = (wanted, kept)
        name = path if path in pages.titles() or path == ALONE else ELSEWHERE
        if name not in kept:
            kept[name] = _made(streamlits, name, warehouse)
        return kept[name]


def _is_ours(scope: Scope) -> bool:
    """Whether a page is asked for that Streamlit serves; the lists below /api are whole as they are."""
    return "text/html" in _header(scope, "accept") and not scope["path"].startswith("/api")


def _header(scope: Scope, name: str) -> str:
    return Headers(scope=scope).get(name, "")


def _is_page(message: Message) -> bool:
    headers = Headers(raw=list(message["headers"]))
    return message["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def _made(streamlits: bytes, path: str, warehouse: Warehouse | None) -> Page:
    body = _ours(streamlits, first_page(path, warehouse))
    bodies = {name: pack(body) for name, pack in encodings.PACK.items()} | {encodings.PLAIN: body}
    return Page(bodies, f'W/"{hashlib.sha256(body).hexdigest()[:32]}"')


def _ours(page: bytes, first: FirstPage) -> bytes:
    page = UNUSED.sub(b"", page)
    without = WITHOUT_SCRIPTS.format(name=NAME, answer=first.without_scripts).encode()
    for found, own in (OWN_TITLE, OWN_ICON, (NOSCRIPT, without)):
        page = found.sub(lambda _match, own=own: own, page)
    # A stylesheet in the head keeps the page from being shown; after the first page it keeps back only what it styles.
    styles = b"".join(STYLESHEET.findall(page))
    page = STYLESHEET.sub(b"", page).replace(BODY, BODY + (first.shown + WORKING + PACED).encode() + styles, 1)
    return page.replace(HEAD, HEAD + SCRIPT, 1).replace(END, _ahead() + END, 1)


def _ahead() -> bytes:
    """What every page asks for as soon as it draws anything, asked for at once."""
    paths = modules.of(*modules.ON_EVERY_PAGE)
    return "".join(f'<link rel="modulepreload" href="/static/{path}" fetchpriority="low">' for path in paths).encode()


async def _send_whole(start: Message, page: Page, scope: Scope, send: Send) -> None:
    encoding = encodings.accepted(_header(scope, "accept-encoding"))[0]
    known = page.etag.removeprefix("W/") in _header(scope, "if-none-match")
    body = b"" if known else page.bodies[encoding]
    message = {**start, "status": 304 if known else 200, "headers": list(start["headers"])}
    headers = MutableHeaders(scope=message)
    headers["etag"] = page.etag
    headers.add_vary_header("Accept, Accept-Encoding")
    for name in ("last-modified", "accept-ranges", "content-length"):
        del headers[name]
    if not known:
        headers["content-length"] = str(len(body))
        if encoding != encodings.PLAIN:
            headers["content-encoding"] = encoding
    await send(message)
    await send({"type": "http.response.body", "body": body})
