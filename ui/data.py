"""The warehouse for pages, and answers from it that are worked out once a build."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from analysis import reference
from analysis.warehouse import Warehouse, current
from ui.kept import Kept, Said

P = ParamSpec("P")
R = TypeVar("R")

KEPT_ANSWERS = 256
"""Answers kept of each function: a build has some 580 places, of which a class asks for a few dozen."""


def warehouse() -> Warehouse:
    """The published build, looked up on every run of a page so that a new one is seen. Raises NoWarehouse."""
    return current()


@cache  # so that all who name a function share what is kept of it
def once_a_build(answer: Callable[Concatenate[Warehouse, P], R]) -> Callable[Concatenate[Warehouse, P], R]:
    """Keep what `answer(warehouse, …)` returns by the build, the tables that people edit, and the other arguments
    (which must be hashable).

    All callers get the same object: do not change it. Answers of an older build fall out as newer ones come in.
    """
    kept = Kept(KEPT_ANSWERS)

    @wraps(answer)
    def ask(warehouse: Warehouse, *args: P.args, **kwargs: P.kwargs) -> R:
        about = (warehouse.build_id, warehouse.path, _tables(int(time.monotonic())), args, tuple(kwargs.items()))
        found: R = kept.get(about, _nothing_is_asked, lambda: (answer(warehouse, *args, **kwargs), {}))[0]
        return found

    return ask


@lru_cache(maxsize=1)
def _tables(_second: int) -> int:
    """Stamp of the tables that people edit, looked at once a second: a page asks many times."""
    return reference.stamp()


def _nothing_is_asked(name: str) -> Said:
    raise AssertionError(f"What hangs on a build alone asks for {name!r}.")
