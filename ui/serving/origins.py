"""Which pages may open a websocket: those of this dashboard, by the address under which visitors reach it.

Streamlit has the rule too, but asks a machine on the internet for its own address before it refuses a page of another
site, and lets pages in that any program on the visitor's machine may serve.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from ui.address import BadAddress, configured, origin


def of_our_own(scope: Scope) -> Scope | None:
    """The websocket as Streamlit may have it; None where a page of another site asks for it.

    A program that is no browser names no page and is let in: it carries nobody's cookies. Behind a proxy that asks
    under a name of its own, PUBLIC_URL says where our pages are; Streamlit is told that name.
    """
    headers = Headers(scope=scope)
    asked, host = headers.get("origin"), headers.get("host", "")
    if asked is None or (host and _machine(asked) == host.casefold()):
        return scope
    public = configured()
    try:
        if public is None or origin(asked) != origin(public):
            return None
    except BadAddress:
        return None
    own = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "headers": [*own, (b"host", urlsplit(asked).netloc.encode("latin-1"))]}


def told(scope: Scope) -> str:
    """Who asked whom, for the log."""
    headers = Headers(scope=scope)
    return f"{headers.get('origin', '')[:100]!r} asked {headers.get('host', '')[:100]!r}"


def _machine(asked: str) -> str:
    """Machine and port of an origin; empty where it is none, such as that of a page in a sandbox ('null')."""
    try:
        return urlsplit(asked).netloc.casefold()
    except ValueError:
        return ""
