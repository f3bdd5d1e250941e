"""What is done before it is needed: the warehouse opened before the first visitor, makers of files imported after."""

from __future__ import annotations

import gc
import importlib
import logging

from analysis import prepare as prepare_build
from analysis.warehouse import NoWarehouse, current, prepare_with

MAKERS = ("ui.handouts.deck", "ui.handouts.sheet_html", "ui.handouts.sheet_pdf")
"""What makes files to take away: the heaviest imports, which no page needs."""
log = logging.getLogger("dashboard")


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


def import_makers() -> None:
    """Import what makes files to take away, so that whoever asks for the first of them does not wait for it."""
    for name in MAKERS:
        importlib.import_module(name)
    keep_out_of_collections()


def keep_out_of_collections() -> None:
    """Streamlit collects all garbage after every run of a script; what is here to stay need not be looked at again."""
    gc.collect()
    gc.freeze()
