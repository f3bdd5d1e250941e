"""The BLS API: what is asked, which answers are good enough to keep, and what the kept ones say."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl import schema
from etl.api_mirror import ApiStandIn
from etl.download import Answer, Downloader
from etl.errors import BadCell, BadFile
from etl.reference import FollowedSeries, followed_series
from etl.series_api import ApiTrouble, Query, judge, parse, plan
from etl.series_files import remote
from etl.settings import Settings
from etl.sources import monthly_series
from tests.publishers import series_csv

TODAY = date(2026, 11, 22)
KEY = "0123456789abcdef0123456789abcdef"
PRICES = "CUUR0000SA0"

Post = Callable[[str, dict[str, Any]], Any]


class Scripted(Downloader):
    """A downloader whose API is a function; `asked` keeps what was posted where."""

    def __init__(self, settings: Settings, post: Post, today: date = TODAY) -> None:
        noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
        super().__init__(settings, progress=False, now=lambda: noon)
        self.post, self.asked = post, []

    def post_json(self, url: str, body: dict[str, Any], *, again: Any = None) -> Answer:
        self.asked.append((url, body))
        answer = self.post(url, body)
        if again is not None and again(answer):
            answer = self.post(url, body)
        return answer if isinstance(answer, Answer) else Answer("ok", answer)


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up values of every followed series, 1990 to July 2026, for the stand-in of the API."""
    path = tmp_path_factory.mktemp("mirror") / "api.bls.gov" / "series.csv"
    path.parent.mkdir()
    path.write_bytes(series_csv(1990))
    return path


@pytest.fixture(scope="module")
def api(values: Path) -> ApiStandIn:
    return ApiStandIn(values, today=lambda: TODAY)


def answering(api: ApiStandIn, change: Callable[[dict[str, Any], dict[str, Any]], Any] = lambda _, data: data) -> Post:
    """The stand-in's answer, `change`d knowing the question."""

    def post(url: str, body: dict[str, Any]) -> Any:
        answer = api.answer(url.removeprefix("https://api.bls.gov"), json.dumps(body).encode())
        assert answer is not None
        return change(body, json.loads(answer))

    return post


def fetched(settings: Settings, post: Post, today: date = TODAY) -> tuple[list[Any], Scripted]:
    with Scripted(settings, post, today) as downloader:
        return monthly_series.fetch(downloader, today), downloader


def on_disk(settings: Settings) -> dict[str, bytes]:
    folder = settings.downloads / "api.bls.gov/publicAPI/timeseries"
    paths = sorted(path for path in folder.glob("*.json") if not path.name.endswith(".json.json"))
    return {path.name: path.read_bytes() for path in paths}


def read_all(settings: Settings) -> dict[str, pd.DataFrame]:
    extracts = [e for local in monthly_series.local_files(settings) for e in monthly_series.read(local)]
    return {
        name: pd.concat([extract.frame for extract in extracts if extract.table == name], ignore_index=True)
        for name in ("series", "observations")
    }


# What is asked


@pytest.mark.parametrize(("has_key", "series", "years"), [(False, 25, 10), (True, 50, 20)])
@pytest.mark.parametrize("count", [1, 22, 25, 26, 120])
def test_no_question_is_longer_than_allowed_and_together_they_ask_for_everything(has_key, series, years, count):
    followed = [
        FollowedSeries(f"CES{number:010}", "", None, "", "", "jobs", 1990 if number % 2 else 2006)
        for number in range(count)
    ]
    queries = plan(followed, TODAY, has_key=has_key)
    for query in queries:
        assert len(query.ids) <= series
        assert query.last - query.first + 1 <= years
        assert query.last <= TODAY.year
    asked = [(one, year) for query in queries for one in query.ids for year in range(query.first, query.last + 1)]
    assert len(asked) == len(set(asked))
    assert {(one.id, year) for one in followed for year in range(one.start_year, TODAY.year + 1)} <= set(asked)


def test_without_a_key_version_one_is_asked_and_with_a_key_version_two(settings, api):
    _, plainly = fetched(settings, answering(api))
    assert {url for url, _ in plainly.asked} == {"https://api.bls.gov/publicAPI/v1/timeseries/data/"}
    assert all("registrationkey" not in body for _, body in plainly.asked)
    assert len(plainly.asked) == 4
    _, with_key = fetched(replace(settings, api_key=KEY), answering(api))
    assert {url for url, _ in with_key.asked} == {"https://api.bls.gov/publicAPI/v2/timeseries/data/"}
    assert all(body["registrationkey"] == KEY for _, body in with_key.asked)
    assert len(with_key.asked) == 2


