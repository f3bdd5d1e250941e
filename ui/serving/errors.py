"""What a visitor reads when a page fails: words and a reference, never a traceback."""

from __future__ import annotations

import logging
import secrets

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analysis.warehouse import NoWarehouse

log = logging.getLogger("dashboard")

WAY_ON = '<p><a href="/">Go to the Overview</a> · <a href="/api">All figures and tables as data</a></p>'
"""Plain links, which load anew: they work whatever has become of this visit."""


def logged(error: BaseException) -> str:
    """Log `error` under a new reference, which a visitor can be told; returns it."""
    reference = secrets.token_hex(4)
    log.error("reference %s: %s", reference, error, exc_info=error, extra={"reference": reference})
    return reference


def tell_visitor(error: Exception) -> bool:
    """Log `error` under a new reference and show the visitor that reference; True keeps Streamlit from showing more."""
    reference = logged(error)
    if isinstance(error, NoWarehouse):
        st.error(
            "The tables of wages and jobs are missing or damaged, and so are those that come with the dashboard. "
            f"Whoever runs it finds the cause in its log (reference **{reference}**) and puts it right with a refresh "
            "of the data.",
            title="There are no data to show",
            icon=":material/database_off:",
        )
        return True
    st.error(
        "This part of the page could not be shown. The rest of the dashboard still works: reload the page, or go on "
        f"below. If it happens again, please pass on the reference **{reference}**: it finds the cause in the log.",
        title="Something went wrong on our side",
        icon=":material/error:",
    )
    st.html(WAY_ON)
    return True


class Failures:
    """ASGI middleware: an answer that fails is words and a reference, as on a page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:  # noqa: BLE001 - whatever fails, the visitor reads words
            reference = logged(error)
            if started:
                # Half an answer is out: break it off, so that nobody takes it for the whole.
                raise ConnectionAbortedError(f"reference {reference}") from None
            words = (
                "This could not be answered, through a fault on our side. Try again; if it happens again, please pass "
                f"on the reference {reference}: it finds the cause in the log.\n"
            )
            await PlainTextResponse(words, status_code=500, headers={"Cache-Control": "no-store"})(scope, receive, send)
