"""A viewer without a browser: speaks Streamlit's own protocol over its websocket, as the page in a browser does.

Used by the benches, where two hundred of them come at once, and by tests that try what no browser would send.
"""

from __future__ import annotations

import asyncio
import random
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

SECONDS = 60.0
"""A page that takes longer is given up."""
LONGEST_PAUSE = 4.0
"""Seconds that the browser's side waits at most before it tries to connect again; it begins with half a second."""
ASKED_FIRST = ("/_stcore/health", "/_stcore/host-config")
"""What it asks for before it opens a websocket again."""


class Lost(Exception):
    """The server closed the connection, or a page did not end in time."""


@dataclass
class Page:
    """What a page shows after a run. elements: by their place on it. fragments: a control's id to the fragment that it
    runs alone. seconds: from asking to the end of the run. received: bytes of that run.
    """

    elements: dict[tuple[int, ...], Message] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    status: str = ""
    received: int = 0

    def of(self, kind: str) -> list[Any]:
        """Elements of a kind, such as 'plotly_chart', 'selectbox', 'alert', in the order of the page."""
        return [
            getattr(self.elements[path], kind)
            for path in sorted(self.elements)
            if self.elements[path].WhichOneof("type") == kind  # type: ignore[arg-type]
        ]

    @property
    def controls(self) -> dict[str, tuple[str, Any]]:
        """Every element that a visitor can set: id to its kind and itself."""
        found = {}
        for path in sorted(self.elements):
            kind = self.elements[path].WhichOneof("type")  # type: ignore[arg-type]
            element = getattr(self.elements[path], kind) if kind else None
            if getattr(element, "id", ""):
                found[element.id] = (kind, element)
        return found

    @property
    def words(self) -> str:
        """All that is said on the page, for tests that look for what must not be there."""
        return "\n".join(str(self.elements[path]) for path in sorted(self.elements))


