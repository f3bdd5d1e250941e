"""Alive and ready are two things; what the server writes down is one line of JSON an event; without data it says so."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bench.viewer import Viewer
from etl.settings import PROJECT
from tests.analysis.builds import wage, write_build
from tests.browser.conftest import serving
from ui.serving.errors import Failures
from ui.serving.logs import JsonLines


def ask(address: str) -> tuple[int, dict]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_ready_names_the_build_and_its_age(server):
    assert ask(server + "/healthz") == (200, {"status": "ok"})
    status, told = ask(server + "/readyz")
    manifest = json.loads((PROJECT / "data" / "snapshot" / "MANIFEST.json").read_text("utf-8"))
    assert status == 200
    assert told["status"] == "ready"
    assert told["build"] == manifest["build_id"]
    assert told["origin"] == "snapshot"
    built = datetime.fromisoformat(manifest["built"])
    assert told["age_days"] == pytest.approx((datetime.now(built.tzinfo) - built).total_seconds() / 86400, abs=0.2)


def test_a_build_that_newer_figures_have_passed_says_so_on_every_page_and_to_who_watches(tmp_path):
    """It stays ready: what it shows is right, only not the newest."""
    years_ago = [{"source_id": "a", "publisher": "BLS", "table_title": "National", "edition": "May 2022",
                  "table_name": "wages", "rows": 1, "obtained": "download"}]  # fmt: skip
    write_build(tmp_path / "data", wages=[wage()], sources=years_ago)
    with serving([sys.executable, "dashboard.py"], tmp_path / "data", tmp_path / "log") as address:
        status, told = ask(address + "/readyz")
        assert (status, told["build"]) == (200, "b1")
        assert told["behind"].startswith(
            "Newer figures have been due for the yearly wage survey (OEWS) (since 3 April 2"
        )

        async def visit() -> list[str]:
            async with Viewer(address) as viewer:
                return [
                    link.label for page in ("methods", "data") for link in (await viewer.open(page)).of("page_link")
                ]

        line = "Newer figures have been due since 3 April 2024: see which"
        assert asyncio.run(visit()).count(line) == 2


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project without any data: neither a build nor the snapshot."""
    folder = tmp_path_factory.mktemp("bare") / "project"
    ignored = shutil.ignore_patterns(".venv", ".git", "tests", "snapshot", "warehouse", "downloads", "__pycache__")
    shutil.copytree(PROJECT, folder, ignore=ignored)
    return folder


def test_without_data_the_server_lives_says_so_and_has_them_once_they_are_there(bare, tmp_path):
    log = tmp_path / "log"
    with serving([sys.executable, "dashboard.py"], tmp_path / "data", log, cwd=bare) as address:
        status, told = ask(address + "/readyz")
        assert status == 503
        assert "refresh" in told["remedy"]

        async def visit() -> str:
            async with Viewer(address) as viewer:
                return (await viewer.open()).words

        said = asyncio.run(visit())
        assert "There are no data to show" in said
        assert str(bare) not in said
        reference = re.search(r"reference \*\*([0-9a-f]{8})", said)
        lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
        assert reference
        assert reference[1] in {line.get("reference") for line in lines}
        shutil.copytree(PROJECT / "data" / "snapshot", bare / "data" / "snapshot")
        assert ask(address + "/readyz")[0] == 200
        assert "There are no data" not in asyncio.run(visit())


@pytest.mark.parametrize("said", ["localhost", "127.0.0.1:8501", "pay.example.org"])
def test_an_address_that_is_none_is_told(said):
    env = {**os.environ, "ADDRESS": said}
    run = subprocess.run(
        [sys.executable, "dashboard.py"], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 1
    assert run.stderr.strip() == f"ADDRESS: expected an address of this machine, such as 127.0.0.1, found {said!r}."


def test_a_line_of_the_log_is_json_with_the_trace_and_the_reference():
    try:
        1 / int("0")
    except ZeroDivisionError:
        record = logging.LogRecord("dashboard", logging.ERROR, "", 0, "it %s", ("failed",), sys.exc_info())
        record.reference = "0a1b2c3d"
    line = json.loads(JsonLines().format(record))
    assert line["level"] == "error"
    assert line["event"] == "it failed"
    assert line["reference"] == "0a1b2c3d"
    assert "ZeroDivisionError" in line["trace"]
    assert datetime.fromisoformat(line["time"]).tzinfo


def failing(_request: Request) -> None:
    raise RuntimeError("/secret/path")


async def breaking(_request: Request) -> StreamingResponse:
    async def half():
        yield b"half"
        raise RuntimeError("/secret/path")

    return StreamingResponse(half())


def test_a_failing_answer_is_words_and_a_reference(caplog):
    app = Starlette(routes=[Route("/fails", failing), Route("/breaks", breaking)], middleware=[Middleware(Failures)])
    client = TestClient(app, raise_server_exceptions=False)
    answer = client.get("/fails")
    assert answer.status_code == 500
    assert "/secret/path" not in answer.text
    reference = re.search(r"reference ([0-9a-f]{8})", answer.text)
    assert reference
    assert reference[1] in caplog.text


def test_the_page_for_who_has_no_scripts_says_what_it_needs_and_where_the_tables_are(server):
    request = urllib.request.Request(server + "/pay", headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        page = answer.read().decode()
    said = re.search(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert said
    assert "JavaScript" in said[1]
    assert 'href="/api"' in said[1]
    assert page.count("<noscript>") == 1
    assert "<title>Does specializing pay?</title>" in page
    assert 'as="font"' not in page
    assert "agent" not in page
