"""Is a downloaded file what its address promises? Asked of the bytes, before anything reads or keeps them."""

from __future__ import annotations

import html
import json
import re
import stat
import zipfile
import zlib
from pathlib import Path, PureWindowsPath

from etl.errors import BadFile
from etl.files import Kind

HEAD = 65_536
"""Bytes that are enough to tell a page from a file."""

MAX_MEMBERS = 5_000
MAX_UNPACKED = 4 * 2**30
MAX_RATIO = 250
RATIO_FROM = 64 * 2**20
"""A member that unpacks to more than this may be at most MAX_RATIO times its packed size; workbooks stay under 30."""

NEEDED_IN_XLSX = ("[Content_Types].xml", "xl/workbook.xml")

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
    if kind == "zip":
        _verify_zip(path, name, kind)
    elif kind == "xlsx":
        _verify_xlsx(path, name)
    elif kind == "html":
        _verify_page(path, head, name)
    else:
        _verify_json(path, name)


def _words(kind: Kind) -> str:
    return {"zip": "a zip archive", "xlsx": "an Excel workbook (.xlsx)", "html": "an HTML page", "json": "JSON"}[kind]


def _verify_zip(path: Path, name: str, kind: Kind) -> list[str]:
    """The archive's member names, once every member is known to unpack to what it says. Raises BadFile."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic != b"PK\x03\x04":
        raise BadFile(f"{name}: expected {_words(kind)} (first bytes PK), found {magic!r}")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_bombs(members, name)
            for member in members:
                _refuse_member(member, name)
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        # RuntimeError: an encrypted member; NotImplementedError: a compression that Python cannot undo.
        raise BadFile(f"{name}: expected {_words(kind)}, found a broken archive ({error})") from error
    if broken is not None:
        raise BadFile(f"{name}: expected {_words(kind)}, but its member {broken!r} fails its checksum")
    return [member.filename for member in members]


def _refuse_bombs(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise BadFile(f"{name}: expected at most {MAX_MEMBERS:,} members, found {len(members):,}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED:
        raise BadFile(f"{name}: expected at most {MAX_UNPACKED:,} bytes unpacked, found {unpacked:,}")
    for member in members:
        if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise BadFile(
                f"{name}: member {member.filename!r} would unpack from {member.compress_size:,} to "
                f"{member.file_size:,} bytes, more than {MAX_RATIO} times its size"
            )


def _refuse_member(member: zipfile.ZipInfo, name: str) -> None:
    # As Windows reads it, so that "C:\x", "\\server\x" and "..\x" count as well as "/x" and "../x".
    inside = PureWindowsPath(member.filename)
    if inside.anchor or ".." in inside.parts:
        raise BadFile(f"{name}: member {member.filename!r} points outside the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadFile(f"{name}: member {member.filename!r} is a symbolic link")


def _verify_xlsx(path: Path, name: str) -> None:
    members = _verify_zip(path, name, "xlsx")
    if missing := [needed for needed in NEEDED_IN_XLSX if needed not in members]:
        raise BadFile(f"{name}: expected an Excel workbook (.xlsx), found an archive without {', '.join(missing)}")


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
    except ValueError as error:
        raise BadFile(f"{name}: expected JSON, found text that does not parse ({error})") from error
