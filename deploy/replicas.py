"""`scripts/replicas [N]`: N processes of the dashboard, two unless said, behind an nginx at PORT, until Ctrl+C.

A process that ends is started again. nginx runs with deploy/nginx.conf, in which ports and paths alone are changed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Self

PROJECT = Path(__file__).resolve().parent.parent
CONFIGURATION = PROJECT / "deploy" / "nginx.conf"
WORDS = ("unavailable.html", "unavailable.json")
AS_WRITTEN = ("listen 8501;", "/var/log/nginx/dashboard.log", "/srv/technicians/deploy")
"""What the configuration says where each machine has something of its own."""
PORTS_AS_WRITTEN = ("8511", "8512")

START_SECONDS = 120
END_SECONDS = 15
PAUSE = 1.0
"""Seconds before a process that ended is started again: one that cannot start must not keep the machine busy."""
FIRST_PORT = 10
"""The processes' ports come so far after nginx's: 8511, 8512 where that is 8501."""
MOST = 32

AROUND = """\
daemon off;
worker_processes auto;
worker_rlimit_nofile 8192;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{
    # A visitor is two connections: the browser's, and that to the process.
    worker_connections 4096;
}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/dashboard.conf;
}}
"""
"""What Debian has in /etc/nginx/nginx.conf, with nothing outside of `folder`."""

NO_NGINX = """\
scripts/replicas: nginx is not installed, which passes visitors on to the processes. On Debian or Ubuntu:
    sudo apt-get install nginx
Debian then also starts it by itself, at port 80: `sudo systemctl disable --now nginx` ends that. Elsewhere: https://nginx.org
An nginx of another place is named so: NGINX=/path/to/nginx scripts/replicas"""


class NotStarted(Exception):
    """nginx or a process did not come up; the message says why."""


def find_nginx() -> str | None:
    """Path of the nginx that NGINX names, else the machine's own; it is often where only root looks for programs."""
    if named := os.environ.get("NGINX"):
        return named
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin:/sbin")


