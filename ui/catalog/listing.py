"""Every page that has figures, and a figure by its name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ui.catalog.advancement import Advancement
from ui.catalog.credentials import Credentials
from ui.catalog.growth import Growth
from ui.catalog.my_path import MyPath
from ui.catalog.overview import Overview
from ui.catalog.pay import Pay
from ui.catalog.places import Places
from ui.catalog.settings import Settings
from ui.catalog.specialties import Specialties
from ui.catalog.view import View

PAGES: tuple[type[View], ...] = (
    Overview, Pay, Specialties, Settings, Growth, Advancement, Places, MyPath, Credentials,
)  # fmt: skip
"""In the order of the navigation."""


class UnknownFigure(LookupError):
    """No figure has this name; the message says which come near."""

    def __init__(self, name: str) -> None:
        near = difflib.get_close_matches(name.casefold()[:80], list(names()), n=3, cutoff=0.4)
        nearest = f" Nearest: {', '.join(near)}." if near else ""
        super().__init__(f"No figure has the name {name[:80]!r}.{nearest}")


def names() -> Iterator[str]:
    """'overview/pay-here', 'overview/pay-by-sector' …"""
    return (f"{page.page}/{key}" for page in PAGES for key in page.figures())


def find(name: str) -> tuple[type[View], str]:
    """The page and the key of a figure's name. Raises UnknownFigure."""
    page, _, key = name.partition("/")
    found = next((item for item in PAGES if item.page == page and key in item.figures()), None)
    if found is None:
        raise UnknownFigure(name)
    return found, key
