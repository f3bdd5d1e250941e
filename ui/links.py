"""Controls whose value lives in the page's address, so that a copied link brings back the same view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeVar

import streamlit as st

from ui import notes

T = TypeVar("T")
Look = Literal["select", "segments"]


def choose(
    label: str,
    options: Mapping[T, str],
    *,
    key: str,
    default: T,
    what: str,
    look: Look = "segments",
    resolve: Callable[[str], T | None] | None = None,
    help: str | None = None,
    placeholder: str | None = None,
) -> T:
    """A choice among `options` (value to the words shown, which are also what the address carries under `key`).

    what: the kind of thing, for the note on a link that names something else ('place', 'year'). resolve: what to make
    of other words in a link, such as a code; the value itself and its words in any case are understood without it.
    What is not understood gives the default and a note.
    """
    _read_link(key, options, resolve)
    values = list(options)
    if look == "select":
        chosen = st.selectbox(
            label, values, index=values.index(default), format_func=options.__getitem__, key=key, bind="query-params",
            help=help, placeholder=placeholder, on_change=notes.forget, args=(key,),
        )  # fmt: skip
    else:
        chosen = st.segmented_control(
            label, values, default=default, format_func=options.__getitem__, key=key, bind="query-params", help=help,
            on_change=notes.forget, args=(key,), required=True, wrap=True,
        )  # fmt: skip
    # The browser keeps to the options; whoever writes to the server by hand may not.
    found = chosen if chosen in options else default
    notes.not_understood(key, what, options[found])
    return found


def _read_link(key: str, options: Mapping[T, str], resolve: Callable[[str], T | None] | None) -> None:
    """Before the control is there: put what a link means into the words of an option; remember what means none."""
    asked = st.query_params.get(key)
    if not asked or asked in options.values() or key in st.session_state:
        return
    found = _named(options, asked)
    if found is None and resolve:
        found = resolve(asked)
    if found is None or found not in options:
        notes.remember(key, asked)
        return
    # A control takes its value from the address that the run began with, so begin again with the better one.
    st.query_params[key] = options[found]
    st.rerun()


def _named(options: Mapping[T, str], asked: str) -> T | None:
    """The option whose value or words are what was asked, small and capital letters alike."""
    wanted = asked.casefold()
    return next(
        (value for value, words in options.items() if wanted in (str(value).casefold(), words.casefold())), None
    )
