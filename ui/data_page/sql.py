"""The SQL box: examples, a place to write, Run, the answer or what went wrong, and the tables and columns beside it.

A link may bring a query; it is shown and never run without a click.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from analysis import sql_box, words
from analysis.data.dictionary import Table
from analysis.data.examples import EXAMPLES, Example
from analysis.sql_box import Answer, Limits, NoAnswer
from analysis.sql_box_errors import Trouble
from analysis.warehouse import Warehouse
from ui import page
from ui.data_page.dictionary import FIRST
from ui.data_page.grid import grid

LINK = "sql"
"""Name of the query in the page's address."""
LINKED = 1_500
"""Letters of a query that a link carries; a longer one would not pass everywhere."""
TEXT, ANSWERED, WANTED = "sql-text", "_sql_answered", "_sql_wanted"
CELL = 300
"""Letters of a cell that the page shows; the CSV has all of them."""
FIGURES = re.compile(r"(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UBIGINT|UINTEGER|DOUBLE|FLOAT|DECIMAL)")


@dataclass(frozen=True)
class Answered:
    """What was run last in this visit, on which build, and what came of it."""

    build_id: str
    sql: str
    result: Answer | Trouble


def sql(warehouse: Warehouse, tables: Sequence[Table]) -> None:
    """The box, or word that it is switched off here."""
    if not sql_box.switched_on():
        page.prose("The SQL box is switched off on this server. Download the tables above and query them with DuckDB.")
        return
    limits = sql_box.limits()
    page.prose(
        "Ask the tables yourself, in the SQL of DuckDB. Nothing can be changed. A query may take "
        f"{limits.seconds:g} seconds and {limits.memory_mb} MB."
    )
    brought = st.query_params.get(LINK, "")
    # Not put into the box by hand: what a visitor has typed comes with the visit, also to a server that knows nothing
    # of it because it was started again.
    first = brought[: sql_box.LONGEST] or EXAMPLES[0].sql
    _examples(first)
    box, help_ = st.columns([2, 1], gap="medium")
    with box, st.form("sql-form", border=False):
        text = st.text_area("Query", first, key=TEXT, height=240, max_chars=sql_box.LONGEST)
        asked = st.form_submit_button("Run", type="primary", icon=":material/play_arrow:", key="sql-run")
    wanted = st.session_state.pop(WANTED, False) or asked
    if brought and brought == text and ANSWERED not in st.session_state and not wanted:
        box.info("This query came with the link. It has not been run: read it, then press Run.")
    with help_:
        _columns_help(tables)
    waiting, answer = st.container(), st.container(key="sql-answer")
    if wanted:
        with waiting:
            _run(warehouse, text or "")
    if answered := st.session_state.get(ANSWERED):
        with answer:
            _show(answered, warehouse, limits)


def _examples(first: str) -> None:
    """Buttons that write a query into the box and run it. first: what the box begins with."""
    with st.container(horizontal=True, gap="small", key="sql-examples"):
        for example in EXAMPLES:
            st.button(example.title, key=f"example-{example.key}", on_click=_take, args=(example,))
    taken = next((item for item in EXAMPLES if item.sql == st.session_state.get(TEXT, first)), None)
    # The container is there in any case, so that nothing below it moves while a query runs.
    with st.container():
        if taken:
            st.markdown(taken.teaches)


def _take(example: Example) -> None:
    """Write the example into the box and run it: the visitor has chosen it."""
    st.session_state[TEXT] = example.sql
    st.session_state[WANTED] = True


def _run(warehouse: Warehouse, text: str) -> None:
    with st.spinner("Running…"):
        try:
            result: Answer | Trouble = sql_box.ask(warehouse, text)
        except NoAnswer as error:
            result = error.trouble
    st.session_state[ANSWERED] = Answered(warehouse.build_id, text, result)
    if 0 < len(text) <= LINKED:
        st.query_params[LINK] = text
    elif LINK in st.query_params:
        del st.query_params[LINK]


def _show(answered: Answered, warehouse: Warehouse, limits: Limits) -> None:
    if isinstance(answered.result, Trouble):
        _trouble(answered.result)
    else:
        _answer(answered.result, limits)
    if answered.build_id != warehouse.build_id:
        page.prose("A newer build is shown by now; run the query again to ask it.")
    if len(answered.sql) > LINKED:
        page.prose("This query is too long for a link: copy its text to keep it.")


def _trouble(trouble: Trouble) -> None:
    st.warning(f"{trouble.what} {trouble.hint}", icon=":material/info:")
    if trouble.engine:
        st.html(f'<pre class="engine">{escape(trouble.engine)}</pre>')


def _answer(answer: Answer, limits: Limits) -> None:
    page.prose(said(answer, limits))
    if not answer.rows:
        return
    names = [name for name, _ in answer.columns[: limits.shown_columns]]
    figures = {at for at, (_, type_) in enumerate(answer.columns) if at and FIGURES.match(type_)}
    rows = ([_text(value) for value in row] for row in answer.shown)
    st.html(grid("Answer to the query", names, rows, figures=figures))
    st.download_button(
        "CSV of the answer", data=answer.csv, file_name="answer.csv", mime="text/csv", on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip


def said(answer: Answer, limits: Limits) -> str:
    """How many rows came in which time, and what is not shown."""
    rows = f"{words.number(answer.rows)} {'row' if answer.rows == 1 else 'rows'}"
    parts = [f"{rows} in {words.number(answer.seconds, 2)} seconds."]
    if answer.cut:
        limit = f"{words.number(limits.rows)} rows" if answer.cut == "rows" else f"{limits.csv_bytes // 1_000_000} MB"
        parts = [f"Cut off after {rows}: an answer may have {limit}. There are more."]
    if answer.rows > len(answer.shown):
        parts.append(f"The first {words.number(len(answer.shown))} are shown; the CSV has all {rows}.")
    if len(answer.columns) > limits.shown_columns:
        parts.append(f"The first {limits.shown_columns} of {words.number(len(answer.columns))} columns are shown.")
    return " ".join(parts)


def _text(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return text if len(text) <= CELL else f"{text[:CELL]}…"


@st.fragment
def _columns_help(tables: Sequence[Table]) -> None:
    """The columns of a table that is chosen; a fragment, so that looking them up runs nothing else."""
    known = {table.name: table for table in tables}
    first = list(known).index(FIRST) if FIRST in known else 0
    name = st.selectbox("Tables and columns", list(known), index=first, key="sql-help")
    table = known.get(name) or tables[0]
    rows = [(column.name, column.type) for column in table.columns]
    with st.container(key="sql-columns"):
        st.html(grid(f"Columns of {table.name}", ("Column", "Type"), rows))
