"""What a control does when it is turned is done whole, however quick its visitor is, and one control after the other.

Whatever reads a visit's state lets a newer run go first. In the middle of what a control does that would undo it for
good: Streamlit takes the control for one that has been seen to, and nobody draws what hangs on it. A newer run may also
have a thread of its own, while the one before has not stopped yet: what one of them notes for the other to draw would
be lost between them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState

_TURNS = [threading.Lock() for _ in range(251)]
"""For visits, which have nothing that could keep one of their own: two that share one wait a moment for each other."""
_run, _take_on = SessionState._run_callback_and_record_rerun, SafeSessionState.on_script_will_rerun


def finish() -> None:
    """Do so from now on. Streamlit's own classes are changed: look at them when upgrading."""
    own: Any = SessionState
    own._run_callback_and_record_rerun = _whole
    each: Any = SafeSessionState
    each.on_script_will_rerun = _in_turn


def _in_turn(visit: SafeSessionState, *args: Any, **kwargs: Any) -> None:
    """Take on what a browser says of its controls and see to it, when the run before has done so for what it was told.
    Who was told to stop meanwhile does, before it takes anything on."""
    with _TURNS[id(visit._state) // 16 % len(_TURNS)]:
        _take_on(visit, *args, **kwargs)


def _whole(state: SessionState, votes: Any, run: Callable[[], None]) -> None:
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        _run(state, votes, run)
        return
    visit: Any = context.session_state
    way = visit._yield_callback
    # Its own way to set an attribute would make it a value of the visit.
    object.__setattr__(visit, "_yield_callback", _go_on)
    try:
        _run(state, votes, run)
    finally:
        object.__setattr__(visit, "_yield_callback", way)


def _go_on() -> None:
    """In place of letting a newer run go first: it goes when this is done."""
