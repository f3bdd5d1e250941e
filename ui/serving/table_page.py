"""The table of a figure as a page of its own, without scripts; a card takes the table out of it."""

from __future__ import annotations

from html import escape
from typing import Any

from ui.serving.api_list import STYLE


def html(about: dict[str, Any], table: str, view: str) -> str:
    """Title, subtitle, table and source of a figure. about: as the figure's JSON has it; view: its page's address."""
    title, source = escape(about["title"]), escape(f"Source: {about['source']}, {about['edition']}.")
    named = f'<a href="{escape(about["url"])}">{source}</a>' if about["url"] else source
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body><main><h1>{title}</h1><p>{escape(about['subtitle'])}</p>{table}"
        f"<p>{named} {escape(about['caveat'])}</p>"
        f'<p><a href="{escape(view)}">See it in the dashboard</a></p></main></body></html>'
    )
