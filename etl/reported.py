"""The changes that are listed one by one: those over a threshold, each with its cell in the published file."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from etl import periods, thresholds
from etl.cells import Finder
from etl.changes import COMPARED, key_text
from etl.files import Wanted
from etl.schema import TABLES, Table
from etl.thresholds import RULES, Rule

Connection = duckdb.DuckDBPyConnection

SHOWN = 20
"""Changes that are listed by one rule: as many as a person reads; the others are counted."""

WORDS = {
    "wages": """{r}.occupation_name || ', ' || {r}.area_name
                || if({r}.industry_code = '000000', '', ', ' || {r}.industry_name)
                || CASE {r}.ownership WHEN '1' THEN ', federal' WHEN '2' THEN ', state-owned'
                        WHEN '3' THEN ', locally owned' ELSE '' END""",
    "projections": "{r}.occupation_name",
    "utilization_factors": "{r}.occupation_code || ', ' || {r}.industry_name",
    "series": "{r}.title",
    "observations": "coalesce((SELECT any_value(s.title) FROM main.series AS s WHERE s.id = {r}.series_id), "
                    "{r}.series_id)",
    "weekly_earnings": "{r}.occupation_title || if({r}.sex = 'total', '', ', ' || {r}.sex)",
    "price_parities": "{r}.area_name",
    "setting_shares": "{r}.industry_title",
    "setting_medians": "{r}.industry_title",
    "related_occupations": "{r}.related_title || ' for ' || {r}.occupation_code",
}  # fmt: skip
"""A row in words; {r} is its alias."""


@dataclass(frozen=True)
class Change:
    """A line of `reported_changes` without its position and cell. key: of the row after, of the row before if gone."""

    rule: str
    table: Table
    kind: str
    key: tuple[str, ...]
    words: str
    column: str
    period_before: str
    before: str | None
    period: str
    after: str | None
    change_pct: float | None
    source_id: str | None


def record(connection: Connection, finder: Finder) -> None:
    """Fill `change_rules` and `reported_changes`: the tables of `main` against those of the database `before`."""
    listed: list[Change] = []
    for rule in RULES:
        found = _found(connection, rule)
        listed += found[:SHOWN]
        _insert_rule(connection, rule.name, rule.words, rule.reason, len(found))
    gone = [change for table in COMPARED for change in _gone(connection, table)]
    listed += gone[:SHOWN]
    _insert_rule(connection, thresholds.GONE, thresholds.GONE_WORDS, thresholds.GONE_REASON, len(gone))
    now = finder.find([_wanted(change) for change in listed if change.kind != "gone"])
    old = finder.find([_wanted(change) for change in listed if change.kind == "gone"], before=True)
    for position, change in enumerate(listed, start=1):
        cell = (old if change.kind == "gone" else now).get(_wanted(change))
        connection.execute(
            "INSERT INTO reported_changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                position, change.rule, change.table.name, change.kind, "|".join(change.key), change.words,
                change.column, change.period_before, change.before, change.period, change.after, change.change_pct,
                cell, change.source_id,
            ],
        )  # fmt: skip


def _wanted(change: Change) -> Wanted:
    return Wanted(change.table.name, change.key, change.column, change.source_id or "")


def _insert_rule(connection: Connection, name: str, words: str, reason: str, found: int) -> None:
    shown = min(found, SHOWN)
    connection.execute("INSERT INTO change_rules VALUES (?, ?, ?, ?, ?)", [name, words, reason, found, shown])


def _found(connection: Connection, rule: Rule) -> list[Change]:
    """What a rule lists, the most important first."""
    table = TABLES[rule.table]
    select = {"revised": _in_place, "moved": _between_editions}
    parts = [select[comparison](table, rule, column) for column in rule.columns for comparison in rule.compare]
    kinds = ", ".join(f"'{kind}'" for kind in rule.kinds)
    rows = connection.execute(
        f"""SELECT * EXCLUDE (place, size) FROM ({" UNION ALL ".join(parts)}) WHERE kind IN ({kinds})
            ORDER BY place DESC, size DESC NULLS LAST, key::VARCHAR, column_name"""
    ).fetchall()
    return [_change(rule.name, table, *row) for row in rows]


def _in_place(table: Table, rule: Rule, column: str) -> str:
    """SELECT of the rows that both builds have, with different values."""
    joined = " AND ".join(f'n."{name}" = o."{name}"' for name in table.key)
    return _select(table, rule, column, "revised", f'main."{table.name}"', f'before."{table.name}"', joined)


def _between_editions(table: Table, rule: Rule, column: str) -> str:
    """SELECT of rows of a newer edition against the newest edition before; of a new month against the month before."""
    if table.name == "observations":
        joined = "n.series_id = o.series_id AND o.month = n.month - INTERVAL 1 MONTH"
        fresh = "(SELECT * FROM main.observations ANTI JOIN before.observations USING (series_id, month))"
        return _select(table, rule, column, "moved", fresh, "main.observations", joined)
    joined = " AND ".join(f'n."{name}" = o."{name}"' for name in periods.identity(table))
    newer = ", ".join(f'n."{name}"' for name in periods.of(table))
    older = ", ".join(f'o."{name}"' for name in periods.of(table))
    return _select(
        table, rule, column, "moved", _newest(table, "main"), _newest(table, "before"),
        f"{joined} AND ({newer}) > ({older})",
    )  # fmt: skip


def _newest(table: Table, schema: str) -> str:
    """The newest edition of each row."""
    same = ", ".join(f'"{name}"' for name in periods.identity(table))
    newest = ", ".join(f'"{name}" DESC' for name in periods.of(table))
    return (
        f'(SELECT * FROM {schema}."{table.name}" QUALIFY row_number() OVER (PARTITION BY {same} ORDER BY {newest}) = 1)'
    )


def _select(table: Table, rule: Rule, column: str, kind: str, new: str, old: str, joined: str) -> str:
    """SELECT of the pairs of rows whose values of the column differ by the rule's threshold or more."""
    n, o = f'n."{column}"', f'o."{column}"'
    numeric = next(c.type for c in table.columns if c.name == column) != "VARCHAR"
    percent = f"100 * ({n} / nullif({o}, 0) - 1)" if numeric else "NULL::DOUBLE"
    size = f"abs({n} - {o})" if rule.measure == "points" else f"abs({percent})"
    # A hair of tolerance: 105 / 100 - 1 is a little more or less than 5 % in binary.
    over = "TRUE" if rule.measure == "any" else f"{size} >= {rule.least - 1e-9}"
    return f"""
        SELECT CASE WHEN {n} IS NULL THEN 'withheld' WHEN {o} IS NULL THEN 'appeared' ELSE '{kind}' END AS kind,
               {_list("n", table.key)} AS key, {WORDS[table.name].format(r="n")} AS words, '{column}' AS column_name,
               {_list("o", periods.of(table))} AS edition_before, {o}::VARCHAR AS before,
               {_list("n", periods.of(table))} AS edition, {n}::VARCHAR AS after, {percent} AS change_pct,
               n.source_id AS source_id, {rule.first} AS place, {size} AS size
        FROM {new} AS n JOIN {old} AS o ON {joined}
        WHERE {n} IS DISTINCT FROM {o} AND ({rule.where}) AND ({n} IS NULL OR {o} IS NULL OR ({over}))"""


