"""Small answers leave at once: no waiting for a full packet on any connection of a visitor.

Streamlit binds the server's socket without naming its protocol, and asyncio switches Nagle's algorithm off only where
the protocol is named as TCP. With it on, the second of two small writes (a body after its headers, a message of the
websocket after another) waits for the visitor's acknowledgement of the first, which comes 40 milliseconds late.
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

DESCRIPTORS = Path("/dev/fd")
"""Where Linux and macOS list what a process has open."""


def send_at_once() -> int:
    """Switch TCP_NODELAY on for every TCP socket on which this process listens; how many those are.

    A connection takes it over from the socket that accepted it. To be called when the server has bound its socket.
    """
    count = 0
    for listening in _listening():
        with listening:
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        count += 1
    return count


def _listening() -> Iterator[socket.socket]:
    """A second handle on each listening TCP socket; closing it leaves the first open."""
    for path in list(DESCRIPTORS.iterdir()) if DESCRIPTORS.is_dir() else []:
        # The listing itself was open as one of these, and others may go while this looks.
        with suppress(OSError):
            number = int(path.name)
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                found = socket.socket(fileno=os.dup(number))
                if found.family in (socket.AF_INET, socket.AF_INET6) and _listens(found):
                    yield found
                else:
                    found.close()


def _listens(found: socket.socket) -> bool:
    return found.type == socket.SOCK_STREAM and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
