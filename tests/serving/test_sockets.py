"""No small answer waits for a packet to fill: on the server's connections Nagle's algorithm is off."""

from __future__ import annotations

import json
import socket
import sys
import urllib.request
from pathlib import Path

import pytest

from etl.settings import PROJECT
from tests.browser.conftest import serving
from ui.serving.sockets import send_at_once

START = """
import os, socket, sys
from contextlib import suppress
sys.path.insert(0, {project!r})
import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route
from dashboard import lifespan

def at_once(_request):
    told = []
    for name in os.listdir("/dev/fd"):
        with suppress(OSError), socket.socket(fileno=os.dup(int(name))) as found:
            if found.family in (socket.AF_INET, socket.AF_INET6) and found.getpeername():
                told.append(found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
    return JSONResponse(told)

app = st.App({script!r}, lifespan=lifespan, routes=[Route("/at-once", at_once)])
if __name__ == "__main__":
    app.run(config={{"server.port": int(os.environ["PORT"])}})
"""
RUN = f'exec "{sys.executable}" -m streamlit run "$0" --server.headless true --server.port "$PORT"'
COMMANDS = {"python": [sys.executable], "streamlit run": ["sh", "-c", RUN]}


def test_a_connection_takes_it_from_the_socket_that_accepts_it():
    # As Streamlit binds: without naming the protocol, so that asyncio leaves the option off.
    with socket.socket(socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert accepted(listening) == 0
        assert send_at_once() >= 1
        assert accepted(listening) != 0
        # Neither the socket nor anything else was closed on the way.
        assert listening.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1


def accepted(listening: socket.socket) -> int:
    with socket.create_connection(listening.getsockname()):
        connection, _ = listening.accept()
        with connection:
            return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize("how", COMMANDS)
def test_the_servers_own_connections_have_it(how: str, tmp_path: Path):
    page, start = tmp_path / "page.py", tmp_path / "start.py"
    page.write_text("")
    start.write_text(START.format(project=str(PROJECT), script=str(page)))
    command = [*COMMANDS[how], str(start)]
    with serving(command, tmp_path / "data", tmp_path / "log", health="/_stcore/health") as address:
        with urllib.request.urlopen(f"{address}/at-once", timeout=20) as answer:
            told = json.load(answer)
        assert told and all(told)
