"""What is done once before the first visitor: modules imported, warehouse open."""

from __future__ import annotations

from analysis.warehouse import current


def prepare() -> str:
    """Open the warehouse and import what the pages draw with. Returns the build's name; raises NoWarehouse."""
    return current().build_id
