"""From a server's answer to a verified file in its `.part`: streamed, bounded, and judged before anyone uses it."""

from __future__ import annotations

import requests

from etl.errors import BadFile
from etl.files import Kind
from etl.part import Part
from etl.progress import Progress
from etl.verify import HEAD, is_page, page_says, title_of, verify
from etl.web import Absent, Refused, Transient, Web


def receive(web: Web, response: requests.Response, part: Part, kind: Kind, progress: Progress) -> None:
    """Stream the body into the part. A page in a file's place is read no further than tells what it is.

    Raises Refused for more bytes than are allowed, Transient where the answer does not fit what is here already, breaks
    off or stalls: what came by then stays, to be continued.
    """
    encoded = response.headers.get("Content-Encoding", "identity").lower() != "identity"
    if response.status_code == 200:
        # What is unpacked on the way cannot be continued by counting bytes: no validators, no continuation.
        part.begin({} if encoded else response.headers)
    elif response.status_code != 206 or encoded or not part.continues(response.headers):
        part.discard()
        raise Transient(f"answered {response.status_code} where the whole file or its rest was asked for")
    length, size = response.headers.get("Content-Length", ""), part.size
    # 15 digits are a petabyte: more is nonsense, and int() would stumble over it.
    total = size + int(length) if length.isdecimal() and len(length) <= 15 and not encoded else None
    progress.body(total, size)
    _within(web, part, kind, total or 0)
    head, fresh = b"", size == 0
    with part.path.open("ab") as file:
        for chunk in web.chunks(response):
            size += len(chunk)
            _within(web, part, kind, size)
            file.write(chunk)
            progress.advance(len(chunk))
            head = head if len(head) >= HEAD else head + chunk
            if fresh and kind != "html" and len(head) >= HEAD and is_page(head):
                return


def _within(web: Web, part: Part, kind: Kind, size: int) -> None:
    largest = web.limits.largest[kind]
    if size > largest:
        part.discard()
        raise Refused(f"the file is larger than the {largest:,} bytes that are allowed")


def judge(part: Part, kind: Kind, name: str, *, resumed: bool) -> None:
    """Keep what came only if it is the whole file that was asked for.

    resumed: whether it was put together from two answers. Raises Absent for a page in its place, Refused for wrong
    bytes or a page that denies, Transient for a page that asks for patience and for answers that do not make a file.
    """
    with part.path.open("rb") as file:
        head = file.read(HEAD)
    title = title_of(head) if is_page(head) else ""
    try:
        _judge_page(head, kind, title, page_says(title))
        verify(part.path, kind, name)
    except BadFile as error:
        part.discard()
        if resumed:
            raise Transient(f"the parts do not make a file ({error})") from error
        raise Refused(str(error)) from error
    except (Refused, Transient, Absent):
        part.discard()
        raise


def _judge_page(head: bytes, kind: Kind, title: str, says: str | None) -> None:
    if says == "denied":
        raise Refused(f"the server answered with a page titled {title!r}")
    if says == "busy":
        raise Transient(f"the server answered with a page titled {title!r}")
    if is_page(head) and (kind != "html" or says == "missing"):
        raise Absent(f"a page titled {title!r}")
