"""`python -m bench.apps.watched FOLDER`: the dashboard with a watch on its warehouse, for the benches of queries.

FOLDER/queries gets one line of JSON a query: seconds (with the fetch of its rows), who asked, the SQL. Where there is
FOLDER/cold, the next look at the warehouse takes it away and sees the same tables as a build of another name, as after
a publication: nothing that was kept of the build before answers any more.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis import warehouse
from analysis.warehouse import Warehouse


def watch(folder: Path) -> None:
    """Put the watch on, before anything else has taken the functions that it stands before."""
    log = (folder / "queries").open("a", buffering=1, encoding="utf-8")

    def note(seconds: float, sql: str) -> None:
        asking = sys._getframe(2)
        # Who asked: the nearest function that is not the warehouse's own.
        asked_by = f"{asking.f_globals.get('__name__')}.{asking.f_code.co_name}"
        log.write(json.dumps({"seconds": seconds, "asked_by": asked_by, "sql": " ".join(sql.split())}) + "\n")

    def timed(ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(self: Warehouse, sql: str, *args: Any) -> Any:
            begun = time.perf_counter()
            found = ask(self, sql, *args)
            note(time.perf_counter() - begun, sql)
            return found

        return asked

    stream = Warehouse.arrow

    @contextmanager
    def streamed(self: Warehouse, sql: str, *args: Any) -> Iterator[Any]:
        begun = time.perf_counter()
        with stream(self, sql, *args) as reader:
            yield reader
        note(time.perf_counter() - begun, sql)

    for name, watched in (("frame", timed(Warehouse.frame)), ("rows", timed(Warehouse.rows)), ("arrow", streamed)):
        setattr(Warehouse, name, watched)
    warehouse.current = Renaming(warehouse.current, folder / "cold")  # type: ignore[assignment]


class Renaming:
    """`current`, of a build with another name each time that the file `asked` is there."""

    def __init__(self, current: Callable[..., Warehouse], asked: Path) -> None:
        self.current, self.asked = current, asked
        self.numbers = itertools.count(1)
        self.seen: tuple[Warehouse, Warehouse] | None = None

    def __call__(self, *args: Any) -> Warehouse:
        found = self.current(*args)
        cold = self.asked.exists()
        if cold:
            self.asked.unlink(missing_ok=True)
        if cold or self.seen is None or self.seen[0] is not found:
            fresh = replace(found, build_id=f"{found.build_id}-{next(self.numbers)}", answers={})
            self.seen = found, warehouse.prepared(fresh)
        return self.seen[1]


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    import dashboard
    from ui import ready
    from ui.serving import modules

    # Nothing is made ahead: what is measured is a page that nobody asked for. Nor are scripts packed, which takes a
    # core for a minute: nobody here asks for one.
    ready.look_ahead = lambda loop, then: None  # type: ignore[assignment]
    modules.needed = list  # type: ignore[assignment]
    dashboard.app.run(config={"server.port": dashboard.port()})
