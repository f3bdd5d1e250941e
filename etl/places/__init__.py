"""Where values stand in the publishers' files: a module a kind of file, with `locate(local, member, wanted)`.

It gives the place of each wanted value inside the file, as far as it is there: {Wanted: Place} of etl/files.py. The
places are found by reading the file again with what its reader in etl/sources knows; nothing is kept for it in a build.
Raises BadFile or BadCell as the reader does.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

MODULES = {
    "oews_nation": "oews",
    "oews_industry": "oews",
    "oews_states": "oews",
    "oews_areas": "oews",
    "oews_state_industry": "oews",
    "projections": "projections",
    "cps_earnings": "cps_earnings",
    "monthly_series": "monthly_series",
    "price_parities": "price_parities",
    "onet": "onet",
    "handbook": "handbook",
}
"""Module by source."""

WITHOUT_FILE = ("monthly_series",)
"""Sources whose values are found by what the publisher calls them, without the file (`local` may be None)."""


def load(source: str) -> ModuleType | None:
    """The module of a source's files; None for a source of which none is known."""
    name = MODULES.get(source)
    return import_module(f"etl.places.{name}") if name else None
