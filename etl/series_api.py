"""How the BLS Public Data API is asked, and how its answers are judged.

Every answer comes with status 200. It is good only if it is JSON, says REQUEST_SUCCEEDED, and accounts for every series
and year that was asked: with data, or with a message that there is none. Longer spans and longer lists than allowed
are cut without a word, so they are never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from etl.download import Downloader
from etl.errors import BadCell, BadFile, printable
from etl.reference import FollowedSeries

REGISTRATION = "https://data.bls.gov/registrationEngine/"


@dataclass(frozen=True)
class Limits:
    """What one question may hold. address: where it is posted."""

    address: str
    series: int
    years: int


UNREGISTERED = Limits("https://api.bls.gov/publicAPI/v1/timeseries/data/", series=25, years=10)
REGISTERED = Limits("https://api.bls.gov/publicAPI/v2/timeseries/data/", series=50, years=20)

UNKNOWN = re.compile(r"(?:Invalid Series|Series does not exist) for Series:? (\S+?)\.?$", re.IGNORECASE)
NO_DATA = re.compile(r"No Data Available for Series (\S+) Year: (\d{4})", re.IGNORECASE)


MISSING = "-"
"""Value of a month that was not collected."""


class ApiTrouble(Exception):
    """The API gave no answer that may be published. status: as an Outcome's."""

    def __init__(self, status: Literal["refused", "unreachable"], message: str) -> None:
        super().__init__(printable(message))
        self.status = status


@dataclass(frozen=True)
class Query:
    """One question: years first to last, series of one batch (`number`, from 1)."""

    first: int
    last: int
    number: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Observation:
    """A value as the API prints it; month 13 is the average of the year. footnotes: (code, text)."""

    year: int
    month: int
    value: str
    footnotes: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "year": str(self.year),
            "period": f"M{self.month:02}",
            "value": self.value,
            "footnotes": [{"code": code, "text": text} for code, text in self.footnotes] or [{}],
        }


@dataclass(frozen=True)
class Content:
    """An answer: observations by series, newest first, and the series that the API does not know."""

    query: Query
    series: dict[str, list[Observation]]
    unknown: frozenset[str] = frozenset()


def limits(has_key: bool) -> Limits:
    return REGISTERED if has_key else UNREGISTERED


def plan(series: Iterable[FollowedSeries], today: date, *, has_key: bool) -> list[Query]:
    """The questions that cover every series from its first year to today, inside the API's limits, oldest first."""
    allowed, followed = limits(has_key), list(series)
    queries = []
    for first in range(min(one.start_year for one in followed), today.year + 1, allowed.years):
        last = min(first + allowed.years - 1, today.year)
        ids = [one.id for one in followed if one.start_year <= last]
        queries += [
            Query(first, last, number, tuple(ids[start : start + allowed.series]))
            for number, start in enumerate(range(0, len(ids), allowed.series), start=1)
        ]
    return queries


def ask(downloader: Downloader, query: Query, today: date) -> Content:
    """Ask the API once (with the downloader's retries) and judge the answer. Raises ApiTrouble."""
    key = downloader.settings.api_key
    body: dict[str, Any] = {
        "seriesid": list(query.ids),
        "startyear": str(query.first),
        "endyear": str(query.last),
    }
    if key is not None:
        body["registrationkey"] = key
    # REQUEST_FAILED comes at random; the same question a moment later is answered.
    answer = downloader.post_json(limits(key is not None).address, body, again=_failed)
    if answer.status != "ok":
        raise ApiTrouble(answer.status, answer.message)
    return judge(answer.data, query, today, key)


def _failed(data: object) -> bool:
    return isinstance(data, dict) and data.get("status") == "REQUEST_FAILED"


def judge(data: object, query: Query, today: date, key: str | None = None) -> Content:
    """The content of an answer to the query. Raises ApiTrouble when it is not whole."""
    if not isinstance(data, dict):
        raise ApiTrouble("unreachable", "expected a JSON object, found something else (maintenance?)")
    messages = _messages(data, key)
    _require_success(data.get("status"), messages)
    try:
        series = parse(data, "the answer")
    except BadFile as error:
        raise ApiTrouble("refused", str(error)) from error
    if strangers := sorted(set(series) - set(query.ids)):
        raise ApiTrouble("refused", f"it answered for {', '.join(strangers)}, which were not asked for")
    unknown = frozenset(match[1] for message in messages if (match := UNKNOWN.search(message)))
    _require_accounted(query, series, unknown, messages, today)
    return Content(query, {one: series[one] for one in query.ids if series.get(one)}, unknown & set(query.ids))


