"""A visitor who comes back to a process that does not know the visit: the first thing asked has the whole page run.

A browser that lost its connection names the visit that it had. Where that is known, it goes on as it was. Where it is
not (the server was started again, another process took over, a phone slept for longer than visits are kept) Streamlit
begins a new one without a word, and what needs the old one does nothing: a control in a part of the page that runs
alone, a file made on the click. Whoever only reads on is left alone.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime

SOON = 0.1
"""Seconds until a browser runs its page that is asked to."""
WHOLE = "the whole page"
"""Names a part of the page that is none: whoever asks to run it gets all of it."""

CLICK_AGAIN = "The connection was lost meanwhile. Please click again."


class ReturningVisits:
    """ASGI middleware: whoever comes back with an unknown visit begins with a run of the whole page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = _visit(scope) if scope["type"] == "websocket" else ""
        if visit and not _is_known(visit):
            back = _Return(receive, send)
            receive, send = back.receive, back.send
        await self.app(scope, receive, send)


class _Return:
    """The connection of who came back, until the page has run."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._asked = self._ran = False

    async def send(self, message: Message) -> None:
        await self._send(message)
        if not self._ran and message["type"] == "websocket.send":
            self._ran = _is_end(message["bytes"])

    async def receive(self) -> Message:
        while True:
            message = await self._receive()
            if self._ran or message["type"] != "websocket.receive":
                return message
            said = BackMsg()
            said.ParseFromString(message["bytes"])
            kind = said.WhichOneof("type")
            if kind == "rerun_script":
                return {**message, "bytes": self._as_whole(said)}
            if kind != "backend_operation_request":
                return message
            # A file of the old visit: it cannot be had any more, but once the page has run the next click has it.
            for answer in (_please_run(), _again(said.backend_operation_request.request_id)):
                await self._send({"type": "websocket.send", "bytes": answer})

    def _as_whole(self, said: BackMsg) -> bytes:
        # The browser may repeat what it was asked for: another run would begin all over again.
        if not (self._asked and said.rerun_script.fragment_id == WHOLE):
            self._asked = True
            said.rerun_script.fragment_id = ""
            said.rerun_script.is_auto_rerun = False
        return bytes(said.SerializeToString())


def _visit(scope: Scope) -> str:
    """The visit that a browser says it had: its third word in this header, after 'streamlit' and a token."""
    words = Headers(scope=scope).get("sec-websocket-protocol", "").split(",")
    return words[2].strip() if len(words) > 2 else ""


def _is_known(visit: str) -> bool:
    # Streamlit tells of visits that are connected alone; those that it keeps for a while are asked for past that.
    return Runtime.exists() and Runtime.instance()._session_mgr.get_session_info(visit) is not None


def _please_run() -> bytes:
    message = ForwardMsg()
    message.auto_rerun.interval = SOON
    message.auto_rerun.fragment_id = WHOLE
    return bytes(message.SerializeToString())


def _again(request: str) -> bytes:
    message = ForwardMsg()
    message.backend_operation_response.request_id = request
    message.backend_operation_response.error_msg = CLICK_AGAIN
    return bytes(message.SerializeToString())


def _is_end(data: bytes) -> bool:
    """Whether a message to the browser says that a run has come to its end."""
    message = ForwardMsg()
    message.ParseFromString(data)
    ended = message.WhichOneof("type") == "script_finished"
    return ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
