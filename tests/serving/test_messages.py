"""Messages that travel together are all there, in their order, and one that fails takes no other with it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from streamlit.proto.NewSession_pb2 import CustomThemeConfig

from ui.serving import messages

THREADS, EACH = 4, 2_000


class Session:
    """What is used of a visit of Streamlit's."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._event_loop = loop


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
