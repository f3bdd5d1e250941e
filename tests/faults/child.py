"""A command of the ETL in a process of its own, as an analyst's would be, that starts at once.

The processes are forked from one that has imported everything and done nothing, so that a hundred of them are cheap.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import analysis.warehouse  # noqa: F401 - imported here once for those who read
from etl.__main__ import main
from etl.download import Downloader, Limits
from tests.servers import Here

Hurdle = Callable[[], object]

nursery = multiprocessing.get_context("forkserver")
nursery.set_forkserver_preload([__name__])


@dataclass(frozen=True)
class Order:
    """What a process is to do.

    arguments: of the command line. env: its environment. said: the file that takes what it prints, standard error too.
    publisher: address of the server that answers for every publisher; None: the network, as it is. limits: of patience.
    hurdles: called before the command, in the process: they put something in its way. They can be pickled.
    """

    arguments: tuple[str, ...]
    env: dict[str, str]
    said: Path
    publisher: str | None
    limits: Limits
    hurdles: tuple[Hurdle, ...] = ()


def start(order: Order) -> Any:
    """Start a process; it has `pid`, `exitcode`, `join` and `kill` as multiprocessing.Process."""
    process = nursery.Process(target=obey, args=(order,), daemon=True)
    process.start()
    return process


def obey(order: Order) -> None:
    """What the process does. Its exit code is that of the command."""
    said = os.open(order.said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        os.dup2(said, stream.fileno())
    os.environ.clear()
    os.environ.update(order.env)
    _ask(order.publisher, order.limits)
    for hurdle in order.hurdles:
        hurdle()
    sys.exit(main(list(order.arguments)))


def _ask(publisher: str | None, limits: Limits) -> None:
    """Let every downloader of this process ask `publisher` with these limits."""
    made = Downloader.__init__

    def make(self: Downloader, *args: Any, **kwargs: Any) -> None:
        transport = Here(publisher) if publisher else None
        made(self, *args, **{"limits": limits, "transport": transport} | kwargs)

    Downloader.__init__ = make  # type: ignore[method-assign]
