"""What stands on a page before any script is there: its title, the answer in words, and that the figures are coming.

A first visit fetches some two megabytes of scripts before it can draw anything. Until then, who comes to the Overview
reads the sentence that it leads with, worked out from the published build; other pages say what they are. It goes as
soon as the page itself is there (first_page.js).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from html import escape
from pathlib import Path

from analysis.warehouse import Warehouse, WarehouseError, current
from ui import answer
from ui.serving import modules, pages
from ui.theme import DARK, FONT, LIGHT

log = logging.getLogger("dashboard")

NAME = "Does specializing pay for a pharmacy technician?"
OVERVIEW, ALONE = "/", "/figure"
WITHOUT_FIGURES = ("/present", "/data", "/methods")
LEAD, TITLE = ".st-key-lead p", ".stMainBlockContainer h1, .st-key-slides .stBidiComponent"
"""What the page waits for: on the Overview its answer, elsewhere what comes first."""
LISTS = '<a href="/api">All figures and tables</a> can be read without it.'
SLOW = f"This takes longer than usual: some two megabytes come on a first visit. {LISTS}"
FAILED = f'The page could not be loaded. <a href="">Try again</a>. {LISTS}'

HERE = Path(__file__).resolve().parent
SCRIPT = (HERE / "first_page.js").read_text(encoding="utf-8")


def _style() -> str:
    style = (HERE / "first_page.css").read_text(encoding="utf-8").replace("FONT", FONT)
    for palette in (LIGHT, DARK):
        for name, colour in (
            ("PAPER", palette.background),
            ("INK", palette.ink),
            ("MUTED", palette.muted),
            ("ACCENT", palette.specialist),
        ):
            style = style.replace(f"{name}_{palette.name.upper()}", colour)
    return style


STYLE = _style()


@dataclass(frozen=True)
class FirstPage:
    """What is put into a page. shown: before any script; without_scripts: where there will be none."""

    shown: str
    without_scripts: str


def build() -> Warehouse | None:
    """The build to answer from, None where there are no data: the page then says only that it is loading."""
    try:
        return current()
    except WarehouseError:
        return None


def first_page(path: str, warehouse: Warehouse | None) -> FirstPage:
    """The first page at an address, from a build."""
    told = _answer(warehouse) if path == OVERVIEW and warehouse else ""
    lead = f'<p class="lead">{escape(told)}</p>' if told else ""
    following = (
        "" if path in WITHOUT_FIGURES else next((f"/static/{script}" for script in modules.of(modules.FIGURE)), "")
    )
    waits = LEAD if told else TITLE
    shown = (
        f'<style>{STYLE}</style><div id="first-page" role="status"{_class(path)} data-waits="{escape(waits)}"'
        f' data-next="{escape(following)}" data-slow="{escape(SLOW)}" data-failed="{escape(FAILED)}">'
        f'{_head(path)}{lead}<p class="coming"><span>{_coming(path)}</span></p></div>'
        f"<script>{SCRIPT}</script>"
    )
    return FirstPage(shown, f"<p>{escape(told)}</p>" if told else "")


def _answer(warehouse: Warehouse) -> str:
    """The answer in words, "" where the build does not give it: the page is served all the same, and says it itself."""
    try:
        return " ".join(answer.sentences(warehouse))
    except Exception:
        log.exception("no answer for the first page")
        return ""


def _head(path: str) -> str:
    if path == ALONE:
        return ""
    if path == OVERVIEW or path not in pages.titles():
        return f"<h1>{escape(NAME)}</h1>"
    return f'<p class="name">{escape(NAME)}</p><h1>{escape(pages.titles()[path])}</h1>'


def _class(path: str) -> str:
    return ' class="alone"' if path == ALONE else ""


def _coming(path: str) -> str:
    return "The figure is on its way." if path == ALONE else "The figures are on their way."
