"""What goes over a websocket in one piece is all that was written, in its order; small messages go as they are."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

from ui.serving import frames


class Transport:
    """What is used of a connection."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        assert not self.closed
        self.written.append(data)

    def close(self) -> None:
        self.closed = True

    def get_write_buffer_size(self) -> int:
        return 7


def test_what_is_written_in_a_turn_goes_in_one_piece() -> None:
    async def visit() -> list[bytes]:
        transport: Any = Transport()
        together = frames.Together(transport, asyncio.get_running_loop())
        for turn in ((b"a", b"b", b""), (b"c",)):
            for data in turn:
                together.write(data)
            assert len(transport.written) == turn.count(b"c")
            await asyncio.sleep(0)
        assert together.get_write_buffer_size() == 7
        written: list[bytes] = transport.written
        return written

    assert asyncio.run(visit()) == [b"ab", b"c"]


def test_a_connection_that_is_closed_has_said_all_before() -> None:
    async def visit() -> tuple[list[bytes], bool]:
        transport: Any = Transport()
        together = frames.Together(transport, asyncio.get_running_loop())
        together.write(b"the end")
        together.close()
        await asyncio.sleep(0)
        return transport.written, transport.closed

    assert asyncio.run(visit()) == ([b"the end"], True)


@pytest.mark.parametrize("size", [0, 4, frames.SMALL, frames.SMALL + 4, 40_000])
def test_a_visitor_understands_messages_packed_and_not_in_any_order(size: int) -> None:
    ours, theirs = PerMessageDeflate(False, False, 12, 12), PerMessageDeflate(False, False, 12, 12)
    for length in (size, 1_000, size, 10, size):
        sent = frames._encode(ours, Frame(Opcode.BINARY, b"pay " * (length // 4)))
        assert sent.rsv1 == (len(b"pay " * (length // 4)) > frames.SMALL)
        assert bytes(theirs.decode(sent).data) == b"pay " * (length // 4)
