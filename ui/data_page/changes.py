"""The last change report: headline figures before and after, counts by table, what is worth a look, every change."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from analysis import words
from analysis.data import changes as asked
from analysis.warehouse import Warehouse
from ui import page
from ui.data import once_a_build
from ui.data_page.grid import grid
from ui.links import choose

STANDING = {
    "beginning": "These data came with the dashboard. They are a beginning: there is no build before them to compare "
    "with. After the next refresh, this is where its changes are told.",
    "first": "This is the first build on this server: there is none before it to compare with.",
    "same": "No row of the publishers' figures differs from the build before.",
}
COUNTS = {"added": "Rows added", "revised": "Rows revised", "gone": "Rows gone", "values": "Values revised"}
EVERY = "All tables"
MISSING = "none"

_summary = once_a_build(asked.summary)
_headlines = once_a_build(asked.headlines)
_rules = once_a_build(asked.rules)
_reported = once_a_build(asked.reported)
_count = once_a_build(asked.count)
_page = once_a_build(asked.page)


def changes(warehouse: Warehouse) -> None:
    """The report, as far as there is anything to tell."""
    standing = asked.standing(warehouse)
    if standing in STANDING:
        page.prose(STANDING[standing])
    if standing == "beginning":
        return
    if before := asked.previous(warehouse):
        st.markdown(f"Compared with the build before, `{before}`.")
    _before_and_after(_headlines(warehouse))
    if standing != "changed":
        return
    found = _summary(warehouse)
    rows = [(row["table_name"], *(words.number(row[name]) for name in COUNTS)) for row in found.to_dict("records")]
    st.html(grid("Changes by table", ("Table", *COUNTS.values()), rows, figures=range(1, 5)))
    options = {"": EVERY, **{name: name for name in found.table_name}}
    table = choose("Changes of", options, key="changes", default="", what="table", look="select")
    _largest(warehouse, table)
    _all(warehouse, table)


def _before_and_after(found: pd.DataFrame) -> None:
    if found.empty:
        return
    rows = [
        (
            row["title"], f"{_number(row['before'])} {_period(row['period_before'])}",
            f"{_number(row['value'])} {_period(row['period'])}", _signed(row["change"]), row["unit"],
            row["cell"],
        )
        for row in found.to_dict("records")
    ]  # fmt: skip
    headings = ("Headline figure", "Before", "Now", "Change", "Unit", "Where it stands")
    if not any(cell for *_, cell in rows):
        headings, rows = headings[:-1], [row[:-1] for row in rows]
    st.html(grid("Headline figures before and after", headings, rows, figures={3}, sentences={0, 5}))


def _largest(warehouse: Warehouse, table: str) -> None:
    """What is over a threshold, with its cell in the published file."""
    st.subheader("Worth a look", anchor="worth-a-look")
    found = _reported(warehouse, table)
    if found.empty:
        page.prose("No change is over a threshold." if not table else f"No change of {table} is over a threshold.")
        return
    rules = _rules(warehouse).to_dict("records")
    lines = [
        f"- {words.number(rule['found'])} × {rule['words']}"
        + (f" ({_first(rule['shown'])} listed)" if rule["shown"] < rule["found"] else "")
        + f". Why: {rule['reason']}."
        for rule in rules
    ]
    st.markdown("\n".join(lines))
    rows = [
        (
            row["row_words"], row["kind"], row["column_name"], _value(row["before"], row["period_before"]),
            _value(row["after"], row["period"]), _percent(row["change_pct"]), row["cell"],
        )
        for row in found.to_dict("records")
    ]  # fmt: skip
    headings = ("Row", "What", "Column", "Before", "Now", "Change", "Where it stands")
    st.html(grid("Changes over a threshold", headings, rows, figures={5}, sentences={0, 6}))


def _all(warehouse: Warehouse, table: str) -> None:
    """Every change, a page at a time, on request."""
    count = _count(warehouse, table)
    box = st.expander(f"Every change ({words.number(count)})", on_change="rerun", key="every-change")
    if not box.open or not count:
        return
    with box:
        pages = math.ceil(count / asked.PAGE)
        number = st.pagination(pages, key=f"page-of-{table or 'all'}") if pages > 1 else 1
        found = _page(warehouse, table, number)
        rows = [
            (
                row["row_key"].replace("|", " | "), row["table_name"], row["kind"], row["column_name"],
                row["before"], row["after"], row["source_id"],
            )
            for row in found.to_dict("records")
        ]  # fmt: skip
        headings = ("Row", "Table", "What", "Column", "Before", "Now", "Source")
        st.html(grid(f"Every change, page {number} of {pages}", headings, rows, sentences={0}))


def _first(count: int) -> str:
    return "the first is" if count == 1 else f"the first {words.number(count)} are"


def _number(value: float | None) -> str:
    if value is None or value != value:
        return MISSING
    return words.number(value, 0 if float(value).is_integer() else 2)


def _signed(value: float | None) -> str:
    if value is None or value != value:
        return ""
    return ("+" if value > 0 else "") + _number(value)


def _percent(value: float | None) -> str:
    return "" if value is None or value != value else words.signed_percent(value)


def _period(period: str) -> str:
    return f"({period})".replace(" ", "\N{NO-BREAK SPACE}") if period else ""


def _value(value: str, period: str) -> str:
    return f"{value or MISSING} {_period(period)}".strip()
