"""A control for several choices whose value lives in the page's address, as `ui.links.choose` is for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from analysis import words
from ui import notes

_BEYOND = "_beyond_the_most"


def choose_several(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    what: str,
    most: int,
    resolve: Callable[[str], str | None] | None = None,
    help: str | None = None,
    placeholder: str | None = None,
) -> list[str]:
    """Up to `most` of `options` (value to the words shown, which the address repeats under `key`), in the order chosen.

    what: the kind of thing, for the note on words in a link that name none. resolve: what to make of other words, such
    as a code. What is not understood is left out and noted.
    """
    _read_link(key, options, resolve, most)
    chosen = st.multiselect(
        label, list(options), format_func=options.__getitem__, key=key, bind="query-params", max_selections=most,
        help=help, placeholder=placeholder, on_change=_forget, args=(key,),
    )  # fmt: skip
    # The browser keeps to the options; whoever writes to the server by hand may not.
    found = [code for code in chosen if code in options][:most]
    shown = words.join([options[code] for code in found]) or "none"
    notes.not_understood(key, what, shown)
    if beyond := st.session_state.get(_BEYOND, {}).get(key):
        st.warning(
            f"No more than {most} fit beside one another. Left out: {words.join(beyond)}.", icon=":material/link_off:"
        )
    return found


def _forget(key: str) -> None:
    notes.forget(key)
    st.session_state.get(_BEYOND, {}).pop(key, None)


def _read_link(key: str, options: Mapping[str, str], resolve: Callable[[str], str | None] | None, most: int) -> None:
    """Before the control is there: put what a link means into the words of options; remember what means none."""
    asked = st.query_params.get_all(key)
    if key in st.session_state or (len(asked) <= most and all(text in options.values() for text in asked)):
        return
    meant, unknown = [], []
    for text in asked:
        found = _named(options, text) or (resolve(text) if resolve else None)
        if found in options:
            meant.append(options[found])
        else:
            unknown.append(text)
    meant = list(dict.fromkeys(meant))
    if unknown:
        notes.remember(key, ", ".join(unknown))
    if beyond := meant[most:]:
        st.session_state.setdefault(_BEYOND, {})[key] = beyond
    if meant[:most] != asked:
        # A control takes its value from the address that the run began with, so begin again with the better one.
        st.query_params[key] = meant[:most]
        st.rerun()


def _named(options: Mapping[str, str], asked: str) -> str | None:
    wanted = asked.casefold()
    return next((value for value, said in options.items() if wanted in (value.casefold(), said.casefold())), None)
