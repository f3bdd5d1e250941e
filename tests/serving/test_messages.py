"""Messages that travel together are all there, in their order, and one that fails takes no other with it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.proto.SessionStatus_pb2 import SessionStatus
from streamlit.proto.Text_pb2 import Text
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError

from ui.serving import messages

THREADS, EACH = 4, 2_000


class Session:
    """What is used of a visit of Streamlit's."""

    id = "one"
    _scriptrunner: Any = None

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._event_loop = loop
        self._browser_queue = ForwardMsgQueue()
        self.settled = 0

    def on_flushed_messages_sent(self) -> None:
        self.settled += 1


class Client:
    """A browser, which may have gone."""

    def __init__(self, gone: bool = False) -> None:
        self.gone = gone
        self.heard: list[str | None] = []

    def write_forward_msg(self, message: ForwardMsg) -> None:
        if self.gone:
            raise SessionClientDisconnectedError
        self.heard.append(message.WhichOneof("type"))


class Visits:
    """What is used of Streamlit's runtime."""

    def __init__(self, client: Client | None) -> None:
        self._session_mgr = self
        self.client, self.script_run_count = client, 0
        self.left: list[str] = []

    def get_active_session_info(self, _visit: str) -> Visits | None:
        return None if self.client is None else self

    def disconnect_session(self, visit: str, client: Client) -> None:
        self.left.append(visit)
        assert client is self.client


def finished(status: ForwardMsg.ScriptFinishedStatus.ValueType) -> ForwardMsg:
    return ForwardMsg(script_finished=status)


def said(session: Any, *messages: ForwardMsg) -> list[Callable[[], None]]:
    """What a script calls to say messages."""
    return [partial(session._browser_queue.enqueue, message) for message in messages]


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> Visits:
    found = Visits(Client())
    monkeypatch.setattr(messages, "exists", lambda: True)
    monkeypatch.setattr(messages, "get_instance", lambda: found)
    return found


WORD, EARLY, END = (
    ForwardMsg(delta=Delta(new_element=Element(text=Text(body="a word")))),
    finished(ForwardMsg.FINISHED_EARLY_FOR_RERUN),
    finished(ForwardMsg.FINISHED_SUCCESSFULLY),
)
STATE = ForwardMsg(session_status_changed=SessionStatus(script_is_running=False))


@pytest.mark.parametrize(
    ("spoken", "sent"),
    [((WORD,), False), ((WORD, EARLY, STATE), False), ((WORD, END), True), ((WORD, END, STATE), True), ((), False)],
)
def test_a_page_leaves_as_soon_as_it_is_whole(visits: Visits, spoken: tuple[ForwardMsg, ...], sent: bool) -> None:
    async def visit() -> Any:
        session: Any = Session(asyncio.get_running_loop())
        for callback in said(session, *spoken):
            messages._soon(session, callback)
        await asyncio.sleep(0)
        return session

    session = asyncio.run(visit())
    assert visits.client is not None
    assert visits.client.heard == ([message.WhichOneof("type") for message in spoken] if sent else [])
    assert session._browser_queue.is_empty() == (sent or not spoken)
    assert session.settled == sent


@pytest.mark.parametrize("client", [None, Client(gone=True)])
def test_who_has_gone_is_not_waited_for(visits: Visits, client: Client | None) -> None:
    visits.client = client

    async def visit() -> Any:
        session: Any = Session(asyncio.get_running_loop())
        for callback in said(session, WORD, END):
            messages._soon(session, callback)
        await asyncio.sleep(0)
        return session

    session = asyncio.run(visit())
    assert visits.left == ([] if client is None else ["one"])
    # Whose browser may come back has all of it then.
    assert session._browser_queue.is_empty() == (client is not None)


def test_what_a_long_page_has_so_far_is_taken_on_in_a_moment(visits: Visits) -> None:
    async def visit() -> tuple[bool, bool]:
        session: Any = Session(asyncio.get_running_loop())
        for callback in said(session, WORD):
            messages._soon(session, callback, more_follows=True)
        await asyncio.sleep(0)
        before = session._browser_queue.is_empty()
        await asyncio.sleep(5 * messages.MOMENT)
        return before, session._browser_queue.is_empty()

    assert asyncio.run(visit()) == (True, False)