def _list(alias: str, columns: tuple[str, ...]) -> str:
    """SQL for the columns' values as a list of texts."""
    values = ", ".join(f'{alias}."{column}"::VARCHAR' for column in columns)
    return f"[{values}]::VARCHAR[]"


def _change(
    rule: str, table: Table, kind: str, key: list[str], words: str, column: str, edition_before: list[str],
    before: str | None, edition: list[str], after: str | None, change_pct: float | None, source_id: str | None,
) -> Change:  # fmt: skip
    return Change(
        rule, table, kind, tuple(key), words, column, periods.label(table, edition_before), before,
        periods.label(table, edition), after, change_pct, source_id,
    )  # fmt: skip


def _gone(connection: Connection, table: Table) -> list[Change]:
    """Rows of the build before that are not there any more, but for editions that a newer one replaced."""
    unless = ""
    if table.name in thresholds.REPLACED:
        joined = " AND ".join(f'n."{name}" = o."{name}"' for name in periods.identity(table))
        unless = f' AND NOT EXISTS (SELECT 1 FROM main."{table.name}" AS n WHERE {joined})'
    rows = connection.execute(
        f"""SELECT {_list("o", table.key)}, {WORDS[table.name].format(r="o")}, {_list("o", periods.of(table))},
                   {"o.source_id" if "source_id" in table.names else "NULL"}
            FROM before."{table.name}" AS o JOIN changes AS c ON c.row_key = {key_text(table, "o")}
            WHERE c.table_name = '{table.name}' AND c.kind = 'gone'{unless} ORDER BY c.row_key"""
    ).fetchall()
    return [
        Change(thresholds.GONE, table, "gone", tuple(key), words, "", periods.label(table, edition), None, "", None,
               None, source_id)
        for key, words, edition, source_id in rows
    ]  # fmt: skip
