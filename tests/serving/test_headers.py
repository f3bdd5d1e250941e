"""Every answer carries the headers that keep it to itself, whatever was asked, and no answer tells more than it should.

Asked over a bare connection, since a library would set right what an attacker would not.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from bench.viewer import Viewer
from tests.browser.conftest import serving
from ui.address import VARIABLE
from ui.serving.errors import Failures
from ui.serving.headers import SecurityHeaders

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SOCKET = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)
STREAM = "/_stcore/stream"
FIGURE = "/figure?name=pay/two-settings&embed=true"


def ask(server: str, path: str, method: str = "GET", more: str = "", host: str = "") -> tuple[int, dict[str, str], str]:
    """Status, headers by small letters (of several the last), and the body of a request that is sent as it stands."""
    parts = urlsplit(server)
    asked = f"{method} {path} HTTP/1.1\r\nHost: {host or parts.netloc}\r\n{more}"
    closing = "" if "Connection:" in more else "Connection: close\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(f"{asked}{closing}\r\n".encode("latin-1"))
        said = b""
        while piece := connection.recv(65_536):
            said += piece
            if said.startswith(b"HTTP/1.1 101") and b"\r\n\r\n" in said:
                break
    head, _, body = said.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.strip().casefold(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(status.split()[1]), headers, body.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def script(server: str) -> str:
    found = re.search(r'src="\./(static/js/[^"]+\.js)"', ask(server, "/")[2])
    assert found
    return f"/{found[1]}"


ANSWERS = [
    (200, "/"),
    (200, "/pay?place=Ohio"),
    (200, "/no/such/page"),
    (200, FIGURE),
    (200, "/healthz"),
    (200, "/readyz"),
    (200, "/_stcore/health"),
    (200, "/_stcore/host-config"),
    (200, "/api"),
    (200, "/api/figures/pay/two-settings.csv"),
    (200, "/api/tables/sources.csv"),
    (301, "/pay/"),
    (400, "/static/../../etc/passwd"),
    (400, "//elsewhere.example/pay"),
    (400, "/static/%2e%2e/%2e%2e/etc/passwd"),
    (400, "/api/figures/pay/two-settings.csv?measure=nonsense"),
    (404, "/media/0123456789.csv"),
    (404, "/api/nothing"),
    (404, "/_stcore/metrics"),
    (404, "/_stcore/bidi-components/no/such.js"),
    (404, "/auth/login"),
    (404, "/auth/logout"),
    (404, "/oauth2callback?code=1"),
    (404, "/component/no.such/index.html"),
    (414, f"/?place={'A' * 9000}"),
]


def check(path: str, headers: dict[str, str]) -> None:
    for name, value in ALWAYS.items():
        assert headers.get(name) == value, (path, name)
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == "'none'"
    own = {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}
    elsewhere = {said for value in policy.values() for said in value.split()} - own
    assert all(re.fullmatch(r"wss?://127\.0\.0\.1:\d+", said) for said in elsewhere), (path, elsewhere)
    framed = path == FIGURE
    assert policy.get("frame-ancestors") == (None if framed else "'self'"), path
    assert headers.get("x-frame-options") == (None if framed else "SAMEORIGIN"), path
    data = path.startswith("/api")
    assert headers["cross-origin-resource-policy"] == ("cross-origin" if data else "same-origin"), path
    assert headers.get("access-control-allow-origin") == ("*" if data else None), path
    assert "access-control-allow-credentials" not in headers, path
    assert not re.search(r"\d", headers.get("server", "")), "which version answers is nobody's business"
    assert "x-powered-by" not in headers


def test_every_answer_has_them(server, script):
    for status, path in [*ANSWERS, (200, script), (200, "/favicon.png")]:
        for more in ("", "Accept: text/html\r\nAccept-Encoding: gzip\r\nOrigin: https://elsewhere.example\r\n"):
            found, headers, _ = ask(server, path, more=more)
            assert found == status, (path, more)
            check(path, headers)


def test_every_method_is_answered_with_them_and_only_reading_is_allowed(server, script):
    for path in ("/", "/pay", script, "/_stcore/host-config", "/healthz", "/api", "/api/figures/pay/two-settings.csv"):
        assert ask(server, path, "HEAD")[0] == 200, path
        for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"):
            status, headers, said = ask(server, path, method)
            assert status == 405, (method, path)
            assert "Traceback" not in said
            # What no program sends is refused before anybody looks whose address it is.
            check("/" if method in {"TRACE", "BREW"} else path, headers)
    asking = "Origin: https://elsewhere.example\r\nAccess-Control-Request-Method: GET\r\n"
    status, headers, _ = ask(server, "/api", "OPTIONS", asking)
    assert (status, headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "access-control-allow-origin" not in ask(server, "/pay", "OPTIONS", asking)[1]


def test_a_refused_websocket_has_them_and_ours_is_let_in(server):
    own = urlsplit(server).netloc
    for path, origin, status in (
        (STREAM, "https://elsewhere.example", 403),
        (STREAM, "null", 403),
        (STREAM, "http://localhost:3000", 403),
        (STREAM, f"http://{own}.elsewhere.example", 403),
        (STREAM, f"http://{own}@elsewhere.example", 403),
        (STREAM, "http://[", 403),
        ("/no/such/socket", f"http://{own}", 404),
    ):
        found, headers, said = ask(server, path, more=f"{SOCKET}Origin: {origin}\r\n")
        assert found == status, (path, origin, said)
        check(path, headers)
    assert ask(server, STREAM, more=f"{SOCKET}Origin: http://{own}\r\n")[0] == 101
    assert ask(server, STREAM, more=SOCKET)[0] == 101


def test_no_page_around_ours_may_send_it_commands(server):
    told = json.loads(ask(server, "/_stcore/host-config")[2])
    assert told["allowedOrigins"] == []
    assert not told["enableCustomParentMessages"]
    assert told["metricsUrl"] == ""


HOSTILE = ['x"><script>alert(1)</script>', "x; script-src *", "a@b", "x/../y", "x\xff", "'", "\x0bx", "A" * 3000]


@pytest.mark.parametrize("host", HOSTILE)
def test_a_made_up_host_is_neither_written_into_a_page_nor_into_the_policy(server, host):
    for path in ("/", "/api", "/api/figures/pay/two-settings.json", "/api/tables/sources.csv"):
        status, headers, said = ask(server, path, more="Accept: text/html\r\n", host=host)
        assert status in {200, 400}
        assert "Traceback" not in said
        if len(host) > 1:
            assert host not in said
        if "content-security-policy" in headers:
            check(path, headers)


def test_with_the_public_address_known_nobody_is_told_another(tmp_path):
    public = {VARIABLE: "https://pay.example.org"}
    with serving([sys.executable, "dashboard.py"], tmp_path / "data", tmp_path / "log", **public) as server:
        for path in ("/", "/api", "/api/figures/pay/two-settings.json"):
            _, headers, said = ask(server, path, host="elsewhere.example")
            assert "elsewhere" not in said + headers["content-security-policy"]
            assert "wss://pay.example.org" in headers["content-security-policy"]
        assert "https://pay.example.org/api/figures/" in ask(server, "/api", host="elsewhere.example")[2]
        cookie = ask(server, "/_stcore/health")[1]["set-cookie"]
        assert "SameSite=Lax" in cookie and "Secure" in cookie

        async def visit() -> str:
            viewer = Viewer(server)
            viewer.origin = "https://pay.example.org"
            async with viewer:
                return (await viewer.open("methods")).status

        assert asyncio.run(visit()) == "FINISHED_SUCCESSFULLY"
        refused = ask(server, STREAM, more=f"{SOCKET}Origin: http://pay.example.org\r\n")
        assert refused[0] == 403, "without encryption it is another site"
    assert "Traceback" not in Path(tmp_path / "log").read_text()


def test_a_cookie_is_of_this_site_alone(server):
    cookie = ask(server, "/_stcore/health")[1]["set-cookie"]
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie, "over plain HTTP it would be thrown away"


def test_a_head_that_does_not_end_is_cut_off(server):
    parts = urlsplit(server)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        sent = 0
        with pytest.raises(OSError):
            while sent < 20_000_000:
                connection.sendall(b"A: " + b"a" * 10_000 + b"\r\n")
                sent += 10_000
    assert sent < 5_000_000
    assert ask(server, "/healthz")[0] == 200


def failing(_request: Request) -> Response:
    raise RuntimeError("/secret/path")


def test_an_answer_that_fails_has_them():
    app = Starlette(routes=[Route("/", failing)], middleware=[Middleware(SecurityHeaders), Middleware(Failures)])
    answer = TestClient(app, base_url="http://127.0.0.1:1", raise_server_exceptions=False).get("/")
    assert answer.status_code == 500
    check("/", {name.casefold(): value for name, value in answer.headers.items()})


def test_protections_that_streamlit_offers_are_on():
    from streamlit import config

    config.get_config_options(force_reparse=True)
    wanted = {
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.enableStaticServing": False,
        "server.corsAllowedOrigins": [],
        "client.allowedOrigins": [],
        "client.showErrorDetails": "none",
        "browser.gatherUsageStats": False,
        "global.developmentMode": False,
    }
    assert {name: config.get_option(name) for name in wanted} == wanted
    assert config.get_option("server.maxMessageSize") <= 20
