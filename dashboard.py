"""The server: `python dashboard.py` (or `streamlit run dashboard.py`) serves the dashboard on PORT, 8501 unless set.

ADDRESS, where it is set, is the one address of this machine that it is reached at.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from ui import address, ready
from ui.serving import api, callbacks, frames, garbage, messages, states
from ui.serving.assets import PackedAssets
from ui.serving.closed import Closed
from ui.serving.errors import Failures, tell_visitor
from ui.serving.headers import SecurityHeaders
from ui.serving.health import healthz, readyz
from ui.serving.logs import write_json_lines
from ui.serving.returning import ReturningVisits
from ui.serving.root import ServerAtRoot
from ui.serving.sockets import send_at_once

SWITCH_SECONDS = 0.0005
"""How long one thread computes before another may; Python's own 0.005 is long beside the sending of a message."""
HERE = Path(__file__).resolve().parent
log = logging.getLogger("dashboard")

# Streamlit takes a folder named pages for its older kind of many-page apps until `st.navigation` has run once: whoever
# came first to another page than the first would meet that page alone, without the rest of navigation.py.
PagesManager.uses_pages_directory = False
states.forgive()
callbacks.finish()
messages.send_together()
frames.send_in_one_piece()


def warm_up(loop: asyncio.AbstractEventLoop) -> str:
    """Open the warehouse, so that the first visitor does not wait; the build's name."""
    build = ready.prepare()
    # Who sends waits as long as another computes; with many visitors that adds up over every message of a page.
    sys.setswitchinterval(SWITCH_SECONDS)
    garbage.settle()
    garbage.tend()
    ready.look_ahead(loop, then=garbage.settle)
    return build


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[dict[str, Any], None]:
    write_json_lines()
    send_at_once()
    build = await anyio.to_thread.run_sync(warm_up, asyncio.get_running_loop())
    log.info("serving build %s", build or "none", extra={"build": build})
    yield {"build": build}


app = st.App(
    HERE / "navigation.py",
    lifespan=lifespan,
    routes=[Route("/healthz", healthz), Route("/readyz", readyz), *api.ROUTES],
    middleware=[
        Middleware(SecurityHeaders),
        # A first visit asks for a hundred scripts: nothing else has to look at those.
        Middleware(PackedAssets),
        Middleware(Failures),
        Middleware(Closed),
        Middleware(ReturningVisits),
        Middleware(ServerAtRoot),
    ],
    on_script_error=tell_visitor,
)


def port() -> int:
    """PORT of the environment, 8501 unless set. Ends the program with a message where it is no port."""
    said = os.environ.get("PORT") or "8501"
    if not said.isdecimal() or not 0 < int(said) < 65536:
        raise SystemExit(f"PORT: expected a number from 1 to 65535, found {said!r}. Try: PORT=8501 make run")
    return int(said)


def listening() -> dict[str, Any]:
    """Where to listen, as Streamlit's options. Ends the program with a message where ADDRESS or PORT is none."""
    said = (os.environ.get("ADDRESS") or "").strip()
    if not said:
        return {"server.port": port()}
    try:
        return {"server.port": port(), "server.address": str(ipaddress.ip_address(said))}
    except ValueError:
        words = f"ADDRESS: expected an address of this machine, such as 127.0.0.1, found {said!r}."
        raise SystemExit(words) from None


def check_public_address() -> None:
    """Ends the program with a message where PUBLIC_URL is no address: every link that leaves would lead nowhere."""
    try:
        address.configured()
    except address.BadAddress as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    check_public_address()
    app.run(config=listening())
