"""One figure alone, for a frame on a page elsewhere; hidden from the navigation."""

from __future__ import annotations

from ui import alone
from ui.data import warehouse

alone.show(warehouse())
