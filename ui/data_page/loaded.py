"""What is loaded: the build in a few figures, each publisher's table with its dates, every file, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from analysis import words
from analysis.data.dictionary import Table
from analysis.data.loaded import LoadedTable
from analysis.warehouse import Warehouse
from ui import page
from ui.data_page.grid import Link, grid, link
from ui.prose import plain

COME_FROM = {
    "build": "were made by a refresh from the publishers' files",
    "snapshot": "come with the dashboard: nobody has refreshed them on this server",
}
STANDING = {
    "newer": "▲ Due",
    "overdue": "▲ Overdue",
    "due now": "▲ Due now",
    "not due": "Next",
    "no date": "Next: no date is known",
}
"""How the next release stands, in words and, where a refresh is worth a try, a sign."""


def build_figures(warehouse: Warehouse, tables: Sequence[Table], newest: str) -> None:
    """Three figures to know the build by. newest: the newest national edition of wages."""
    rows = sum(table.rows for table in tables if table.from_files)
    page.key_figures(
        ("Build made on", f"{warehouse.built:%-d %b %Y}", warehouse.build_id),
        ("Rows of publishers' figures", words.number(rows), f"in {sum(table.from_files for table in tables)} tables"),
        ("Newest wages", newest, "national, OEWS"),
    )


def about_build(warehouse: Warehouse, builds: Sequence[str]) -> None:
    """From where these data come, and which earlier builds could be gone back to."""
    st.markdown(
        f"These data {COME_FROM[warehouse.origin]}. Whoever runs the server brings in newer ones with "
        "`python -m etl refresh`."
    )
    if len(builds) > 1:
        others = words.join([f"`{name}`" for name in builds if name != warehouse.build_id])
        st.markdown(f"Also on disk: {others}. `python -m etl rollback` goes back to the one before.")


def due(found: Sequence[LoadedTable]) -> str:
    """Of how many of the publishers' tables something newer is due, in a sentence."""
    count = sum(item.following.is_due for item in found)
    if not count:
        return "No publisher has anything newer that is known of."
    return f"For {count} of the {len(found)} loaded tables, a newer edition is due."


def editions(found: Sequence[LoadedTable]) -> None:
    """Each publisher's table: editions, rows, dates, next release, how it was come by, address."""
    same = {(item.obtained, item.fetched) for item in found}
    if len(same) == 1:
        obtained, fetched = next(iter(same))
        page.prose(f"Each file was {obtained}; they were read on {fetched}.")
    parts = [
        f"<h3>{escape(publisher)}</h3><ul>{''.join(_line(item, say_how=len(same) > 1) for item in items)}</ul>"
        for publisher, items in groupby(sorted(found, key=lambda item: (item.publisher, item.title)), key=_publisher)
    ]
    st.html(f'<div class="loaded">{"".join(parts)}</div>')


def files(found: pd.DataFrame) -> None:
    """Every file that was read, on request."""
    box = st.expander(f"Every file that was read ({len(found)})", on_change="rerun", key="files")
    if not box.open:
        return
    headings = (
        "Table",
        "Edition",
        "Part of the file",
        "Released",
        "Fetched",
        "Rows",
        "How obtained",
        "Address",
        "Note",
    )
    rows = [
        (
            row["table_title"], row["edition"], row["member"], _day(row["released"]), _day(row["retrieved"]),
            words.number(row["rows"]), row["obtained"], Link(row["url"].partition("//")[2] or row["url"], row["url"]),
            row["note"],
        )
        for row in found.to_dict("records")
    ]  # fmt: skip
    with box:
        st.html(grid("Every file that was read", headings, rows, figures={5}, sentences={0, 6, 7, 8}))


def missing(warehouse: Warehouse) -> None:
    """What the publishers offer and the loaded files lack."""
    if not warehouse.missing:
        page.prose("The loaded files lack nothing that is followed here.")
        return
    page.prose("A refresh fills most of this. Until then such a figure is shown as “not in the loaded files”.")
    st.markdown("\n".join(f"- {plain(item)}" for item in warehouse.missing))


def _publisher(item: LoadedTable) -> str:
    return item.publisher


def _line(item: LoadedTable, *, say_how: bool) -> str:
    rows = f"{words.number(item.rows)} {'row' if item.rows == 1 else 'rows'} in {words.join(item.tables)}"
    dates = [f"Released {item.released}" if item.released else "Release date not recorded"]
    if say_how:
        dates += [f"fetched {item.fetched}", item.obtained]
    following = item.following
    standing = f"<strong>{STANDING[following.standing]}</strong>" if following.is_due else STANDING[following.standing]
    said = f": {escape(following.words)}" if following.standing != "no date" else ""
    if not item.released and following.standing == "no date":
        dates[0], standing = "Release dates not recorded", ""
    return (
        f"<li><div>{link(Link(item.title, item.url))}</div>"
        f"<div>{escape(words.capital(item.editions))}<br><small>{escape(rows)}</small></div>"
        f"<div>{escape(', '.join(dates))}<br><small>{standing}{said}</small></div></li>"
    )


def _day(value: pd.Timestamp) -> str:
    return "" if pd.isna(value) else f"{value:%-d %b %Y}"
