"""The messages of a page go to a browser together, and nothing that is the same for every run is worked out again.

Streamlit hands each message of a script over by itself: it wakes the thread that sends twice, and lets everything else
have its turn after each. With a class of thirty that takes longer than the pages. Streamlit's own classes are changed:
look at them when upgrading.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime

Callback = Callable[[], None]

_WAITING = "_waiting_for_the_loop"
_flush, _send, _fill_theme = AppSession.flush_browser_queue, Runtime._send_message, app_session._populate_theme_msg
_themes: dict[str, CustomThemeConfig] = {}


def send_together() -> None:
    """Do so from now on."""
    own: Any = AppSession
    own._call_soon_on_event_loop = _soon
    own.flush_browser_queue = _all_at_once
    whole: Any = Runtime
    whole._enqueued_some_message = _wake
    whole._send_message = _send_all
    module: Any = app_session
    module._populate_theme_msg = _theme


@dataclass
class _Waiting:
    """What a session's threads have said and the event loop has not called yet. told: whether the loop was woken."""

    callbacks: deque[Callback] = field(default_factory=deque)
    told: bool = False


def _soon(session: AppSession, callback: Callback) -> None:
    """Have the event loop call it after what waits already: the loop is woken once for all that has come by then."""
    waiting: _Waiting = session.__dict__.setdefault(_WAITING, _Waiting())
    waiting.callbacks.append(callback)
    # Without a lock: should two threads wake the loop for the same, it finds nothing the second time.
    if waiting.told:
        return
    waiting.told = True
    try:
        session._event_loop.call_soon_threadsafe(_call, session._event_loop, waiting)
    except RuntimeError:
        if not session._event_loop.is_closed():
            raise


def _call(loop: asyncio.AbstractEventLoop, waiting: _Waiting) -> None:
    waiting.told = False  # first of all: what comes from now on wakes the loop again
    while waiting.callbacks:
        callback = waiting.callbacks.popleft()
        try:
            callback()
        except Exception as error:  # noqa: BLE001 - the loop logs it, and what comes after it is sent all the same
            loop.call_exception_handler({"message": "A message of a page could not be taken on", "exception": error})


def _wake(runtime: Runtime) -> None:
    """Tell the loop that sends that there is something to send; once is enough until it looks."""
    objects = runtime._get_async_objs()
    if objects.need_send_data.is_set():
        return
    try:
        here = asyncio.get_running_loop() is objects.eventloop
    except RuntimeError:
        here = False
    if here:
        objects.need_send_data.set()
    else:
        objects.eventloop.call_soon_threadsafe(objects.need_send_data.set)


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
