"""Answers that are worked out once a build and kept for as long as the build is open: a build never changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from analysis.warehouse import Warehouse

P = ParamSpec("P")
R = TypeVar("R")

KEPT_ANSWERS = 1024
"""Answers kept of each function and build: a build has some 580 places."""


def kept(answer: Callable[Concatenate[Warehouse, P], R]) -> Callable[Concatenate[Warehouse, P], R]:
    """Keep what `answer(warehouse, …)` returns, by its arguments (which must be hashable), with the warehouse.

    All callers get the same object and must leave it as it is. Who asks while it is being worked out waits for it. An
    error is not kept.
    """
    lock = threading.RLock()

    @wraps(answer)
    def ask(warehouse: Warehouse, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (args, tuple(sorted(kwargs.items())))
        with lock:
            answers = warehouse.answers.setdefault(answer, {})
            if key not in answers:
                if len(answers) >= KEPT_ANSWERS:
                    del answers[next(iter(answers))]
                answers[key] = answer(warehouse, *args, **kwargs)
            found: R = answers[key]
            return found

    return ask
