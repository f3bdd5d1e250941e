"""The script that every visit runs: theme, pages, foot. A page is a file in `pages/` and a line here."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import actions, appearance, page, parts
from ui.data import warehouse

HERE = Path(__file__).resolve().parent
TITLE = "Does specializing pay?"

st.set_page_config(
    page_title=TITLE,
    page_icon=HERE / "ui" / "icon.svg",
    layout="wide",
    menu_items={
        "About": "Does specializing pay for a pharmacy technician? Public data of the U.S. Bureau of Labor "
        "Statistics, with margins and sources."
    },
)
page.dress()
appearance.watch()
actions.attend()

pages = [
    st.Page("pages/overview.py", title="Overview", default=True),
    st.Page("pages/pay.py", title="Pay"),
    st.Page("pages/specialties.py", title="Specialties"),
    st.Page("pages/settings.py", title="Settings"),
    st.Page("pages/growth.py", title="Growth"),
    st.Page("pages/advancement.py", title="Advancement"),
    st.Page("pages/places.py", title="Places"),
    st.Page("pages/my_path.py", title="My path"),
    st.Page("pages/credentials.py", title="Credentials"),
    st.Page("pages/present.py", title="Present"),
    st.Page("pages/data.py", title="Data"),
    st.Page("pages/methods.py", title="Methods"),
]
alone = st.Page("pages/figure.py", title="A figure", visibility="hidden")
chosen = st.navigation([*pages, alone], position="hidden" if st.context.is_embedded else "top")
parts.begin(chosen.url_path)
chosen.run()
if chosen.url_path != alone.url_path:
    page.foot(warehouse(), pages)
parts.end()
