"""The key and the e-mail for the publishers never leave the process: by no answer, no page, no log and no query."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from analysis import sql_box
from analysis.warehouse import current
from bench.viewer import Viewer
from etl.settings import PROJECT
from tests.browser.conftest import serving
from tests.serving.test_headers import ask

KEY, CONTACT = "0123456789abcdefSECRETKEY", "somebody.secret@example.org"
SECRETS = {"BLS_API_KEY": KEY, "BLS_CONTACT": CONTACT}
PAGES = ["", "data", "methods", "figure", "no-such-page"]
"""Pages that tell of the build and of where it comes from, and those that say what is wrong."""
ADDRESSES = [
    "/", "/healthz", "/readyz", "/api", "/api/nothing", "/api/tables/sources.csv", "/api/tables/builds.csv",
    "/api/tables/checks.csv", "/api/figures/pay/two-settings.json", "/_stcore/health", "/_stcore/host-config",
]  # fmt: skip
ASKED = (
    "SELECT getenv('BLS_API_KEY')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM read_text('/proc/self/environ')",
    "SELECT * FROM read_text('/proc/1/environ')",
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All that a server says which has both in its environment, by where it says it."""
    folder = tmp_path_factory.mktemp("secrets")
    said = {}

    async def visit(server: str) -> None:
        async with Viewer(server) as viewer:
            for page in PAGES:
                said[f"/{page}"] = (await viewer.open(page, "place=Ohio")).words

    with serving([sys.executable, "dashboard.py"], folder / "data", folder / "log", **SECRETS) as server:
        for path in ADDRESSES:
            said[f"GET {path}"] = str(ask(server, path))
        asyncio.run(visit(server))
    said["log"] = (folder / "log").read_text()
    return said


def test_nothing_that_is_said_holds_them(told):
    assert "serving build" in told["log"], "the log was looked at"
    for where, words in told.items():
        for secret in (KEY, CONTACT, "somebody.secret"):
            assert secret not in words, where


@pytest.mark.parametrize("sql", ASKED)
def test_no_query_of_a_stranger_finds_them(sql, monkeypatch, tmp_path):
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    try:
        said = str(sql_box.ask(current(tmp_path), sql))
    except sql_box.NoAnswer as error:
        said = str(error.trouble)
    assert not any(secret in said for secret in SECRETS.values())


def test_no_file_of_the_project_holds_a_key_or_an_address_of_somebody():
    """A key of the publisher's is 32 letters and digits in small letters; what looks like one is none of ours."""
    found = subprocess.run(
        ["git", "grep", "-nIE", r"(BLS_API_KEY|registrationkey)['\"]?\s*[=:]\s*['\"]?[0-9a-f]{32}"],
        cwd=PROJECT, capture_output=True, text=True,
    )  # fmt: skip
    if found.returncode not in (0, 1):
        pytest.skip("not a working copy")
    assert found.stdout == ""
