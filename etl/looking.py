"""What a publisher has, by asking for the headers only: nothing is fetched, and nothing on disk changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from etl.files import RemoteFile
from etl.outcome import Outcome
from etl.shelf import Place
from etl.web import Absent, GaveUp, Refused, Web

NO_HEAD = (405, 501)
"""Answers of a server that gives no headers without the file."""


def look(web: Web, place: Place, remote: RemoteFile, by_hand: Callable[[str, Refused], str]) -> Outcome:
    """What a download of `remote` to `place` would find. by_hand: words on how a person gets a file that is refused."""
    for url in (remote.url, *remote.alternatives):
        try:
            return web.patiently(url, partial(_once, web, place, remote, url))
        except Absent:
            continue
        except Refused as trouble:
            if trouble.status in NO_HEAD:
                return Outcome(remote, "unknown", place.local, f"{url}: the server does not tell.")
            return Outcome(remote, "refused", place.local, by_hand(url, trouble))
        except GaveUp as trouble:
            return Outcome(remote, "unreachable", place.local, f"{url}: {trouble}.")
    return Outcome(remote, "absent", place.local, f"{remote.url}: not published.")


def _once(web: Web, place: Place, remote: RemoteFile, url: str) -> Outcome:
    """Ask for the headers at `url` once. Raises Transient, Refused, Absent."""
    asked = {"Accept-Encoding": "identity"} | place.conditions(url)
    with web.open(url, asked, method="HEAD") as response:
        said = response.headers
        if remote.kind != "html" and said.get("Content-Type", "").lower().startswith("text/html"):
            raise Absent("a page in its place")
        if place.is_same(response.status_code, said):
            return Outcome(remote, "unchanged", place.local)
        if place.local is None:
            return Outcome(remote, "new", None)
        tells = said.get("ETag") or said.get("Last-Modified")
        words = "" if tells else f"{url}: the server does not tell whether it changed."
        return Outcome(remote, "updated" if tells else "unknown", place.local, words)
