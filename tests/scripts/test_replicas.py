"""scripts/replicas: processes behind nginx from one command, one that dies is back, Ctrl+C ends all; else why not."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from deploy import replicas
from etl.settings import PROJECT
from tests.browser.conftest import START_SECONDS, answers
from tests.replicas import nginx


def port_with_room() -> int:
    """A free port after which those of the processes are free too, below those that the system gives away by itself."""
    while True:
        port = random.randrange(20_000, 32_000)
        first = port + replicas.FIRST_PORT
        if not any(listens(each) for each in (port, *range(first, first + 3))):
            return port


def listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it did not come to be in time"
        time.sleep(0.1)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_processes_are_started_watched_and_all_ended(tmp_path: Path, ending: signal.Signals) -> None:
    port = port_with_room()
    own = {"PORT": str(port), "DATA_DIR": str(tmp_path / "data"), "TMPDIR": str(tmp_path), "NGINX": nginx()}
    with (tmp_path / "log").open("w") as out:
        running = psutil.Popen(
            [PROJECT / "scripts" / "replicas", "3"],
            cwd=tmp_path,
            env={**os.environ, **own},
            stdout=out,
            stderr=out,
            text=True,
        )
    ports = [port + replicas.FIRST_PORT + place for place in range(3)]
    try:
        until(lambda: "Ctrl+C ends them all" in (tmp_path / "log").read_text() or running.poll() is not None)
        assert running.poll() is None, (tmp_path / "log").read_text()
        assert all(answers(f"http://127.0.0.1:{each}/healthz") for each in (port, *ports))

        (killed,) = [child for child in running.children(recursive=True) if listens_at(child, ports[0])]
        killed.kill()
        until(lambda: not answers(f"http://127.0.0.1:{ports[0]}/healthz"))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=20) as answer:
            assert json.load(answer)["status"] == "ready"
        until(lambda: answers(f"http://127.0.0.1:{ports[0]}/healthz"))
        assert f"The process at port {ports[0]} ended (-9): starting it again." in (tmp_path / "log").read_text()
    finally:
        everything = running.children(recursive=True)
        running.send_signal(ending)
        code = running.wait(timeout=60)
    assert code == 0, (tmp_path / "log").read_text()
    assert not [child for child in everything if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
    assert not any(listens(each) for each in (port, *ports))
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("dashboard-")) == []
    assert "Traceback" not in (tmp_path / "log").read_text()


def listens_at(process: psutil.Process, port: int) -> bool:
    return any(each.laddr.port == port and each.status == psutil.CONN_LISTEN for each in process.net_connections())


def test_without_nginx_it_says_what_is_missing_and_how_to_have_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(replicas, "find_nginx", lambda: None)
    assert replicas.main([]) == 1
    said = capsys.readouterr().err
    assert "nginx is not installed" in said
    assert "apt-get install nginx" in said


@pytest.mark.parametrize("said", ["no", "0", "70000", "65535"])
def test_a_port_that_is_none_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    monkeypatch.setattr(replicas, "find_nginx", lambda: "/usr/sbin/nginx")
    monkeypatch.setenv("PORT", said)
    assert replicas.main([]) == 1
    assert re.search(rf"PORT: expected a number from 1 to \d+, found '{said}'", capsys.readouterr().err)


def test_a_port_that_is_taken_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    port = port_with_room()
    monkeypatch.setattr(replicas, "find_nginx", lambda: "/usr/sbin/nginx")
    monkeypatch.setenv("PORT", str(port))
    with socket.socket() as taken:
        taken.bind(("", port + replicas.FIRST_PORT + 1))
        taken.listen()
        assert replicas.main(["2"]) == 1
    assert f"port {port + replicas.FIRST_PORT + 1} cannot be had" in capsys.readouterr().err


@pytest.mark.parametrize("processes", ["0", "1000", "two"])
def test_a_number_that_is_none_is_told(capsys: pytest.CaptureFixture[str], processes: str) -> None:
    with pytest.raises(SystemExit) as ended:
        replicas.main([processes])
    assert ended.value.code == 2
    assert "N" in capsys.readouterr().err
