"""Two processes of the dashboard behind nginx, for tests that end one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.replicas import Process, Replicas, find_nginx
from tests.browser.conftest import free_port

COOKIE = "replica"


def nginx() -> str:
    """Path of an nginx; `make test` provides one through scripts/nginx. Without it the test is skipped."""
    if found := find_nginx():
        return found
    message = "there is no nginx to put before several processes: scripts/nginx says how to have one"
    if os.environ.get("REPLICA_REQUIRED", "0") not in {"", "0"}:
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@contextmanager
def two_processes(folder: Path) -> Iterator[Replicas]:
    """Both up, with their data and their log in `folder`, until the block ends."""
    env = {**os.environ, "DATA_DIR": str(folder / "data")}
    ports = [free_port(), free_port()]
    with (folder / "log").open("ab") as out, Replicas(nginx(), free_port(), ports, env, out) as replicas:
        yield replicas


def of(replicas: Replicas, cookie: str) -> tuple[Process, Process]:
    """The process that a visitor's cookie names, and the other one."""
    own, other = sorted(replicas.processes, key=lambda process: str(process.port) != cookie)
    assert str(own.port) == cookie, "the cookie names no process"
    return own, other


def all_up(replicas: Replicas) -> None:
    """Start again what a test has ended."""
    for process in replicas.processes:
        if process.ended:
            process.start()
    for process in replicas.processes:
        process.wait()
