"""The messages of a page go to a browser together, and nothing that is the same for every run is worked out again.

Streamlit hands each message of a script over by itself: it wakes the thread that sends twice, and lets everything else
have its turn after each; then it waits five milliseconds, and looks through all visits for what there is to send. With
a class of thirty that takes longer than the pages. Here what a page says leaves as soon as it is whole, and what a page
has that takes its time, a moment after it was said. Streamlit's own classes are changed: look at them when upgrading.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, exists, get_instance
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError

Callback = Callable[[], None]

MOMENT = 0.01
"""Seconds until what a page has said so far is sent, should it not be whole by then."""
MORE_FOLLOWS = frozenset({
    ScriptRunnerEvent.SCRIPT_STARTED,
    ScriptRunnerEvent.ENQUEUE_FORWARD_MSG,
    ScriptRunnerEvent.SCRIPT_STOPPED_FOR_RERUN,
})  # fmt: skip
_WAITING, _AWAITED = "_waiting_for_the_loop", "_awaited_by_the_loop"
_flush, _rerun = AppSession.flush_browser_queue, AppSession.request_rerun
_send, _fill_theme = Runtime._send_message, app_session._populate_theme_msg
_themes: dict[str, CustomThemeConfig] = {}


def send_together() -> None:
    """Do so from now on."""
    own: Any = AppSession
    own._on_scriptrunner_event = _heard
    own._call_soon_on_event_loop = _soon
    own.flush_browser_queue = _all_at_once
    own.request_rerun = _request_rerun
    whole: Any = Runtime
    whole._enqueued_some_message = _wake
    whole._send_message = _send_all
    module: Any = app_session
    module._populate_theme_msg = _theme


@dataclass
class _Waiting:
    """What a session's threads have said and the event loop has not called yet. told: whether the loop was woken for
    it; later: whether it was told to look in a moment."""

    callbacks: deque[Callback] = field(default_factory=deque)
    told: bool = False
    later: bool = False


def _heard(session: AppSession, sender: Any, event: ScriptRunnerEvent, **about: Any) -> None:
    """What a script says of itself, from its own thread."""
    callback = partial(session._handle_scriptrunner_event_on_event_loop, sender, event, **about)
    _soon(session, callback, more_follows=event in MORE_FOLLOWS)


def _soon(session: AppSession, callback: Callback, more_follows: bool = False) -> None:
    """Have the event loop call it after what waits already: the loop is woken once for all that has come by then, and
    where more follows, in a moment."""
    waiting: _Waiting = session.__dict__.setdefault(_WAITING, _Waiting())
    waiting.callbacks.append(callback)
    # Without a lock: should two threads wake the loop for the same, it finds nothing the second time.
    if waiting.told or (more_follows and waiting.later):
        return
    call = partial(_call, session, waiting)
    try:
        if more_follows:
            waiting.later = True
            session._event_loop.call_soon_threadsafe(session._event_loop.call_later, MOMENT, call)
        else:
            waiting.told = True
            session._event_loop.call_soon_threadsafe(call)
    except RuntimeError:
        if not session._event_loop.is_closed():
            raise


def _request_rerun(session: AppSession, client_state: Any) -> None:
    """As ever, but after what the script has said so far is on its way: a new run drops what is not sent yet, and where
    it has a thread of its own, nobody listens to what the one before has said."""
    waiting = session.__dict__.get(_WAITING)
    before = session._scriptrunner
    if waiting:
        _take_on(session, waiting)
        _send_now(session)
    _rerun(session, client_state)
    if waiting and before is not None and session._scriptrunner is not before:
        _take_on_of(session, waiting, before)


def _take_on_of(session: AppSession, waiting: _Waiting, before: Any) -> None:
    """Send what the run before said while the new one was begun: for all that it knows, it is on the screen."""
    late = [callback for callback in tuple(waiting.callbacks) if _is_message_of(callback, before)]
    for callback in late:
        waiting.callbacks.remove(callback)
    now, session._scriptrunner = session._scriptrunner, before
    _take_on(session, _Waiting(deque(late)))
    session._scriptrunner = now
    if late:
        _send_now(session)


def _is_message_of(callback: Callback, sender: Any) -> bool:
    args = callback.args if isinstance(callback, partial) else ()
    return args[:2] == (sender, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)


def _call(session: AppSession, waiting: _Waiting) -> None:
    waiting.told = waiting.later = False  # first of all: what comes from now on wakes the loop again
    _take_on(session, waiting)
    if _is_whole(session):
        _send_now(session)


def _take_on(session: AppSession, waiting: _Waiting) -> None:
    while waiting.callbacks:
        callback = waiting.callbacks.popleft()
        try:
            callback()
        except Exception as error:  # noqa: BLE001 - the loop logs it, and what comes after it is sent all the same
            about = {"message": "A message of a page could not be taken on", "exception": error}
            session._event_loop.call_exception_handler(about)


def _is_whole(session: AppSession) -> bool:
    """Whether what waits for the browser ends with the end of a page: a word on the visit's state may follow it."""
    return any(
        message.WhichOneof("type") == "script_finished"
        and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        for message in session._browser_queue._queue[-2:]
    )


def _send_now(session: AppSession) -> None:
    """Send what waits for the browser, unless it is gone: then it waits until it comes back."""
    runtime = get_instance() if exists() else None
    info = runtime and runtime._session_mgr.get_active_session_info(session.id)
    if not runtime or not info:
        return
    try:
        _send_all(runtime, info, _flush(session))
    except SessionClientDisconnectedError:
        runtime.disconnect_session(session.id, client=info.client)
    session.on_flushed_messages_sent()


def _wake(runtime: Runtime) -> None:
    """Have the loop that sends look in a moment, unless it will already."""
    objects = runtime._get_async_objs()
    if runtime.__dict__.get(_AWAITED):
        return
    runtime.__dict__[_AWAITED] = True

    def look() -> None:
        runtime.__dict__[_AWAITED] = False  # first of all: what comes from now on wakes the loop again
        objects.need_send_data.set()

    try:
        here = asyncio.get_running_loop() is objects.eventloop
    except RuntimeError:
        here = False
    if here:
        objects.eventloop.call_later(MOMENT, look)
    else:
        objects.eventloop.call_soon_threadsafe(objects.eventloop.call_later, MOMENT, look)


def _all_at_once(session: AppSession) -> list[list[ForwardMsg]]:
    """What waits for a browser, as one message to the loop, which lets others have a turn after each."""
    messages = _flush(session)
    return [messages] if messages else []


def _send_all(runtime: Runtime, info: Any, messages: list[ForwardMsg]) -> None:
    for message in messages:
        _send(runtime, info, message)


def _theme(message: CustomThemeConfig, section: str = "theme") -> None:
    """The theme as it is configured, which no run of a script changes."""
    if section not in _themes:
        found = CustomThemeConfig()
        _fill_theme(found, section)
        _themes[section] = found
    if _themes[section].ByteSize():
        message.MergeFrom(_themes[section])
