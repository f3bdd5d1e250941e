"""How a figure is used outside of the dashboard: in a spreadsheet that follows it, in a program, on a course page."""

from __future__ import annotations

import streamlit as st

STEPS = (
    "**In a spreadsheet.** Copy the CSV address. In Excel: Data, then From Web. In Google Sheets: "
    '`=IMPORTDATA("address")`. The sheet follows the figure: after a new build it shows the new data.',
    "**On a course page.** Copy the HTML and paste it where the page takes HTML. The frame shows the figure with its "
    "title and source, and nothing else. It is light or dark as the reader's device is; add "
    "`&embed_options=light_theme` (or `dark_theme`) to its address to hold it to one.",
    "**In a program.** The JSON address gives title, unit, source, edition, caveat, licence and what may be asked.",
)


def how_to() -> None:
    """Three ways, each in two sentences, and where everything is listed."""
    st.markdown(
        "Under each figure, **Data link** (`<>` on a phone) shows its addresses. They keep what you have chosen."
    )
    st.markdown("\n".join(f"- {step}" for step in STEPS))
    st.markdown("[All figures and tables with their addresses](/api)")
