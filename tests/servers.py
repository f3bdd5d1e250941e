"""A publisher's server on this machine: honest as published, and able to misbehave in every way that was ever seen.

    with PublisherServer(folder) as server:           # folder laid out <host>/<path>
        server.behave("www.bls.gov/oes/x.zip", status(503, retry_after=2), broken_off(after=100))
        ...                                           # ETL_MIRROR=server.url, or transport=server.transport()
        assert server.bodies() == []

`transport()` lets a client ask https://www.bls.gov/… and reach this server, as if it were the publisher itself.
"""

from __future__ import annotations

import ssl
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from etl.mirror import Folder, Reply

DENIED = (
    b"<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access "
    b"this resource. Automated programs must identify themselves.</BODY></HTML>"
)
MISSING = (
    b"<!DOCTYPE html><html><head><title>Page Not Found</title></head><body>" + b"<p>Sorry.</p>" * 90 + b"</body></html>"
)


@dataclass(frozen=True)
class Hold:
    """An answer that a test holds back: `asked` is set when somebody waits for it, `go` lets it pass."""

    asked: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Fault:
    """One way to answer wrongly; what is None stays as an honest server would have it.

    status, headers, content: in place of the honest ones. short: only so many bytes of the body, and Content-Length
    says so. broken: the connection is closed after so many bytes. drip: (bytes, seconds) between pieces. wait: seconds
    of silence first. hold: silence until the test lets go. deaf: the request's Range and conditions are not heard.
    """

    status: int | None = None
    headers: dict[str, str | None] = field(default_factory=dict)
    content: bytes | None = None
    short: int | None = None
    broken: int | None = None
    drip: tuple[int, float] | None = None
    wait: float = 0.0
    hold: Hold | None = None
    deaf: bool = False


def status(code: int, retry_after: float | str | None = None) -> Fault:
    headers: dict[str, str | None] = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Fault(status=code, headers=headers, content=b"<html><title>Error</title></html>")


def denied() -> Fault:
    return Fault(status=403, headers={"Content-Type": "text/html"}, content=DENIED)


def page(title: str, code: int = 200) -> Fault:
    """An HTML page in place of the file."""
    content = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body></body></html>".encode()
    return Fault(status=code, headers={"Content-Type": "text/html"}, content=content)


def other(content: bytes, **headers: str | None) -> Fault:
    """Other bytes than the file's, still as 200. A header that is None is left out."""
    return Fault(
        status=200, headers={name.replace("_", "-"): value for name, value in headers.items()}, content=content
    )


def redirect(to: str, code: int = 302) -> Fault:
    return Fault(status=code, headers={"Location": to}, content=b"")


def truncated(to: int) -> Fault:
    """The body ends early and Content-Length agrees: only the file itself can tell."""
    return Fault(short=to)


def broken_off(after: int) -> Fault:
    """The connection is closed in the middle of the body."""
    return Fault(broken=after)


def dripping(piece: int, seconds: float) -> Fault:
    return Fault(drip=(piece, seconds))


def silent(seconds: float) -> Fault:
    """Nothing comes for a while: the client's time-out."""
    return Fault(wait=seconds)


def deaf() -> Fault:
    """Answers 200 with everything, whatever range or condition was asked for; ETag and date are right."""
    return Fault(deaf=True)


@dataclass(frozen=True)
class Asked:
    """A request that came, and what went back.

    path: `<host>/<path>`; headers: names in lower case; sent: bytes of the body that went, or were to go, back.
    """

    method: str
    path: str
    headers: dict[str, str]
    status: int
    sent: int
    body: bytes = b""