def configuration(folder: Path, listen: int, ports: Sequence[int]) -> Path:
    """Write what nginx needs into `folder`, which others must be able to read; the path of its main file.

    listen: nginx's own port. ports: those of the processes.
    """
    for name in WORDS:
        shutil.copy(CONFIGURATION.parent / name, folder / name)
    text = _for_ports(CONFIGURATION.read_text(encoding="utf-8"), ports)
    for said, own in zip(AS_WRITTEN, (f"listen {listen};", f"{folder}/failures.log", f"{folder}"), strict=True):
        if said not in text:
            raise ValueError(f"{CONFIGURATION}: expected {said!r}, which each machine replaces by its own")
        text = text.replace(said, own)
    (folder / "dashboard.conf").write_text(text, encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(AROUND.format(folder=folder), encoding="utf-8")
    return main


def _for_ports(text: str, ports: Sequence[int]) -> str:
    """The configuration with the lines of its two processes written for each of `ports`."""
    first, second = PORTS_AS_WRITTEN
    lines: list[str] = []
    for line in text.splitlines():
        if first in line:
            lines += [line.replace(first, str(port)) for port in ports]
        elif second not in line:
            lines.append(line)
    return "\n".join(lines) + "\n"


class Process:
    """One process of the dashboard, at a port of this machine alone. out: its log, None for standard error."""

    def __init__(self, port: int, env: Mapping[str, str], out: IO[bytes] | None = None) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        # Nobody reaches it past nginx, and so nobody else tells it that a visitor came over TLS.
        self._env = {**env, "PORT": str(port), "ADDRESS": "127.0.0.1"}
        self._out = out
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; `ready` says when it answers."""
        self.running = subprocess.Popen(
            [sys.executable, "dashboard.py"], cwd=PROJECT, env=self._env, stdout=self._out or subprocess.DEVNULL,
            stderr=self._out,
        )  # fmt: skip

    def wait(self, seconds: float = START_SECONDS) -> None:
        """Wait until it answers. Raises NotStarted."""
        deadline = time.monotonic() + seconds
        while not answers(f"{self.address}/healthz"):
            if self.ended:
                raise NotStarted(f"the process at port {self.port} ended at once; its log says why")
            if time.monotonic() > deadline:
                raise NotStarted(f"the process at port {self.port} did not answer within {seconds:g} seconds")
            time.sleep(0.05)

    @property
    def ended(self) -> bool:
        return self.running is None or self.running.poll() is not None

    def kill(self) -> None:
        """End it as a fault of the machine would: at once, with no chance to say goodbye."""
        if self.running is not None:
            self.running.kill()
            self.running.wait(END_SECONDS)


class Replicas:
    """Processes and the nginx before them, from entering to leaving the context. Raises NotStarted.

    listen: nginx's port; ports: the processes'. env: of the processes. out: where all of them write.
    """

    def __init__(
        self, nginx: str, listen: int, ports: Sequence[int], env: Mapping[str, str], out: IO[bytes] | None = None
    ) -> None:
        self.address = f"http://127.0.0.1:{listen}"
        self.processes = [Process(port, env, out) for port in ports]
        self.folder = Path()
        self._nginx, self._listen, self._out = nginx, listen, out
        self._before: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="dashboard-replicas-"))
        self.folder.chmod(0o755)  # nginx started by root reads as somebody else
        try:
            for process in self.processes:
                process.start()
            for process in self.processes:
                process.wait()
            self._start_nginx()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def watch(self) -> None:
        """Start again what ends, until nginx itself does, which raises NotStarted."""
        while True:
            time.sleep(PAUSE)
            if self._before is None or self._before.poll() is not None:
                raise NotStarted("nginx ended")
            for process in self.processes:
                if process.ended:
                    code = process.running.returncode if process.running else None
                    say(f"The process at port {process.port} ended ({code}): starting it again.")
                    process.start()

    def _start_nginx(self) -> None:
        main = configuration(self.folder, self._listen, [process.port for process in self.processes])
        self._before = subprocess.Popen(
            [self._nginx, "-p", str(self.folder), "-e", "stderr", "-c", str(main)], stdout=self._out, stderr=self._out
        )
        deadline = time.monotonic() + START_SECONDS
        while not answers(f"{self.address}/healthz"):
            if self._before.poll() is not None or time.monotonic() > deadline:
                raise NotStarted("nginx did not start; it says why above")
            time.sleep(0.05)

    def _end(self) -> None:
        # nginx first: whoever asks now is refused, rather than passed on to what is going.
        everything = [self._before, *(process.running for process in self.processes)]
        for child in everything:
            if child is not None and child.poll() is None:
                child.terminate()
        for child in everything:
            if child is None:
                continue
            try:
                child.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def answers(address: str) -> bool:
    """Whether something answers there, and well."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def say(words: str) -> None:
    print(words, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/replicas",
        description="Several processes of the dashboard behind nginx, at PORT (8501 unless set), until Ctrl+C.",
        epilog="When that is needed, and how a server does it: docs/many-visitors.md",
    )
    parser.add_argument("processes", nargs="?", type=int, default=2, metavar="N", help="how many; 2 unless said")
    wanted = parser.parse_args(arguments).processes
    if not 1 <= wanted <= MOST:
        parser.error(f"expected a number of processes from 1 to {MOST}, found {wanted}")
    if (nginx := find_nginx()) is None:
        print(NO_NGINX, file=sys.stderr)
        return 1
    try:
        listen = _port()
        ports = [listen + FIRST_PORT + place for place in range(wanted)]
        _check_free([listen, *ports])
        with _until_told_to_end(), Replicas(nginx, listen, ports, os.environ) as replicas:
            say(f"The dashboard is at http://localhost:{listen}, by {wanted} processes (Ctrl+C ends them all)")
            replicas.watch()
    except NotStarted as error:
        print(f"scripts/replicas: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("All ended.")
    return 0


def _port() -> int:
    said = os.environ.get("PORT") or "8501"
    highest = 65535 - FIRST_PORT - MOST
    if not said.isdecimal() or not 0 < int(said) <= highest:
        raise NotStarted(f"PORT: expected a number from 1 to {highest}, found {said!r}")
    return int(said)


def _check_free(ports: Sequence[int]) -> None:
    for port in ports:
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("", port))
            except OSError as error:
                words = f"port {port} cannot be had ({error.strerror}). Another: PORT=8601 scripts/replicas"
                raise NotStarted(words) from error


@contextmanager
def _until_told_to_end() -> Iterator[None]:
    """A request to end, as from a service manager, ends all as Ctrl+C does."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


if __name__ == "__main__":
    sys.exit(main())
