"""The API of monthly series answers 200 whatever happens: only a whole answer is taken, and all of them or none."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from etl.api_mirror import ApiStandIn
from etl.reference import followed_series
from etl.series_api import Query, plan
from tests.faults.kit import KEY, Stand
from tests.faults.least import API
from tests.servers import Fault, other, page, status

PRICES = "CUUR0000SA0"
Document = dict[str, Any]


def newest() -> Query:
    """The question about the newest years, as the refresh asks it with a key."""
    return plan(followed_series().values(), datetime.now(UTC).date(), has_key=True)[-1]


def answered(stand: Stand, change: Callable[[Document], None]) -> Fault:
    """The honest answer to the newest question, changed."""
    query = newest()
    asked = {"seriesid": query.ids, "startyear": query.first, "endyear": query.last, "registrationkey": KEY}
    stand_in = ApiStandIn(stand.folder / "api.bls.gov" / "series.csv")
    document = json.loads(stand_in.answer("/publicAPI/v2/timeseries/data/", json.dumps(asked).encode()) or b"")
    change(document)
    return other(json.dumps(document).encode(), Content_Type="application/json")


def not_processed(message: str) -> Fault:
    said = {"status": "REQUEST_NOT_PROCESSED", "responseTime": 1, "message": [message], "Results": {}}
    return other(json.dumps(said).encode())


def series(document: Document, name: str = PRICES) -> Document:
    return next(one for one in document["Results"]["series"] if one["seriesID"] == name)


def without_prices(document: Document) -> None:
    document["Results"]["series"].remove(series(document))


def no_values(document: Document) -> None:
    for month in series(document)["data"]:
        month["value"] = "-"


def not_a_number(document: Document) -> None:
    series(document)["data"][0]["value"] = "n/a"


def twice(document: Document) -> None:
    document["Results"]["series"].append(series(document))


CHANGED: dict[str, tuple[Callable[[Document], None], int, tuple[str, ...]]] = {
    "an id that is silently missing": (without_prices, 3, ("not whole", PRICES, "what was there stays")),
    "a series that is there twice": (twice, 3, ("each series once", PRICES)),
    "a value that is none": (not_a_number, 3, (PRICES, "expected a number, or -", "n/a")),
    "values that are all -": (no_values, 1, ("consumer", "prices")),
}


@pytest.mark.parametrize("name", CHANGED)
def test_an_answer_that_is_not_whole_is_not_taken(stand: Stand, name: str) -> None:
    change, code, words = CHANGED[name]
    stand.server.behave(API, forever=answered(stand, change))
    stand.survives(*words, code=code)
    stand.goes_on()


ANSWERS: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "not processed": (not_processed("Your request was not processed."), ("was not processed", "what was there stays")),
    "the day's threshold": (
        not_processed(
            f"daily threshold for total number of requests allocated to the user with registration key {KEY}"
        ),
        ("is used up", "Try again tomorrow"),
    ),
    "a key that is not valid": (not_processed(f"The key:{KEY} provided by the User is invalid."), ("BLS_API_KEY",)),
    "words without end that steer a terminal": (not_processed("\x1b[2J" + "no " * 100_000), ("[2Jno no no", "…")),
    "a page for maintenance": (page("Scheduled maintenance"), ("expected JSON", "Scheduled maintenance")),
    "a thousand brackets": (other(b"[" * 200_000), ("expected JSON",)),
    "500 in a row": (status(500), ("answered 500",)),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_is_none_says_why_and_what_to_do(stand: Stand, name: str) -> None:
    fault, words = ANSWERS[name]
    stand.server.behave(API, forever=fault)
    stand.survives("BLS API", *words, code=3)
    stand.goes_on()


def test_json_that_is_cut_off(stand: Stand) -> None:
    whole = answered(stand, lambda document: None).content or b""
    stand.server.behave(API, forever=other(whole[: len(whole) // 2]))
    stand.survives("BLS API", "expected JSON", "Try again later", code=3)
    stand.goes_on()


def test_one_batch_of_several_that_fails_keeps_the_others_from_being_taken(stand: Stand) -> None:
    folder = stand.data / "downloads" / "api.bls.gov"
    stand.let_time_pass()  # the years long past are asked for again
    before = {path: path.read_bytes() for path in folder.rglob("*.json") if not path.name.endswith(".json.json")}
    assert len(before) > 1

    def revised(document: Document) -> None:
        series(document)["data"][0]["value"] = "400.000"

    stand.server.behave(API, answered(stand, revised), forever=not_processed("Your request was not processed."))
    stand.survives("No answer was published", code=3)
    assert {path: path.read_bytes() for path in before} == before
    stand.goes_on()
