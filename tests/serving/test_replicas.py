"""Two processes behind nginx: a visitor stays at one, goes on with the other where that is killed, and meets no error.

Everybody comes from one address here, as a whole school does.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import socket
import ssl
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_server import _get_websocket_settings
from websockets.exceptions import InvalidStatus

from bench.viewer import SECONDS, Lost, Page, Viewer
from deploy import replicas as of_the_project
from deploy.replicas import CONFIGURATION, Replicas
from etl.settings import PROJECT
from tests.browser.conftest import free_port
from tests.replicas import COOKIE, all_up, nginx, two_processes

ELSEWHERE = "127.0.0.77"
"""Another address of this machine, to be looked for in logs."""
PAGES = ("/", "/pay?place=Ohio", "/healthz", "/readyz", "/api", "/api/figures/pay/two-settings.csv", "/_stcore/health")
TLS = PROJECT / "tests" / "faults" / "tls"
BROWSER = "Accept: text/html,application/xhtml+xml\r\n"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Replicas, Path]]:
    folder = tmp_path_factory.mktemp("replicas")
    with two_processes(folder) as running:
        yield running, folder


@pytest.fixture
def replicas(started: tuple[Replicas, Path]) -> Replicas:
    """Both processes up, whatever the test before has done."""
    all_up(started[0])
    return started[0]


Answer = tuple[int, dict[str, str], list[str], bytes]


def ask(address: str, path: str, cookie: str = "", more: str = "", method: str = "GET", said: str = "") -> Answer:
    """Status, headers by small letters, cookies that are set, and the body. said: host, where not the address's own."""
    parts = urlsplit(address)
    host = said or parts.netloc
    cookie = f"Cookie: {COOKIE}={cookie}\r\n" if cookie else ""
    closing = "" if "Connection:" in more else "Connection: close\r\n"
    with socket.create_connection((parts.hostname, parts.port), 30, source_address=(ELSEWHERE, 0)) as plain:
        connection: socket.socket = plain
        if parts.scheme == "https":
            trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
            connection = trusting.wrap_socket(plain)
        connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n{cookie}{more}{closing}\r\n".encode())
        found = b""
        while not whole(found) and (piece := connection.recv(65_536)):
            found += piece
        if connection is not plain:
            connection.close()
    head, _, body = found.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    pairs = [(name.strip().casefold(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    cookies = [value for name, value in pairs if name == "set-cookie"]
    return int(status.split()[1]), dict(pairs), cookies, body


def whole(found: bytes) -> bool:
    """Whether an answer is there as far as its own length says, or is the beginning of a websocket."""
    head, end, body = found.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    return bool(end) and (head.startswith(b"HTTP/1.1 101") or (length is not None and len(body) >= int(length[1])))


def newcomer(replicas: Replicas) -> str:
    """What the cookie of somebody says who was never here."""
    (cookie,) = ask(replicas.address, "/", more=BROWSER)[2]
    found = re.fullmatch(rf"{COOKIE}=(\d+); Path=/; HttpOnly; SameSite=Lax", cookie)
    assert found, cookie
    return found[1]


async def at_each(replicas: Replicas) -> list[Viewer]:
    """A viewer at each process, in their order."""
    found: dict[str, Viewer] = {}
    while len(found) < len(replicas.processes):
        viewer = await Viewer(replicas.address).__aenter__()
        other = found.setdefault(viewer.cookies[COOKIE], viewer)
        if other is not viewer:
            await viewer.__aexit__(None, None, None)
    return [found[str(process.port)] for process in replicas.processes]


def chosen(page: Page) -> dict[str, object]:
    """What the controls of a page say."""
    says = {"selectbox": "raw_value", "button_group": "default"}
    return {
        element.label: str(getattr(element, says[kind])) for kind, element in page.controls.values() if kind in says
    }


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_nginx_accepts_the_configuration(tmp_path, processes):
    ports = [8511 + place for place in range(processes)]
    main = of_the_project.configuration(tmp_path, free_port(), ports)
    run = subprocess.run([nginx(), "-t", "-c", main], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    assert "warn" not in run.stderr
    text = (tmp_path / "dashboard.conf").read_text("utf-8")
    assert re.findall(r"server 127\.0\.0\.1:(\d+) ", text) == [str(port) for port in ports]
    assert re.findall(r"^    (\d+) 127\.0\.0\.1:\1;", text, re.MULTILINE) == [str(port) for port in ports]


def test_the_dashboard_speaks_more_often_on_a_websocket_than_nginx_gives_up():
    (seconds,) = re.findall(r"proxy_read_timeout (\d+)s;", CONFIGURATION.read_text("utf-8"))
    assert 3 * _get_websocket_settings()[0] < int(seconds)


def test_the_processes_are_reached_by_nginx_alone(replicas):
    for process in replicas.processes:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((ELSEWHERE, process.port), 5)


def test_visitors_are_spread_though_all_come_from_one_address(replicas):
    at = Counter(newcomer(replicas) for _ in range(20))
    assert at == {str(process.port): 10 for process in replicas.processes}


def test_a_visitor_stays_at_one_process(replicas):
    for process in replicas.processes:
        for path in PAGES * 2:
            status, _, cookies, _ = ask(replicas.address, path, str(process.port), BROWSER)
            assert status == 200
            # A cookie is set as soon as another process answers than the visitor's own.
            assert not [cookie for cookie in cookies if cookie.startswith(COOKIE)], path

    async def visit() -> list[str]:
        viewers = await at_each(replicas)
        for viewer in viewers:
            await viewer.open("pay")
            await viewer.ask("/")
            await viewer.reconnect()
        return [viewer.cookies[COOKIE] for viewer in viewers]

    assert asyncio.run(visit()) == [str(process.port) for process in replicas.processes]


@pytest.mark.parametrize("cookie", ["1", "8080", "dashboard", "127.0.0.1:22", "x y", '"', "8511; 8512"])
def test_a_made_up_cookie_leads_nowhere_but_to_a_process_of_ours(replicas, cookie):
    status, _, cookies, body = ask(replicas.address, "/", cookie, BROWSER)
    assert (status, b"<noscript>" in body) == (200, True)
    assert cookies[0].partition(";")[0] in {f"{COOKIE}={process.port}" for process in replicas.processes}


def test_what_programs_ask_for_and_caches_keep_goes_without_a_cookie(replicas):
    script = re.search(rb'src="\./(static/js/[^"]+\.js)"', ask(replicas.address, "/")[3])
    for path in ("/api", "/api/figures/pay/two-settings.csv", "/healthz", "/readyz", f"/{script[1].decode()}"):
        status, _, cookies, _ = ask(replicas.address, path)
        assert (status, cookies) == (200, []), path


def test_a_viewer_whose_process_is_killed_goes_on_with_the_other_and_nobody_else_notices(replicas):
    async def visit() -> None:
        own, other = await at_each(replicas)
        await other.open("settings")
        page = await own.open("pay", "place=Ohio&setting=Hospitals")
        dollars = next(item for item in page.controls.values() if getattr(item[1], "label", "") == "Dollars")
        before = await own.choose(dollars, 1)
        replicas.processes[0].kill()
        with pytest.raises(Lost):
            await own.again()
        assert (await other.again()).status == "FINISHED_SUCCESSFULLY"

        await own.reconnect()
        assert own.cookies[COOKIE] == other.cookies[COOKIE]
        after = await own.again()
        assert after.status == "FINISHED_SUCCESSFULLY"
        assert chosen(after) == chosen(before)
        assert not after.of("alert") and not after.of("exception")

        # Back it is asked again, by whoever comes; who has moved stays, since the visit is there.
        replicas.processes[0].start()
        replicas.processes[0].wait()
        assert {newcomer(replicas) for _ in range(2)} == {str(process.port) for process in replicas.processes}
        await own.reconnect()
        assert own.cookies[COOKIE] == other.cookies[COOKIE]
        assert await own.listen(0.5) == [], "the visit is known: nothing has to run"

    asyncio.run(visit())


def test_a_process_that_is_told_to_end_hands_its_visitors_over(replicas):
    """As where a new version is put in place, one process after the other."""

    async def visit() -> None:
        own, other = await at_each(replicas)
        before = await own.open("pay", "place=Ohio")
        ending = replicas.processes[0]
        ending.running.terminate()
        with pytest.raises(Lost):
            await own.listen(20)
        await own.reconnect()
        assert own.cookies[COOKIE] == other.cookies[COOKIE]
        assert chosen(await own.again()) == chosen(before)
        while not ending.ended:
            for cookie in (str(ending.port), ""):
                assert ask(replicas.address, "/api/figures/pay/two-settings.csv", cookie)[0] == 200

    asyncio.run(visit())


def test_nothing_that_is_asked_while_a_process_is_gone_or_coming_is_answered_with_an_error(replicas):
    gone = replicas.processes[0]
    gone.kill()
    for cookie in (str(gone.port), str(replicas.processes[1].port), ""):
        assert {path: ask(replicas.address, path, cookie)[0] for path in PAGES} == dict.fromkeys(PAGES, 200)
    gone.start()
    asked = 0
    while not of_the_project.answers(f"{gone.address}/healthz"):
        for cookie in (str(gone.port), ""):
            asked += 1
            assert ask(replicas.address, PAGES[asked % len(PAGES)], cookie)[0] == 200
    assert asked > 2
    (moved,) = ask(replicas.address, "/", more=BROWSER)[2]
    assert moved.startswith(COOKIE)


def test_where_no_process_is_left_it_is_said_in_words_until_one_is_back(replicas):
    for process in replicas.processes:
        process.kill()
    cookie = str(replicas.processes[0].port)
    for path in ("/", "/pay?place=Ohio", "/media/0123.csv", "/_stcore/host-config"):
        status, headers, cookies, body = ask(replicas.address, path, cookie, BROWSER)
        assert (status, cookies) == (503, []), path
        assert int(headers["retry-after"]) > 0
        assert headers["cache-control"] == "no-store"
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert b"The dashboard is being started again" in body
        assert b"nginx" not in body
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "SAMEORIGIN"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["server"] == "nginx", "which version answers is nobody's business"
    status, headers, _, body = ask(replicas.address, "/api", cookie)
    assert (status, headers["content-type"]) == (503, "application/json")
    assert "started\nagain" in json.loads(body)
    framed = ask(replicas.address, "/figure?name=pay/two-settings&embed=true", more=BROWSER)
    assert framed[0] == 503 and "x-frame-options" not in framed[1]
    assert ask(replicas.address, "/unavailable.html", more=BROWSER)[0] == 404, "the words have no address of their own"

    replicas.processes[1].start()
    replicas.processes[1].wait()
    assert [ask(replicas.address, path, cookie)[0] for path in PAGES] == [200] * len(PAGES)


def test_nothing_about_a_visitor_is_written_down(started, replicas):
    folder = started[1]
    failures = replicas.folder / "failures.log"
    for process in replicas.processes:
        process.kill()
    noted = len(failures.read_text().splitlines()) if failures.exists() else 0
    ask(replicas.address, "/pay?place=Marker", more=BROWSER)
    replicas.processes[0].start()
    replicas.processes[0].wait()
    ask(replicas.address, "/pay?place=Marker", str(replicas.processes[1].port), BROWSER)
    ask(replicas.address, "/Marker\x01", more=BROWSER)
    ask(replicas.address, f"/Marker{'A' * 70_000}")
    lines = failures.read_text().splitlines()
    assert len(lines) == noted + 1, "only what failed is noted"
    ports = ":".join(str(process.port) for process in replicas.processes)
    assert re.fullmatch(r"[\dT:+-]+ 503, asked [\d.:, -]+: [\d:, -]+ after [\d.]+ s", lines[-1]), (lines[-1], ports)
    for log in (*replicas.folder.iterdir(), folder / "log"):
        if log.is_file():
            text = log.read_text("utf-8", "replace")
            assert ELSEWHERE not in text and "Marker" not in text, log


def test_headers_and_compressed_scripts_come_through_as_they_are(replicas):
    script = re.search(rb'src="\./(static/js/[^"]+\.js)"', ask(replicas.address, "/")[3])[1].decode()
    host = urlsplit(replicas.address).netloc
    ours = {"server", "date", "connection", "set-cookie", "keep-alive"}
    further = (
        f"/{script}",
        f"/?q={'A' * 9000}",
        "/figure?name=pay/two-settings&embed=true",
        "/api/tables/sources.csv",
        "/_stcore/host-config",
        "/_stcore/metrics",
        "//elsewhere.example/pay",
        "/no/such/page",
    )
    for path in (*PAGES, *further):
        for more in (BROWSER, "Accept-Encoding: gzip\r\n", f"{BROWSER}Accept-Encoding: gzip\r\n"):
            direct = ask(replicas.processes[0].address, path, more=more, said=host)
            through = ask(replicas.address, path, str(replicas.processes[0].port), more)
            assert through[0] == direct[0], path
            same = [{k: v for k, v in answer[1].items() if k not in ours} for answer in (direct, through)]
            if path in {"/readyz"}:
                same[1]["content-length"] = same[0]["content-length"]
            assert same[1] == same[0], path
            if path not in {"/readyz"}:
                assert through[3] == direct[3], path
    _, headers, _, packed = ask(replicas.address, f"/{script}", more="Accept-Encoding: gzip\r\n")
    assert headers["content-encoding"] == "gzip"
    assert len(packed) < 0.45 * len(gzip.decompress(packed))


def test_a_websocket_of_another_site_is_refused_here_too_and_one_of_ours_let_in(replicas):
    async def opens(origin: str, processes: list[str]) -> list[int]:
        found = []
        for cookie in processes:
            viewer = Viewer(replicas.address)
            viewer.origin, viewer.cookies = origin, {COOKIE: cookie}
            try:
                async with viewer:
                    found.append(101)
            except InvalidStatus as refused:
                found.append(refused.response.status_code)
        return found

    ports = [str(process.port) for process in replicas.processes]
    for origin in ("https://elsewhere.example", "http://localhost:3000", f"http://127.0.0.1:{ports[0]}", "null"):
        assert asyncio.run(opens(origin, ports)) == [403, 403], origin
    assert asyncio.run(opens(replicas.address, ports)) == [101, 101]


def test_a_file_made_for_a_visit_is_found_also_by_who_keeps_no_cookie(replicas):
    """As in a frame on another site, where browsers keep none."""

    async def made() -> str:
        async with Viewer(replicas.address) as viewer:
            buttons = (await viewer.open()).of("download_button")
            button = next(button for button in buttons if button.label == "Handout (HTML)")
            wanted = BackMsg()
            wanted.backend_operation_request.request_id = "1"
            wanted.backend_operation_request.session_id = viewer.visit
            wanted.backend_operation_request.deferred_file.file_id = button.deferred_file_id
            await viewer.say(wanted)
            file = ""
            while not file:
                for message in await viewer.listen(0.2):
                    file = file or message.backend_operation_response.deferred_file.url
            for cookie in ("", "", "", *(str(process.port) for process in replicas.processes)):
                status, headers, _, body = ask(replicas.address, file, cookie)
                assert status == 200
                assert body.startswith(b"<!DOCTYPE html>")
            return headers["content-disposition"]

    assert ".html" in asyncio.run(asyncio.wait_for(made(), SECONDS))
    assert ask(replicas.address, "/media/0123456789.html")[0] == 404


def test_tables_have_the_same_tag_at_both_so_that_a_copy_stays_right(replicas):
    for path in ("/api/tables/wages.parquet", "/api/tables/sources.xlsx", "/api/tables/series.csv", "/api/build.zip"):
        one, other = (ask(process.address, path)[1]["etag"] for process in replicas.processes)
        assert one == other, path
        assert ask(replicas.address, path, str(replicas.processes[1].port), f"If-None-Match: {one}\r\n")[0] == 304


def test_a_build_that_is_published_reaches_both_and_a_page_at_its_next_run(started, replicas):
    env = {**os.environ, "DATA_DIR": str(started[1] / "data")}

    async def visit() -> None:
        viewers = await at_each(replicas)
        for viewer in viewers:
            await viewer.open("methods")
        restore = [sys.executable, "-m", "etl", "restore"]
        subprocess.run(restore, cwd=PROJECT, env=env, capture_output=True, timeout=120, check=True)
        build = (started[1] / "data" / "warehouse" / "CURRENT").read_text("utf-8").strip()
        for process, viewer in zip(replicas.processes, viewers, strict=True):
            told = json.loads(ask(process.address, "/readyz")[3])
            assert (told["build"], told["origin"]) == (build, "build")
            assert build in (await viewer.again()).words
        assert {json.loads(ask(replicas.address, "/readyz")[3])["build"] for _ in range(4)} == {build}

    asyncio.run(visit())


def over_tls(folder: Path, port: int, ports: list[int]) -> Path:
    """The configuration with the lines for TLS in place of those without, as the file says."""
    main = of_the_project.configuration(folder, 9, ports)
    text = (folder / "dashboard.conf").read_text("utf-8")
    written = re.findall(r"^    #   (listen 443.*|server_name .*|ssl_.*)$", text, re.MULTILINE)
    assert len(written) == 4
    text = re.sub(r"^    (listen 9;|server_name _;).*\n", "", text, flags=re.MULTILINE)
    text = text.replace("    access_log", "\n".join(f"    {line}" for line in written) + "\n    access_log", 1)
    text = text.replace("listen 443", f"listen {port}")
    text = re.sub(r"/etc/letsencrypt\S*/fullchain.pem", str(TLS / "right.pem"), text)
    text = re.sub(r"/etc/letsencrypt\S*/privkey.pem", str(TLS / "made-up-key.pem"), text)
    (folder / "dashboard.conf").write_text(text, "utf-8")
    return main


def test_over_tls_cookies_are_kept_to_it_and_browsers_told_so(replicas, tmp_path):
    tmp_path.chmod(0o755)
    port = free_port()
    main = over_tls(tmp_path, port, [process.port for process in replicas.processes])
    with subprocess.Popen([nginx(), "-p", tmp_path, "-e", "stderr", "-c", main], stderr=subprocess.PIPE) as before:
        try:
            address = f"https://127.0.0.1:{port}"
            while not listens(port):
                assert before.poll() is None, before.stderr.read()
            status, headers, cookies, _ = ask(address, "/_stcore/health", said="pay.example.org")
            assert status == 200
            assert headers["strict-transport-security"].startswith("max-age=")
            assert {cookie.partition("=")[0] for cookie in cookies} == {COOKIE, "_streamlit_xsrf"}
            assert all("SameSite=Lax" in cookie and cookie.endswith("Secure") for cookie in cookies)
            upgrade = (
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: https://{}\r\n"
            )
            for origin, expected in (("pay.example.org", 101), ("elsewhere.example", 403)):
                found = ask(address, "/_stcore/stream", more=upgrade.format(origin), said="pay.example.org")
                assert found[0] == expected
        finally:
            before.terminate()
    assert "strict-transport-security" not in ask(replicas.address, "/")[1]


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
