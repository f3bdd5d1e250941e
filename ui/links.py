"""Questions whose answer lives in the page's address, so that a copied link brings back the same view.

A question is defined once, as data. A page draws it (`ask`); an address alone is read by the same rules (`read`).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

import streamlit as st

from analysis import words
from ui import notes, parts

T = TypeVar("T")
Look = Literal["select", "segments"]
LONGEST = 200
"""Letters of an answer that are looked at: no option has as many, and a search for what is like it takes its time."""
FEW = 12
"""Accepted answers that a message names; of more it names the nearest."""


class NotUnderstood(ValueError):
    """An address says what a question does not accept. key: of the question; asked: what was said; expected: words."""

    def __init__(self, key: str, asked: str, expected: str) -> None:
        self.key, self.asked, self.expected = key, asked, expected
        super().__init__(f"{key}={asked[:80]!r} is not understood. {expected}")


class Question(Protocol[T]):
    """What a page asks. key: its name in an address."""

    @property
    def key(self) -> str: ...

    def draw(self) -> T:
        """The control where the page stands; its answer."""

    def ahead(self) -> T:
        """The visitor's answer, whether the control is drawn already or not."""

    def read(self, said: Sequence[str]) -> T:
        """The answer of an address that says this under the key; nothing is the default. Raises NotUnderstood."""

    def said(self, answer: T) -> list[str]:
        """What an address says for the answer: nothing for the default."""

    def parameter(self) -> dict[str, Any]:
        """The question for a program: name, label, default, accepted answers."""


@dataclass(frozen=True)
class Choice(Generic[T]):
    """A choice among `options` (value to the words shown, which are also what the address carries under `key`).

    what: the kind of thing, for the note on a link that names something else ('place', 'year'). resolve: what to make
    of other words in a link, such as a code, which `also` describes; the value itself and its words in any case are
    understood without it.
    """

    label: str
    options: Mapping[T, str]
    key: str
    default: T
    what: str
    look: Look = "segments"
    resolve: Callable[[str], T | None] | None = None
    also: str = ""
    help: str | None = None
    placeholder: str | None = None

    def understood(self, asked: str) -> T | None:
        """The option that is meant; None where none is."""
        if len(asked) > LONGEST:
            return None
        exact = next((value for value, shown in self.options.items() if shown == asked), None)
        found = _named(self.options, asked) if exact is None else exact
        if found is None and self.resolve:
            found = self.resolve(asked)
        return found if found in self.options else None

    def read(self, said: Sequence[str]) -> T:
        asked = once(self.key, said)
        if not asked:
            return self.default
        found = self.understood(asked)
        if found is None:
            raise NotUnderstood(self.key, asked, accepted(self.what, asked, list(self.options.values()), self.also))
        return found

    def ahead(self) -> T:
        if self.key in st.session_state:
            chosen = st.session_state[self.key]
            return chosen if chosen in self.options else self.default
        found = self.understood(st.query_params.get(self.key, ""))
        return self.default if found is None else found

    def said(self, answer: T) -> list[str]:
        return [] if answer == self.default else [self.options[answer]]

    def parameter(self) -> dict[str, Any]:
        return {"name": self.key, "label": self.label, "default": self.options[self.default],
                "accepted": list(self.options.values()), "also_accepted": self.also}  # fmt: skip

    def draw(self) -> T:
        """What a link says and is not understood gives the default and a note."""
        self._read_link()
        values = list(self.options)
        if self.look == "select":
            chosen = st.selectbox(
                self.label, values, index=values.index(self.default), format_func=self.options.__getitem__,
                key=self.key, bind="query-params", help=self.help, placeholder=self.placeholder,
                on_change=parts.changed, args=(self.key,),
            )  # fmt: skip
        else:
            chosen = st.segmented_control(
                self.label, values, default=self.default, format_func=self.options.__getitem__, key=self.key,
                bind="query-params", help=self.help, on_change=parts.changed, args=(self.key,), required=True,
                wrap=True,
            )  # fmt: skip
        # The browser keeps to the options; whoever writes to the server by hand may not.
        found = chosen if chosen in self.options else self.default
        notes.not_understood(self.key, self.what, self.options[found])
        return found

    def _read_link(self) -> None:
        """Before the control is there: put what a link means into an option's words; remember what means none."""
        asked = st.query_params.get(self.key)
        if not asked or asked in self.options.values() or self.key in st.session_state:
            return
        found = self.understood(asked)
        if found is None:
            notes.remember(self.key, asked)
            return
        # A control takes its value from the address that the run began with, so begin again with the better one.
        st.query_params[self.key] = self.options[found]
        st.rerun()


def choose(label: str, options: Mapping[T, str], *, key: str, default: T, what: str, **more: Any) -> T:
    """Ask a `Choice` that no figure hangs on, where the page stands."""
    return Choice(label, options, key, default, what, **more).draw()


def once(key: str, said: Sequence[str]) -> str:
    """The one answer that an address gives; '' for none. Raises NotUnderstood for two."""
    if len(said) > 1:
        raise NotUnderstood(key, "&".join(said), "It can be said only once.")
    return said[0] if said else ""


def accepted(what: str, asked: str, answers: Sequence[str], also: str = "") -> str:
    """What would have been understood: all of a few answers, of many the nearest and how many there are."""
    others = f" Also understood: {also}." if also else ""
    if len(answers) <= FEW:
        return f"Accepted for {what}: {'; '.join(answers)}.{others}"
    folded = {answer.casefold(): answer for answer in answers}
    near = [folded[match] for match in difflib.get_close_matches(asked.casefold()[:80], folded, n=5, cutoff=0.5)]
    nearest = f" Nearest: {'; '.join(near)}." if near else f" Such as: {'; '.join(answers[:3])}."
    return f"{words.capital(what)} is one of {len(answers)}.{nearest}{others}"


def _named(options: Mapping[T, str], asked: str) -> T | None:
    """The option whose value or words are what was asked, small and capital letters alike."""
    wanted = asked.casefold()
    return next(
        (value for value, shown in options.items() if wanted in (str(value).casefold(), shown.casefold())), None
    )
