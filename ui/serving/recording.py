"""What is the same for all who give the same answers is drawn once: its messages are kept, and sent again as they are.

What is to be drawn has to be worked out, and each element of it made: a message that is there already costs neither.
Streamlit's own objects are used: look at it when upgrading.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from streamlit.delta_generator_singletons import context_dg_stack
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState, get_script_run_ctx

from ui.kept import Kept, Needs, Said

SHOWN_ONLY = frozenset({"alert", "empty", "heading", "html", "markdown", "page_link", "plotly_chart", "text"})
"""Elements that are nothing but what they show. Any other (a control, a file to take away) also lives on the server."""
BLOCKS = frozenset({"column", "expandable", "flex_container", "vertical"})

Path = tuple[int, ...]


@dataclass(frozen=True)
class Recording:
    """Messages as bytes, each with its place below the container that they were drawn in."""

    messages: tuple[tuple[Path, bytes], ...]


class Drawn:
    """Recordings by what they are of and by the answers that they hang on; `most` of them."""

    def __init__(self, most: int) -> None:
        self._kept = Kept(most)

    def show(self, about: Hashable, said: Callable[[str], Said], draw: Callable[[], Needs]) -> Needs:
        """Draw where the page stands, or send again what was drawn there before for the same answers.

        about, said: as for `Kept.get`. draw: draws, and returns the answers that it needed. Raises what it raises.
        """
        drawn = False

        def make() -> tuple[Recording | None, Needs]:
            nonlocal drawn
            drawn = True
            return _record(draw)

        recording, needs = self._kept.get(about, said, make)
        if drawn:
            return needs
        if recording is None:
            return draw()
        _send(recording)
        return needs

    def once(self, about: Hashable, draw: Callable[[], None]) -> None:
        """The same for what hangs on no answers."""

        def drawn() -> Needs:
            draw()
            return {}

        self.show(about, _nothing_is_asked, drawn)

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        self._kept.clear()


def _nothing_is_asked(name: str) -> Said:
    raise AssertionError(f"What hangs on no answers asks for {name!r}.")


def _record(draw: Callable[[], Needs]) -> tuple[Recording | None, Needs]:
    """Draw and listen; no recording where something was drawn that is more than what it shows."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return None, draw()
    heard: list[ForwardMsg] = []
    send, known = context._enqueue, context.cached_message_hashes

    def listen(message: ForwardMsg) -> None:
        kept = ForwardMsg()
        kept.CopyFrom(message)  # what is sent may still be changed on its way
        heard.append(kept)
        send(message)

    # What this visitor's browser has already would be sent as a mere reference.
    context._enqueue, context.cached_message_hashes = listen, frozenset()
    try:
        needs = draw()
    finally:
        context._enqueue, context.cached_message_hashes = send, known
    return _recording(heard, _here()), needs


def _recording(heard: list[ForwardMsg], here: Path) -> Recording | None:
    messages = []
    for message in heard:
        path = tuple(message.metadata.delta_path)
        if not _is_shown_only(message) or path[: len(here)] != here:
            return None
        messages.append((path[len(here) :], message.SerializeToString()))
    return Recording(tuple(messages))


def _is_shown_only(message: ForwardMsg) -> bool:
    if message.WhichOneof("type") != "delta":
        return False
    delta: Any = message.delta
    if delta.WhichOneof("type") == "new_element":
        return delta.new_element.WhichOneof("type") in SHOWN_ONLY
    kind = delta.add_block.WhichOneof("type")
    return delta.WhichOneof("type") == "add_block" and (kind is None or kind in BLOCKS)


def _send(recording: Recording) -> None:
    context: Any = get_script_run_ctx()
    here = _here()
    fragment = ThreadState.get().fragment_id or ""
    for path, said in recording.messages:
        message = ForwardMsg.FromString(said)
        message.metadata.delta_path[:] = [*here, *path]
        if message.delta.fragment_id != fragment:
            message.delta.fragment_id = fragment
            message.hash = ""
        context.enqueue(message)


def _here() -> Path:
    """Place of the container that is drawn in."""
    cursor: Any = context_dg_stack.get()[-1]._cursor
    return (cursor.root_container, *cursor.parent_path)
