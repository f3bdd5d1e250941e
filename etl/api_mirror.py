"""A stand-in for the BLS Public Data API, answering from a file of values in the API's own protocol.

Its rules are those of the API: limits on series and years are applied without a word, an unknown series "succeeds" with
a message, values are text, the newest comes first.
"""

from __future__ import annotations

import csv
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

HOST = "api.bls.gov"
PATHS = {"/publicAPI/v1/timeseries/data": 1, "/publicAPI/v2/timeseries/data": 2}

FOOTNOTES = {
    "P": "preliminary",
    "X": "Data unavailable due to the 2025 lapse in appropriations",
    "9": "Data unavailable due to the 2025 lapse in appropriations",
}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
UNASKED_YEARS = 3
"""Years that come where the request names none."""

_SERIES = re.compile(r"[A-Z]{2}[A-Z0-9_#-]{3,28}")


@dataclass(frozen=True)
class Allowance:
    """What one query may ask for, and how many queries a day."""

    series: int
    years: int
    queries: int


UNREGISTERED = Allowance(series=25, years=10, queries=25)
REGISTERED = Allowance(series=50, years=20, queries=500)


class ApiStandIn:
    """Answers the API's queries from `series.csv` (series_id, year, period, value, footnote_code).

    keys: the registration keys that are valid; None takes any.
    daily: whether the daily thresholds are kept. today: what day it is.
    """

    def __init__(
        self,
        values: Path,
        *,
        keys: Collection[str] | None = None,
        daily: bool = False,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self._keys, self._daily, self._today = keys, daily, today
        self._asked: dict[tuple[date, str], int] = defaultdict(int)
        # series → year → its rows (period, value, footnote code)
        self._rows: dict[str, dict[int, list[tuple[str, str, str]]]] = defaultdict(lambda: defaultdict(list))
        with values.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found = (row["period"], row["value"], row["footnote_code"])
                self._rows[row["series_id"]][int(row["year"])].append(found)

    def answer(self, path: str, body: bytes) -> bytes | None:
        """The API's answer to a POST of `body`, always one of status 200; None where the API has no such address."""
        version = PATHS.get(path.rstrip("/"))
        if version is None:
            return None
        started = time.monotonic()
        try:
            query = json.loads(body)
        except ValueError:
            query = None
        reply = self._reply(query, version) if isinstance(query, dict) else _failed("Your POST request is not JSON.")
        reply["responseTime"] = int((time.monotonic() - started) * 1000)
        return json.dumps(reply).encode()

    def _reply(self, query: Mapping[str, Any], version: int) -> dict[str, Any]:
        key = str(query.get("registrationkey") or "") if version == 2 else ""
        if key and self._keys is not None and key not in self._keys:
            return _not_processed(f"The key:{key} provided by the User is invalid.")
        allowed = REGISTERED if key else UNREGISTERED
        day = (self._today(), key)
        self._asked[day] += 1
        if self._daily and self._asked[day] > allowed.queries:
            return _not_processed(
                "Request could not be serviced, as the daily threshold for total number of requests allocated to the "
                f"user {'with registration key ' + key if key else 'without a registration key'} has been reached."
            )
        series = [str(name).strip() for name in query.get("seriesid") or []][: allowed.series]
        if not series:
            return _failed("No series was asked for.")
        try:
            years = self._years(query, allowed)
        except ValueError:
            return _failed("Start year and end year must be years, the first not after the second.")
        message: list[str] = []
        results = [self._one(name, years, query, message) for name in series]
        return {"status": "REQUEST_SUCCEEDED", "responseTime": 0, "message": message, "Results": {"series": results}}

    def _years(self, query: Mapping[str, Any], allowed: Allowance) -> range:
        """The years answered for: from the start year on, as many as are allowed. Raises ValueError for nonsense."""
        this = self._today().year
        if not query.get("startyear") and not query.get("endyear"):
            return range(this - UNASKED_YEARS + 1, this + 1)
        start, end = int(query.get("startyear") or 0), int(query.get("endyear") or 0)
        if not 1800 < start <= end:
            raise ValueError(start, end)
        return range(start, min(end, start + allowed.years - 1) + 1)

    def _one(self, name: str, years: range, query: Mapping[str, Any], message: list[str]) -> dict[str, Any]:
        if name not in self._rows:
            known = "Series does not exist" if _SERIES.fullmatch(name) else "Invalid Series"
            message.append(f"{known} for Series {name}")
            return {"seriesID": name, "data": []}
        rows = self._rows[name]
        message.extend(f"No Data Available for Series {name} Year: {year}" for year in years if year not in rows)
        averages = str(query.get("annualaverage", "")).lower() == "true"
        data = [
            _observation(year, period, value, footnote)
            for year in sorted(years, reverse=True)
            for period, value, footnote in sorted(rows.get(year, ()), reverse=True)
            if averages or period != "M13"
        ]
        # M13, the average of a year, is never the newest month.
        newest = max((y, p) for y, found in rows.items() for p, _, _ in found if p != "M13")
        for observation in data:
            if (int(observation["year"]), observation["period"]) == newest:
                observation["latest"] = "true"
        return {"seriesID": name, "data": data}


def _observation(year: int, period: str, value: str, footnote: str) -> dict[str, Any]:
    number = int(period[1:])
    codes = [code for code in footnote.split(",") if code]
    return {
        "year": str(year),
        "period": period,
        "periodName": "Annual" if number == 13 else MONTHS[number - 1],
        "value": value,
        "footnotes": [{"code": code, "text": FOOTNOTES.get(code, "")} for code in codes] or [{}],
    }


def _failed(message: str) -> dict[str, Any]:
    return {"status": "REQUEST_FAILED", "responseTime": 0, "message": [message], "Results": {}}


def _not_processed(message: str) -> dict[str, Any]:
    return {"status": "REQUEST_NOT_PROCESSED", "responseTime": 0, "message": [message], "Results": {}}
