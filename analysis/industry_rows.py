"""The rows of technicians by industry in one edition and area, and what of the publisher's tables is loaded there."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from analysis.editions import TECHNICIANS, Edition
from analysis.owners import MEASURES
from analysis.warehouse import Warehouse

_COLUMNS = ("industry_code", "industry_name", "industry_level", "ownership", *MEASURES, "employment_rse", "mean_rse",
            "marks", "source_id")  # fmt: skip


class IndustryRows:
    """rows: by industry code, one row an ownership, with the columns of `wages`. Source: OEWS by industry."""

    def __init__(self, warehouse: Warehouse, edition: Edition, area: str) -> None:
        where = [area, edition.year, edition.month]
        found = warehouse.rows(
            f"SELECT {', '.join(_COLUMNS)} FROM wages WHERE area_code = ? AND year = ? AND month = ? "  # noqa: S608 - constants
            "AND occupation_code = ?",
            [*where, TECHNICIANS],
        )
        self.edition = edition
        self.rows: dict[str, list[dict[str, Any]]] = {}
        for row in found:
            self.rows.setdefault(row["industry_code"], []).append(row)
        # What the loaded tables cover is judged on every occupation: a level, and within it a group of industries.
        covered = warehouse.rows(
            "SELECT DISTINCT industry_level AS level, left(industry_code, 3) AS part FROM wages "
            "WHERE area_code = ? AND year = ? AND month = ?",
            where,
        )
        self._covered = {(row["level"], row["part"]) for row in covered}

    def absence(self, level: str, codes: Sequence[str]) -> str:
        """Why an industry has no row: 'not_loaded', or 'not_published' when its table is loaded but lacks it.

        The finer levels are told by group (the first three digits): the tables by ownership hold hospitals and schools
        only, so their presence says nothing of other industries.
        """
        if level in ("cross-industry", "sector", "3-digit"):
            return "not_published" if any(level == found for found, _ in self._covered) else "not_loaded"
        return "not_published" if any((level, code[:3]) in self._covered for code in codes) else "not_loaded"


_kept: WeakKeyDictionary[Warehouse, dict[tuple[Edition, str], IndustryRows]] = WeakKeyDictionary()
_lock = threading.Lock()


def industry_rows(warehouse: Warehouse, edition: Edition, area: str) -> IndustryRows:
    """The rows of an edition and area, kept as long as the build is open: a build never changes."""
    with _lock:
        kept = _kept.setdefault(warehouse, {})
        if (edition, area) not in kept:
            kept[edition, area] = IndustryRows(warehouse, edition, area)
        return kept[edition, area]
