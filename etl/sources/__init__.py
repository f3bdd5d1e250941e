"""The publishers' tables, one module each: what to fetch and how to read it."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

NAMES = (
    "oews_nation",
    "oews_industry",
    "oews_states",
    "oews_areas",
    "oews_state_industry",
    "projections",
    "cps_earnings",
    "monthly_series",
    "price_parities",
    "onet",
    "handbook",
)
"""In the order in which they are fetched and read. A new module is added here."""


def load(name: str) -> ModuleType:
    """The module of a publisher's table. Raises ValueError for a name that is none of NAMES."""
    if name not in NAMES:
        raise ValueError(f"{name!r} is no source; sources are {', '.join(NAMES)}")
    return import_module(f"etl.sources.{name}")
