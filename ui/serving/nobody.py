"""A visitor who is not there: pages are drawn for it as for anybody, and what is kept of them waits for those who come.

Streamlit's own runtime draws them, in visits of their own: look at it when upgrading.
"""

from __future__ import annotations

import asyncio

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import get_instance
from streamlit.runtime.session_manager import ClientContext, SessionClient

SECONDS = 60.0
"""A page that takes longer is left."""


class Nobody(SessionClient):
    """Opens pages of the running server. loop: that of the server."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._done = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if msg.WhichOneof("type") == "script_finished" and msg.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._done.set()

    @property
    def client_context(self) -> ClientContext | None:
        return None

    def open(self, page: str, query: str, scheme: str) -> None:
        """Open a page by its address in 'light' or 'dark', from another thread than the server's, and wait until it is
        drawn. Raises TimeoutError, and RuntimeError where the server is ending."""
        asyncio.run_coroutine_threadsafe(self._open(page, query, scheme), self._loop).result(2 * SECONDS)

    async def _open(self, page: str, query: str, scheme: str) -> None:
        runtime = get_instance()
        self._done.clear()
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.context_info.color_scheme = scheme
        visit = runtime.connect_session(self, user_info={})
        try:
            runtime.handle_backmsg(visit, asked)
            await asyncio.wait_for(self._done.wait(), SECONDS)
        finally:
            runtime.close_session(visit)