class PublisherServer:
    """Serves `folder` on a free port of this machine from entering to leaving the context.

    missing: whether an unknown path is a 404 or, as BLS was seen to do, a page with 200.
    require_contact: whether a User-Agent without an e-mail address is answered 403.
    certificate: a certificate and its key; it then speaks TLS, and is asked as the publishers are, by their names.
    """

    def __init__(
        self,
        folder: Path,
        *,
        missing: Literal["404", "html"] = "404",
        require_contact: bool = False,
        port: int = 0,
        certificate: tuple[Path, Path] | None = None,
    ) -> None:
        self.folder, self.missing, self.require_contact = Folder(folder), missing, require_contact
        self.requests: list[Asked] = []
        self._faults: dict[str, deque[Fault]] = {}
        self._forever: dict[str, Fault] = {}
        self._lock = threading.Lock()
        self._server = _Threads(("127.0.0.1", port), _handler(self))
        self.by_name = certificate is not None
        if certificate is not None:
            secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            secure.load_cert_chain(*certificate)
            self._server.socket = secure.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def behave(self, path: str, *faults: Fault, forever: Fault | None = None) -> None:
        """Answer the next requests for `<host>/<path>` with these faults in turn, then honestly, or with `forever`."""
        with self._lock:
            self._faults[path] = deque(faults)
            self._forever.pop(path, None)
            if forever is not None:
                self._forever[path] = forever

    def honest(self) -> None:
        """Answer honestly from now on."""
        with self._lock:
            self._faults.clear()
            self._forever.clear()

    def waiting(self, path: str) -> int:
        """How many faults were told for a path that nobody has asked for yet."""
        with self._lock:
            return len(self._faults.get(path, ()))

    def transport(self) -> HTTPAdapter:
        """A transport for `requests` by which https://<host>/<path> reaches this server."""
        return Here(self.url)

    def bodies(self) -> list[str]:
        """Paths whose files were sent, wholly or in part."""
        return [asked.path for asked in self.requests if asked.sent and asked.status in (200, 206)]

    def fault(self, path: str) -> Fault | None:
        with self._lock:
            waiting = self._faults.get(path)
            return waiting.popleft() if waiting else self._forever.get(path)

    def reply(self, method: str, path: str, headers: dict[str, str], body: bytes, fault: Fault | None) -> Reply:
        """What goes back, before it is cut, dripped or delayed."""
        if self.require_contact and "@" not in headers.get("user-agent", ""):
            fault = denied()
        host, _, rest = path.partition("/")
        heard = headers
        if fault is not None and fault.deaf:
            heard = {name: value for name, value in headers.items() if not name.startswith("if-") and name != "range"}
        honest = self.folder.answer(method, host, "/" + rest, heard, body)
        if honest.status == 404 and self.missing == "html" and method in ("GET", "HEAD"):
            honest = Reply(200, {"Content-Type": "text/html", "Content-Length": str(len(MISSING))}, MISSING)
        return honest if fault is None else _spoilt(honest, fault)


def _spoilt(honest: Reply, fault: Fault) -> Reply:
    reply = honest
    if fault.status is not None or fault.content is not None:
        content = fault.content or b""
        reply = Reply(fault.status or honest.status, {"Content-Length": str(len(content))}, content)
    headers = {**reply.headers, **fault.headers}
    if fault.short is not None:
        headers["Content-Length"] = str(fault.short)
    return replace(reply, headers={name: value for name, value in headers.items() if value is not None})


class _Threads(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a client that hangs up is nothing to report
            super().handle_error(request, client_address)


class Here(HTTPAdapter):
    """By which https://<host>/<path> reaches `<url>/<host>/<path>`."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        here = request.copy()
        here.url = f"{self._url}/{parts.netloc}{parts.path}"
        kwargs["proxies"] = {}
        response = super().send(here, *args, **kwargs)
        response.url = request.url or ""
        return response


def _handler(publisher: PublisherServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(b"")

        def do_HEAD(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def log_message(self, format: str, *args: object) -> None:
            """Requests are in `PublisherServer.requests`."""

        def _answer(self, body: bytes) -> None:
            path = urlsplit(self.path).path.lstrip("/")
            if publisher.by_name:
                path = f"{self.headers.get('Host', '')}/{path}"
            headers = {name.lower(): value for name, value in self.headers.items()}
            fault = publisher.fault(path)
            if fault is not None and fault.wait:
                time.sleep(fault.wait)
            if fault is not None and fault.hold:
                fault.hold.asked.set()
                fault.hold.go.wait(timeout=120)
            reply = publisher.reply(self.command, path, headers, body, fault)
            content = _body(self.command, reply, fault or Fault())
            # Noted before it is sent, so that whoever has the answer finds the request.
            publisher.requests.append(Asked(self.command, path, headers, reply.status, len(content), body))
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.status != 304 and "Content-Length" not in reply.headers:
                    self.send_header("Connection", "close")
                self.end_headers()
                self._send(content, fault or Fault())
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client has seen enough, which some tests are about

        def _send(self, content: bytes, fault: Fault) -> None:
            piece, seconds = fault.drip or (len(content) or 1, 0.0)
            for start in range(0, len(content), piece):
                self.wfile.write(content[start : start + piece])
                if fault.drip:
                    time.sleep(seconds)
            if fault.broken is not None:
                self.close_connection = True

    return Handler


def _body(method: str, reply: Reply, fault: Fault) -> bytes:
    if reply.status == 304 or method == "HEAD":
        return b""
    with reply.open() as stream:
        content = stream.read()
    return content[: min(len(content), fault.short or len(content), fault.broken or len(content))]
