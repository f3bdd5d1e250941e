"""Work that nobody waits for, one piece after another in a thread that gives way to all others."""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
from collections.abc import Callable

log = logging.getLogger("dashboard")

LOWEST = 19
_waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
_begin = threading.Lock()
_thread: threading.Thread | None = None


def do(work: Callable[[], None]) -> None:
    """Do this some time soon. The end of the process does not wait for it; what fails is written to the log."""
    global _thread
    _waiting.put(work)
    with _begin:
        if _thread is None:
            _thread = threading.Thread(target=_work, name="background", daemon=True)
            _thread.start()


def _work() -> None:
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST)
    while True:
        work = _waiting.get()
        try:
            work()
        except Exception:
            log.exception("work in the background failed")
