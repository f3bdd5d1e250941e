"""A page in parts: when an answer changes, the parts that hang on it are drawn again, and nothing else of the page.

    view = Pay(warehouse())
    page.head(view, "What does a specialist setting pay?")

    @part(view)
    def over_the_years() -> None:
        st.header("Over the years", anchor="years")
        view.ask("shown")
        figure_card(view.over_the_years())

A part is a fragment of Streamlit's. Which answers it needed is noted while it is drawn. A control that is turned has
those parts drawn again that needed its answer, wherever the control stands; what stands outside of parts and needed the
answer has the whole page drawn. A part may use nothing that was read from the view outside of it.

A part that shows things and holds no control is drawn once for all who give the same answers, and sent again as it is:
it may use nothing but the view, and what the build or the day make of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from analysis import reference
from analysis.warehouse import WarehouseError, current
from ui import notes
from ui.appearance import scheme
from ui.serving.recording import Drawn, Home, quicken

if TYPE_CHECKING:
    from ui.catalog.view import View
    from ui.kept import Needs

_PAGE = "_drawn_page"
MOST_DRAWN = 8_000
"""Drawings kept at once, of some 15 kB each."""
drawings = Drawn(MOST_DRAWN)


@dataclass
class _Drawn:
    """What is on a visitor's screen. needs: of each part, in the order of the page, the questions that it hangs on.
    late: parts that were to be drawn again and are not yet, since the visitor was quicker, each with a mark of the turn
    that it was wanted at. whole: all was drawn once.
    path: of the page. scheme: its appearance. turned: whether the visitor came to it just now, from another or
    as their first."""

    path: str = ""
    scheme: str = "light"
    turned: bool = True
    view: View | None = None
    needs: dict[str, frozenset[str]] = field(default_factory=dict)
    late: dict[str, object] = field(default_factory=dict)
    whole: bool = False


def begin(path: str) -> None:
    """A page is about to be drawn as a whole."""
    before = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = _Drawn(path, scheme(), turned=before is None or before.path != path)


def is_turned_to() -> bool:
    """Whether the page that is drawn is not the one that was drawn before on this visit."""
    return _drawn().turned


def of_page(view: View) -> None:
    """The page that is drawn hangs on this view."""
    _drawn().view = view


def end() -> None:
    """The whole page was drawn."""
    _drawn().whole = True


def part(view: View, *, own: bool = False) -> Callable[[Callable[[], None]], None]:
    """Draw a part of the page where it stands: `@part(view)` over a function without arguments. Its name is unique on
    the page.

    own: what it shows hangs on more than answers, build and day (the visitor's address, say): drawn for each visitor.
    """

    def draw(body: Callable[[], None]) -> None:
        key = f"{view.page}-{body.__name__}"

        def noted() -> Needs:
            with view.noting() as needs:
                body()
            return needs

        def done(page: _Drawn, needs: Needs, wanted: object) -> None:
            _drawn()  # goes no further where a newer run has begun, to which nothing of this may have come through
            page.needs[key] = frozenset(needs)
            # Where it was wanted again meanwhile, what was drawn is late already.
            if page.late.get(key) is wanted:
                page.late.pop(key, None)

        def drawn() -> None:
            page = _drawn()
            wanted = page.late.get(key)
            about = (*view.about(key), page.scheme)
            done(page, noted() if own or not view.page else drawings.show(about, view.said, noted), wanted)

        def drawn_before(home: Home) -> bool:
            page = _drawn()
            wanted = page.late.get(key)
            try:
                known = drawings.known((*view.about(key), page.scheme), view.said, home.where)
            except Exception:  # noqa: BLE001 - drawing it meets the same, where it is told as all that a part meets
                return False
            if known is None:
                return False
            home.show(known[0])
            done(page, known[1], wanted)
            return True

        fragment = st.fragment(drawn, key=key)
        if own or not view.page:
            fragment()
        else:
            quicken(fragment, drawn_before)

    return draw


def changed(key: str, *, noted: bool = False) -> None:
    """What a control does whose question is `key`: called by Streamlit when a visitor has turned it.

    noted: whether the page says something under the control that is no longer so.
    """
    noted = notes.forget(key) or noted
    drawn = _drawn()
    if drawn.view is None:
        return
    hanging = drawn.late.keys() | {name for name, needs in drawn.needs.items() if key in needs}
    if noted or not drawn.whole or not hanging or key in drawn.view.needed or not _is_shown(drawn.view):
        drawn.whole = False
        st.rerun()
    drawn.view.renew(key)
    drawn.late = {name: object() for name in hanging}
    st.rerun([name for name in drawn.needs if name in hanging])


def _drawn() -> _Drawn:
    found: _Drawn = st.session_state.setdefault(_PAGE, _Drawn())
    return found


def _is_shown(view: View) -> bool:
    """Whether what the page was drawn from is still there: the published build, and the tables that people edit."""
    try:
        return current() is view.w and reference.stamp() == view.tables
    except WarehouseError:
        return False
