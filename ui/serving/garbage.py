"""Memory is tidied by the clock, not after every run of a script.

Streamlit would look through all objects of all visitors whenever a page has been drawn for one of them: with a class of
thirty that is three quarters of all the work. Its setting runner.postScriptGC switches that off. Python's own collector
keeps to the younger objects, and a thread looks now and then through what came since it looked last; through all, for
which everybody waits a moment, it looks more seldom.
"""

from __future__ import annotations

import ctypes
import gc
import itertools
import threading
import time
from collections.abc import Callable

SECONDS = 30.0
"""Between two looks through the objects that are new."""
ROUNDS = 8
"""Every so manieth look is one through all objects: those of visitors who have left go with it."""
YOUNG, MIDDLE, OLD = 20_000, 20, 1_000_000
"""When Python's collector sets to work by itself: a page makes some ten thousand objects, most of which go with it. The
oldest are left to the thread."""


def settle() -> None:
    """What is here to stay (modules, an open warehouse, kept answers) need not be looked at again."""
    gc.collect()
    gc.freeze()


def tend() -> None:
    """Begin to tidy, for as long as the process lives."""
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    threading.Thread(target=_tidy, name="tidying", daemon=True).start()


def _tidy() -> None:
    give_back = _way_to_give_back()
    for number in itertools.count(1):
        time.sleep(SECONDS)
        look(through_all=number % ROUNDS == 0)
        give_back()


def look(*, through_all: bool) -> None:
    """Let go of what nobody needs any more of the objects that came since the last look, or of all; the others are not
    looked at again until the next look through all."""
    if through_all:
        gc.unfreeze()
    settle()


def _way_to_give_back() -> Callable[[], object]:
    """What gives memory that is free back to the machine: glibc keeps what visitors who have left had used."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return lambda: None  # another library, with ways of its own
    return lambda: trim(0)
