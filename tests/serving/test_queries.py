"""Every value reaches SQL as a parameter: what is written into a query is a constant, or is on the list below.

Read from the sources, so that a new query that joins words to SQL fails here until somebody has looked at it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import national, place_ranking, settings
from analysis.warehouse import current
from etl.settings import PROJECT

ASKING = {"frame", "rows", "arrow", "execute", "executemany", "sql", "query"}
"""Methods whose first argument is SQL, of a warehouse, a connection or a cursor."""
NOT_SQL = {"breaks", "chart_rows", "households", "pulse_panels", "rungs", "sql"}
"""Modules of ours that have functions of these names, which take no SQL."""
BODIES = {
    # Whole queries that are handed on: by the warehouse itself, and from the SQL box to its locked engine.
    ("analysis/warehouse.py", "query"),
    ("analysis/sql_box_worker.py", "statements[0]"),
    # Names of tables and columns, from the catalog of the warehouse (see below).
    ("analysis/data/copies.py", "select(table, as_text=True)"),
    ("analysis/data/copies.py", "select(table, as_text=False)"),
    ("analysis/data/workbook.py", "select(table, as_text=True)"),
    ("analysis/data/dictionary.py", "counts"),
}
PIECES = {
    ("analysis/national.py", "measure"): "refused unless it is one of MEASURES (tested below)",
    ("analysis/place_ranking.py", "asked"): "columns, with a measure that is refused unless known (tested below)",
    ("analysis/sql_box_worker.py", "name"): "options of LOCKED, a constant",
    ("analysis/sql_box_worker.py", "value"): "options of LOCKED, a constant",
    ("analysis/warehouse.py", "option"): "options of _OPEN, a constant",
    ("analysis/warehouse.py", "value"): "options of _OPEN, a constant",
}
"""What else is written into a query, and why no visitor can have a word in it."""


def sources() -> list[Path]:
    return [path for folder in ("analysis", "ui", "pages") for path in sorted((PROJECT / folder).rglob("*.py"))]


def constants(tree: ast.Module) -> set[str]:
    """Names of the module's own constants, in capitals, and of those that it imports."""
    found = {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in found if name.isupper()}


def unsafe(said: ast.expr, known: set[str]) -> Iterator[str]:
    """What of an expression is neither a constant text nor made of constants."""
    match said:
        case ast.Constant(value=str()):
            pass
        case ast.Name(id=name) if name in known:
            pass
        case ast.JoinedStr(values=values):
            for value in values:
                if isinstance(value, ast.FormattedValue):
                    yield from unsafe(value.value, known)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from unsafe(left, known)
            yield from unsafe(right, known)
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[ast.Name(id=name)]) if name in known:
            pass
        case _:
            yield ast.unparse(said)


def found_in(path: Path) -> Iterator[tuple[str, int, str, bool]]:
    """(file, line, what is no constant, whether it is the whole query) of every query in a file."""
    tree, name = ast.parse(path.read_text("utf-8")), path.relative_to(PROJECT).as_posix()
    known = constants(tree)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING):
            continue
        asked = node.func.value
        if not node.args or (isinstance(asked, ast.Name) and asked.id in NOT_SQL):
            continue
        whole = not isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
        for piece in unsafe(node.args[0], known):
            yield name, node.lineno, piece, whole


def test_nothing_but_constants_is_written_into_a_query():
    strays, seen = [], set()
    for path in sources():
        for name, line, piece, whole in found_in(path):
            seen.add((name, piece))
            if (name, piece) not in (BODIES if whole else PIECES):
                strays.append(f"{name}:{line}: {piece}")
    assert strays == [], "make it a parameter (?), or a name from an allow-list, and say so in this file"
    assert seen == BODIES | set(PIECES), "what is gone from the sources goes from the list"


@pytest.mark.parametrize(
    "code",
    [
        'warehouse.rows(f"SELECT {place}")', 'w.frame("SELECT " + place)', 'w.frame("SELECT %s" % place)',
        'w.rows("SELECT {}".format(place))', "w.arrow(place)", 'cursor.execute(", ".join(places))', "w.rows(asked.sql)",
    ],
)  # fmt: skip
def test_a_query_with_words_of_a_visitor_would_be_found(code):
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert list(unsafe(call.args[0], {"COLUMNS"}))


@pytest.mark.parametrize("measure", ["annual_mean; DROP TABLE wages", "1=1 OR annual_mean", "", "marks", "annual_Mean"])
def test_a_measure_is_refused_unless_it_is_known(measure, tmp_path):
    with pytest.raises(ValueError, match="is not one of"):
        settings.editions(current(tmp_path), "hospitals", measure)
    with pytest.raises(ValueError, match="Expected a measure among"):
        place_ranking.ranking(current(tmp_path), measure)
    with pytest.raises(KeyError):
        national.change(current(tmp_path), measure, occupation="00-0000")


def test_names_of_tables_come_from_the_catalog_and_are_names(tmp_path):
    from analysis.data.dictionary import tables

    for table in tables(current(tmp_path)):
        for name in (table.name, *(column.name for column in table.columns)):
            assert name.isidentifier() and name == name.casefold(), name
