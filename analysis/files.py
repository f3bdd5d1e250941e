"""The files that were read: every row of `sources`, asked for once a build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.kept import kept
from analysis.warehouse import Warehouse

COLUMNS = (
    "source_id", "publisher", "table_title", "edition", "url", "member", "obtained", "retrieved", "released",
    "next_release", "table_name", "rows", "note",
)  # fmt: skip


@kept
def files(warehouse: Warehouse) -> tuple[Mapping[str, Any], ...]:
    """One row a file or part of a file, by source_id: COLUMNS of `sources`, None where NULL."""
    rows = warehouse.rows(f"SELECT {', '.join(COLUMNS)} FROM sources")  # noqa: S608 - constants
    return tuple(sorted(rows, key=lambda row: str(row["source_id"])))


def by_table(warehouse: Warehouse) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    """The same rows by publisher and table, in the order of these."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in files(warehouse):
        found.setdefault((row["publisher"], row["table_title"]), []).append(row)
    return dict(sorted(found.items()))


def as_frame(warehouse: Warehouse) -> pd.DataFrame:
    """The same as a frame; `retrieved` and `released` as times, NaT where not known."""
    found = pd.DataFrame([dict(row) for row in files(warehouse)], columns=list(COLUMNS))
    return found.assign(retrieved=pd.to_datetime(found.retrieved), released=pd.to_datetime(found.released))
