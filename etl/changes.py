"""This build against the one before: rows added, revised and gone, by each table's key."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.schema import DATA_TABLES, Table


def record(connection: duckdb.DuckDBPyConnection, previous: Path) -> None:
    """Fill `changes` of the build that the connection writes; the build before has the same tables."""
    connection.execute(f"ATTACH '{str(previous).replace(chr(39), chr(39) * 2)}' AS before (READ_ONLY)")
    try:
        for table in DATA_TABLES:
            _record_table(connection, table)
    finally:
        connection.execute("DETACH before")


def _record_table(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    own = f'"{table.name}"'
    old = f'before."{table.name}"'
    joined = " AND ".join(f'n."{column}" IS NOT DISTINCT FROM o."{column}"' for column in table.key)
    source = "n.source_id" if "source_id" in table.names else "NULL"
    connection.execute(
        f"""INSERT INTO changes SELECT '{table.name}', 'added', {_key(table, "n")}, '', NULL, NULL, {source}
            FROM {own} AS n ANTI JOIN {old} AS o ON {joined}"""
    )
    connection.execute(
        f"""INSERT INTO changes SELECT '{table.name}', 'gone', {_key(table, "o")}, '', NULL, NULL, NULL
            FROM {old} AS o ANTI JOIN {own} AS n ON {joined}"""
    )
    for column in table.columns:
        if column.name in table.key or column.name == "source_id":
            continue
        connection.execute(
            f"""INSERT INTO changes SELECT '{table.name}', 'revised', {_key(table, "n")}, '{column.name}',
                       o."{column.name}"::VARCHAR, n."{column.name}"::VARCHAR, {source}
                FROM {own} AS n JOIN {old} AS o ON {joined}
                WHERE n."{column.name}" IS DISTINCT FROM o."{column.name}\""""
        )


def _key(table: Table, alias: str) -> str:
    return "concat_ws('|', " + ", ".join(f'{alias}."{column}"' for column in table.key) + ")"


def summary(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """One line a table and kind, such as 'observations: 3 added'."""
    rows = connection.execute(
        """SELECT table_name, kind, count(DISTINCT row_key) FROM changes GROUP BY table_name, kind
           ORDER BY table_name, kind"""
    ).fetchall()
    return [f"{table}: {count:,} {'row' if count == 1 else 'rows'} {kind}" for table, kind, count in rows]
