"""What is done once before the first visitor: modules imported, warehouse open."""

from __future__ import annotations

import logging

import ui.handouts.offer  # noqa: F401 - the makers of files to take away are the heaviest imports
from analysis import prepare as prepare_build
from analysis.warehouse import NoWarehouse, current, prepare_with

log = logging.getLogger("dashboard")


def prepare() -> str:
    """Open the warehouse and import what the pages draw with. Returns the build's name, "" where there are no data.

    Without data the server starts all the same: it says what is wrong, and has the data as soon as they are there.
    """
    prepare_with(prepare_build.prepare)
    try:
        return current().build_id
    except NoWarehouse as error:
        log.error("no data to show: %s", error)
        return ""