class Viewer:
    """`async with Viewer("http://127.0.0.1:8501") as viewer: page = await viewer.open("pay", "place=Ohio")`.

    cookies: as a browser keeps them. visit: what the server calls this visit, by which it knows who comes back. scheme:
    appearance of the browser, 'light' or 'dark'.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.origin = self.address
        self.cookies: dict[str, str] = {}
        self.visit = ""
        self.scheme = "light"
        self._socket: ClientConnection | None = None
        self._states: dict[str, WidgetState] = {}
        self._kept: dict[str, ForwardMsg] = {}
        self._page = Page()
        self._asked: tuple[str, str] = ("", "")
        self._hash = ""
        self._homes: dict[str, tuple[int, ...]] = {}
        self._drawn: set[tuple[int, ...]] = set()
        self._begun: set[str] = set()
        self._running: list[str] = []

    async def __aenter__(self) -> Self:
        await self._connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def open(self, page: str = "", query: str = "") -> Page:
        """Turn to a page by the last part of its address ('' for the first one), as a link does."""
        self._states.clear()
        self._asked, self._hash = (page, query), ""
        return await self._run()

    async def again(self) -> Page:
        """Run the page once more, nothing changed."""
        return await self._run()

    async def set(self, values: Mapping[str, WidgetState] | Iterable[WidgetState]) -> Page:
        """Change controls, all others staying as they are, and take the page that comes of it. What is on the page and
        is not drawn again stays."""
        states = list(values.values() if isinstance(values, Mapping) else values)
        self._states.update({state.id: state for state in states})
        fragments = {self._page.fragments.get(state.id, "") for state in states}
        return await self._run(fragments.pop() if len(fragments) == 1 else "")

    async def choose(self, control: tuple[str, Any], option: int) -> Page:
        """Choose an option of a select box or of a row of segments by its number."""
        kind, element = control
        state = WidgetState(id=element.id)
        said = element.options[option] if kind == "selectbox" else element.options[option].content
        if kind == "selectbox":
            state.string_value = said
        else:
            state.string_array_value.data.append(said)
        if element.query_param_key:
            # The browser writes the answer into the address by itself.
            page, query = self._asked
            answers = {name: value for name, value in parse_qsl(query) if name != element.query_param_key}
            self._asked = page, urlencode(answers | {element.query_param_key: said})
        return await self.set([state])

    async def hurry(self, state: WidgetState) -> None:
        """Turn a control and do not wait for the page; `rest` does."""
        self._states[state.id] = state
        await self.say(self._message(self._page.fragments.get(state.id, "")))

    async def rest(self, seconds: float = 0.5) -> Page:
        """The page when nothing has come for so long."""
        while True:
            try:
                self._take(await self._receive(seconds))
            except TimeoutError:
                return self._page

    async def ask(self, path: str) -> tuple[int, bytes]:
        """Status and body of an address, asked for with this viewer's cookies. Raises OSError where nobody answers."""

        def answer() -> tuple[int, bytes, list[str]]:
            headers = {"Cookie": self._cookie} if self.cookies else {}
            request = urllib.request.Request(self.address + path, headers=headers)
            try:
                with urllib.request.urlopen(request, timeout=SECONDS) as found:
                    return found.status, found.read(), found.headers.get_all("Set-Cookie", [])
            except urllib.error.HTTPError as error:
                return error.code, error.read(), error.headers.get_all("Set-Cookie", [])

        status, body, cookies = await asyncio.to_thread(answer)
        self._keep(cookies)
        return status, body

    async def reconnect(self) -> None:
        """Come back after a loss, as the browser's side does: a pause, two questions over HTTP, then a new websocket.

        Nothing is run: the browser does so by itself where a page was running, and where the server asks for it.
        Raises Lost where nobody answers in a minute.
        """
        if self._socket is not None:
            await self._socket.close()
        begun, pause = time.monotonic(), 0.5
        while time.monotonic() - begun < SECONDS:
            await asyncio.sleep(pause * (0.5 + random.random() / 2))
            pause = min(2 * pause, LONGEST_PAUSE)
            try:
                if all([(await self.ask(path))[0] == 200 for path in ASKED_FIRST]):
                    await self._connect()
                    return
            except (OSError, InvalidHandshake):
                continue
        raise Lost(f"nobody answered within {SECONDS:g} seconds")

    async def say(self, message: BackMsg) -> None:
        """Send a message as it is. Raises Lost where the connection is."""
        try:
            await self._connected.send(message.SerializeToString())
        except ConnectionClosed as error:
            raise Lost(f"the server closed the connection: {error}") from error

    async def listen(self, seconds: float) -> list[ForwardMsg]:
        """What the server says by itself within the time. Raises Lost where it closes the connection."""
        heard = []
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                heard.append(await self._receive(left))
            except TimeoutError:
                break
        return heard

    async def _connect(self) -> None:
        parts = urlsplit(self.address)
        scheme = "wss" if parts.scheme == "https" else "ws"
        known = ["PLACEHOLDER_AUTH_TOKEN", self.visit] if self.visit else []
        self._socket = await connect(
            f"{scheme}://{parts.netloc}/_stcore/stream",
            subprotocols=["streamlit", *known],  # type: ignore[list-item]
            origin=self.origin,  # type: ignore[arg-type]
            additional_headers={"Cookie": self._cookie} if self.cookies else None,
            max_size=None,
            open_timeout=SECONDS,
        )
        if self._socket.response is not None:
            self._keep(self._socket.response.headers.get_all("Set-Cookie"))

    def _keep(self, cookies: Iterable[str]) -> None:
        for cookie in cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value.strip()

    @property
    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    @property
    def shown(self) -> str:
        """Address of the page that is open, below the dashboard's own."""
        page, query = self._asked
        return f"/{page}?{query}" if query else f"/{page}"

    @property
    def _connected(self) -> ClientConnection:
        if self._socket is None:
            raise Lost("the viewer is not connected")
        return self._socket

    def _message(self, fragment: str) -> BackMsg:
        page, query = self._asked
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = "" if self._hash else page
        asked.rerun_script.page_script_hash = self._hash
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.widget_states.widgets.extend(self._states.values())
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        asked.rerun_script.context_info.url = f"{self.address}/{page}"
        asked.rerun_script.context_info.timezone = "UTC"
        asked.rerun_script.context_info.color_scheme = self.scheme
        return asked

    async def _run(self, fragment: str = "") -> Page:
        asked = self._message(fragment)
        start = time.perf_counter()
        await self.say(asked)
        self._page = Page(dict(self._page.elements), dict(self._page.fragments))
        try:
            async with asyncio.timeout(SECONDS):
                while not self._take(await self._receive()):
                    pass
        except TimeoutError:
            raise Lost(f"/{self._asked[0]}?{self._asked[1]} did not end within {SECONDS:g} seconds") from None
        self._page.seconds = time.perf_counter() - start
        # A trigger (a button) is pressed once.
        self._states = {
            name: state
            for name, state in self._states.items()
            if state.WhichOneof("value") not in {"trigger_value", "string_trigger_value", "json_trigger_value"}
        }
        return self._page

    async def _receive(self, seconds: float | None = None) -> ForwardMsg:
        heard = self._connected.recv(decode=False)
        try:
            # A task and a clock for each message would be a part of what is measured: a page has forty of them.
            data = await (heard if seconds is None else asyncio.wait_for(heard, seconds))
        except ConnectionClosed as error:
            raise Lost(f"the server closed the connection: {error}") from error
        message = ForwardMsg()
        message.ParseFromString(data)
        self._page.received += len(data)
        return message

    def _take(self, message: ForwardMsg) -> bool:
        """Take a message down; True at the end of the script."""
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            self._place(message, self._kept[message.ref_hash].delta)
        elif kind == "delta":
            if message.metadata.cacheable:
                self._kept[message.hash] = message
            if message.delta.WhichOneof("type") == "new_element":
                self._place(message, message.delta)
            elif (name := message.delta.fragment_id) and name not in self._begun:
                # The first block of a fragment holds all the others.
                self._begun.add(name)
                self._homes[name] = tuple(message.metadata.delta_path)
        elif kind == "new_session":
            self._hash = message.new_session.page_script_hash
            self.visit = message.new_session.initialize.session_id
            self._drawn, self._begun = set(), set()
            self._running = list(message.metadata.run.fragment_ids)
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash or self._hash
        elif kind == "page_info_changed":
            self._asked = (self._asked[0], message.page_info_changed.query_string)
        elif kind == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self._clear_away()
            self._page.status = ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _clear_away(self) -> None:
        """Take off the page what stood in what was run, the page or some fragments, and was not drawn again."""
        homes = [self._homes[name] for name in self._running if name in self._homes] if self._running else [()]
        for path in [path for path in self._page.elements if path not in self._drawn]:
            if any(path[: len(home)] == home for home in homes):
                del self._page.elements[path]

    def _place(self, message: ForwardMsg, delta: Delta) -> None:
        element = delta.new_element
        self._drawn.add(tuple(message.metadata.delta_path))
        self._page.elements[tuple(message.metadata.delta_path)] = element
        kind = element.WhichOneof("type")
        if delta.fragment_id and kind and (name := getattr(getattr(element, kind), "id", "")):
            self._page.fragments[name] = delta.fragment_id