def test_the_loop_that_sends_looks_once_for_all_that_came_within_a_moment() -> None:
    class Looks:
        def __init__(self) -> None:
            self.eventloop, self.need_send_data = asyncio.get_running_loop(), asyncio.Event()

    async def visit() -> list[bool]:
        looks = Looks()
        runtime: Any = SimpleNamespace(_get_async_objs=lambda: looks)
        await asyncio.gather(*(asyncio.to_thread(messages._wake, runtime) for _ in range(20)))
        messages._wake(runtime)
        seen = [looks.need_send_data.is_set()]
        await asyncio.sleep(5 * messages.MOMENT)
        seen.append(looks.need_send_data.is_set())
        looks.need_send_data.clear()
        await asyncio.sleep(5 * messages.MOMENT)
        seen.append(looks.need_send_data.is_set())
        messages._wake(runtime)
        await asyncio.sleep(5 * messages.MOMENT)
        return [*seen, looks.need_send_data.is_set()]

    assert asyncio.run(visit()) == [False, True, False, True]


def test_all_are_called_in_the_order_in_which_each_thread_said_them() -> None:
    heard: list[tuple[int, int]] = []

    async def listen() -> None:
        session: Any = Session(asyncio.get_running_loop())

        def say(thread: int) -> None:
            for number in range(EACH):
                messages._soon(session, lambda number=number: heard.append((thread, number)))  # type: ignore[misc]

        threads = [threading.Thread(target=say, args=(number,)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads) or len(heard) < THREADS * EACH:
            await asyncio.sleep(0.001)

    asyncio.run(asyncio.wait_for(listen(), 60))
    for thread in range(THREADS):
        assert [number for who, number in heard if who == thread] == list(range(EACH))


def test_one_that_fails_is_told_and_the_others_come() -> None:
    heard, told = [], []

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: told.append(context["exception"]))
        session: Any = Session(loop)
        messages._soon(session, lambda: heard.append(1))
        messages._soon(session, lambda: heard.append(1 // 0))
        messages._soon(session, lambda: heard.append(3))
        await asyncio.sleep(0.05)

    asyncio.run(listen())
    assert heard == [1, 3]
    assert [type(error) for error in told] == [ZeroDivisionError]


def test_a_session_whose_loop_has_ended_loses_its_messages_quietly() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    session: Any = Session(loop)
    messages._soon(session, lambda: None)


def test_the_theme_is_what_streamlit_makes_of_the_configuration() -> None:
    for section in ("theme", "theme.light", "theme.dark", "theme.sidebar"):
        for _ in range(2):
            ours, theirs = CustomThemeConfig(), CustomThemeConfig()
            messages._theme(ours, section)
            messages._fill_theme(theirs, section)
            assert ours == theirs


def test_what_a_page_has_said_is_taken_on_before_the_next_run_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new script may be started for it, and nobody listens to the one before any more."""
    heard: list[str] = []
    monkeypatch.setattr(messages, "_rerun", lambda _session, state: heard.append(f"run {state}"))

    async def visit() -> None:
        session: Any = Session(asyncio.get_running_loop())
        messages._request_rerun(session, "one")
        messages._soon(session, lambda: heard.append("a word"), more_follows=True)
        messages._soon(session, lambda: heard.append("the end"))
        messages._request_rerun(session, "two")
        await asyncio.sleep(5 * messages.MOMENT)

    asyncio.run(visit())
    assert heard == ["run one", "a word", "the end", "run two"]


def test_what_the_run_before_says_while_the_next_is_begun_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all that it knows, it is on the screen. Its other words are the next one's to say."""
    heard: list[str] = []
    said, over = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS

    def run(session: Any, _state: str) -> None:
        for sender, event in (("older", said), ("newer", said), ("older", over)):
            messages._heard(session, sender, event)
        session._scriptrunner = "newer"

    async def visit() -> None:
        session: Any = Session(asyncio.get_running_loop())
        session._scriptrunner = "older"
        session._handle_scriptrunner_event_on_event_loop = lambda sender, event: heard.append(
            f"{sender} {event.name}, listening to {session._scriptrunner}"
        )
        messages._soon(session, lambda: heard.append("before"))
        monkeypatch.setattr(messages, "_rerun", run)
        messages._request_rerun(session, "two")
        assert session._scriptrunner == "newer"
        await asyncio.sleep(5 * messages.MOMENT)

    asyncio.run(visit())
    assert heard == [
        "before",
        "older ENQUEUE_FORWARD_MSG, listening to older",
        "newer ENQUEUE_FORWARD_MSG, listening to newer",
        "older SCRIPT_STOPPED_WITH_SUCCESS, listening to newer",
    ]
