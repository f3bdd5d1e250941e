"""From a publisher's address to a verified file on disk, and what became of each file that was asked for."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO
from urllib.parse import urlsplit

from requests.adapters import BaseAdapter

from etl import machine, mirror, sidecar
from etl.errors import BadFile, printable
from etl.files import RemoteFile
from etl.looking import look
from etl.manners import NO_CONTACT, family
from etl.outcome import Answer, Outcome, Status
from etl.part import Part
from etl.progress import Progress
from etl.receive import judge, receive
from etl.settings import Settings
from etl.shelf import Place
from etl.sidecar import find_local
from etl.verify import is_page, title_of, verify
from etl.web import Absent, GaveUp, Limits, Refused, Transient, Web

__all__ = ["Answer", "Downloader", "Limits", "Outcome", "Status", "find_local"]


class Downloader:
    """Asks for files one after the other and keeps them under `<data>/downloads/<host>/<path>`, each with its record.

    progress: whether to show it. out: where to, standard error by default.
    transport, sleep, clock, now: what carries the requests, and time; for tests.
    Raises UsageError for settings that make no sense.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        progress: bool = True,
        out: TextIO | None = None,
        limits: Limits | None = None,
        transport: BaseAdapter | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings, self._now = settings, now
        self._limits = limits or Limits()
        self._progress = Progress(wanted=progress, out=out or sys.stderr)
        self._web = Web(
            settings, self._limits, say=self._progress.say, transport=transport, sleep=sleep, clock=clock, now=now
        )

    @property
    def settings(self) -> Settings:
        """Settings of this run."""
        return self._settings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._progress.close()
        self._web.close()

    def expect(self, count: int) -> None:
        """Tell the bar of the whole that `count` more files will be asked for."""
        self._progress.expect(count)

    def fetch_all(self, files: Iterable[RemoteFile]) -> list[Outcome]:
        """Fetch each file, in order."""
        wanted = list(files)
        self.expect(len(wanted))
        return [self.fetch(remote) for remote in wanted]

    def fetch(self, file: RemoteFile) -> Outcome:
        """Bring the file on disk up to date, or say why not.

        Never raises for what a publisher does; EtlError where this machine's disk fails.
        """
        place = Place(self._settings, file, self._now)
        self._progress.start(place.path.name)
        try:
            return self._done(place, self._fetch(file, place))
        except OSError as error:
            raise machine.trouble(error, f"{place.path.name} could not be kept on disk") from error
        finally:
            self._progress.end()

    def look(self, file: RemoteFile) -> Outcome:
        """What `fetch` would find, by asking for the headers only: nothing is fetched, and nothing on disk changes."""
        place = Place(self._settings, file, self._now)
        self._progress.start(place.path.name)
        if place.inbox.exists():
            outcome = Outcome(file, "unknown", place.local, f"{place.inbox} would be used.")
        elif place.is_settled():
            outcome = Outcome(file, "resting", place.local)
        else:
            outcome = look(self._web, place, file, partial(self._by_hand, inbox=place.inbox))
        return self._done(place, outcome)

    def keep(self, remote: RemoteFile, content: bytes, note: str = "") -> Outcome:
        """Keep what was obtained in another way than `fetch` (the API's answers) as if it were the file of `remote`."""
        place = Place(self._settings, remote, self._now)
        arrived = sidecar.beside(place.path, ".new")
        try:
            sidecar.write_atomically(arrived, content)
            verify(arrived, remote.kind, place.path.name)
            kept = place.put(arrived, remote.url, note=note)
        except BadFile as error:
            arrived.unlink()
            return self._done(place, Outcome(remote, "refused", place.local, f"{remote.url}: {error}."))
        except OSError as error:
            raise machine.trouble(error, f"{place.path.name} could not be kept on disk") from error
        return self._done(place, Outcome(remote, kept.status, kept.local))

    def post_json(self, url: str, body: dict[str, Any], *, again: Callable[[Any], bool] | None = None) -> Answer:
        """POST `body` as JSON and read the JSON that comes back, with the retries and pauses of `fetch`.

        again: tells an answer that is JSON but worth another attempt (the API fails at random).
        """
        try:
            return Answer("ok", self._web.patiently(url, partial(self._post, url, body, again)))
        except (Refused, Absent) as trouble:
            return Answer("refused", message=self._told(f"{url}: {trouble}"))
        except GaveUp as trouble:
            return Answer("unreachable", message=self._told(f"{url}: {trouble}"))

    def _done(self, place: Place, outcome: Outcome) -> Outcome:
        size = outcome.local.bytes if outcome.local else None
        self._progress.done(place.path.name, outcome.status, size)
        return replace(outcome, message=self._told(outcome.message))

    def _told(self, message: str) -> str:
        """A message that may quote a server, as it is told."""
        return printable(self._settings.without_secrets(message))

    def _post(self, url: str, body: dict[str, Any], again: Callable[[Any], bool] | None) -> Any:
        content = b""
        with self._web.open(url, {"Accept": "application/json"}, method="POST", body=body) as response:
            for chunk in self._web.chunks(response):
                content += chunk
                if len(content) > self._limits.largest["json"]:
                    raise Refused(f"the answer is larger than {self._limits.largest['json']:,} bytes")
        try:
            data = json.loads(self._settings.without_secrets(content.decode()))
        except (ValueError, RecursionError) as error:
            # During maintenance the API answers 200 with a page.
            found = f"a page titled {title_of(content)!r}" if is_page(content) else "something else"
            raise Transient(f"expected JSON, found {found}") from error
        if again is not None and again(data):
            raise Transient(f"answered {json.dumps(data)[:200]}")
        return data

    def _fetch(self, remote: RemoteFile, place: Place) -> Outcome:
        warning = ""
        if place.inbox.exists():
            try:
                kept = place.adopt()
            except BadFile as error:
                warning = f"{place.inbox} cannot be used: {error}. Save the file there again, or take it away. "
            else:
                host = urlsplit(remote.url).hostname
                words = f"{place.inbox} is used; take it away to ask {host} again."
                return Outcome(remote, kept.status, kept.local, words)
        outcome = self._settled(remote, place) if place.is_settled() else self._ask(remote, place)
        return replace(outcome, message=(warning + outcome.message).strip())

    def _settled(self, remote: RemoteFile, place: Place) -> Outcome:
        if place.local is not None:
            return Outcome(remote, "unchanged", place.local)
        return Outcome(remote, "absent", None, f"{remote.url}: not published when it was last asked for.")

    def _ask(self, remote: RemoteFile, place: Place) -> Outcome:
        """Ask the publisher, at the alternatives too where the first address has no file."""
        for url in (remote.url, *remote.alternatives):
            try:
                return self._web.patiently(url, partial(self._once, remote, url, place))
            except Absent:
                continue
            except Refused as trouble:
                return Outcome(remote, "refused", place.local, self._by_hand(url, trouble, place.inbox))
            except GaveUp as trouble:
                return Outcome(remote, "unreachable", place.local, f"{url}: {trouble}.")
        place.gone()
        if place.local is None:
            return Outcome(remote, "absent", None, f"{remote.url}: not published.")
        words = f"not there any more; the file of {place.local.retrieved:%Y-%m-%d} stays in use"
        return Outcome(remote, "absent", place.local, f"{words}. If that lasts, look for it in a browser.")

    def _once(self, remote: RemoteFile, url: str, place: Place) -> Outcome:
        """Ask for the file at `url` once. Raises Transient, Refused, Absent."""
        part = Part(place.path, url, self._settings.mirror)
        rest = part.headers()
        conditions = {} if rest else place.conditions(url)
        # identity: bytes that are packed for the way could not be continued by their count.
        with self._web.open(url, {"Accept-Encoding": "identity"} | rest | conditions) as response:
            if conditions and place.is_same(response.status_code, response.headers):
                place.still()
                return Outcome(remote, "unchanged", place.local)
            receive(self._web, response, part, remote.kind, self._progress)
        judge(part, remote.kind, place.path.name, resumed=bool(rest) and response.status_code == 206)
        elsewhere = f"from {url}" if url != remote.url else ""
        note = self._settings.without_secrets("; ".join(filter(None, (mirror.note(response.headers), elsewhere))))
        kept = place.put(part.path, url, response.headers, note)
        part.discard()
        return Outcome(remote, kept.status, kept.local)

    def _by_hand(self, url: str, trouble: Refused, inbox: Path) -> str:
        """How a person gets a file that a program is not given."""
        inbox.parent.mkdir(parents=True, exist_ok=True)
        nameless = self._settings.contact is None and self._settings.mirror is None
        asks = nameless and family(urlsplit(url).hostname or "") == "bls.gov"
        contact = f"{NO_CONTACT}. Or open" if asks else "Open"
        return f"{url}: {trouble}. {contact} that address in a browser, save the file as {inbox}, and refresh again."