# What is kept


def test_every_series_is_kept_and_described_once(settings, api):
    outcomes, _ = fetched(settings, answering(api))
    assert [outcome.status for outcome in outcomes] == ["new"] * 4
    assert list(on_disk(settings)) == [
        "1990-1999-1.json", "2000-2009-1.json", "2010-2019-1.json", "2020-2026-1.json",
    ]  # fmt: skip
    tables = read_all(settings)
    assert sorted(tables["series"]["id"]) == sorted(followed_series())
    assert not tables["observations"].duplicated(["series_id", "month"]).any()
    prices = tables["observations"][tables["observations"]["series_id"] == PRICES]
    assert len(prices) == 36 * 12 + 7
    assert (prices["month"].min(), prices["month"].max()) == (date(1990, 1, 1), date(2026, 7, 1))


def test_columns_and_sources_are_those_of_the_warehouse(settings, api):
    fetched(settings, answering(api))
    (*_, newest) = monthly_series.local_files(settings)
    series, observations = monthly_series.read(newest)
    assert list(series.frame.columns) == schema.SERIES.names
    assert [*observations.frame.columns, "source_id"] == schema.OBSERVATIONS.names
    assert observations.edition == "2020-01 to 2026-07"
    assert newest.remote.url == "https://api.bls.gov/publicAPI/v2/timeseries/data/"


def test_the_second_time_nothing_is_new_and_long_past_years_are_not_asked_for(settings, api):
    fetched(settings, answering(api))
    before = on_disk(settings)
    outcomes, again = fetched(settings, answering(api), TODAY + timedelta(days=1))
    assert {outcome.status for outcome in outcomes} == {"unchanged"}
    assert {outcome.message for outcome in outcomes} == {""}
    assert [body["startyear"] for _, body in again.asked] == ["2020"]
    assert on_disk(settings) == before


def test_long_past_years_are_asked_for_again_after_a_month_counted_from_the_last_asking(settings, api):
    fetched(settings, answering(api))
    for days, questions in ((20, 1), (29, 1), (31, 4), (45, 1)):
        _, downloader = fetched(settings, answering(api), TODAY + timedelta(days=days))
        assert len(downloader.asked) == questions, f"after {days} days"


