"""`/api` as programs, spreadsheets and people without scripts meet it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analysis.warehouse import NoWarehouse, current
from ui.catalog.listing import names
from ui.serving import api

FIGURE = "/api/figures/pay/two-settings"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("no builds")))
        patch.delenv("PUBLIC_URL", raising=False)
        yield TestClient(Starlette(routes=api.ROUTES), base_url="http://pay.example.org")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_spreadsheet_gets_the_published_cells(client: TestClient) -> None:
    answer = client.get(f"{FIGURE}.csv", params={"setting": "Hospitals"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="two-settings.csv"'
    assert answer.headers["access-control-allow-origin"] == "*"
    assert f"{FIGURE}.json?setting=Hospitals>" in answer.headers["link"]
    hospitals, *_ = rows(answer.text)
    # OEWS May 2024, NAICS 622000: mean $52,420; the percentiles are in no file that comes with the project.
    assert (hospitals["Setting"], hospitals["Mean"], hospitals["Jobs"]) == ("Hospitals", "52420", "82650")
    assert hospitals["Median"] == "not in the loaded files"


def test_a_program_gets_everything_that_travels_with_the_figure(client: TestClient) -> None:
    told = client.get(f"{FIGURE}.json", params={"setting": "hospitals", "year": "2024"}).json()
    assert told["title"] == "Mean pay in hospitals is $10,760 more than in retail trade"
    assert told["unit"] == "dollars of 2024 a year" and told["edition"] == "May 2024"
    assert told["build"] == current().build_id
    assert told["licences"][0]["name"] == "Public domain"
    assert {"heading": "Mean", "type": "number", "unit": "dollars"} in told["columns"]
    setting = next(item for item in told["parameters"] if item["name"] == "setting")
    assert setting["answer"] == "Hospitals" and "Nursing homes" in setting["accepted"]
    assert told["addresses"] == {
        "csv": f"http://pay.example.org{FIGURE}.csv?setting=Hospitals",
        "json": f"http://pay.example.org{FIGURE}.json?setting=Hospitals",
        "table": f"http://pay.example.org{FIGURE}.html?setting=Hospitals",
        "view": "http://pay.example.org/pay?setting=Hospitals#two-settings",
        "embed": "http://pay.example.org/figure?name=pay/two-settings&setting=Hospitals&embed=true",
    }


def test_addresses_are_public_where_the_public_one_is_known(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://pay.example.edu/technicians/")
    told = client.get(f"{FIGURE}.json").json()
    assert told["addresses"]["csv"] == f"https://pay.example.edu/technicians{FIGURE}.csv"


def test_who_has_a_copy_is_not_sent_another(client: TestClient) -> None:
    for path in (f"{FIGURE}.csv", f"{FIGURE}.json", "/api"):
        first = client.get(path)
        tag = first.headers["etag"]
        assert "max-age" in first.headers["cache-control"]
        for said in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
            again = client.get(path, headers={"If-None-Match": said})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(f"{FIGURE}.csv?setting=Hospitals").headers["etag"] != client.get(f"{FIGURE}.csv").headers["etag"]


def test_head_and_options_and_no_writing(client: TestClient) -> None:
    whole, head = client.get(f"{FIGURE}.csv"), client.head(f"{FIGURE}.csv")
    assert head.content == b"" and head.headers["content-length"] == str(len(whole.content))
    assert head.headers["etag"] == whole.headers["etag"]
    asked = client.options(
        f"{FIGURE}.json", headers={"Origin": "https://school.example", "Access-Control-Request-Method": "GET"}
    )
    assert asked.status_code == 204
    assert (
        asked.headers["access-control-allow-origin"] == "*" and "GET" in asked.headers["access-control-allow-methods"]
    )
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = client.request(method, f"{FIGURE}.csv")
        assert refused.status_code == 405 and "GET" in refused.headers["allow"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        (f"{FIGURE}.json?measure=Meen", 400, "Mean; Median"),
        (f"{FIGURE}.json?mesure=Mean", 400, "measure"),
        (f"{FIGURE}.csv?setting=hospitls", 400, "Hospitals"),
        (f"{FIGURE}.json?place=%F0%9F%A6%86%0A%3Cscript%3E", 400, "place"),
        (f"{FIGURE}.json?place={'x' * 7000}", 400, "one of"),
        ("/api/figures/pay/two-setings.csv", 404, "pay/two-settings"),
        ("/api/figures/pay/two-settings.xlsx", 404, "/api"),
        ("/api/figures/overview/pay-here.json", 404, "Choose a place"),
        ("/api/figures/..%2F..%2Fetc/passwd.csv", 404, "/api"),
        ("/api/nothing", 404, "/api"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_in_words(client: TestClient, path: str, status: int, said: str) -> None:
    refused = client.get(path)
    assert refused.status_code == status
    assert refused.headers["cache-control"] == "no-store" and refused.headers["access-control-allow-origin"] == "*"
    words = refused.text if path.partition("?")[0].endswith(".csv") else refused.json()["error"]
    assert said in words and len(words) < 800
    assert not re.search(r"Traceback|File \"|/work|\.py", refused.text)


def test_without_any_data_it_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> None:
        raise NoWarehouse("the snapshot in /somewhere/else is damaged")

    monkeypatch.setattr(api, "current", nothing)
    for path in ("/api", f"{FIGURE}.json", f"{FIGURE}.csv"):
        answer = client.get(path)
        assert answer.status_code == 503 and answer.headers["retry-after"]
        assert "somewhere" not in answer.text


def test_the_list_for_programs_leads_to_every_figure(client: TestClient) -> None:
    told = client.get("/api").json()
    assert [line["name"] for line in told["figures"]] == list(names())
    assert {"wages", "sources"} <= {line["name"] for line in told["tables"]}
    for line in told["figures"]:
        status = 404 if line["name"] == "pay/inside-states" else 200
        assert client.get(line["csv"]).status_code == client.get(line["json"]).status_code == status, line
        assert line["embed"].endswith("embed=true") and "#" in line["view"]


class Page(HTMLParser):
    """Links, headings and the language of a page; fails where a script is in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "script"
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_list_for_people_needs_no_script(client: TestClient) -> None:
    answer = client.get("/api", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8" and "Accept" in answer.headers["vary"]
    page = Page(answer.text)
    told = client.get("/api", headers={"Accept": "application/json"}).json()
    for line in [*told["figures"], *told["tables"]]:
        assert line["title"] in page.text and line["csv"] in page.links if "csv" in line else True
    assert json.dumps(told["build"]).strip('"') in page.text
