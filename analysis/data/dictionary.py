"""What each table and column of the warehouse means, as the build itself says it."""

from __future__ import annotations

from dataclasses import dataclass

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
    found = warehouse.rows(
        """SELECT c.table_name, c.column_name, c.data_type, coalesce(d.in_key, false) AS in_key,
                  coalesce(d.words, '') AS words
           FROM duckdb_columns() AS c LEFT JOIN dictionary AS d USING (table_name, column_name)
           WHERE NOT c.internal ORDER BY c.table_name, c.column_index"""
    )
    columns: dict[str, list[Column]] = {}
    for row in found:
        column = Column(row["column_name"], row["data_type"], row["in_key"], row["words"])
        columns.setdefault(row["table_name"], []).append(column)
    words = {
        row["table_name"]: row["words"]
        for row in warehouse.rows("SELECT table_name, words FROM dictionary WHERE position = 0")
    }
    filled = {row["table_name"] for row in warehouse.rows("SELECT DISTINCT table_name FROM sources")}
    known = [
        Table(name, words.get(name, ""), _rows(warehouse, name), name in filled, tuple(of_table))
        for name, of_table in columns.items()
    ]
    return tuple(sorted(known, key=lambda table: (not table.from_files, -table.rows * table.from_files, table.name)))


def _rows(warehouse: Warehouse, name: str) -> int:
    # The name comes from the catalog of the warehouse, never from a visitor.
    return int(warehouse.rows(f'SELECT count(*) AS n FROM "{name}"')[0]["n"])  # noqa: S608
