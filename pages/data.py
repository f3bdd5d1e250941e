"""Data: what is loaded and how new it is, whether it holds, what changed, what each column means, and downloads."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from analysis import editions
from analysis.data import checks, dictionary, loaded
from ui import method, page
from ui.catalog.view import WithoutFigures
from ui.data import once_a_build, warehouse
from ui.data_page import changes as changes_shown
from ui.data_page import checks as checks_shown
from ui.data_page import dictionary as dictionary_shown
from ui.data_page import downloads, look, sql
from ui.data_page import loaded as loaded_shown

SECTIONS = {
    "editions": "Editions",
    "missing": "What is missing",
    "checks": "Checks",
    "changes": "What changed",
    "dictionary": "Dictionary",
    "downloads": "Downloads",
    "sql": "SQL",
}

today = datetime.now(UTC).date()
w = warehouse()
tables = once_a_build(dictionary.tables)(w)
found = once_a_build(loaded.loaded)(w, today)
checked = once_a_build(checks.checks)(w)

page.head(WithoutFigures(w), "The data behind the figures")
look.dress()
page.lead(checks.summary(checked), loaded_shown.due(found))
loaded_shown.build_figures(w, tables, editions.latest(editions.national(w), "national wages").label)
loaded_shown.about_build(w, loaded.builds_on_disk(w))
method.contents(SECTIONS)

st.header(SECTIONS["editions"], anchor="editions")
loaded_shown.editions(found)
loaded_shown.files(once_a_build(loaded.files)(w))

st.header(SECTIONS["missing"], anchor="missing")
loaded_shown.missing(w)

st.header(SECTIONS["checks"], anchor="checks")
checks_shown.checks(checked)

st.header(SECTIONS["changes"], anchor="changes")
changes_shown.changes(w)

st.header(SECTIONS["dictionary"], anchor="dictionary")
dictionary_shown.dictionary(tables)

st.header(SECTIONS["downloads"], anchor="downloads")
downloads.whole_build(w)
downloads.each_table(w, tables)

st.header(SECTIONS["sql"], anchor="sql")
sql.sql(w, tables)
