"""What a visitor reads when a page fails: words and a reference, never a traceback."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

log = logging.getLogger("dashboard")


def tell_visitor(error: Exception) -> bool:
    """Log `error` under a new reference and show the visitor that reference; True keeps Streamlit from showing more."""
    reference = secrets.token_hex(4)
    log.error("reference %s: %s", reference, error, exc_info=error)
    st.error(
        "This part of the page could not be shown. The rest of the dashboard still works: reload the page, or "
        "go back to "
        f"the Overview. If it happens again, please pass on the reference **{reference}**: it finds the cause "
        f"in the log.",
        title="Something went wrong on our side",
        icon=":material/error:",
    )
    return True
