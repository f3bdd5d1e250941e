"""What was read: each publisher's table with its editions and dates, as the warehouse's `sources` record them."""

from __future__ import annotations

import re

import pandas as pd

from analysis import words
from analysis.files import as_frame
from analysis.warehouse import Warehouse

SPAN = " to "
"""Between the first and the last month of a file of monthly series."""


def sources(warehouse: Warehouse) -> pd.DataFrame:
    """One row a publisher's table, largest number of editions first.

    Columns: publisher, table_title, editions (count), first, last (labels), released (of the last, in words or ''),
    next_release (in words or ''), retrieved (newest, in words), obtained, rows, url (of the last).
    """
    found = as_frame(warehouse)
    lines = [
        _line(str(publisher), str(title), rows)
        for (publisher, title), rows in found.groupby(["publisher", "table_title"], sort=True)
    ]
    return pd.DataFrame(lines).sort_values(["editions", "table_title"], ascending=[False, True], ignore_index=True)


def _line(publisher: str, title: str, rows: pd.DataFrame) -> dict[str, object]:
    ordered = rows.sort_values("edition", key=lambda editions: editions.map(moment), kind="stable")
    labels = list(dict.fromkeys(str(edition) for edition in ordered.edition))
    last = ordered.iloc[-1]
    following = [str(month) for month in ordered.next_release.dropna() if month]
    return {
        "publisher": publisher, "table_title": title, "editions": len(labels),
        "first": month_words(labels[0].partition(SPAN)[0]), "last": month_words(labels[-1].rpartition(SPAN)[2]),
        "released": _day(last.released), "next_release": month_words(max(following)) if following else "",
        "retrieved": _day(ordered.retrieved.max()), "obtained": words.join(sorted(set(ordered.obtained))),
        "rows": int(ordered["rows"].sum()), "url": str(last.url or ""),
    }  # fmt: skip


def moment(edition: str) -> tuple[int, int]:
    """Year and month of an edition's name, for the order of time: 'May 2025', '2002' (its last quarter), '2024-34'."""
    year = re.search(r"(?:19|20)\d\d", edition)
    month = next((number for number, name in enumerate(words.MONTHS, start=1) if edition.startswith(name)), 12)
    return int(year.group()) if year else 0, month


def month_words(value: str) -> str:
    """'April 2027' of '2027-04'; any other name as it is."""
    year, _, month = value.partition("-")
    return f"{words.MONTHS[int(month) - 1]} {year}" if month.isdigit() and 1 <= int(month) <= 12 else value


def _day(value: object) -> str:
    moment = pd.to_datetime(value)  # type: ignore[call-overload]
    return "" if pd.isna(moment) else f"{moment:%-d %B %Y}"
