"""How publishers' servers are asked: who we say we are, how often, how patiently, and where we let them send us."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import BaseAdapter

from etl import mirror
from etl.files import Kind
from etl.manners import NO_CONTACT, may_redirect, retry_after, user_agent
from etl.settings import Settings

CHUNK = 256 * 1024
REDIRECTS = 5
STRIKES = 3
"""Files in succession that a host may fail to give before its other files are not asked for any more."""

T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    """Bounds of patience and size. Seconds, bytes, bytes a second.

    attempts: requests for one file in all. pause: between two requests to a host. backoff: first wait after a
    failure, doubled each time. longest_wait: a server that asks for more (Retry-After) is left alone.
    grace, slowest: an answer that after `grace` comes slower than `slowest` counts as a time-out.
    """

    attempts: int = 5
    pause: float = 0.4
    connect: float = 10.0
    read: float = 60.0
    backoff: float = 1.0
    longest_wait: float = 120.0
    grace: float = 60.0
    slowest: float = 1024.0
    largest: dict[Kind, int] = field(
        default_factory=lambda: {"zip": 600 * 2**20, "xlsx": 200 * 2**20, "html": 20 * 2**20, "json": 50 * 2**20}
    )


class Trouble(Exception):
    """Base of what ends a request; none of these leaves etl.download."""


class Transient(Trouble):
    """May be better in a moment. after: seconds the server asked to wait, if it did."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class Refused(Trouble):
    """The server will not give it to us; asking again does not help. status: of its answer, where it said so by one."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class Absent(Trouble):
    """There is no such file."""


class GaveUp(Trouble):
    """The server could not be reached, or not in time."""


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """None: Web looks at where a server sends us on to; the library would read the body first."""
        return None


class Web:
    """A `requests` session with manners. Not for several threads: one request at a time is part of them.

    say: prints a notice. transport: what carries the requests in place of the network, for tests. sleep, clock, now:
    time, so that tests need not wait.
    Raises UsageError for a BLS_CONTACT or an ETL_MIRROR that makes no sense.
    """

    def __init__(
        self,
        settings: Settings,
        limits: Limits,
        *,
        say: Callable[[str], None],
        transport: BaseAdapter | None,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        self.settings, self.limits = settings, limits
        self._say, self._sleep, self._clock, self._now = say, sleep, clock, now
        self._asked: dict[str, float] = {}
        self._strikes: dict[str, int] = {}
        self._warned = False
        self._session = _Session()
        self._session.headers["User-Agent"] = user_agent(settings)
        mirror.install(self._session, settings.mirror)
        if transport is not None:
            self._session.mount("https://", transport)

    def close(self) -> None:
        self._session.close()

    def patiently(self, url: str, once: Callable[[], T]) -> T:
        """Do `once`, again after each Transient, within the limits. Raises Refused, Absent or GaveUp."""
        host = urlsplit(url).hostname or ""
        if self._strikes.get(host, 0) >= STRIKES:
            raise GaveUp(f"{host} did not give the {STRIKES} files before this one and was not asked again")
        for attempt in range(1, self.limits.attempts + 1):
            try:
                result = once()
            except Transient as trouble:
                wait = max(self.limits.backoff * 2 ** (attempt - 1), trouble.after or 0.0)
                last = attempt == self.limits.attempts
                if last or wait > self.limits.longest_wait:
                    self._strikes[host] = self._strikes.get(host, 0) + 1
                    asked = f"; it asks to wait {trouble.after:,.0f} seconds" if not last and trouble.after else ""
                    times = "once" if attempt == 1 else f"{attempt} times"
                    raise GaveUp(f"{trouble} (asked {times}{asked})") from trouble
                self._sleep(wait)
            except (Refused, Absent):
                self._strikes[host] = 0
                raise
            else:
                self._strikes[host] = 0
                return result
        raise GaveUp(f"{url}: no attempt was allowed")

    def open(
        self, url: str, headers: dict[str, str] | None = None, *, method: str = "GET", body: Any = None
    ) -> requests.Response:
        """One request, redirects followed where they are allowed; the body is not read yet.

        Returns an answer of status 200, 206, 304 or 416. Raises Transient, Refused or Absent for the others.
        """
        here = mirror.address(self.settings.mirror, url)
        for _ in range(REDIRECTS + 1):
            response = self._send(method, here, headers or {}, body)
            if response.status_code not in (301, 302, 303, 307, 308):
                return self._judged(url, response)
            target = response.headers.get("Location", "")
            response.close()
            here = self._followed(method, here, target)
        raise Refused(f"it sends on more than {REDIRECTS} times")

    def chunks(self, response: requests.Response) -> Iterator[bytes]:
        """The body as it arrives. Raises Transient where it breaks off, stalls, or comes too slowly."""
        started, received = self._clock(), 0
        while True:
            try:
                # read1 hands over what has arrived: read would wait for a full chunk and never see a trickle.
                chunk: bytes = response.raw.read1(CHUNK, decode_content=True)
            except (urllib3.exceptions.HTTPError, OSError) as error:
                raise Transient(f"the answer broke off after {received:,} bytes ({_reason(error)})") from error
            if not chunk:
                return
            received += len(chunk)
            yield chunk
            seconds = self._clock() - started
            if seconds > self.limits.grace and received < self.limits.slowest * seconds:
                raise Transient(f"the answer came too slowly: {received:,} bytes in {seconds:,.0f} seconds")

    def _send(self, method: str, url: str, headers: dict[str, str], body: Any) -> requests.Response:
        self._pause(urlsplit(url).hostname or "")
        try:
            return self._session.request(
                method, url, headers=headers, json=body, stream=True, allow_redirects=False,
                timeout=(self.limits.connect, self.limits.read),
            )  # fmt: skip
        except requests.exceptions.SSLError as error:
            # Asking again does not mend a certificate, and a file may not come from somebody else.
            why = "is this machine's clock right, and does nothing stand between it and the publisher?"
            raise GaveUp(
                f"the certificate of {urlsplit(url).hostname} could not be verified ({_reason(error)}); {why}"
            ) from error
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            raise Transient(f"{urlsplit(url).hostname} could not be reached ({_reason(error)})") from error
        except requests.RequestException as error:
            raise Refused(f"it could not be asked for ({_reason(error)})") from error

    def _pause(self, host: str) -> None:
        if self.settings.mirror is not None:
            return
        if self.settings.contact is None and not self._warned:
            self._warned = True
            self._say(NO_CONTACT)
        wait = self._asked.get(host, float("-inf")) + self.limits.pause - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._asked[host] = self._clock()

    def _judged(self, url: str, response: requests.Response) -> requests.Response:
        status = response.status_code
        if status in (200, 206, 304, 416):
            return response
        response.close()
        if status in (408, 425, 429) or status >= 500:
            after = retry_after(response.headers.get("Retry-After"), self._now())
            raise Transient(f"{urlsplit(url).hostname} answered {status} {response.reason or ''}".rstrip(), after)
        if status in (404, 410):
            raise Absent(f"there is no such file ({status})")
        raise Refused(f"the server refused it ({status} {response.reason or ''}".rstrip() + ")", status)

    def _followed(self, method: str, here: str, target: str) -> str:
        """The address that `here` sends on to, where that may be followed. Raises Refused."""
        base = self.settings.mirror
        try:
            there = urljoin(here, target)
            within_mirror = base is not None and mirror.is_address(base) and there.startswith(base.rstrip("/") + "/")
            allowed = method in ("GET", "HEAD") and (within_mirror or may_redirect(here, there))
        except ValueError:  # what urllib says of an address that is none
            allowed = False
        if not allowed:
            raise Refused(f"it sends on to {target[:200]!r}, which is not an https address of the same publisher")
        return there


def _reason(error: BaseException) -> str:
    """The innermost cause in few words, without the address of an object in memory."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    text = re.sub(r"<[^>]*object at 0x[0-9a-f]+>:?\s*", "", str(error)).strip()
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
