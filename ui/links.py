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

    what: the kind of thing, for the note on a link that names something else ('place', 'year'). resolve: what to make of
    other words in a link, such as a code. Unknown words give the default and a note.
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
            on_change=notes.forget, args=(key,), required=True,
        )  # fmt: skip
    # The browser keeps to the options; whoever writes to the server by hand may not.
    found = chosen if chosen in options else default
    notes.not_understood(key, what, options[found])
    return found


def _read_link(key: str, options: Mapping[T, str], resolve: Callable[[str], T | None] | None) -> None:
    """Before the control is there: turn what a link says into an option, or remember that it could not be."""
    asked = st.query_params.get(key)
    if not asked or asked in options.values() or key in st.session_state:
        return
    found = resolve(asked) if resolve else None
    if found is not None and found in options:
        st.session_state[key] = found
    else:
        notes.remember(key, asked)
