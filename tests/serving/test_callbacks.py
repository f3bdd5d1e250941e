"""A control that was turned is seen to, also where its visitor has turned the next one meanwhile."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState, _CallbackRerunVotes

from ui.serving import callbacks


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> SafeSessionState:
    """A visit for which a newer run waits: whatever reads its state lets that go first."""

    def newer_first() -> None:
        raise RerunException(RerunData())

    safe = SafeSessionState(SessionState(), newer_first)
    monkeypatch.setattr(callbacks, "get_script_run_ctx", lambda **_: SimpleNamespace(session_state=safe))
    return safe


def turned(visit: SafeSessionState, done: list[str]) -> Any:
    def callback() -> None:
        done.append("begun")
        visit["part"] = "late"
        done.append("over")

    return callback


def test_what_a_control_does_is_done_whole(visit: SafeSessionState) -> None:
    done: list[str] = []
    votes = _CallbackRerunVotes()
    callbacks._whole(visit._state, votes, turned(visit, done))
    assert done == ["begun", "over"]
    assert visit._state["part"] == "late"
    assert votes.pending_reruns == []


def test_the_newer_run_goes_first_when_it_is_done(visit: SafeSessionState) -> None:
    callbacks._whole(visit._state, _CallbackRerunVotes(), lambda: None)
    with pytest.raises(RerunException):
        visit["part"] = "late"


def test_a_run_that_the_control_asks_for_is_asked_for(visit: SafeSessionState) -> None:
    wanted = RerunData(fragment_id_queue=["part"])

    def callback() -> None:
        raise RerunException(wanted)

    votes = _CallbackRerunVotes()
    callbacks._whole(visit._state, votes, callback)
    assert votes.pending_reruns == [wanted] and votes.requested_targeted
    with pytest.raises(RerunException):
        visit["part"] = "late"


def test_streamlit_alone_would_leave_it_half_done(visit: SafeSessionState) -> None:
    """Should this fail, Streamlit does it by itself: `ui/serving/callbacks.py` can go."""
    done: list[str] = []
    callbacks._run(visit._state, _CallbackRerunVotes(), turned(visit, done))
    assert done == ["begun"]


def test_the_dashboard_does_so() -> None:
    import dashboard  # noqa: F401

    assert SessionState._run_callback_and_record_rerun is callbacks._whole
