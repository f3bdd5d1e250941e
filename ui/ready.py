"""What is done before it is needed: the warehouse opened, then makers of files imported and usual pages drawn."""

from __future__ import annotations

import asyncio
import importlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import chain
from urllib.parse import urlencode

from analysis import prepare as prepare_build
from analysis.warehouse import NoWarehouse, Warehouse, current, prepare_with
from ui.catalog.listing import PAGES
from ui.catalog.view import Query, View
from ui.links import Choice
from ui.place import KEY, by_code
from ui.serving.nobody import Nobody
from ui.theme import PALETTES

MAKERS = ("ui.handouts.deck", "ui.handouts.sheet_html", "ui.handouts.sheet_pdf")
"""What makes files to take away: the heaviest imports, which no page needs."""
LATER = 5.0
"""Seconds after the start until any of this begins: by then the first visitor has the first page."""
DRAWN = "drawn ahead: the pages of"
"""What the log says, before the build's name, when it is done."""
log = logging.getLogger("dashboard")

REST = 1.0
"""Seconds of rest for each second of work, so that visitors do not notice it."""
LOOK_AGAIN = 10.0
"""Seconds between two looks at which build is published."""


def prepare() -> str:
    """Open the warehouse. Returns the build's name, "" where there are no data.

    Without data the server starts all the same: it says what is wrong, and has the data as soon as they are there.
    """
    prepare_with(prepare_build.prepare)
    try:
        return current().build_id
    except NoWarehouse as error:
        log.error("no data to show: %s", error)
        return ""


def look_ahead(loop: asyncio.AbstractEventLoop, then: Callable[[], None]) -> None:
    """Begin to draw every page as it opens, then with each control turned once, for the published build, for each that
    takes its place, and every day anew, since a page hangs on its day.

    loop: that of the server. then: what is called when all of a build's are drawn.
    """
    threading.Thread(target=_look_ahead, args=(loop, then), name="looking ahead", daemon=True).start()


def _look_ahead(loop: asyncio.AbstractEventLoop, then: Callable[[], None]) -> None:
    time.sleep(LATER)
    for name in MAKERS:
        importlib.import_module(name)
    nobody = Nobody(loop)
    drawn: Warehouse | None = None
    day: date | None = None
    while True:
        shown, today = _published(), datetime.now(UTC).date()
        if shown is not None and (shown is not drawn or today != day):
            try:
                if _draw_all(shown, nobody):
                    log.info("%s %s", DRAWN, shown.build_id)
                    then()
            except Exception:
                # A build that lacks what a page asks about says so to its visitors; the next one is drawn all the same.
                log.exception("the pages of %s could not be drawn ahead", shown.build_id)
            drawn, day = shown, today
        time.sleep(LOOK_AGAIN)


def _published() -> Warehouse | None:
    try:
        return current()
    except NoWarehouse:
        return None


def _draw_all(warehouse: Warehouse, nobody: Nobody) -> bool:
    """Whether all could be drawn before another build took its place."""
    usual: Iterator[tuple[type[View], Query]] = ((page, {}) for page in PAGES)
    further = ((page, query) for page in PAGES for query in turned(page, warehouse))
    for page, query in chain(usual, further):
        for scheme in PALETTES:
            if _published() is not warehouse:
                return False
            _draw(page.path.strip("/"), urlencode(query, doseq=True), scheme, nobody)
    return True


def _draw(page: str, query: str, scheme: str, nobody: Nobody) -> None:
    begun = time.perf_counter()
    try:
        nobody.open(page, query, scheme)
    except (TimeoutError, RuntimeError):
        log.warning("/%s?%s could not be drawn ahead", page, query)
    time.sleep(REST * (time.perf_counter() - begun))


def turned(page: type[View], warehouse: Warehouse) -> Iterator[Query]:
    """What an address of the page says with one control turned, for each of its answers; of the places only the states,
    for there are many others."""
    for question in page(warehouse, query={}).questions().values():
        if isinstance(question, Choice):
            for option in question.options:
                likely = question.key != KEY or by_code(warehouse, option).type == "state"
                if likely and (said := question.said(option)):
                    yield {question.key: said}