def test_a_revised_value_makes_its_file_new_and_no_other(settings, api):
    fetched(settings, answering(api))

    def revise(body: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        data["Results"]["series"][0]["data"][0]["value"] = "999.9"
        return data

    outcomes, _ = fetched(settings, answering(api, revise))
    assert [outcome.status for outcome in outcomes] == ["unchanged"] * 3 + ["updated"]


def test_what_varies_from_answer_to_answer_does_not_make_a_file_new(settings, api):
    fetched(settings, answering(api))

    def vary(body: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        data["responseTime"] = 99_999
        data["message"] = [*data["message"], "A notice of the day"]
        data["Results"]["series"].reverse()
        data["Results"] = [data["Results"]]
        return data

    outcomes, _ = fetched(settings, answering(api, vary))
    assert {outcome.status for outcome in outcomes} == {"unchanged"}


def test_a_series_added_to_the_list_is_asked_for_in_all_years_at_once(settings, api, monkeypatch):
    everything = followed_series()
    fewer = {name: one for name, one in everything.items() if name != "CES6562200001"}
    monkeypatch.setattr(monthly_series, "followed_series", lambda: fewer)
    fetched(settings, answering(api))
    assert len(read_all(settings)["series"]) == len(fewer)
    monkeypatch.setattr(monthly_series, "followed_series", lambda: everything)
    _, downloader = fetched(settings, answering(api))
    assert len(downloader.asked) == 4
    assert len(read_all(settings)["series"]) == len(everything)


def test_a_key_changes_the_division_into_files_but_no_value(settings, api):
    fetched(settings, answering(api))
    before = read_all(settings)
    fetched(replace(settings, api_key=KEY), answering(api))
    assert list(on_disk(settings)) == ["1990-2009-1.json", "2010-2026-1.json"]
    after = read_all(settings)
    for name, key in (("series", ["id"]), ("observations", ["series_id", "month"])):
        pd.testing.assert_frame_equal(
            before[name].sort_values(key, ignore_index=True), after[name].sort_values(key, ignore_index=True)
        )


def test_a_new_year_replaces_the_file_of_the_running_span(settings, api):
    fetched(settings, answering(api))
    outcomes, _ = fetched(settings, answering(api), date(2027, 1, 5))
    assert "2020-2027-1.json" in on_disk(settings)
    assert "2020-2026-1.json" not in on_disk(settings)
    assert [outcome.status for outcome in outcomes][-1] == "new"


def test_a_file_that_cannot_be_read_any_more_is_asked_for_anew(settings, api):
    fetched(settings, answering(api))
    good = on_disk(settings)
    with Downloader(settings, progress=False) as downloader:
        downloader.keep(remote("1990-1999-1.json"), b'{"Results": "of an older program"}')
    outcomes, downloader = fetched(settings, answering(api))
    assert [body["startyear"] for _, body in downloader.asked] == ["2020", "1990"]
    assert [outcome.status for outcome in outcomes] == ["updated", "unchanged", "unchanged", "unchanged"]
    assert on_disk(settings) == good


# What is not published


@contextmanager
def nothing_changes(settings: Settings) -> Iterator[None]:
    before = on_disk(settings)
    yield
    assert on_disk(settings) == before


def without(name: str, *, message: str = "") -> Callable[[dict[str, Any], dict[str, Any]], Any]:
    """Answers in which a series has no data, with a message about it or none."""

    def change(body: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        for entry in data["Results"]["series"]:
            if entry["seriesID"] == name:
                entry["data"] = []
        data["message"] = [said for said in data["message"] if name not in said] + ([message] if message else [])
        return data

    return change


def only_from(year: str, change: Callable[..., Any]) -> Callable[[dict[str, Any], dict[str, Any]], Any]:
    return lambda body, data: change(body, data) if body["startyear"] == year else data


@pytest.mark.parametrize("had_files", [False, True])
def test_one_bad_answer_keeps_all_old_files(settings, api, had_files):
    if had_files:
        fetched(settings, answering(api))
    later = TODAY + timedelta(days=60)
    bad = only_from("2000", lambda body, data: {"status": "REQUEST_FAILED", "message": ["oops"], "Results": {}})
    with nothing_changes(settings):
        outcomes, _ = fetched(settings, answering(api, bad), later)
    assert outcomes[0].status == "unreachable"
    assert outcomes[0].remote.url.endswith("2000-2009-1.json")
    for words in ("2000–2009", "REQUEST_FAILED", "oops", "No answer was published"):
        assert words in outcomes[0].message
    assert (outcomes[0].local is not None) == had_files
    assert [outcome.status for outcome in outcomes[1:]] == ["unchanged"] * (3 if had_files else 0)


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (Answer("unreachable", message="found a page titled 'Maintenance'"), "unreachable", "Maintenance"),
        (Answer("refused", message="403"), "refused", "403"),
        ("<html>Down</html>", "unreachable", "expected a JSON object"),
        (["REQUEST_SUCCEEDED"], "unreachable", "expected a JSON object"),
        ({"status": "REQUEST_SUCCEEDED"}, "refused", "expected Results"),
        ({"status": "REQUEST_SUCCEEDED", "Results": {}}, "refused", "expected Results"),
        ({"status": "SOMETHING_ELSE", "message": "Hm"}, "refused", "found 'SOMETHING_ELSE' (Hm)"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_not_published(settings, answer, status, words):
    outcomes, downloader = fetched(settings, lambda url, body: answer)
    assert outcomes[0].status == status
    assert words in outcomes[0].message
    assert on_disk(settings) == {}
    assert len(downloader.asked) == 1


def test_a_failure_at_random_is_asked_again(settings, api):
    failing = iter([True])

    def now_and_then(body: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        return {"status": "REQUEST_FAILED", "message": [], "Results": {}} if next(failing, False) else data

    outcomes, _ = fetched(settings, answering(api, now_and_then))
    assert {outcome.status for outcome in outcomes} == {"new"}


def test_a_used_up_day_says_so_and_the_way_on(settings, values):
    api = ApiStandIn(values, daily=True, today=lambda: TODAY)
    for _ in range(25):
        api.answer("/publicAPI/v1/timeseries/data/", b'{"seriesid": ["CUUR0000SA0"]}')
    outcomes, _ = fetched(settings, answering(api))
    assert outcomes[0].status == "refused"
    for words in ("used up", "tomorrow", "BLS_API_KEY", "https://data.bls.gov/registrationEngine/"):
        assert words in outcomes[0].message


def test_a_bad_key_is_named_but_never_shown(settings, values):
    api = ApiStandIn(values, keys=["another"], today=lambda: TODAY)
    outcomes, _ = fetched(replace(settings, api_key=KEY), answering(api))
    assert outcomes[0].status == "refused"
    assert "BLS_API_KEY" in outcomes[0].message
    assert all(KEY not in outcome.message for outcome in outcomes)


def test_the_key_is_on_no_file(settings, api):
    fetched(replace(settings, api_key=KEY), answering(api))
    written = [path.read_bytes() for path in settings.data.rglob("*") if path.is_file()]
    assert written
    assert all(KEY.encode() not in content for content in written)


@pytest.mark.parametrize("words", ["Invalid Series for Series {}", "Series does not exist for Series {}"])
def test_a_series_that_the_api_does_not_know_is_left_out_with_a_warning(settings, api, words):
    name = "CEU4244600001"
    outcomes, _ = fetched(settings, answering(api, without(name, message=words.format(name))))
    assert {outcome.status for outcome in outcomes} == {"new"}
    assert f"the API does not know {name}" in outcomes[-1].message
    assert name not in set(read_all(settings)["series"]["id"])
    assert name in monthly_series.read(monthly_series.local_files(settings)[-1])[1].note
    again, _ = fetched(settings, answering(api, without(name, message=words.format(name))))
    assert {outcome.status for outcome in again} == {"unchanged"}


def test_without_consumer_prices_nothing_is_published(settings, api):
    missing = without(PRICES, message=f"Series does not exist for Series {PRICES}")
    outcomes, _ = fetched(settings, answering(api, missing))
    assert outcomes[0].status == "refused"
    assert PRICES in outcomes[0].message
    assert on_disk(settings) == {}


def test_a_series_may_not_vanish(settings, api):
    fetched(settings, answering(api))
    gone = without("CES6562200001", message="Series does not exist for Series CES6562200001")
    with nothing_changes(settings):
        outcomes, _ = fetched(settings, answering(api, gone))
    assert outcomes[0].status == "refused"
    assert "no data any more for CES6562200001" in outcomes[0].message
    assert "series.csv" in outcomes[0].message


def test_what_a_stand_in_gave_does_not_bind_the_publisher(settings, api, values):
    with Downloader(replace(settings, mirror=str(values.parent.parent)), progress=False) as downloader:
        outcomes = monthly_series.fetch(downloader, TODAY)
    assert {(outcome.status, outcome.local.obtained) for outcome in outcomes} == {("new", "mirror")}
    gone = without("CES6562200001", message="Series does not exist for Series CES6562200001")
    outcomes, downloader = fetched(settings, answering(api, gone))
    assert len(downloader.asked) == 4
    assert {outcome.local.obtained for outcome in outcomes} == {"download"}


def test_a_series_or_year_that_is_passed_over_in_silence_is_noticed(settings, api):
    def cut(body: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        for entry in data["Results"]["series"]:
            entry["data"] = [item for item in entry["data"] if item["year"] not in ("2013", "2014")]
        return data

    outcomes, _ = fetched(settings, answering(api, only_from("2010", cut)))
    assert f"nothing is said of {PRICES} 2013–2014" in outcomes[0].message
    outcomes, _ = fetched(settings, answering(api, without("CES6562200001")))
    assert "nothing is said of CES6562200001 2020–2025" in outcomes[0].message
    assert on_disk(settings) == {}


def test_a_series_or_year_that_nobody_asked_for_is_noticed():
    query = Query(2025, 2025, 1, ("A",))
    entry = {"year": "2025", "period": "M01", "value": "1", "footnotes": [{}]}

    def data(name: str, year: str) -> dict[str, Any]:
        results = {"series": [{"seriesID": name, "data": [entry | {"year": year}]}]}
        return {"status": "REQUEST_SUCCEEDED", "message": [], "Results": results}

    assert judge(data("A", "2025"), query, TODAY).series["A"][0].value == "1"
    with pytest.raises(ApiTrouble, match="B, which were not asked for"):
        judge(data("B", "2025"), query, TODAY)
    with pytest.raises(ApiTrouble, match="A 2024, a year that was not asked for"):
        judge(data("A", "2024"), query, TODAY)


# What the kept answers say


def document(*items: dict[str, Any], series: str = PRICES) -> dict[str, Any]:
    return {
        "status": "REQUEST_SUCCEEDED",
        "message": [],
        "Results": {"series": [{"seriesID": series, "data": [*items]}]},
    }


def item(period: str, value: str, *footnotes: dict[str, str], year: str = "2025") -> dict[str, Any]:
    return {"year": year, "period": period, "periodName": "", "value": value, "footnotes": list(footnotes) or [{}]}


def observations(settings: Settings, content: dict[str, Any]) -> pd.DataFrame:
    with Downloader(settings, progress=False) as downloader:
        outcome = downloader.keep(remote("2020-2026-1.json"), json.dumps(content).encode())
    return monthly_series.read(outcome.local)[1].frame


def test_a_month_without_a_value_a_preliminary_one_and_an_average(settings):
    frame = observations(settings, document(
        item("M13", "322.0"),
        item("M12", "324.054", {"code": "P", "text": "preliminary"}),
        item("M11", "324.122"),
        item("M10", "-", {"code": "X", "text": "Data unavailable due to the 2025 lapse in appropriations"}),
    ))  # fmt: skip
    assert list(frame["month"]) == [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1)]
    assert pd.isna(frame["value"][0])
    assert frame["footnote"][0] == "X: Data unavailable due to the 2025 lapse in appropriations"
    assert pd.isna(frame["footnote"][1])
    assert (frame["value"][2], frame["footnote"][2]) == (324.054, "P")


def test_results_may_be_a_list_as_in_older_answers(settings):
    content = document(item("M01", "1.5"))
    content["Results"] = [content["Results"]]
    assert list(observations(settings, content)["value"]) == [1.5]


def test_a_series_that_is_not_followed_any_more_is_not_read(settings):
    assert observations(settings, document(item("M01", "1.5"), series="CES9999999901")).empty


@pytest.mark.parametrize("value", ["", "n/a", "1,234", "1.2.3"])
def test_a_value_that_is_none_names_its_cell(settings, value):
    with pytest.raises(
        BadCell, match=rf"2020-2026-1.json, sheet '{PRICES}', row 1, column 2025 M01: expected a number"
    ):
        observations(settings, document(item("M01", value)))
    with pytest.raises(ApiTrouble, match="expected a number"):
        judge(document(item("M01", value)), Query(2025, 2025, 1, (PRICES,)), TODAY)


@pytest.mark.parametrize("period", ["Q01", "M00", "M14", "A01", None])
def test_a_period_that_is_no_month_is_an_error(settings, period):
    with pytest.raises(BadCell, match="expected a year and M01 to M13"):
        observations(settings, document(item(period, "1")))


def test_a_month_or_a_series_that_is_there_twice_is_an_error(settings):
    with pytest.raises(BadCell, match="expected each month once, found '2025 M01'"):
        observations(settings, document(item("M01", "1"), item("M01", "2")))
    content = document(item("M01", "1"))
    content["Results"]["series"] *= 2
    with pytest.raises(BadFile, match="expected each series once"):
        observations(settings, content)


def test_a_recorded_answer_of_version_two_is_understood(replica: Path):
    recorded = json.loads((replica / "api.bls.gov/v2-response.json").read_text())
    (values,) = parse(recorded, "v2-response.json").values()
    assert len(values) == 12
    assert (values[0].year, values[0].month, values[0].value, values[0].footnotes) == (2022, 12, "0.522", ())


def test_the_published_series_through_the_stand_in(settings, replica: Path):
    """CPI-U: May 2024 was 314.069, October 2025 was never collected; seven other series of the list are there."""
    mirrored = replace(settings, mirror=str(replica))
    with Downloader(mirrored, progress=False) as downloader:
        outcomes = monthly_series.fetch(downloader, TODAY)
        assert {outcome.status for outcome in outcomes} == {"new"}
        again = monthly_series.fetch(downloader, TODAY)
    assert {outcome.status for outcome in again} == {"unchanged"}
    tables = read_all(mirrored)
    with (replica / "api.bls.gov/series.csv").open() as file:
        there = {row["series_id"] for row in csv.DictReader(io.StringIO(file.read()))}
    assert set(tables["series"]["id"]) == there
    assert "CES6562200001" in outcomes[-1].message
    prices = tables["observations"].query("series_id == @PRICES").set_index("month")
    assert prices.loc[date(2024, 5, 1), "value"] == 314.069
    assert pd.isna(prices.loc[date(2025, 10, 1), "value"])
    assert prices.loc[date(2025, 10, 1), "footnote"].startswith("X: ")
    assert prices.index.max() == date(2026, 7, 1)
