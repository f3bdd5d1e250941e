"""A table of texts and links, in the look of the tables under figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape

CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere. url: relative to the page, or the https address of a publisher; else only text.
    named: what it is for who hears it without the row beside it."""

    text: str
    url: str
    named: str = ""


Cell = str | Link | Sequence[Link]


def grid(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    figures: Collection[int] = (),
    sentences: Collection[int] = (),
) -> str:
    """The table as HTML, in a frame that scrolls and that the keyboard reaches; the first column names the rows.

    figures: columns, counted from 0, whose cells are figures and stand under one another. sentences: columns that need
    room for a sentence.
    """
    kinds = {**dict.fromkeys(sentences, "sentence"), **dict.fromkeys(figures, "figure")}
    looks = [f' class="{kinds[position]}"' if position in kinds else "" for position in range(len(headings))]
    head = "".join(f'<th scope="col"{look}>{escape(name)}</th>' for name, look in zip(headings, looks, strict=True))
    body = "".join(
        f'<tr><th scope="row"{looks[0]}>{_cell(first)}</th>'
        + "".join(
            f"<td{look}>{_cell(cell, code=position in sentences)}</td>"
            for position, (cell, look) in enumerate(zip(rest, looks[1:], strict=True), start=1)
        )
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="figures texts" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def link(found: Link) -> str:
    """A link as HTML; the text alone where the address is none that a visitor should follow."""
    if not found.url or ("//" in found.url and not found.url.startswith("https://")):
        return escape(found.text)
    named = f' aria-label="{escape(found.named)}"' if found.named else ""
    return f'<a href="{escape(found.url)}"{named}>{escape(found.text)}</a>'


def marked(text: str) -> str:
    """Text as HTML; what is between backticks as code."""
    return CODE.sub(r"<code>\1</code>", escape(text))


def _cell(cell: Cell, *, code: bool = False) -> str:
    if isinstance(cell, str):
        return marked(cell) if code else escape(cell)
    return link(cell) if isinstance(cell, Link) else " · ".join(link(one) for one in cell)
