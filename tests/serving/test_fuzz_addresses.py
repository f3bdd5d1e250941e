"""Whatever is asked of the plain addresses is answered or refused in words: never a fault, a traceback or a path.

FUZZ_EXAMPLES lengthens it (default 100 requests of each kind).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from analysis.data.dictionary import tables
from analysis.warehouse import current
from etl.settings import PROJECT
from tests.serving.test_fuzz import ATTACKS, KEYS, texts
from ui.catalog.listing import names
from ui.serving import api
from ui.serving.closed import Closed
from ui.serving.headers import SecurityHeaders

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES") or 100)
TELLING = re.compile(rf"Traceback|File \"|{re.escape(str(PROJECT))}|site-packages|\.py\b|line \d+")
PATHS = [
    "..", "../..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%00", "%", "%zz", "%ff", "con", "wages%00.csv", "a/b", ".", "*",
    "wages.csv.csv", ".csv", "csv", "wages.", "WAGES.csv", "wages.csv%20", "wages;v=1.csv", "x" * 4000, "%f0%9f%8f%b3",
]  # fmt: skip


def encoded(words: str) -> str:
    return quote(words, safe="", errors="replace")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The addresses behind the same guards as in the server; an error of theirs fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("no builds")))
        patch.delenv("PUBLIC_URL", raising=False)
        app = Starlette(routes=api.ROUTES, middleware=[Middleware(SecurityHeaders), Middleware(Closed)])
        yield TestClient(app, base_url="http://pay.example.org", follow_redirects=False)


def fuzzed(function):
    return settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))(function)


def sane(answer, what: str) -> None:
    assert answer.status_code < 500, f"{what}: {answer.status_code} {answer.text[:300]}"
    assert answer.headers["x-content-type-options"] == "nosniff", what
    if answer.status_code >= 400:
        assert len(answer.content) < 5_000, what
        assert not TELLING.search(answer.text.replace("x.py", "")), f"{what}: {answer.text[:300]}"
        kind = answer.headers.get("content-type", "")
        assert kind.startswith(("text/plain", "application/json")) or not answer.content, what
        if kind.startswith("application/json") and answer.content:
            assert json.loads(answer.text)["error"]


figures = st.sampled_from(list(names())) | st.sampled_from(PATHS) | st.tuples(texts, texts).map(
    lambda pair: "/".join(encoded(part) for part in pair)
)  # fmt: skip
queries = st.dictionaries(st.sampled_from(KEYS) | texts, texts, max_size=4).map(
    lambda asked: "&".join(f"{encoded(key)}={encoded(value)}" for key, value in asked.items())
)


@fuzzed
@given(figures, st.sampled_from(["csv", "json", "html", ""]) | texts.map(encoded), queries | st.sampled_from(PATHS))
def test_any_address_of_a_figure_is_answered(client: TestClient, name: str, kind: str, query: str):
    address = f"/api/figures/{name}.{kind}?{query}"
    sane(client.get(address), address)


@fuzzed
@given(st.sampled_from(PATHS) | texts.map(encoded), st.sampled_from(["", ".csv", ".parquet", ".xlsx"]), queries)
def test_any_address_of_a_table_is_answered(client: TestClient, name: str, ending: str, query: str):
    for address in (f"/api/tables/{name}{ending}?{query}", f"/api/{name}?{query}"):
        sane(client.get(address), address)


SMALL = "sources"
headers = st.dictionaries(
    st.sampled_from(["Accept", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "If-Range", "Range", "Origin",
                     "Host", "X-Forwarded-For", "X-Forwarded-Proto", "Content-Type", "Cookie"]),
    st.one_of(
        st.sampled_from([*ATTACKS[:8], "bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0,1-1,2-2", "bytes=a-b", "*", '"',
                         "bytes=99999999999999999999-", "gzip;q=nan", "text/html;q=x", "Mon, 99 Foo 2026"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
    ).map(lambda said: said.encode("ascii", "replace").decode().replace("\x00", "").replace("\n", "").strip()),
    max_size=4,
)  # fmt: skip
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X" * 40]


@fuzzed
@given(
    st.sampled_from(METHODS), headers,
    st.sampled_from(["/api", "/api/figures/pay/two-settings.csv", "/api/figures/pay/two-settings.json",
                     f"/api/tables/{SMALL}.csv", f"/api/tables/{SMALL}.parquet", "/api/build.duckdb", "/api/x"]),
)  # fmt: skip
def test_any_method_and_header_is_answered(client: TestClient, method: str, said: dict[str, str], path: str):
    answer = client.request(method, path, headers=said, content=b"x" if method in {"POST", "PUT"} else None)
    if answer.status_code in {400, 405, 416} and not answer.headers.get("content-type", "").startswith("application"):
        assert not TELLING.search(answer.text)
        return
    sane(answer, f"{method} {path} {said}")


def test_the_tables_and_figures_that_are_asked_for_are_there(client: TestClient, tmp_path):
    assert SMALL in {table.name for table in tables(current(tmp_path))}
    assert client.get(f"/api/tables/{SMALL}.parquet").status_code == 200
    assert len(list(names())) > 20
