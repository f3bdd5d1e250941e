"""Why a figure may be missing: the vocabulary, what each word means, and how often the loaded wages carry it."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.editions import TECHNICIANS
from analysis.estimate import REASON_WORDS
from analysis.warehouse import Warehouse

TOP_CODE = "top_code"
TOP_CODE_WORDS = "at or above the top code"
MEANINGS = {
    "suppressed": "BLS made the estimate and does not release it, to protect employers or for lack of quality.",
    "annual_only": "Only a yearly wage exists for the occupation, because its hours differ too much.",
    "hourly_only": "Only an hourly wage exists for the occupation.",
    "withdrawn": "BLS took the figure back after finding errors in what employers reported.",
    "not_published": "The publisher's table has no such figure at this level or in this year's layout.",
    "not_loaded": "The publisher may have the figure, but the files that were read do not hold it.",
    "never_collected": "Nobody asked: October 2025 was not collected at all.",
    "not_combined": "BLS publishes it for each ownership apart, and percentiles cannot be added up.",
    TOP_CODE: "The wage is at or above the highest one that BLS prints; that one is shown, never as the figure itself.",
}
"""Meaning of each reason of analysis/estimate.py."""


def gaps(warehouse: Warehouse) -> pd.DataFrame:
    """The reasons with their words, meaning and how many of the technicians' loaded wage cells carry them.

    Columns: reason (key), words, meaning, cells. A reason that belongs to comparisons or series has no cell of its own.
    """
    # Many rows lack the same figures for the same reasons: they are counted before their marks are told apart.
    counted = warehouse.rows(
        "SELECT array_to_string(map_values(marks), ' ') AS marks, count(*) AS rows FROM wages "
        "WHERE occupation_code = ? GROUP BY ALL",
        [TECHNICIANS],
    )
    cells: Counter[str] = Counter()
    for row in counted:
        for mark in (row["marks"] or "").split():
            cells[mark.partition(":")[0]] += row["rows"]
    known = {**REASON_WORDS, TOP_CODE: TOP_CODE_WORDS}
    return pd.DataFrame(
        [
            {"reason": reason, "words": said, "meaning": MEANINGS[reason], "cells": int(cells.get(reason, 0))}
            for reason, said in known.items()
        ]
    )
