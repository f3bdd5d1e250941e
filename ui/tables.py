"""A frame as a reader sees it: columns with names and units, words where a figure is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import pandas as pd

from analysis import words

Kind = Literal["text", "money", "hourly", "jobs", "percent", "signed_percent", "signed_money", "number", "ratio"]
MISSING = "—"


@dataclass(frozen=True)
class Column:
    """How a column is shown: its heading and the kind of its figures. reason: column with words for what is missing."""

    heading: str
    kind: Kind = "text"
    reason: str | None = None


def shown(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """`frame` with the columns named, in that order, every cell as text; a missing figure says why."""
    headings = [column.heading for column in columns.values()]
    return pd.DataFrame(_texts(frame, columns), columns=headings, dtype="object")


def _texts(frame: pd.DataFrame, columns: Mapping[str, Column]) -> list[list[str]]:
    """Every cell in words, row by row."""
    return [[cell(row, name, column) for name, column in columns.items()] for row in frame.to_dict("records")]


def cell(row: Mapping[Any, Any], name: str, column: Column) -> str:
    """One cell in words: '$45,750', '471,680', '22.9%', or why it is missing."""
    value = row[name]
    if value is None or value != value or value == "":
        return str(row.get(column.reason) or MISSING) if column.reason else MISSING
    return str(value) if isinstance(value, str) else _figure(value, column.kind)


def _figure(value: Any, kind: Kind) -> str:
    match kind:
        case "money":
            return words.money(value)
        case "hourly":
            return words.money(value, 2)
        case "percent":
            return words.percent(value)
        case "signed_percent":
            return words.signed_percent(value)
        case "signed_money":
            return words.signed_money(value)
        case "jobs":
            return words.number(value)
        case "number":
            return words.number(value, 1)
        case "ratio":
            return words.number(value, 2)
        case _:
            return str(value)


def html(frame: pd.DataFrame, columns: Mapping[str, Column], caption: str) -> str:
    """The table as HTML, in a frame of its own that scrolls and that the keyboard reaches.

    The first column names the rows and stays in sight; figures stand under one another.
    """
    looks = ["" if column.kind == "text" else ' class="figure"' for column in columns.values()]
    names = [column.heading for column in columns.values()]
    head = "".join(f'<th scope="col"{look}>{escape(name)}</th>' for name, look in zip(names, looks, strict=True))
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td{look}>{escape(text)}</td>" for text, look in zip(rest, looks[1:], strict=True))
        + "</tr>"
        for first, *rest in _texts(frame, columns)
    )
    return (
        f'<div class="figures" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def csv(frame: pd.DataFrame, columns: Mapping[str, Column], **notes: str) -> bytes:
    """The same table for a spreadsheet: bare numbers under the same headings, and `notes` as further columns.

    A missing figure is its reason, so that nobody takes it for zero. Starts with the mark by which Excel knows UTF-8.
    """
    rows = frame.to_dict("records")
    plain = pd.DataFrame(
        {
            column.heading: [_bare(row[name]) if _is_figure(row[name]) else cell(row, name, column) for row in rows]
            for name, column in columns.items()
        },
        dtype="object",
    )
    for heading, note in notes.items():
        name = heading.capitalize()
        # A table over the years has an Edition of its own in each row: the note must not write over it.
        plain[name if name not in plain else f"{name} of the source"] = note
    return b"\xef\xbb\xbf" + plain.to_csv(index=False, lineterminator="\r\n").encode()


def _is_figure(value: Any) -> bool:
    return value is not None and not isinstance(value, str) and value == value


def described(title: str, frame: pd.DataFrame, columns: Mapping[str, Column], rows: int = 8) -> str:
    """What a figure shows, for who cannot see it: `title`, then each row, or first, last and extremes of a long one."""
    table = _texts(frame, columns)
    headings = [column.heading.lower() for column in columns.values()][1:]
    if not table:
        return f"{title}. Nothing is drawn."
    if len(table) <= rows:
        return f"{title}. " + " ".join(_row_words(headings, row) for row in table)
    main = next((name for name, column in columns.items() if column.kind != "text"), None)
    picked = {0: "First", len(table) - 1: "Last"}
    if main is not None and (figures := pd.to_numeric(frame[main], errors="coerce")).notna().any():
        picked = {int(figures.argmin()): "Lowest", int(figures.argmax()): "Highest"} | picked
    said = " ".join(f"{words_}: {_row_words(headings, table[index])}" for index, words_ in sorted(picked.items()))
    return f"{title}. {len(table)} rows. {said}"


def _row_words(headings: list[str], row: list[str]) -> str:
    name, *rest = row
    parts = [f"{heading} {text}" for heading, text in zip(headings, rest, strict=True) if text != MISSING]
    return f"{name}: {', '.join(parts)}." if parts else f"{name}."


def _bare(value: Any) -> Any:
    """A whole number without a point: 25420, though a column with gaps holds it as 25420.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
