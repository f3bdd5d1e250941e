"""A visit of nobody's: what is drawn in it reaches no browser, but Streamlit's caches keep it for those who come.

Streamlit's own objects of a visit are made here as its script runner makes them: look at it when upgrading.
"""

from __future__ import annotations

import threading

from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, add_script_run_ctx
from streamlit.runtime.state import SafeSessionState, SessionState


class Nobody:
    """The visit, on the thread that begins it."""

    def __init__(self, script: str) -> None:
        self._context = ScriptRunContext(
            session_id="nobody",
            _enqueue=lambda _message: None,
            query_string="",
            session_state=SafeSessionState(SessionState(), lambda: None),
            uploaded_file_mgr=MemoryUploadedFileManager("/nowhere"),
            main_script_path=script,
            user_info={},
            fragment_storage=MemoryFragmentStorage(),
            pages_manager=PagesManager(script),
        )
        add_script_run_ctx(threading.current_thread(), self._context)

    def turn(self) -> None:
        """Begin with an empty page."""
        self._context.reset()
