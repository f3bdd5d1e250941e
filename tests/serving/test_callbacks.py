"""A control that was turned is seen to, also where its visitor has turned the next one meanwhile."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
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


def test_a_newer_run_takes_nothing_on_before_the_one_before_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each in a thread of its own, as when a visitor turns the next control before the page has followed."""
    state, said, begun, go = SessionState(), [], threading.Event(), threading.Event()

    def take_on(_visit: SafeSessionState, name: str) -> None:
        said.append(f"{name} begins")
        begun.set()
        assert name == "newer" or go.wait(10)
        said.append(f"{name} is done")

    monkeypatch.setattr(callbacks, "_take_on", take_on)
    runs = {name: SafeSessionState(state, lambda: None) for name in ("older", "newer")}
    with ThreadPoolExecutor(2) as threads:
        older = threads.submit(callbacks._in_turn, runs["older"], "older")
        assert begun.wait(10)
        newer = threads.submit(callbacks._in_turn, runs["newer"], "newer")
        with pytest.raises(TimeoutError):
            newer.result(0.2)
        go.set()
        older.result(10), newer.result(10)
    assert said == ["older begins", "older is done", "newer begins", "newer is done"]


def test_who_was_told_to_stop_takes_nothing_on_and_lets_others_have_their_turn(visit: SafeSessionState) -> None:
    with pytest.raises(RerunException):
        callbacks._in_turn(visit, None)
    callbacks._in_turn(SafeSessionState(visit._state, lambda: None), None)
