"""Headers of every answer, a refused websocket's too, that keep the page to itself: nothing goes to another machine.

No other site may show a page in a frame, but for one address: that of a figure alone, made for it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.address import configured

FRAMED = "/figure"
EMBEDDED = re.compile(rb"(?:^|&)embed=true(?:&|$)")
HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]{1,255}")
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Other sites may not draw on these answers; those of /api say otherwise of themselves.
    "Cross-Origin-Resource-Policy": "same-origin",
}
STARTS = ("http.response.start", "websocket.http.response.start")
"""Messages that carry the headers of an answer."""


def content_policy(host: str, framed: bool = False) -> str:
    """The Content-Security-Policy for a page served under `host`. framed: whether any site may show it in a frame.

    Streamlit starts with an inline script and Plotly compiles functions, so both are allowed; other machines are not.
    The websocket's address is spelt out because older Safari does not count it as 'self'.
    """
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            f"connect-src 'self' data: blob:{sockets}",
            # Nothing said is everybody: '*' would leave out a course page that is a file on somebody's disk.
            *(() if framed else ("frame-ancestors 'self'",)),
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


class SecurityHeaders:
    """ASGI middleware: adds the headers to every answer. A cookie goes over TLS alone where the visitor came so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        framed = scope["path"] == FRAMED and EMBEDDED.search(scope.get("query_string", b"")) is not None
        public = configured()
        host = urlsplit(public).netloc if public else Headers(scope=scope).get("host", "")
        policy = content_policy(host, framed)
        fixed = {name: value for name, value in FIXED.items() if not (framed and name == "X-Frame-Options")}
        encrypted = scope.get("scheme") in ("https", "wss") or (public or "").startswith("https:")

        async def send_with_headers(message: Message) -> None:
            if message["type"] in STARTS:
                headers = MutableHeaders(scope=message)
                for name, value in fixed.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", policy)
                if encrypted:
                    _hold_cookies_to_tls(headers)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _hold_cookies_to_tls(headers: MutableHeaders) -> None:
    cookies = headers.getlist("set-cookie")
    if cookies:
        del headers["set-cookie"]
        for cookie in cookies:
            headers.append("set-cookie", cookie if "; secure" in cookie.casefold() else f"{cookie}; Secure")
