"""Headers that keep the page to itself: nothing is loaded from, or sent to, another machine.

No other site may show a page in a frame, but for one address: that of a figure alone, made for it.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMED = "/figure"
EMBEDDED = re.compile(rb"(?:^|&)embed=true(?:&|$)")
HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]{1,255}")
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


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
    """ASGI middleware: adds the headers to every answer over HTTP."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        framed = scope["path"] == FRAMED and EMBEDDED.search(scope.get("query_string", b"")) is not None
        policy = content_policy(Headers(scope=scope).get("host", ""), framed)
        fixed = {name: value for name, value in FIXED.items() if not (framed and name == "X-Frame-Options")}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in fixed.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", policy)
            await send(message)

        await self.app(scope, receive, send_with_headers)
