"""The read-only SQL box: a stranger's query against the tables, answered by a program of its own or stopped in time.

What keeps it harmless is not in the text of the query, which nobody looks at, but in the program that runs it
(`sql_box_worker.py`): a locked engine, a transaction that cannot write, no files, and limits that the operating system
enforces. Here it is started, waited for no longer than the limit, and killed where it is not done by then.
"""

from __future__ import annotations

import json
import logging
import os
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Literal, cast

from analysis import sql_box_errors
from analysis.sql_box_errors import Trouble
from analysis.warehouse import Warehouse

WORKER = Path(__file__).with_name("sql_box_worker.py")
SWITCH, SECONDS = "SQL_BOX", "SQL_BOX_SECONDS"
"""Environment: 'off' in the first takes the box away; the second is the time limit, 1 to 60 seconds."""
LONGEST = 10_000
"""Letters of a query: so many fit into a pipe at once, so that telling the worker never waits."""
AT_ONCE = 2
"""Queries answered at the same time: each may keep a processor busy until its limit."""
WAIT_SECONDS = 3.0
"""How long a query waits for one of those before it is told to come back."""
ANSWER_BYTES = 32_000_000
"""More than an answer within the limits can have: what sends more has lost its mind and is killed."""

_running = threading.BoundedSemaphore(AT_ONCE)
log = logging.getLogger("dashboard")


@dataclass(frozen=True)
class Limits:
    """What a query may use.

    seconds: of the clock, from when the tables are open (start_seconds until then). memory_mb: of the engine. rows,
    csv_bytes: of the whole answer. shown, shown_columns: of the answer on the page.
    """

    seconds: float = 10.0
    start_seconds: float = 30.0
    memory_mb: int = 256
    rows: int = 20_000
    csv_bytes: int = 4_000_000
    shown: int = 200
    shown_columns: int = 60


@dataclass(frozen=True)
class Answer:
    """What a query gave.

    columns: (name, DuckDB's type). shown: the first rows, values as numbers, truth, text or None; no more columns than
    Limits.shown_columns. rows: how many the answer holds. cut: '' where that is all of it, else the limit that ended
    it. csv: all its rows, UTF-8 with the mark that Excel knows it by. seconds: in the engine.
    """

    columns: tuple[tuple[str, str], ...]
    shown: tuple[tuple[Any, ...], ...]
    rows: int
    cut: Literal["", "rows", "size"]
    csv: bytes
    seconds: float


class NoAnswer(Exception):
    """The query was refused, was wrong, or was stopped; `trouble` says why, and what to do."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.what)
        self.trouble = trouble


def switched_on() -> bool:
    """Whether the box is offered: yes, unless the environment's SQL_BOX says off."""
    return os.environ.get(SWITCH, "").strip().lower() not in {"off", "no", "false", "0"}


def limits() -> Limits:
    """The limits, with the time of SQL_BOX_SECONDS where that is a number from 1 to 60."""
    said = os.environ.get(SECONDS, "").strip()
    if not said:
        return Limits()
    if said.isdecimal() and 1 <= int(said) <= 60:
        return Limits(seconds=float(said))
    log.warning("%s: expected a number from 1 to 60, found %r; %g is taken", SECONDS, said, Limits.seconds)
    return Limits()


def ask(warehouse: Warehouse, sql: str, most: Limits | None = None) -> Answer:
    """The answer to one SELECT (EXPLAIN, DESCRIBE, SUMMARIZE and SHOW TABLES work too). Raises NoAnswer."""
    most = most or limits()
    if not switched_on():
        raise NoAnswer(sql_box_errors.SWITCHED_OFF)
    if not sql.strip():
        raise NoAnswer(sql_box_errors.EMPTY)
    if len(sql) > LONGEST:
        raise NoAnswer(sql_box_errors.too_long(len(sql), LONGEST))
    if not _running.acquire(timeout=WAIT_SECONDS):
        raise NoAnswer(sql_box_errors.busy(AT_ONCE))
    try:
        said = _run({"path": str(warehouse.path), "sql": sql, **asdict(most)}, most)
    finally:
        _running.release()
    if error := said.get("error"):
        raise NoAnswer(sql_box_errors.explained(error["kind"], error["text"], most.memory_mb))
    return Answer(
        tuple((name, type_) for name, type_ in said["columns"]),
        tuple(tuple(row) for row in said["shown"]),
        said["rows"],
        said["cut"],
        b"\xef\xbb\xbf" + said["csv"].encode("utf-8", "replace"),
        said["seconds"],
    )


def _run(asked: dict[str, Any], most: Limits) -> dict[str, Any]:
    """What the worker says. Raises NoAnswer where it is too slow, or ends without a word."""
    process = subprocess.Popen(
        # Isolated, with nothing of this process's environment: there may be keys in it.
        [sys.executable, "-I", str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={"HOME": "/", "LC_ALL": "C.UTF-8", "PATH": os.defpath, "TMPDIR": tempfile.gettempdir()}, cwd="/",
        start_new_session=True,
    )  # fmt: skip
    told, out = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    try:
        with told:
            told.write(json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace"))
        heard, ready = _listen(out, most)
    except BrokenPipeError:
        raise NoAnswer(sql_box_errors.DIED) from None
    finally:
        process.kill()
        process.wait()
        out.close()
    if heard is None:
        raise NoAnswer(sql_box_errors.too_slow(most.seconds) if ready else sql_box_errors.SLOW_START)
    try:
        said: dict[str, Any] = json.loads(heard.rpartition(b"ready\n")[2])
    except ValueError:
        raise NoAnswer(sql_box_errors.DIED) from None
    return said


def _listen(out: IO[bytes], most: Limits) -> tuple[bytes | None, bool]:
    """(All that the worker says until it ends, or None where its time is up; whether it had begun with the query)."""
    heard = bytearray()
    ready = False
    deadline = time.monotonic() + most.start_seconds
    with selectors.DefaultSelector() as selector:
        selector.register(out, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(left):
                continue
            piece = os.read(out.fileno(), 1 << 16)
            if not piece:
                return bytes(heard), ready
            heard += piece
            if len(heard) > ANSWER_BYTES:
                raise NoAnswer(sql_box_errors.DIED)
            if not ready and heard.startswith(b"ready\n"):
                ready = True
                deadline = time.monotonic() + most.seconds
    return None, ready
