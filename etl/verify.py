"""Is a downloaded file what its address promises? Asked of the bytes, before anything reads or keeps them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from etl.errors import BadFile
from etl.files import Kind
from etl.verify_archive import IS_XLSX, MAGIC, verify_archive, verify_workbook

HEAD = 65_536
"""Bytes that are enough to tell a page from a file."""

# Atomic groups: many comments must not make the pattern try every way of splitting them.
_BEFORE = rb"\A(?:\xef\xbb\xbf)?\s*(?>(?:(?><\?xml[^>]*>|<!--.*?-->)\s*)*)"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head|title)\b", re.I | re.S)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.I | re.S)
_DENIED = re.compile(r"denied|forbidden|blocked|not authori[sz]ed", re.I)
_BUSY = re.compile(r"maintenance|unavailable|temporar|try again|too many requests|server error", re.I)
_MISSING = re.compile(r"not found|cannot be found|no longer|\b404\b|\berror\b", re.I)


def is_page(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an HTML page."""
    return _PAGE.match(head) is not None


def title_of(head: bytes) -> str:
    """Title of an HTML page in plain words, "" where it has none."""
    found = _TITLE.search(head)
    text = found.group(1).decode("utf-8", "replace") if found else ""
    return " ".join(html.unescape(text).split())[:120]


def page_says(title: str) -> str | None:
    """What a page that came in place of a file says by its title: 'denied', 'busy', 'missing'; None for others."""
    for word, pattern in (("denied", _DENIED), ("busy", _BUSY), ("missing", _MISSING)):
        if pattern.search(title):
            return word
    return None


def verify(path: Path, kind: Kind, name: str | None = None) -> None:
    """Check that the file at `path` is a whole and harmless file of its kind.

    name: what to call it in messages, where the file still has a temporary name.
    Raises BadFile, with what was expected and what was found.
    """
    name = name or path.name
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise BadFile(f"{name}: expected {_words(kind)}, found an empty file")
    if kind != "html" and is_page(head):
        raise BadFile(f"{name}: expected {_words(kind)}, found an HTML page titled {title_of(head)!r}")
    if kind in ("zip", "xlsx") and not head.startswith(MAGIC):
        raise BadFile(f"{name}: expected {_words(kind)} (first bytes PK), found {head[:4]!r}")
    if kind == "zip":
        verify_archive(path, name)
    elif kind == "xlsx":
        verify_workbook(path, name)
    elif kind == "html":
        _verify_page(path, head, name)
    else:
        _verify_json(path, name)


def _words(kind: Kind) -> str:
    return {"zip": "a zip archive", "xlsx": IS_XLSX, "html": "an HTML page", "json": "JSON"}[kind]


def _verify_page(path: Path, head: bytes, name: str) -> None:
    if not is_page(head):
        raise BadFile(f"{name}: expected an HTML page, found a file that begins {head[:20]!r}")
    if says := page_says(title := title_of(head)):
        raise BadFile(f"{name}: expected the publisher's page, found one that says {says}: {title!r}")
    if b"</html>" not in path.read_bytes().lower():
        raise BadFile(f"{name}: expected a whole HTML page, found one without its end (</html>)")


def _verify_json(path: Path, name: str) -> None:
    try:
        json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:  # RecursionError: a thousand brackets in a row
        raise BadFile(f"{name}: expected JSON, found text that does not parse ({error})") from error
