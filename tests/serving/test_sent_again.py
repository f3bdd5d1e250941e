"""What is kept and sent to many is left as it is: neither another place nor another visitor changes it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed

from ui.serving import recording
from ui.serving.recording import Recording, Where

LARGE = "words " * 5_000
"""More than what Streamlit has a browser keep."""
HERE: Where = ((0, 3), "", "pay")


def message(words: str, where: Where, below: int) -> ForwardMsg:
    """An element as Streamlit sends it."""
    place, fragment, script = where
    made = ForwardMsg()
    made.delta.new_element.markdown.body = words
    made.delta.fragment_id = fragment
    populate_hash_if_needed(made)
    made.metadata.delta_path[:] = (*place, below)
    made.metadata.active_script_hash = script
    return made


@pytest.fixture
def kept() -> Recording:
    return Recording(((0,), (1,)), (HERE, (message("small", HERE, 0), message(LARGE, HERE, 1))))


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Whose script runs: what was sent is in `heard`."""
    heard: list[ForwardMsg] = []
    context = SimpleNamespace(heard=heard, _enqueue=heard.append, cached_message_hashes=frozenset())
    monkeypatch.setattr(recording, "get_script_run_ctx", lambda: context)
    return context


@pytest.mark.parametrize(
    "where", [((0, 7), "", "pay"), ((0, 3), "part", "pay"), ((0, 3), "", "growth")], ids=["place", "fragment", "page"]
)
def test_elsewhere_it_says_what_it_would_if_it_were_made_there(kept: Recording, where: Where) -> None:
    before = [one.SerializeToString() for one in kept.placed(HERE)]
    first = kept.placed(HERE)
    assert list(kept.placed(where)) == [message("small", where, 0), message(LARGE, where, 1)]
    assert [one.SerializeToString() for one in first] == before
    assert list(kept.placed(HERE)) == list(first)


def test_what_is_sent_is_what_is_kept_and_nothing_is_written_into_it(kept: Recording, visitor: Any) -> None:
    """Protobuf keeps room for all that was ever written into a message: what is sent all day would grow all day."""
    messages = kept.placed(HERE)
    recording.send(messages)
    assert [id(one) for one in visitor.heard] == [id(one) for one in messages]
    assert [one.metadata.active_script_hash for one in visitor.heard] == ["pay", "pay"]


def test_a_browser_is_told_the_name_of_what_it_has(kept: Recording, visitor: Any) -> None:
    small, large = kept.placed(HERE)
    assert large.metadata.cacheable and not small.metadata.cacheable
    visitor.cached_message_hashes = frozenset({small.hash, large.hash})
    recording.send((small, large))
    assert [one.WhichOneof("type") for one in visitor.heard] == ["delta", "ref_hash"]
    assert visitor.heard[1].ref_hash == large.hash
    assert visitor.heard[1].metadata.delta_path == large.metadata.delta_path
    assert large.metadata.cacheable
