"""The warehouse for pages, and answers from it that are worked out once a build."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from analysis.warehouse import Warehouse, current

P = ParamSpec("P")
R = TypeVar("R")

KEPT_ANSWERS = 256
"""Answers kept of each function: a build has some 580 places, of which a class asks for a few dozen."""


def warehouse() -> Warehouse:
    """The published build, looked up on every run of a page so that a new one is seen. Raises NoWarehouse."""
    return current()


def once_a_build(answer: Callable[Concatenate[Warehouse, P], R]) -> Callable[Concatenate[Warehouse, P], R]:
    """Cache what `answer(warehouse, …)` returns by the build's name and the other arguments (which must be hashable).

    All callers get the same object: do not change it. Answers of an older build fall out as newer ones come in.
    """

    def kept(build_id: str, path: str, _warehouse: Warehouse, *args: Any, **kwargs: Any) -> R:
        return answer(_warehouse, *args, **kwargs)

    # Streamlit tells cached functions apart by module, name and source; the last is the same for all of these.
    kept.__module__, kept.__qualname__ = answer.__module__, answer.__qualname__

    @cache
    def cached() -> Callable[..., R]:
        # Not before the first question: modules are imported before the server is there that keeps the answers.
        return st.cache_resource(max_entries=KEPT_ANSWERS, show_spinner=False)(kept)

    @wraps(answer)
    def ask(warehouse: Warehouse, *args: P.args, **kwargs: P.kwargs) -> R:
        return cached()(warehouse.build_id, str(warehouse.path), warehouse, *args, **kwargs)

    return ask
