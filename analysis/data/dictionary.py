"""What each table and column of the warehouse means, as the build itself says it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.files import files
from analysis.warehouse import Warehouse


@dataclass(frozen=True)
class Column:
    """A column: its type in DuckDB's words, whether it is one of those that tell rows apart, and what it means."""

    name: str
    type: str
    in_key: bool
    words: str


@dataclass(frozen=True)
class Table:
    """A table: what it holds, how many rows, its columns in their order. from_files: publishers' files fill it."""

    name: str
    words: str
    rows: int
    from_files: bool
    columns: tuple[Column, ...]


def tables(warehouse: Warehouse) -> tuple[Table, ...]:
    """Every table that is there: those from publishers' files first, the largest first; then what a build says of
    itself, by name. Words are '' where the build has none."""
    said = {
        (row["table_name"], row["column_name"]): (bool(row["in_key"]), row["words"] or "")
        for row in warehouse.rows("SELECT table_name, column_name, in_key, words FROM dictionary")
    }
    columns: dict[str, list[Column]] = {}
    for row in warehouse.rows(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal "
        "ORDER BY table_name, column_index"
    ):
        in_key, words = said.get((row["table_name"], row["column_name"]), (False, ""))
        column = Column(row["column_name"], row["data_type"], in_key, words)
        columns.setdefault(row["table_name"], []).append(column)
    rows = _rows(warehouse, list(columns))
    filled = {row["table_name"] for row in files(warehouse)}
    known = [
        Table(name, said.get((name, None), (False, ""))[1], rows[name], name in filled, tuple(of_table))
        for name, of_table in columns.items()
    ]
    return tuple(sorted(known, key=lambda table: (not table.from_files, -table.rows * table.from_files, table.name)))


def _rows(warehouse: Warehouse, names: list[str]) -> dict[str, int]:
    """Rows of each table."""
    # The names come from the catalog of the warehouse, never from a visitor.
    counts = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) AS n FROM \"{name}\"" for name in names)  # noqa: S608
    return {row["name"]: row["n"] for row in warehouse.rows(counts)} if names else {}