def _messages(data: dict[str, Any], key: str | None) -> list[str]:
    """The answer's messages, a registration key in them blanked."""
    said = data.get("message") or []
    texts = [str(text) for text in (said if isinstance(said, list) else [said])]
    return [text.replace(key, "…") if key else text for text in texts]


def _require_success(status: object, messages: list[str]) -> None:
    """Raises ApiTrouble with the way on."""
    if status == "REQUEST_SUCCEEDED":
        return
    said = "; ".join(messages)
    if status == "REQUEST_NOT_PROCESSED" and "threshold" in said.lower():
        raise ApiTrouble(
            "refused",
            "the number of questions allowed a day is used up. Try again tomorrow, or ask for a free key at "
            f"{REGISTRATION} and set BLS_API_KEY, which allows 500 a day",
        )
    if status == "REQUEST_NOT_PROCESSED" and "key" in said.lower():
        raise ApiTrouble(
            "refused",
            "it does not accept the key in BLS_API_KEY. Check it, or unset BLS_API_KEY to ask without one "
            f"(a new key is free: {REGISTRATION})",
        )
    kind: Literal["refused", "unreachable"] = "unreachable" if status == "REQUEST_FAILED" else "refused"
    raise ApiTrouble(kind, f"expected REQUEST_SUCCEEDED, found {status!r} ({said or 'no message'})")


def _require_accounted(
    query: Query, series: dict[str, list[Observation]], unknown: frozenset[str], messages: list[str], today: date
) -> None:
    """Every series and year was answered, if only with "No Data Available". Raises ApiTrouble."""
    without = {(match[1], int(match[2])) for message in messages for match in NO_DATA.finditer(message)}
    lacking = []
    for one in query.ids:
        if one in unknown:
            continue
        given = {observation.year for observation in series.get(one, ())}
        if outside := sorted(year for year in given if not query.first <= year <= query.last):
            raise ApiTrouble("refused", f"it answered for {one} {outside[0]}, a year that was not asked for")
        # The running year has no value before its first release.
        years = [
            str(year)
            for year in range(query.first, query.last + 1)
            if year not in given and (one, year) not in without and year != today.year
        ]
        if years:
            lacking.append(f"{one} {years[0]}–{years[-1]}" if len(years) > 1 else f"{one} {years[0]}")
    if lacking:
        raise ApiTrouble("refused", f"the answer is not whole: nothing is said of {', '.join(lacking)}")


def parse(document: dict[str, Any], file: str) -> dict[str, list[Observation]]:
    """Observations by series of an answer; `Results` may be an object, or an array of them as in older samples.

    Raises BadFile for another shape, BadCell for a period that is no month, a month given twice, a value that is none.
    """
    results = document.get("Results")
    parts = results if isinstance(results, list) else [results]
    found: dict[str, list[Observation]] = {}
    for part in parts:
        entries = part.get("series") if isinstance(part, dict) else None
        if not isinstance(entries, list):
            raise BadFile(f"{file}: expected Results with a list of series, found {str(part)[:80]!r}")
        for entry in entries:
            name, data = (entry.get("seriesID"), entry.get("data")) if isinstance(entry, dict) else (None, None)
            if not isinstance(name, str) or not isinstance(data, list):
                raise BadFile(f"{file}: expected a series with seriesID and data, found {str(entry)[:80]!r}")
            if name in found:
                raise BadFile(f"{file}: expected each series once, found {name} twice")
            found[name] = _observations(file, name, data)
    return found


def _observations(file: str, series: str, data: list[Any]) -> list[Observation]:
    found: dict[tuple[int, int], Observation] = {}
    for number, item in enumerate(data, start=1):
        if not isinstance(item, dict):
            raise BadFile(f"{file}, {series}: expected an observation, found {str(item)[:80]!r}")
        year, period = str(item.get("year")), str(item.get("period"))
        match = re.fullmatch(r"M(0[1-9]|1[0-3])", period)
        if not re.fullmatch(r"\d{4}", year) or not match:
            raise BadCell(file, series, number, "year and period", "a year and M01 to M13", f"{year} {period}")
        key = int(year), int(match[1])
        if key in found:
            raise BadCell(file, series, number, "period", "each month once", f"{year} {period}")
        value = str(item.get("value")).strip()
        if value != MISSING and not re.fullmatch(r"-?\d+(\.\d+)?", value):
            raise BadCell(file, series, number, f"{year} {period}", f"a number, or {MISSING} for none", value)
        footnotes = tuple(
            (str(note.get("code") or ""), str(note.get("text") or ""))
            for note in item.get("footnotes") or []
            if isinstance(note, dict) and note
        )
        found[key] = Observation(*key, value, footnotes)
    return list(found.values())
