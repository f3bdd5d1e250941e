"""The reference tables under data/reference/ that readers of publishers' files need."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from etl.settings import REFERENCE


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def occupation_names() -> dict[str, str]:
    """The kept occupations: SOC code → name, in the order of occupations.csv."""
    return {row["code"]: row["short_name"] for row in _rows("occupations.csv")}


def release_date(table: str, edition: str) -> date | None:
    """When an edition of a warehouse table was released, by release_calendar.csv; None where it does not say."""
    for row in _rows("release_calendar.csv"):
        if row["table"] == table and row["edition"] == edition and row["released"]:
            return date.fromisoformat(row["released"])
    return None


@dataclass(frozen=True)
class Release:
    """An edition of a warehouse table in release_calendar.csv.

    released: the day, None while it is not out. expected: a day or a month ('2027-04'), '' where no date is known.
    note: what else is known of it. source: address where the dates, or the rule, are from.
    """

    table: str
    edition: str
    released: date | None
    expected: str
    note: str = ""
    source: str = ""


def release_calendar() -> list[Release]:
    """Editions that are out or expected, in the order of release_calendar.csv."""
    return [
        Release(
            row["table"],
            row["edition"],
            date.fromisoformat(row["released"]) if row["released"] else None,
            row["expected"],
            row["note"],
            row["source"],
        )
        for row in _rows("release_calendar.csv")
    ]


@dataclass(frozen=True)
class Break:
    """A break of a table in breaks.csv: editions from (year, month) on are not quite comparable with those before."""

    table: str
    year: int
    month: int
    label: str
    effect: str


def breaks() -> list[Break]:
    """Known breaks, in the order of breaks.csv."""
    return [
        Break(row["table"], int(row["year"]), int(row["month"]), row["label"], row["effect"])
        for row in _rows("breaks.csv")
    ]


@dataclass(frozen=True)
class Licence:
    """On which terms a publisher's figures may be used: name, what it asks for in a sentence, where it says so."""

    name: str
    words: str
    url: str


def licence(publisher: str) -> Licence | None:
    """The terms of a publisher, by its name in `sources`; None where licences.csv does not know it."""
    for row in _rows("licences.csv"):
        if row["publisher"] in publisher:
            return Licence(row["name"], row["words"], row["url"])
    return None


@dataclass(frozen=True)
class FollowedSeries:
    """A monthly series of series.csv. setting: None where it belongs to none. start_year: first year asked."""

    id: str
    title: str
    setting: str | None
    unit: str
    seasonal: str
    measure: str
    start_year: int


def followed_series() -> dict[str, FollowedSeries]:
    """The monthly series that are followed, by id."""
    return {
        row["id"]: FollowedSeries(
            row["id"],
            row["title"],
            row["setting"] or None,
            row["unit"],
            row["seasonal"],
            row["measure"],
            int(row["start_year"]),
        )
        for row in _rows("series.csv")
    }


def next_release(table: str) -> str | None:
    """When a table's next edition is expected (a date or a month); None where release_calendar.csv does not say."""
    return next(
        (row["expected"] for row in _rows("release_calendar.csv") if row["table"] == table and row["expected"]), None
    )


@cache
def top_codes() -> dict[int, dict[str, float]]:
    """Dollars at which BLS stops printing wages: edition's year → {'hourly': …, 'annual': …}."""
    return {
        year: {"hourly": float(row["hourly"]), "annual": float(row["annual"])}
        for row in _rows("top_codes.csv")
        for year in range(int(row["first_year"]), int(row["last_year"]) + 1)
    }
