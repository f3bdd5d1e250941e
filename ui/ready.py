"""What is done once before the first visitor: modules imported, warehouse open, pages left to navigation.py."""

from __future__ import annotations

from streamlit.runtime.pages_manager import PagesManager

from analysis.warehouse import current


def prepare() -> str:
    """Open the warehouse and import what the pages draw with. Returns the build's name; raises NoWarehouse."""
    # A folder named pages/ makes Streamlit guess its older kind of app until navigation.py has run once: the first
    # visitor
    # of a server who came by the link of a page would see that page without its frame.
    PagesManager.uses_pages_directory = False
    return current().build_id
