"""How data leave by an address of their own: kept by tags, open to other sites, refused in words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import anyio
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from analysis.warehouse import WarehouseError

ALLOWED = "GET, HEAD, OPTIONS"
EVERY_METHOD = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition, Link",
    # Other sites may show and read these: they are public data, and nothing of a visitor is in them.
    "Cross-Origin-Resource-Policy": "cross-origin",
}
KEPT = "public, max-age=300, must-revalidate"
"""Five minutes: a new build is seen soon, and a sheet that asks every minute costs one answer in five."""
NOT_KEPT = {"Cache-Control": "no-store"}
AT_ONCE = 4
"""Answers that are worked out at the same time; more wait, so that the pages stay quick."""

Answering = Callable[[Request], Response]


class Refused(Exception):
    """What was asked for cannot be answered: a status, words with the way on, and more for a program."""

    def __init__(self, status: int, words: str, **more: Any) -> None:
        super().__init__(words)
        self.status, self.words, self.more = status, words, more


def route(path: str, answer: Answering) -> Route:
    """GET and HEAD of `path` by `answer`, which runs in a thread of its own and may raise Refused or WarehouseError."""

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=OPEN_TO_ALL | {
                "Allow": ALLOWED, "Access-Control-Allow-Methods": ALLOWED,
                "Access-Control-Allow-Headers": "If-None-Match", "Access-Control-Max-Age": "86400",
            })  # fmt: skip
        if request.method not in ALLOWED:
            refusal = Refused(405, f"These data can only be read: {ALLOWED}.")
            return refused(request, refusal, headers={"Allow": ALLOWED})
        try:
            found = await to_thread.run_sync(answer, request, limiter=_limiter())
        except Refused as refusal:
            return refused(request, refusal)
        except WarehouseError:
            return refused(request, Refused(503, "No data are loaded at the moment; try again in a few minutes."),
                           headers={"Retry-After": "120"})  # fmt: skip
        return _without_body(found) if request.method == "HEAD" else found

    return Route(path, endpoint, methods=EVERY_METHOD)


def reply(request: Request, body: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """`body`, or word that the asker's copy of it is still right (304)."""
    # Weak, since the same body may leave compressed.
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    about = OPEN_TO_ALL | {"ETag": tag, "Cache-Control": KEPT} | dict(headers or {})
    if has(request, tag):
        return Response(status_code=304, headers=about)
    return Response(body, media_type=media_type, headers=about)


def refused(request: Request, refusal: Refused, headers: Mapping[str, str] | None = None) -> Response:
    """The refusal in JSON, or in plain words at the address of a table."""
    about = OPEN_TO_ALL | NOT_KEPT | dict(headers or {})
    if request.url.path.endswith(".csv"):
        found: Response = PlainTextResponse(f"{refusal.words}\n", refusal.status, about)
    else:
        found = JSONResponse({"error": refusal.words, **refusal.more}, refusal.status, about)
    return _without_body(found) if request.method == "HEAD" else found


@cache
def _limiter() -> anyio.CapacityLimiter:
    return anyio.CapacityLimiter(AT_ONCE)


def has(request: Request, tag: str) -> bool:
    """Whether the asker has a copy with this ETag."""
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or tag.removeprefix("W/") in [
        part.strip().removeprefix("W/") for part in asked.split(",")
    ]


def _without_body(found: Response) -> Response:
    bare = Response(status_code=found.status_code)
    bare.raw_headers = list(found.raw_headers)
    return bare
