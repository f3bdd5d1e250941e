"""What can be done with a figure: open its table, take it as CSV or as an image, copy its link, use it elsewhere.

The buttons are plain words under each figure, the same for everybody; one script on the page listens for all of them.
Table and CSV are the figure's own addresses below /api, so they cost the visit nothing.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from ui.address import BadAddress, configured

HERE = Path(__file__).resolve().parent
STYLE = (HERE / "actions.css").read_text(encoding="utf-8")

_component = st.components.v2.component(
    "figure_actions", html="<span></span>", js=(HERE / "actions.js").read_text(encoding="utf-8")
)


def attend() -> None:
    """Listen for the buttons of every figure. Once a page."""
    with st.container(key="attend-figures"):
        _component(key="figure-actions")


def row(key: str, title: str, data: dict[str, str]) -> str:
    """The buttons of the figure in the container `card-<key>`, as HTML.

    data: where the figure answers alone, as 'csv', 'json', 'html' and 'embed' below the dashboard's own address.
    """
    csv, table = f"/{data['csv']}", f"/{data['html']}"
    addresses = {"figure": key, "base": _base(), "table": table, **data}
    attributes = "".join(f' data-{name}="{escape(said)}"' for name, said in addresses.items() if name != "html")
    named = escape(title)
    return (
        f'<div class="actions"{attributes}>'
        f'<button type="button" class="table" data-act="table" aria-expanded="false" aria-label="Table: {named}">'
        "Table</button>"
        f'<a class="csv" href="{escape(csv)}" download="{escape(key)}.csv" aria-label="CSV: {named}">CSV</a>'
        f'<button type="button" class="image" data-act="image" aria-label="Save an image of: {named}">Image</button>'
        f'<button type="button" class="link" data-act="link" aria-label="Copy the link to: {named}">Link</button>'
        f'<button type="button" class="elsewhere" data-act="elsewhere" aria-haspopup="dialog" '
        f'aria-label="Data link and embed code of: {named}"><span>Data link</span></button>'
        '<span class="said" role="status"></span></div>'
    )


def _base() -> str:
    try:
        return configured() or ""
    except BadAddress:
        return ""  # the browser's own address is as good on this visit
