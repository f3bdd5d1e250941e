"""Things side by side in a table that turns on a phone: there each measure is a heading over one line a thing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

STYLE = (Path(__file__).resolve().parent / "beside.css").read_text(encoding="utf-8")


def side_by_side(names: Sequence[str], lines: Sequence[tuple[str, Sequence[str]]]) -> None:
    """names: of the things. lines: name of a measure, and its words for each thing."""
    st.html(f"<style>{STYLE}</style>{html(names, lines)}")


def html(names: Sequence[str], lines: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The table as HTML. Roles are given outright: a browser forgets them where a table is laid out as blocks."""
    head = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in names)
    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{escape(measure)}</th>'
        + "".join(
            f'<td role="cell"><span class="of" aria-hidden="true">{escape(name)}</span>{escape(cell)}</td>'
            for name, cell in zip(names, cells, strict=True)
        )
        + "</tr>"
        for measure, cells in lines
    )
    return (
        f'<table class="beside" role="table"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">'
        f'Measure</th>{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )
