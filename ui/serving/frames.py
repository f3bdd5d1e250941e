"""What goes over a visitor's websocket in one turn goes in one piece, and small messages go as they are.

The server writes each message by itself, and packs each by itself, however small. A page has some forty of them: the
calls for them took longer than what is in them. The classes of uvicorn and of websockets are changed: look at them when
upgrading.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame

SMALL = 250
"""Bytes up to which a message is not packed: what packing would save of it is less than a packet's own head."""

_made, _packed = WebSocketsSansIOProtocol.connection_made, PerMessageDeflate.encode


def send_in_one_piece() -> None:
    """Do so from now on, for every connection that is opened."""
    connection: Any = WebSocketsSansIOProtocol
    connection.connection_made = _connection_made
    packing: Any = PerMessageDeflate
    packing.encode = _encode


class Together:
    """A transport that writes once in a turn of the event loop what was written by then; else it is that transport."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._waiting: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._waiting:
            self._loop.call_soon(self._write)
        self._waiting.append(data)

    def close(self) -> None:
        self._write()
        self._transport.close()

    def _write(self) -> None:
        if self._waiting:
            data, self._waiting = b"".join(self._waiting), []
            self._transport.write(data)


def _connection_made(self: Any, transport: asyncio.Transport) -> None:
    _made(self, transport)
    self.transport = Together(transport, self.loop)


def _encode(self: PerMessageDeflate, frame: Frame) -> Frame:
    return frame if len(frame.data) <= SMALL else _packed(self, frame)
