"""The messages of a page go to a browser together, and nothing that is the same for every run is worked out again.

Streamlit hands each message of a script over by itself: it wakes the thread that sends twice, and lets everything else
have its turn after each. With a class of thirty that takes longer than the pages. Streamlit's own classes are changed:
look at them when upgrading.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime

Callback = Callable[[], None]

_waiting: WeakKeyDictionary[AppSession, list[Callback]] = WeakKeyDictionary()
_lock = threading.Lock()
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


def _soon(session: AppSession, callback: Callback) -> None:
    """Have the event loop call it after what waits already: the loop is woken once for all that has come by then."""
    with _lock:
        waiting = _waiting.setdefault(session, [])
        waiting.append(callback)
        first = len(waiting) == 1
    if first:
        try:
            session._event_loop.call_soon_threadsafe(_call, session)
        except RuntimeError:
            if not session._event_loop.is_closed():
                raise


def _call(session: AppSession) -> None:
    with _lock:
        ready = _waiting.pop(session, [])
    for callback in ready:
        try:
            callback()
        except Exception as error:  # noqa: BLE001 - the loop logs it, and what comes after it is sent all the same
            said = {"message": "A message of a page could not be taken on", "exception": error}
            session._event_loop.call_exception_handler(said)


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
