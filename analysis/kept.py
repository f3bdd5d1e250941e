"""Answers that are worked out once a build and kept for as long as the build is open: a build never changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from analysis.warehouse import Warehouse

P = ParamSpec("P")
R = TypeVar("R")

KEPT_ANSWERS = 1024
"""Answers kept of each function and build: a build has some 580 places."""


def kept(answer: Callable[Concatenate[Warehouse, P], R]) -> Callable[Concatenate[Warehouse, P], R]:
    """Keep what `answer(warehouse, …)` returns, by its arguments (which must be hashable), until the build is closed.

    All callers get the same object and must leave it as it is; it must not hold the warehouse, which would never be
    closed. Who asks while the answer is being worked out waits for it. An error is not kept.
    """
    builds: WeakKeyDictionary[Warehouse, dict[Hashable, R]] = WeakKeyDictionary()
    lock = threading.RLock()

    @wraps(answer)
    def ask(warehouse: Warehouse, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with lock:
            answers = builds.setdefault(warehouse, {})
            key = (args, tuple(sorted(kwargs.items())))
            if key not in answers:
                if len(answers) >= KEPT_ANSWERS:
                    del answers[next(iter(answers))]
                answers[key] = answer(warehouse, *args, **kwargs)
            return answers[key]

    return ask
