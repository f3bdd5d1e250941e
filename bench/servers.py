"""The dashboard and the reference apps as processes of their own, for as long as a bench needs them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.building import resident
from etl.settings import PROJECT

APPS = PROJECT / "bench" / "apps"
OURS = [sys.executable, "dashboard.py"]
START_SECONDS = 120


def as_streamlit_serves(app: str) -> list[str]:
    """A reference app ('title' or 'chart') under `streamlit run`, nothing added."""
    return [sys.executable, "-m", "streamlit", "run", str(APPS / f"{app}.py"), "--server.headless", "true"]


def frozen(app: str) -> list[str]:
    """A reference app with a frozen heap."""
    return [sys.executable, str(APPS / "frozen.py"), str(APPS / f"{app}.py")]


@dataclass
class Server:
    """A running server. started: seconds from the start of the process to its first answer. log: what it prints."""

    address: str
    process: psutil.Popen
    started: float
    log: Path

    @property
    def work(self) -> float:
        """Seconds of processor time so far."""
        times = self.process.cpu_times()
        return times.user + times.system

    @property
    def memory(self) -> int:
        """Bytes of resident memory, children included."""
        return resident(self.process)


@contextmanager
def serving(command: list[str], data: Path | None = None, project: Path = PROJECT) -> Iterator[Server]:
    """Run a server of a project's folder until the block ends. Raises RuntimeError with its log where it does not
    answer."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch) / "log"
        env = os.environ | {
            "PORT": str(port), "STREAMLIT_SERVER_PORT": str(port), "DATA_DIR": str(data or Path(scratch) / "data"),
            "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        }  # fmt: skip
        begun = time.perf_counter()
        with log.open("w") as out:
            process = psutil.Popen(command, cwd=project, env=env, stdout=out, stderr=subprocess.STDOUT)
        address = f"http://127.0.0.1:{port}"
        try:
            while not _answers(address):
                if process.poll() is not None or time.perf_counter() - begun > START_SECONDS:
                    raise RuntimeError(f"{' '.join(command)} did not come up:\n{log.read_text()}")
                time.sleep(0.02)
            yield Server(address, process, time.perf_counter() - begun, log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except psutil.TimeoutExpired:
                process.kill()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
