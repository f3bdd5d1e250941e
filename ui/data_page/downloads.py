"""Downloads: each table as CSV, Parquet and Excel, and the whole build, by addresses that a script can follow too."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis import words
from analysis.data.dictionary import Table
from analysis.warehouse import Warehouse
from ui.data_page.grid import Link, grid, link
from ui.serving import tables as served

SIZED = ("csv", "parquet")
"""Formats that are made at once, so that their size can be told; a workbook is made when somebody asks for it."""


def whole_build(warehouse: Warehouse) -> None:
    """The whole build as one file."""
    found = [Link("Download the whole build (zip)", served.ZIP)]
    if warehouse.origin == "build":
        found.append(Link("Download it as a DuckDB database", served.DATABASE))
    items = "".join(f"<li>{link(one)}</li>" for one in found)
    about = "The zip holds every table as Parquet, the dictionary, the sources and the terms of use."
    listed = (
        f"The addresses stay the same from build to build; they are {link(Link('listed with the figures', 'api'))}."
    )
    st.html(f'<div class="downloads"><ul>{items}</ul><p>{about} {listed}</p></div>')


def each_table(warehouse: Warehouse, tables: Sequence[Table]) -> None:
    """Each table with its rows and its files, on request."""
    box = st.expander("Each table as CSV, Parquet or Excel", on_change="rerun", key="downloads")
    if not box.open:
        return
    with box, st.spinner("Measuring the files…"):
        rows = [
            (
                table.name, *(_file(warehouse, table, kind) for kind in served.KINDS),
                words.number(table.rows), words.number(len(table.columns)),
            )
            for table in tables
        ]  # fmt: skip
    headings = ("Table", *(served.NAMES[kind] for kind in served.KINDS), "Rows", "Columns")
    box.html(grid("Downloads of each table", headings, rows, figures={4, 5}))
    box.markdown(
        "CSV is UTF-8 with a heading line; lists and maps, such as `wages.marks`, are JSON in it, and a missing value "
        "is empty. A workbook has a sheet of notes, and is made when you ask for it, which takes some seconds."
    )


def size(count: int) -> str:
    """A number of bytes for a reader: '7.5 MB', '31 kB'."""
    if count < 1_000_000:
        return f"{words.number(max(1, round(count / 1000)))} kB"
    return f"{words.number(count / 1_000_000, 1)} MB"


def _file(warehouse: Warehouse, table: Table, kind: str) -> Link:
    name = served.NAMES[kind]
    text = size(served.copy_of(warehouse, table, kind).bytes) if kind in SIZED else name
    return Link(
        text, served.address(table.name, kind), f"{table.name} as {name if text == name else f'{name}, {text}'}"
    )
