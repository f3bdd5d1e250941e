"""What was read: each publisher's table with its editions and dates, as the warehouse's `sources` record them."""

from __future__ import annotations

import pandas as pd

from analysis import words
from analysis.editions import Edition
from analysis.warehouse import Warehouse


def sources(warehouse: Warehouse) -> pd.DataFrame:
    """One row a publisher's table, largest number of editions first.

    Columns: publisher, table_title, editions (count), first, last (labels), released (of the last, in words or ''),
    next_release (in words or ''), retrieved (newest, in words), obtained, rows, url (of the last).
    """
    found = warehouse.frame(
        "SELECT s.*, w.year, w.month FROM sources s LEFT JOIN (SELECT source_id, max(year) AS year, "
        "max_by(month, 100 * year::INTEGER + month) AS month FROM wages GROUP BY source_id) w USING (source_id)"
    )
    lines = [
        _line(str(publisher), str(title), rows)
        for (publisher, title), rows in found.groupby(["publisher", "table_title"], sort=True)
    ]
    return pd.DataFrame(lines).sort_values(["editions", "table_title"], ascending=[False, True], ignore_index=True)


def _line(publisher: str, title: str, rows: pd.DataFrame) -> dict[str, object]:
    if rows.year.notna().all():
        ordered = rows.sort_values(["year", "month"])
        moments = zip(ordered.year.astype(int), ordered.month.astype(int), strict=True)
        labels = [Edition(year, month).label for year, month in moments]
    else:
        ordered = rows.sort_values("edition")
        labels = [str(edition) for edition in ordered.edition]
    last = ordered.iloc[-1]
    following = [str(month) for month in ordered.next_release.dropna() if month]
    return {
        "publisher": publisher, "table_title": title, "editions": len(dict.fromkeys(labels)), "first": labels[0],
        "last": labels[-1], "released": _day(last.released), "next_release": _month(max(following)) if following else "",
        "retrieved": _day(ordered.retrieved.max()), "obtained": words.join(sorted(set(ordered.obtained))),
        "rows": int(ordered["rows"].sum()), "url": str(last.url or ""),
    }  # fmt: skip


def _month(value: str) -> str:
    """'April 2027' of '2027-04'."""
    year, _, month = value.partition("-")
    return f"{words.MONTHS[int(month) - 1]} {year}" if month else year


def _day(value: object) -> str:
    moment = pd.to_datetime(value)  # type: ignore[call-overload]
    return "" if pd.isna(moment) else f"{moment:%-d %B %Y}"
