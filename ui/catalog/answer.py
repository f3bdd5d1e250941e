"""A figure as data: its table as CSV, and everything that travels with it for a program."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from analysis.licences import UNKNOWN, licence
from analysis.warehouse import Warehouse
from ui import tables
from ui.card import Address, FigureSpec, NoFigure
from ui.catalog.listing import find
from ui.catalog.view import Query, View
from ui.data import once_a_build
from ui.links import Question
from ui.tables import Column

KINDS = {
    "text": ("text", ""), "money": ("number", "dollars"), "hourly": ("number", "dollars"), "jobs": ("number", "jobs"),
    "percent": ("number", "per cent"), "signed_percent": ("number", "per cent"),
    "signed_money": ("number", "dollars"), "number": ("number", ""), "ratio": ("number", ""),
}  # fmt: skip
"""Kind of a column to its type and unit in the data."""


LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")


class NothingToShow(LookupError):
    """There is such a figure, but none for what was asked; the message says why. parameters: what it hangs on."""

    def __init__(self, reason: str, parameters: Sequence[str]) -> None:
        # Reasons are written for a page, in Markdown.
        super().__init__(LINK.sub(r"\1 (\2)", reason))
        self.parameters = tuple(parameters)


@dataclass(frozen=True)
class Answer:
    """A figure as an address has it. csv, table (HTML): what is drawn. about: for JSON, but for addresses, which hang
    on the name under which the server is reached. address: of the figure; path: of its page."""

    csv: bytes
    table: str
    about: dict[str, Any]
    address: Address
    path: str


def answer(warehouse: Warehouse, name: str, query: Query) -> Answer:
    """The figure called `name` for what an address says. Raises UnknownFigure, NotUnderstood, NothingToShow, NoEdition,
    NoPrices."""
    said = tuple(sorted((key, tuple(texts)) for key, texts in query.items()))
    # Some figures say that a price is older than a year: they hold for a day.
    return _answer(warehouse, name, said, datetime.now(UTC).date())


def shows(page: type[View], key: str) -> str:
    """What a figure of a page shows, whatever the answers."""
    return (page.figures()[key].__doc__ or "").strip().rstrip(".")


def made(view: View, key: str) -> FigureSpec:
    """The figure of a view by its key. Raises as `answer`."""
    found = view.figures()[key](view)
    if isinstance(found, NoFigure):
        raise NothingToShow(found.reason, [name for name, _ in found.address.needs] if found.address else [])
    return found


@once_a_build
def _answer(warehouse: Warehouse, name: str, said: tuple[tuple[str, tuple[str, ...]], ...], today: date) -> Answer:
    page, key = find(name)
    view = page(warehouse, query=dict(said), today=today)
    questions = view.checked()
    found = made(view, key)
    address = found.address or Address(page.page, key, ())
    return Answer(
        csv=tables.csv(found.table, found.columns, source=found.source, edition=found.edition),
        table=tables.html(found.table, found.columns, f"Table: {found.title}"),
        about=_about(warehouse, page, found, address, questions),
        address=address,
        path=page.path,
    )


def _about(
    warehouse: Warehouse, page: type[View], found: FigureSpec, address: Address, questions: Mapping[str, Question[Any]]
) -> dict[str, Any]:
    return {
        "figure": address.name,
        "page": page.title,
        "shows": shows(page, address.key),
        "title": found.title,
        "subtitle": found.subtitle,
        "unit": found.unit,
        "marks": found.key_words.replace("\u00a0", " ").replace(" \u2003 ", "; "),
        "source": found.source,
        "edition": found.edition,
        "url": found.url,
        "caveat": found.caveat,
        "licences": _licences(found.source),
        "build": warehouse.build_id,
        "built": f"{warehouse.built:%Y-%m-%dT%H:%M:%SZ}",
        "origin": warehouse.origin,
        "notice": warehouse.notice,
        "rows": len(found.table),
        "columns": [_column(column) for column in found.columns.values()],
        "parameters": [_parameter(questions[name], said) for name, said in address.needs],
    }


def _licences(source: str) -> list[dict[str, str]]:
    """The terms of every publisher that a source names."""
    terms = dict.fromkeys(licence(part) for part in source.split(";"))
    known = [item for item in terms if item is not UNKNOWN] or [UNKNOWN]
    return [{"name": item.name, "words": item.words, "url": item.url} for item in known]


def _column(column: Column) -> dict[str, str]:
    kind, unit = KINDS[column.kind]
    return {"heading": column.heading, "type": kind, "unit": unit}


def _parameter(question: Question[Any], said: Sequence[str]) -> dict[str, Any]:
    about = question.parameter()
    default = about["default"]
    return about | {"answer": default if not said else said[0] if len(said) == 1 else list(said)}
