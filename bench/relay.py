"""A relay before a server that counts what the websockets through it take, packed as it goes over the wire.

A browser tells of a websocket's messages as they are after unpacking; of everything else it tells what was on the wire.
"""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

PIECE = 1 << 16
WEBSOCKET = b"GET /_stcore/stream"


class Relay(socketserver.ThreadingTCPServer):
    """Passes every connection on to `address`. taken: bytes of websockets so far, both ways, greetings included."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.target = (parts.hostname or "", parts.port or 80)
        self.taken = 0
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Connection)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def count(self, size: int) -> None:
        with self._lock:
            self.taken += size


class _Connection(socketserver.BaseRequestHandler):
    server: Relay

    def handle(self) -> None:
        first = self.request.recv(PIECE)
        if not first:
            return
        with socket.create_connection(self.server.target) as behind:
            for end in (self.request, behind):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            counted = first.startswith(WEBSOCKET)
            back = threading.Thread(target=self._pass, args=(behind, self.request, counted), daemon=True)
            back.start()
            behind.sendall(first)
            if counted:
                self.server.count(len(first))
            self._pass(self.request, behind, counted)
            back.join()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):  # either end may go at any time
            while piece := source.recv(PIECE):
                if counted:
                    self.server.count(len(piece))
                target.sendall(piece)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextmanager
def counting(address: str) -> Iterator[Relay]:
    """A relay before the server at `address`, until the block ends."""
    with Relay(address) as relay:
        threading.Thread(target=relay.serve_forever, daemon=True).start()
        yield relay
        relay.shutdown()
