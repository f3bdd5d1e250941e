"""What Streamlit offers and no page here needs is closed: metrics, agents, uploads, and messages that reach everybody.

Addresses below `/_stcore/` are answered only where the pages use them; sign-in and components of an older kind are not
answered at all. A websocket opens for our own pages alone. Of the messages that a browser may send over
its websocket, those pass that a page needs; the rest would let any visitor empty the caches of all the others, ask for
the server's git state, or have files written beside the app.
"""

from __future__ import annotations

import logging

from google.protobuf.message import DecodeError
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from ui.serving import origins

log = logging.getLogger("dashboard")

CORE = "/_stcore/"
OPEN = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream", "/_stcore/bidi-components/")
"""Of Streamlit's own addresses: alive or not, what the browser's side may do, the websocket, our components."""
STREAM = "/_stcore/stream"
"""The one address of a websocket."""
NEVER = ("/auth/", "/oauth2callback", "/component/")
"""Sign-in, which nobody needs here and which would write a line of the log at every call; components of others."""
NOTHING = "There is nothing at this address."

ALLOWED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request"})
"""Messages of a browser that are let through."""
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
"""Of its operations: a download that is made on the click, and the rest of a long table."""

LARGEST_MESSAGE = 512_000
"""Bytes of one message: the state of every control of a page takes a few thousand."""
LONGEST_QUERY = 8_000
"""Characters of what follows the question mark; a link of ours has a few hundred."""

POLICY_VIOLATION, TOO_BIG = 1008, 1009


class Closed:
    """ASGI middleware: answers 404 for the closed addresses, and drops or refuses messages that no page sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http" and _is_closed(scope["path"]):
            await PlainTextResponse(NOTHING, status_code=404)(scope, receive, send)
        elif scope["type"] == "http" and len(scope.get("query_string", b"")) > LONGEST_QUERY:
            words = f"This address is longer than {LONGEST_QUERY:,} characters: shorten what follows the question mark."
            await PlainTextResponse(words, status_code=414)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != STREAM:
            await PlainTextResponse(NOTHING, status_code=404)(scope, receive, send)
        elif (own := origins.of_our_own(scope)) is None:
            log.warning("websocket refused to a page of another site: %s", origins.told(scope))
            words = "Only the pages of this dashboard may ask here. Whoever runs it behind a proxy sets PUBLIC_URL."
            await PlainTextResponse(words, status_code=403)(scope, receive, send)
        else:
            await self.app(own, _screened(receive, send), send)


def _is_closed(path: str) -> bool:
    return path.startswith(NEVER) or (path.startswith(CORE) and not path.startswith(OPEN))


def _screened(receive: Receive, send: Send) -> Receive:
    """`receive` of a websocket, without the messages that no page sends."""

    async def screened() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            data = message.get("bytes")
            if data is None:
                log.warning("dropped a message of a browser: text")
                continue
            if len(data) > LARGEST_MESSAGE:
                log.warning("websocket closed: a message of %d bytes", len(data))
                await send({"type": "websocket.close", "code": TOO_BIG})
                return {"type": "websocket.disconnect", "code": TOO_BIG}
            kind = _kind(data)
            if kind in ALLOWED:
                return message
            log.warning("dropped a message of a browser: %s", kind)

    return screened


def _kind(data: bytes) -> str:
    """What a message asks for; of an operation its name, where it is one that no page asks for."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return "not a message"
    kind = message.WhichOneof("type") or "nothing"
    if kind == "backend_operation_request":
        operation = message.backend_operation_request.WhichOneof("payload") or "nothing"
        return kind if operation in OPERATIONS else operation
    return kind
