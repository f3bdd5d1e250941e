"""The server: `python dashboard.py` (or `streamlit run dashboard.py`) serves the dashboard on PORT, 8501 unless set."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from ui import address
from ui.serving import api, states
from ui.serving.assets import PackedAssets
from ui.serving.closed import Closed
from ui.serving.errors import Failures, tell_visitor
from ui.serving.headers import SecurityHeaders
from ui.serving.health import healthz, readyz
from ui.serving.logs import write_json_lines
from ui.serving.root import ServerAtRoot
from ui.serving.sockets import send_at_once

HERE = Path(__file__).resolve().parent
log = logging.getLogger("dashboard")

# Streamlit takes a folder named pages for its older kind of many-page apps until `st.navigation` has run once: whoever
# came first to another page than the first would meet that page alone, without the rest of navigation.py.
PagesManager.uses_pages_directory = False
states.forgive()


def warm_up() -> str:
    """Import what pages import and open the warehouse, so that the first visitor does not wait; the build's name."""
    from ui import ready

    build = ready.prepare()
    # Streamlit collects all garbage after every run of a script; what is here to stay need not be looked at again.
    gc.collect()
    gc.freeze()
    return build


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[dict[str, Any], None]:
    write_json_lines()
    send_at_once()
    build = await anyio.to_thread.run_sync(warm_up)
    log.info("serving build %s", build or "none", extra={"build": build})
    yield {"build": build}


app = st.App(
    HERE / "navigation.py",
    lifespan=lifespan,
    routes=[Route("/healthz", healthz), Route("/readyz", readyz), *api.ROUTES],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Failures),
        Middleware(Closed),
        Middleware(ServerAtRoot),
        Middleware(PackedAssets),
    ],
    on_script_error=tell_visitor,
)


def port() -> int:
    """PORT of the environment, 8501 unless set. Ends the program with a message where it is no port."""
    said = os.environ.get("PORT") or "8501"
    if not said.isdecimal() or not 0 < int(said) < 65536:
        raise SystemExit(f"PORT: expected a number from 1 to 65535, found {said!r}. Try: PORT=8501 make run")
    return int(said)


def check_public_address() -> None:
    """Ends the program with a message where PUBLIC_URL is no address: every link that leaves would lead nowhere."""
    try:
        address.configured()
    except address.BadAddress as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    check_public_address()
    app.run(config={"server.port": port()})
