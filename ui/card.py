"""The figure card: the one way that a figure gets on a page, with everything that must travel with it.

Title (the finding), subtitle (measure, unit, place, period), the drawing, source, edition and caveat; then a table of
exactly what is drawn, as CSV too, the image, and a link that brings back the same view. None of this is a control of
Streamlit's, so that a card costs little to draw again and is the same for everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui import tables
from ui.actions import row
from ui.charts.frame import CONFIG
from ui.prose import plain
from ui.serving.recording import Drawn
from ui.tables import Column
from ui.theme import Palette, palette

EMBED = "figure"
"""Address of the page that shows one figure alone."""
KEPT_DRAWINGS = 5_000
"""Drawings kept for all visitors, some 15 kB each; the oldest go first."""
drawings = Drawn(KEPT_DRAWINGS)


@dataclass(frozen=True)
class Address:
    """Where a figure answers alone, as it is shown. page, key: its name. needs: the questions that it hangs on, each
    with what an address says for its answer: nothing for the default."""

    page: str
    key: str
    needs: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def name(self) -> str:
        """'pay/two-settings'."""
        return f"{self.page}/{self.key}"

    @property
    def query(self) -> str:
        """What an address says; '' where every answer is the default."""
        return urlencode([(name, text) for name, said in self.needs for text in said])

    def data(self, kind: str) -> str:
        """Where the figure is as 'csv', 'json' or 'html', below the dashboard's own address."""
        return f"api/figures/{self.name}.{kind}" + (f"?{self.query}" if self.query else "")

    @property
    def embed(self) -> str:
        """Where the figure stands alone, for a frame on another site."""
        return f"{EMBED}?name={self.name}&" + (f"{self.query}&" if self.query else "") + "embed=true"


@dataclass(frozen=True)
class NoFigure:
    """In place of a figure: why there is none for what was asked, in a sentence or two."""

    reason: str
    address: Address | None = None


@dataclass(frozen=True)
class FigureSpec:
    """One figure and what travels with it.

    key: its name in links, file names and the page (letters, digits, hyphens); unique on a page.
    title: the finding, as a sentence without its full stop. subtitle: measure, unit, place, period.
    table: exactly what is drawn; columns: how each of its columns is shown, first the one that names the row.
    unit: of what is drawn. source: publisher and table. edition: of the source. caveat: what to know before using the
    figure. url: the publisher's file or page, if it is one. key_words: what the marks mean, in words and signs.
    draw: makes Plotly's figure in the colours given, or draws boxes with words itself, in an element of the class
    `drawing`, and gives None. Called only where the figure is looked at: its table needs no drawing.
    has_controls: whether `draw` draws a control of Streamlit's. address: where it answers alone; None where it has no
    address of its own. made_for: build, answers and day that it was made for, in one word; '' where it is not kept.
    """

    key: str
    title: str
    subtitle: str
    unit: str
    draw: Callable[[Palette], go.Figure | None]
    table: pd.DataFrame
    columns: Mapping[str, Column]
    source: str
    edition: str
    caveat: str
    url: str = ""
    key_words: str = ""
    has_controls: bool = False
    address: Address | None = None
    made_for: str = ""

    @property
    def can_be_shared(self) -> bool:
        """Whether it is the same for all who give the same answers: it is kept, and holds no control."""
        return bool(self.made_for) and not self.has_controls

    @property
    def alt(self) -> str:
        """What is drawn, in words, for who cannot see it: computed from the table."""
        return tables.described(f"{self.title}. {self.subtitle}", self.table, self.columns)

    @property
    def origin(self) -> str:
        """The line under the figure, and under its image."""
        return f"Source: {self.source}, {self.edition}."


def figure_card(spec: FigureSpec | NoFigure, *, say_why: bool = True) -> None:
    """Draw the card of `spec` where the page stands, or say why there is no figure (unless the page has said it)."""
    if isinstance(spec, NoFigure):
        if say_why:
            st.markdown(plain(spec.reason))
        return
    with st.container(border=True, key=f"card-{spec.key}", gap="small"):
        if spec.can_be_shared:
            drawn_once(spec, palette())
        else:
            _in_a_card(spec, palette())


def figure_alone(spec: FigureSpec, view: str) -> None:
    """Draw `spec` without a card, as the whole of a page. view: address of the same figure among its fellows."""
    with st.container(key=f"alone-{spec.key}", gap="small"):
        st.title(plain(spec.title), anchor=False)
        _drawing(spec, palette())
        _origin(spec, f" [See it in the dashboard]({view})")


def figure_cards(*specs: FigureSpec | NoFigure) -> None:
    """Draw some cards, and say once what several of them lack."""
    said: set[str] = set()
    for spec in specs:
        reason = spec.reason if isinstance(spec, NoFigure) else ""
        figure_card(spec, say_why=reason not in said)
        said.add(reason)


def drawn_once(spec: FigureSpec, colours: Palette) -> None:
    """What is in the card of a figure that can be shared, drawn once for all who see it in these colours."""
    drawings.once((spec.made_for, colours.name), lambda: _in_a_card(spec, colours))


def _in_a_card(spec: FigureSpec, colours: Palette) -> None:
    st.subheader(plain(spec.title), anchor=spec.key)
    _drawing(spec, colours)
    _origin(spec)
    if spec.address:
        st.html(row(spec.key, spec.title, {kind: spec.address.data(kind) for kind in ("csv", "json", "html")}
                    | {"embed": spec.address.embed}))  # fmt: skip


def _drawing(spec: FigureSpec, colours: Palette) -> None:
    marks = f"<p>{escape(spec.key_words)}</p>" if spec.key_words else ""
    st.html(f'<div class="about"><p class="subtitle">{escape(spec.subtitle)}</p>{marks}</div>')
    drawn = spec.draw(colours)
    if drawn is not None:
        st.plotly_chart(drawn, theme=None, config=CONFIG, alt=spec.alt, key=f"figure-{spec.key}")


def _origin(spec: FigureSpec, further: str = "") -> None:
    named = f"[{spec.origin}]({spec.url})" if spec.url else spec.origin
    st.markdown(plain(f"{named} {spec.caveat}{further}"))
