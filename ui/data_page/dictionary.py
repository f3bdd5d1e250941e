"""The dictionary: each table and column in words, as the build itself says it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis import words
from analysis.data.dictionary import Table
from ui import page
from ui.data_page.grid import grid
from ui.links import choose

KEY = "key"
FIRST = "wages"
"""The table that most begin with."""


def dictionary(tables: Sequence[Table]) -> None:
    """A table to choose, and its columns."""
    known = {table.name: table for table in tables}
    names = {name: name for name in known}
    chosen = choose(
        "Table", names, key="table", default=FIRST if FIRST in names else next(iter(names)), what="table", look="select"
    )
    table = known[chosen]
    page.prose(table.words or "The build has no words for this table.", f"It has {words.number(table.rows)} rows.")
    st.html(columns(table))
    page.prose("Columns of the key tell the rows apart: no two rows agree in all of them.")


def columns(table: Table) -> str:
    """The columns of a table as HTML."""
    rows = [
        (column.name, column.words or "No words", column.type, KEY if column.in_key else "") for column in table.columns
    ]
    return grid(f"Columns of {table.name}", ("Column", "What it means", "Type", "Key"), rows, sentences={1})
