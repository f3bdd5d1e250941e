"""A question for several choices whose answer lives in the page's address, as `ui.links.Choice` is for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from analysis import words
from ui import notes, parts
from ui.links import Choice, NotUnderstood, accepted

_BEYOND = "_beyond_the_most"


@dataclass(frozen=True)
class Several:
    """Up to `most` of `options` (value to the words shown, which the address repeats under `key`), in the order chosen.

    what: the kind of thing, for the note on words in a link that name none. resolve: what to make of other words, such
    as a code, which `also` describes.
    """

    label: str
    options: Mapping[str, str]
    key: str
    what: str
    most: int
    resolve: Callable[[str], str | None] | None = None
    also: str = ""
    help: str | None = None
    placeholder: str | None = None

    def understood(self, asked: str) -> str | None:
        """The option that is meant; None where none is."""
        return Choice(self.label, self.options, self.key, "", self.what, resolve=self.resolve).understood(asked)

    def read(self, said: Sequence[str]) -> list[str]:
        found = []
        for asked in filter(None, said):
            value = self.understood(asked)
            if value is None:
                answers = list(self.options.values())
                raise NotUnderstood(self.key, asked, accepted(self.what, asked, answers, self.also))
            found.append(value)
        found = list(dict.fromkeys(found))
        if len(found) > self.most:
            asked = words.join([self.options[value] for value in found])
            raise NotUnderstood(self.key, asked, f"No more than {self.most} fit beside one another.")
        return found

    def ahead(self) -> list[str]:
        if self.key in st.session_state:
            return self._held(st.session_state[self.key])
        meant = [self.understood(text) for text in st.query_params.get_all(self.key)]
        return list(dict.fromkeys(value for value in meant if value is not None))[: self.most]

    def said(self, answer: list[str]) -> list[str]:
        return [self.options[value] for value in answer]

    def parameter(self) -> dict[str, Any]:
        return {"name": self.key, "label": self.label, "default": [], "most": self.most,
                "accepted": list(self.options.values()), "also_accepted": self.also}  # fmt: skip

    def draw(self) -> list[str]:
        """What a link says and is not understood is left out and noted."""
        self._read_link()
        chosen = st.multiselect(
            self.label, list(self.options), format_func=self.options.__getitem__, key=self.key, bind="query-params",
            max_selections=self.most, help=self.help, placeholder=self.placeholder, on_change=_changed,
            args=(self.key,),
        )  # fmt: skip
        found = self._held(chosen)
        shown = words.join([self.options[code] for code in found]) or "none"
        notes.not_understood(self.key, self.what, shown)
        if beyond := st.session_state.get(_BEYOND, {}).get(self.key):
            st.warning(
                f"No more than {self.most} fit beside one another. Left out: {words.join(beyond)}.",
                icon=":material/link_off:",
            )
        return found

    def _held(self, chosen: Sequence[str]) -> list[str]:
        # The browser keeps to the options; whoever writes to the server by hand may not.
        return [code for code in chosen if code in self.options][: self.most]

    def _read_link(self) -> None:
        """Before the control is there: put what a link means into the words of options; remember what means none."""
        asked = st.query_params.get_all(self.key)
        known = self.options.values()
        if self.key in st.session_state or (len(asked) <= self.most and all(text in known for text in asked)):
            return
        meant, unknown = [], []
        for text in asked:
            found = self.understood(text)
            if found is not None:
                meant.append(self.options[found])
            else:
                unknown.append(text)
        meant = list(dict.fromkeys(meant))
        if unknown:
            notes.remember(self.key, ", ".join(unknown))
        if beyond := meant[self.most :]:
            st.session_state.setdefault(_BEYOND, {})[self.key] = beyond
        if meant[: self.most] != asked:
            # A control takes its value from the address that the run began with, so begin again with the better one.
            st.query_params[self.key] = meant[: self.most]
            st.rerun()


def _changed(key: str) -> None:
    parts.changed(key, noted=st.session_state.get(_BEYOND, {}).pop(key, None) is not None)
