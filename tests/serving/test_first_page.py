"""What stands on a page before any script is there: the answer as the analysis has it, or only that it comes."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import brotli
import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from analysis import claims
from analysis.warehouse import NoWarehouse, Warehouse, current
from etl.settings import PROJECT
from ui import answer
from ui.serving import first_page as module
from ui.serving import pages, root
from ui.serving.first_page import NAME, first_page

INDEX = (Path(get_static_dir()) / "index.html").read_bytes()
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return current(tmp_path_factory.mktemp("no builds"))


def words(shown: str) -> str:
    """What a visitor reads: neither style nor script nor attributes."""
    bare = re.sub(r"<(style|script)>.*?</\1>", "", shown, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", bare))).strip()


def test_the_overview_has_the_answer_of_the_analysis(real):
    reason = claims.claim(real, "higher_pay").verdict.reasons[0]
    told = words(first_page("/", real).shown)
    assert reason in told
    assert re.search(r"\d", reason)
    assert answer.LIMIT in told
    assert NAME in told
    assert "on their way" in told
    assert reason in unescape(first_page("/", real).without_scripts)


def test_other_pages_say_what_they_are_and_no_figure(real):
    for path, title in pages.titles().items():
        told = words(first_page(path, real).shown)
        assert NAME in told
        if path != "/":
            assert title in told
            assert not re.search(r"\d", told), path


def test_the_titles_are_those_of_the_navigation_and_its_files():
    assert pages.titles()["/"] == "Overview"
    assert len(pages.titles()) == (PROJECT / "navigation.py").read_text().count("st.Page(") - 1, "all but the figure"
    for path in pages.titles():
        assert (PROJECT / "pages" / f"{path.strip('/') or 'overview'}.py").is_file(), path


def test_without_data_it_says_only_that_something_comes():
    for path in ("/", "/pay", "/figure", "/no/such/page"):
        told = words(first_page(path, None).shown)
        assert "on " in told and "way" in told
        assert not re.search(r"\d", told), path
        assert first_page(path, None).without_scripts == ""


def test_a_figure_alone_has_no_heading_of_the_house(real):
    shown = first_page("/figure", real).shown
    assert words(shown) == "The figure is on its way."
    assert "<h1" not in shown


def test_signs_of_html_in_the_answer_stay_signs(real, monkeypatch):
    monkeypatch.setattr(answer, "sentences", lambda _warehouse: ('Pay <b>"more"</b> & more', "</div><script>"))
    found = first_page("/", real)
    for shown in (found.shown, found.without_scripts):
        assert "<b>" not in shown and "</div><script>" not in shown.replace("</div><script>/*", "")
    assert 'Pay <b>"more"</b> & more' in unescape(found.shown)


def test_an_answer_that_fails_is_logged_and_the_page_is_served_without(real, monkeypatch, caplog):
    def fails(_warehouse: Warehouse) -> tuple[str, str]:
        raise ZeroDivisionError("no employment")

    monkeypatch.setattr(answer, "sentences", fails)
    assert not re.search(r"\d", words(first_page("/", real).shown))
    assert "no employment" in caplog.text


@pytest.fixture
def served() -> Iterator[root.ServerAtRoot]:
    """The middleware before something that serves Streamlit's page as Streamlit does, conditions and all."""

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        names = {name for name, _ in scope["headers"]}
        status = 304 if b"if-none-match" in names else 200
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"etag", b'"streamlit"'),
                   (b"last-modified", b"Mon, 01 Jan 2024 00:00:00 GMT"), (b"cache-control", b"no-cache"),
                   (b"content-length", str(len(INDEX)).encode())]  # fmt: skip
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": INDEX})

    return root.ServerAtRoot(streamlit)


def ask(app: root.ServerAtRoot, path: str = "/", **headers: str) -> tuple[int, dict[str, str], bytes]:
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    async def receive() -> Message:
        return await asyncio.get_running_loop().create_future()

    said = {"accept": "text/html"} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"",
             "headers": [(name.encode(), value.encode()) for name, value in said.items()]}  # fmt: skip
    asyncio.run(app(scope, receive, send))
    about = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    return messages[0]["status"], about, b"".join(message.get("body", b"") for message in messages[1:])


def test_the_page_is_the_same_in_each_encoding_and_sent_once(served):
    found = {}
    for encoding in UNPACK:
        status, headers, body = ask(served, accept_encoding=encoding)
        assert status == 200
        assert headers.get("content-encoding", "") == encoding
        assert headers["content-length"] == str(len(body))
        assert {"Accept", "Accept-Encoding"} <= set(headers["vary"].replace(",", " ").split())
        assert headers["cache-control"] == "no-cache"
        assert "last-modified" not in headers, "Streamlit's file is older than what was put into it"
        found[encoding] = UNPACK[encoding](body)
        again = ask(served, accept_encoding=encoding, if_none_match=headers["etag"])
        assert (again[0], again[2]) == (304, b"")
        assert again[1]["etag"] == headers["etag"]
    assert len(set(found.values())) == 1
    assert ask(served, if_none_match='"streamlit"')[0] == 200


def test_the_sentence_comes_before_anything_that_could_keep_it_back(served):
    page = ask(served)[2].decode()
    sentence = page.index('<p class="lead">')
    assert 'rel="stylesheet"' not in page[:sentence]
    assert page.index('rel="stylesheet"') < page.index('<div id="root">'), "the page itself is drawn with its styles"
    assert page.count('rel="stylesheet"') == INDEX.count(b'rel="stylesheet"')
    assert "Streamlit</title>" not in page
    assert "favicon.png" not in page
    assert 'as="font"' not in page


def test_a_new_build_is_a_new_page(served, monkeypatch):
    told = {}
    for build in ("one", "two"):
        monkeypatch.setattr(root, "build", lambda build=build: SimpleNamespace(build_id=build))
        monkeypatch.setattr(answer, "sentences", lambda warehouse: (f"Build {warehouse.build_id}.", "Limit."))
        _, headers, body = ask(served)
        told[headers["etag"]] = body.decode()
        assert f"Build {build}." in body.decode()
        assert ask(served)[1]["etag"] == headers["etag"]
    assert len(told) == 2


def test_each_page_has_its_own_and_made_up_addresses_share_one(served):
    tags = {path: ask(served, path)[1]["etag"] for path in ("/", "/pay", "/figure", "/no/such/page", "/none")}
    assert len(set(tags.values())) == 4
    assert tags["/no/such/page"] == tags["/none"]


def test_no_build_is_no_answer(monkeypatch):
    def none() -> Warehouse:
        raise NoWarehouse("nothing there")

    monkeypatch.setattr(module, "current", none)
    assert module.build() is None
