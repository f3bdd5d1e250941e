"""What this build changed against the one before: headline figures, counts, what is worth a look, and every change."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from analysis.warehouse import Warehouse

Standing = Literal["beginning", "first", "same", "changed"]
PAGE = 50
"""Changes on one page of the whole list."""


def standing(warehouse: Warehouse) -> Standing:
    """beginning: these data came with the dashboard, with nothing before them; first: a first build; same: no row
    differs from the build before; changed."""
    if not _has(warehouse, "changes"):
        return "beginning"
    row = warehouse.rows("SELECT (SELECT count(*) FROM changes) AS n, previous_build FROM builds")[0]
    if row["n"]:
        return "changed"
    return "same" if row["previous_build"] else "first"


def previous(warehouse: Warehouse) -> str:
    """Name of the build before; '' where there is none."""
    found = warehouse.rows("SELECT previous_build FROM builds")
    return str(found[0]["previous_build"] or "") if found else ""


def summary(warehouse: Warehouse) -> pd.DataFrame:
    """Rows that changed. Columns: table_name, added, revised, gone (rows), values (single values that were revised)."""
    return warehouse.frame(
        """SELECT table_name, count(DISTINCT row_key) FILTER (kind = 'added')::BIGINT AS added,
                  count(DISTINCT row_key) FILTER (kind = 'revised')::BIGINT AS revised,
                  count(DISTINCT row_key) FILTER (kind = 'gone')::BIGINT AS gone,
                  count(*) FILTER (kind = 'revised')::BIGINT AS "values"
           FROM changes GROUP BY table_name ORDER BY table_name"""
    )


def headlines(warehouse: Warehouse) -> pd.DataFrame:
    """The figures that the dashboard opens with. Columns: title, unit, period_before, before, period, value, change,
    cell; empty where the build has none."""
    if not _has(warehouse, "headlines"):
        return pd.DataFrame()
    return warehouse.frame(
        """SELECT title, coalesce(unit, '') AS unit, coalesce(period_before, '') AS period_before, before,
                  coalesce(period, '') AS period, value, value - before AS change, coalesce(cell, '') AS cell
           FROM headlines ORDER BY rowid"""
    )


def rules(warehouse: Warehouse) -> pd.DataFrame:
    """From which size on a change is reported. Columns: words, reason, found, shown; only rules that found some."""
    if not _has(warehouse, "change_rules"):
        return pd.DataFrame()
    return warehouse.frame(
        "SELECT words, reason, found, shown FROM change_rules WHERE found > 0 ORDER BY found DESC, name"
    )


def reported(warehouse: Warehouse, table: str = "") -> pd.DataFrame:
    """The changes over a threshold, of one table or of all, in the order of the report; what is not there is empty.

    Columns: row_words, kind, column_name, period_before, before, period, after, change_pct, cell, table_name.
    """
    if not _has(warehouse, "reported_changes"):
        return pd.DataFrame()
    return warehouse.frame(
        """SELECT row_words, kind, column_name, coalesce(period_before, '') AS period_before,
                  coalesce(before, '') AS before, coalesce(period, '') AS period, coalesce(after, '') AS after,
                  change_pct, coalesce(cell, '') AS cell, table_name
           FROM reported_changes WHERE ? = '' OR table_name = ? ORDER BY position""",
        [table, table],
    )


def count(warehouse: Warehouse, table: str = "") -> int:
    """Changes in the whole list, of one table or of all."""
    found = warehouse.rows("SELECT count(*) AS n FROM changes WHERE ? = '' OR table_name = ?", [table, table])
    return int(found[0]["n"])


def page(warehouse: Warehouse, table: str = "", number: int = 1) -> pd.DataFrame:
    """One page of the whole list, PAGE changes long, pages counted from 1.

    Columns: table_name, kind, row_key, column_name, before, after, source_id.
    """
    return warehouse.frame(
        """SELECT table_name, kind, row_key, column_name, coalesce(before, '') AS before, coalesce(after, '') AS after,
                  coalesce(source_id, '') AS source_id FROM changes
           WHERE ? = '' OR table_name = ? ORDER BY table_name, kind, row_key, column_name LIMIT ? OFFSET ?""",
        [table, table, PAGE, (max(number, 1) - 1) * PAGE],
    )


def _has(warehouse: Warehouse, table: str) -> bool:
    return bool(warehouse.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]))
