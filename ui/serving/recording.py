"""What is the same for all who give the same answers is drawn once: its messages are kept, and sent again as they are.

What is to be drawn has to be worked out, and each element of it made: a message that is there already costs neither.
Streamlit's own objects are used: look at it when upgrading.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from streamlit.delta_generator_singletons import context_dg_stack
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg, populate_hash_if_needed
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState, get_script_run_ctx

from ui.kept import Kept, Needs, Said

SHOWN_ONLY = frozenset({"alert", "empty", "heading", "html", "markdown", "page_link", "plotly_chart", "text"})
"""Elements that are nothing but what they show. Any other (a control, a file to take away) also lives on the server."""
BLOCKS = frozenset({"column", "expandable", "flex_container", "vertical"})

Path = tuple[int, ...]
Where = tuple[Path, str, str]
"""Place of a container on a page, the fragment whose it is, and what Streamlit calls the page."""
Messages = tuple[ForwardMsg, ...]


@dataclass
class Recording:
    """Messages, which are sent to many: nobody changes them. below: place of each below the container that they were
    drawn in. last: where they were sent last, with the messages as they are there."""

    below: tuple[Path, ...]
    last: tuple[Where, Messages]

    def placed(self, where: Where) -> Messages:
        """The messages as they are for a container, mostly where it was for the one before."""
        at, messages = self.last
        if at != where:
            messages = tuple(_moved(message, path, where) for message, path in zip(messages, self.below, strict=True))
            self.last = where, messages
        return messages


@dataclass(frozen=True)
class Home:
    """Where a fragment stands on a visitor's page. container: the message that made its container."""

    where: Where
    container: ForwardMsg

    def show(self, messages: Sequence[ForwardMsg]) -> None:
        """Fill it anew, when its visitor's script runs for it."""
        context: Any = get_script_run_ctx()
        context.shared.new_fragment_ids.check_and_add(self.where[1])
        send((self.container, *messages))


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
        send(recording.placed(here()))
        return needs

    def known(self, about: Hashable, said: Callable[[str], Said], where: Where) -> tuple[Messages, Needs] | None:
        """What was drawn before for the same answers, as it is for a container, with what it needed. None where nothing
        was, or what cannot be sent again."""
        found = self._kept.known(about, said)
        return None if found is None or found[0] is None else (found[0].placed(where), found[1])

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
    # What this visitor's browser has already would be sent as a mere reference.
    known, context.cached_message_hashes = context.cached_message_hashes, frozenset()
    try:
        with listening() as heard:
            needs = draw()
    finally:
        context.cached_message_hashes = known
    return _recording(heard, here()), needs


@contextmanager
def listening(most: int | None = None) -> Iterator[list[ForwardMsg]]:
    """Copies of the messages, the first `most` of them, that the running script sends until the block ends."""
    context: Any = get_script_run_ctx()
    heard: list[ForwardMsg] = []
    send = context._enqueue

    def listen(message: ForwardMsg) -> None:
        if most is None or len(heard) < most:
            kept = ForwardMsg()
            kept.CopyFrom(message)  # what is sent may still be changed on its way
            heard.append(kept)
        send(message)

    context._enqueue = listen
    try:
        yield heard
    finally:
        context._enqueue = send


def _recording(heard: list[ForwardMsg], where: Where) -> Recording | None:
    place, _, _ = where
    paths = [tuple(message.metadata.delta_path) for message in heard]
    if not all(map(_is_shown_only, heard)) or any(path[: len(place)] != place for path in paths):
        return None
    return Recording(tuple(path[len(place) :] for path in paths), (where, tuple(heard)))


def _is_shown_only(message: ForwardMsg) -> bool:
    if message.WhichOneof("type") != "delta":
        return False
    delta: Any = message.delta
    if delta.WhichOneof("type") == "new_element":
        return delta.new_element.WhichOneof("type") in SHOWN_ONLY
    kind = delta.add_block.WhichOneof("type")
    return delta.WhichOneof("type") == "add_block" and (kind is None or kind in BLOCKS)


def _moved(message: ForwardMsg, below: Path, where: Where) -> ForwardMsg:
    place, fragment, script = where
    moved = ForwardMsg()
    moved.CopyFrom(message)
    moved.metadata.delta_path[:] = (*place, *below)
    moved.metadata.active_script_hash = script
    if moved.delta.fragment_id != fragment:
        moved.delta.fragment_id = fragment
        moved.hash = ""
        populate_hash_if_needed(moved)
    return moved


def quicken(fragment: Callable[[], None], quick: Callable[[Home], bool]) -> None:
    """Run a fragment as a part of its page. From then on, where its visitor's script runs for it alone, `quick` is
    asked first: it may fill the fragment's home with what it knows, and says whether it has."""
    context: Any = get_script_run_ctx()
    if context is None or context.fragment_ids_this_run:
        fragment()
        return
    with listening(most=1) as heard:
        fragment()
    container, storage = heard[0], context.fragment_storage
    name = container.delta.fragment_id
    slow = storage.lookup(name)
    home = Home((tuple(container.metadata.delta_path), name, ThreadState.get().active_script_hash), container)

    def run() -> None:
        if not quick(home):
            slow()

    storage._fragments[name] = run


def send(messages: Sequence[ForwardMsg]) -> None:
    """Send messages that are whole to the visitor whose script runs, or the names of those that the browser has.

    Nothing is written into them, as `ScriptRunContext.enqueue` would: they are others' too, and protobuf keeps room for
    whatever was once written into a message for as long as there is the message.
    """
    context: Any = get_script_run_ctx()
    for message in messages:
        known = message.metadata.cacheable and message.hash in context.cached_message_hashes
        context._enqueue(create_reference_msg(message) if known else message)


def here() -> Where:
    """The container that is drawn in."""
    cursor: Any = context_dg_stack.get()[-1]._cursor
    state = ThreadState.get()
    return (cursor.root_container, *cursor.parent_path), state.fragment_id or "", state.active_script_hash
