"""The server around the pages: small answers, closed to other machines, and never a traceback."""

from __future__ import annotations

import gzip
import json
import re
import sys
import urllib.error
import urllib.request

import pytest

from etl.settings import PROJECT
from tests.browser.conftest import serving

BROKEN_PAGE = """
import sys
import streamlit as st
sys.path.insert(0, {project!r})
from ui.serving.errors import tell_visitor
app = st.App({script!r}, on_script_error=tell_visitor)
app.run(config={{"server.port": int(__import__("os").environ["PORT"]), "server.headless": True,
                 "browser.gatherUsageStats": False, "client.showErrorDetails": "none"}})
"""


def ask(address: str, **headers: str):
    request = urllib.request.Request(address, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.fixture(scope="module")
def script(server: str) -> str:
    """Address of the largest script that the page names."""
    page = ask(server + "/")[2].decode()
    named = re.findall(r'(?:src|href)="\./(static/js/[^"]+\.js)"', page)
    assert named
    return max((f"{server}/{name}" for name in named), key=lambda address: len(ask(address)[2]))


def test_ready_names_the_build(server):
    status, headers, body = ask(server + "/readyz")
    told = json.loads(body)
    assert status == 200
    assert told["status"] == "ready"
    assert told["origin"] == "snapshot"
    assert told["build"]
    assert headers["Cache-Control"] == "no-store"


def test_scripts_are_compressed_and_are_the_same_scripts(server, script):
    plain = ask(script)[2]
    _, headers, packed = ask(script, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in headers["Vary"]
    assert gzip.decompress(packed) == plain
    assert len(packed) < 0.45 * len(plain)
    assert int(headers["Content-Length"]) == len(packed)


def test_a_second_visit_fetches_no_script_again(server, script):
    _, headers, _ = ask(script, Accept_Encoding="gzip")
    assert "immutable" in headers["Cache-Control"]
    status, _, body = ask(script, Accept_Encoding="gzip", If_None_Match=headers["ETag"])
    assert status == 304
    assert body == b""


def test_a_part_of_a_script_is_never_a_part_of_its_compressed_copy(script):
    whole = ask(script)[2]
    status, headers, part = ask(script, Accept_Encoding="gzip", Range="bytes=0-99")
    assert "Content-Encoding" not in headers
    assert status in {200, 206}
    assert whole.startswith(part)


def test_a_made_up_script_is_not_kept(server):
    _, headers, _ = ask(server + "/static/js/nothing.js", Accept_Encoding="gzip")
    assert "immutable" not in headers.get("Cache-Control", "")


def test_the_page_may_load_nothing_from_elsewhere(server):
    for path in ("/", "/healthz"):
        _, headers, _ = ask(server + path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert not re.search(r"https?://", policy)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_a_failing_page_gives_words_and_a_reference_but_no_traceback(visit, tmp_path):
    page_script = tmp_path / "page.py"
    page_script.write_text('import streamlit as st\nst.write("before")\n1 / int("0")  # SECRET_DETAIL\n')
    start = tmp_path / "start.py"
    start.write_text(BROKEN_PAGE.format(project=str(PROJECT), script=str(page_script)))
    log = tmp_path / "log"
    with (
        serving([sys.executable, str(start)], tmp_path / "data", log, health="/_stcore/health") as address,
        visit(at=address) as visitor,
    ):
        visitor.page.goto(address)
        note = visitor.page.get_by_test_id("stAlert")
        note.wait_for()
        told = visitor.page.locator("body").inner_text()
        for word in ("Traceback", "ZeroDivisionError", "SECRET_DETAIL", "page.py"):
            assert word not in told
        reference = re.search(r"reference ([0-9a-f]{8})", note.inner_text())
        assert reference
        assert reference[1] in log.read_text()
        assert "ZeroDivisionError" in log.read_text()
        visitor.page.get_by_role("link", name="Go to the Overview").click()
        visitor.page.wait_for_url(f"{address}/")
