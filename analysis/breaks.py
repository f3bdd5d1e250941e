"""What changed in how the figures are made between two editions: drawn on every series, said with every change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analysis import reference
from analysis.editions import Edition

IN_LEVELS = frozenset({"schedule", "classification", "method"})
"""Kinds of break that can move a national figure of the occupation."""

IN_MARGINS = frozenset({"error"})
IN_INDUSTRIES = IN_LEVELS | {"industry"}
IN_PLACES = IN_LEVELS | {"area"}


@dataclass(frozen=True)
class Break:
    """One change in a table's making; `edition` is the first one made the new way."""

    table: str
    edition: Edition
    kind: str
    label: str
    effect: str
    source: str


def known(table: str = "wages", kinds: Collection[str] | None = None) -> list[Break]:
    """Breaks of a warehouse table in the order of time, of every kind unless `kinds` names some.

    Source: data/reference/breaks.csv.
    """
    found = [
        Break(row["table"], Edition(int(row["year"]), int(row["month"])), row["kind"], row["label"], row["effect"],
              row["source"])
        for row in reference.rows("breaks")
        if row["table"] == table and (kinds is None or row["kind"] in kinds)
    ]  # fmt: skip
    return sorted(found, key=lambda item: item.edition)


def crossed(start: Edition, end: Edition, table: str = "wages", kinds: Collection[str] | None = None) -> list[Break]:
    """Breaks between two editions, whichever is the older: those whose first edition is after the older one."""
    older, newer = min(start, end), max(start, end)
    return [item for item in known(table, kinds) if older < item.edition <= newer]


def sentence(breaks: list[Break]) -> str:
    """'This crosses 2 breaks in the series: SOC 2018 (May 2019) and New estimation method (May 2021). …'; '' for none.

    The effect of each is added in the words of the reference table.
    """
    if not breaks:
        return ""
    names = [f"{item.label} ({item.edition.label})" for item in breaks]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    count = "a break" if len(names) == 1 else f"{len(names)} breaks"
    return f"This crosses {count} in the series: {joined}. " + " ".join(item.effect for item in breaks)


def frame(breaks: list[Break]) -> pd.DataFrame:
    """Breaks as a table for a figure: year, month, date, edition, kind, label, effect, source."""
    return pd.DataFrame(
        [
            {
                "year": item.edition.year, "month": item.edition.month, "date": pd.Timestamp(item.edition.date),
                "edition": item.edition.label, "kind": item.kind, "label": item.label, "effect": item.effect,
                "source": item.source,
            }
            for item in breaks
        ],
        columns=["year", "month", "date", "edition", "kind", "label", "effect", "source"],
    )  # fmt: skip
