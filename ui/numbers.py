"""Questions answered with a number, or with a yes, whose answer lives in the page's address."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui import notes, parts
from ui.links import NotUnderstood, once

YES, NO = "true", "false"


@dataclass(frozen=True)
class Number:
    """A number from low to high. what: the kind of thing. value: where nothing is said; None leaves the box blank, with
    the words `blank` in it."""

    label: str
    key: str
    what: str
    low: float
    high: float
    value: float | None = None
    step: float = 0.5
    blank: str = ""
    help: str | None = None

    @property
    def expected(self) -> str:
        return f"{self.what} from {self.low:g} to {self.high:g}"

    def read(self, said: Sequence[str]) -> float | None:
        asked = once(self.key, said)
        if not asked:
            return self.value
        found = self.understood(asked)
        if found is None:
            raise NotUnderstood(self.key, asked, f"Accepted is a {self.expected}.")
        return found

    def ahead(self) -> float | None:
        if self.key in st.session_state:
            found: float | None = st.session_state[self.key]
            return found
        found = self.understood(st.query_params.get(self.key, ""))
        return self.value if found is None else found

    def understood(self, asked: str) -> float | None:
        """The number that is meant; None where it is none from low to high."""
        try:
            found = float(asked)
        except ValueError:
            return None
        return found if math.isfinite(found) and self.low <= found <= self.high else None

    def said(self, answer: float | None) -> list[str]:
        return [] if answer is None or answer == self.value else [f"{answer:.10g}"]

    def parameter(self) -> dict[str, Any]:
        return {"name": self.key, "label": self.label, "default": self.value, "least": self.low, "most": self.high}

    @property
    def wrong_in_link(self) -> bool:
        """Whether the link says something that is no such number, or has done so on this visit."""
        return notes.remembered(self.key) or self._mistaken()

    def draw(self) -> float | None:
        """What a link says that is no such number gives a note."""
        if self._mistaken():
            notes.remember(self.key, st.query_params[self.key])
            # The control would take its value from the address: begin again without it.
            del st.query_params[self.key]
            st.rerun()
        found = st.number_input(
            self.label, min_value=self.low, max_value=self.high, value=self.value, step=self.step, format="%g",
            key=self.key, bind="query-params", placeholder=self.blank or None, help=self.help,
            on_change=parts.changed, args=(self.key,),
        )  # fmt: skip
        shown = f"{found:g}" if found is not None else "nothing"
        notes.not_understood(self.key, self.expected, shown, where="")
        return found

    def _mistaken(self) -> bool:
        asked = st.query_params.get(self.key)
        return bool(asked) and self.key not in st.session_state and self.understood(asked or "") is None


@dataclass(frozen=True)
class Tick:
    """A box to tick: yes or no, no unless said."""

    label: str
    key: str

    def read(self, said: Sequence[str]) -> bool:
        asked = once(self.key, said).casefold()
        if asked not in (YES, NO, ""):
            raise NotUnderstood(self.key, asked, f"Accepted: {YES}; {NO}.")
        return asked == YES

    def said(self, answer: bool) -> list[str]:
        return [YES] if answer else []

    def parameter(self) -> dict[str, Any]:
        return {"name": self.key, "label": self.label, "default": NO, "accepted": [YES, NO]}

    def ahead(self) -> bool:
        return bool(st.session_state.get(self.key, st.query_params.get(self.key, NO).casefold() == YES))

    def draw(self) -> bool:
        asked = st.query_params.get(self.key)
        if asked and asked.casefold() not in (YES, NO) and self.key not in st.session_state:
            notes.remember(self.key, asked)
        return st.checkbox(
            f"**{self.label}**", key=self.key, bind="query-params", on_change=parts.changed, args=(self.key,)
        )

    def note(self, done: bool) -> None:
        """Under the box and what is said of it: what a link asked for and was not understood."""
        notes.not_understood(self.key, "yes (true) or a no (false)", "ticked" if done else "not ticked", where="")
