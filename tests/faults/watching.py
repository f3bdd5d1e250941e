"""Readers as the dashboard's sessions are: they ask again and again, and note from which build each answer came."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

from analysis.warehouse import current

PAUSE = 0.25
"""Seconds between two questions of a session: more often than a person asks."""

Seen = tuple[float, str, int, str]
"""When, the build's name by the reader, the figure that tells builds apart, and the notice."""

ASKED = """SELECT (SELECT build_id FROM builds) AS build, max(annual_median)::INTEGER AS figure,
           (SELECT count(*) FROM wages) AS wages FROM setting_medians"""


def watch(data: Path, readers: int, until: Path, notes: Path) -> None:
    """Ask with so many threads until the file `until` is there; write what was seen, by thread, to `notes`."""
    seen: list[list[Seen]] = [[] for _ in range(readers)]
    threads = [threading.Thread(target=_ask, args=(data, until, mine)) for mine in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    notes.write_text(json.dumps(seen))


def _ask(data: Path, until: Path, mine: list[Seen]) -> None:
    last = False
    while not last:
        last = until.exists()
        found = current(data, data / "no snapshot")
        first, second = found.rows(ASKED)[0], found.rows(ASKED)[0]
        whole = first == second and first["build"] == found.build_id and first["wages"] > 0
        mine.append((time.time(), found.build_id if whole else "torn", int(first["figure"]), found.notice))
        time.sleep(PAUSE)
