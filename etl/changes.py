"""One build against another: rows added, revised and gone, by each table's key."""

from __future__ import annotations

import duckdb

from etl.schema import DATA_TABLES, REVISIONS, Table

COMPARED = tuple(table for table in DATA_TABLES if table is not REVISIONS)
"""Tables whose rows are compared; `revisions` is the history of one of them."""


def record(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `changes`: the tables of `main` against those of the attached database `before`, which has the same."""
    for table in COMPARED:
        _record_table(connection, table)


def _record_table(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    own = f'main."{table.name}"'
    old = f'before."{table.name}"'
    joined = " AND ".join(f'n."{column}" IS NOT DISTINCT FROM o."{column}"' for column in table.key)
    source = "n.source_id" if "source_id" in table.names else "NULL"
    connection.execute(
        f"""INSERT INTO changes SELECT '{table.name}', 'added', {key_text(table, "n")}, '', NULL, NULL, {source}
            FROM {own} AS n ANTI JOIN {old} AS o ON {joined}"""
    )
    connection.execute(
        f"""INSERT INTO changes SELECT '{table.name}', 'gone', {key_text(table, "o")}, '', NULL, NULL, NULL
            FROM {old} AS o ANTI JOIN {own} AS n ON {joined}"""
    )
    for column in table.columns:
        if column.name in table.key or column.name == "source_id":
            continue
        connection.execute(
            f"""INSERT INTO changes SELECT '{table.name}', 'revised', {key_text(table, "n")}, '{column.name}',
                       o."{column.name}"::VARCHAR, n."{column.name}"::VARCHAR, {source}
                FROM {own} AS n JOIN {old} AS o ON {joined}
                WHERE n."{column.name}" IS DISTINCT FROM o."{column.name}\""""
        )


def key_text(table: Table, alias: str) -> str:
    """SQL for a row's key as `changes` words it."""
    return "concat_ws('|', " + ", ".join(f'{alias}."{column}"' for column in table.key) + ")"
