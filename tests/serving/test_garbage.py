"""What nobody needs any more goes: what is new at each look, what was looked at before at a look through all."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from ui.serving import garbage


class Ring:
    """Something that holds itself, so that only a look finds that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def test_what_is_new_goes_at_each_look() -> None:
    gone = weakref.ref(Ring())
    assert gone() is not None
    garbage.look(through_all=False)
    assert gone() is None


def test_what_was_in_use_at_a_look_goes_at_one_through_all() -> None:
    held = Ring()
    gone = weakref.ref(held)
    garbage.look(through_all=False)
    del held
    garbage.look(through_all=False)
    assert gone() is not None
    garbage.look(through_all=True)
    assert gone() is None
