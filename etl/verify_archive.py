"""Is an archive, or a workbook inside one, harmless? Asked once, when it arrives, before anything reads it.

A workbook is an archive too. Its reader lays a sheet out as one block that reaches from the first cell to the last, and
reads a cell that holds an error, such as #DIV/0!, as blank: a cell far out would fill the memory, and an error would
pass for a figure that was not published. So both are looked for here.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

from etl.errors import BadFile

MAGIC = b"PK\x03\x04"
MAX_MEMBERS = 5_000
MAX_UNPACKED = 4 * 2**30
MAX_WORKBOOK = 600_000_000
"""No published workbook comes near; a larger one is a damaged or hostile archive."""
MAX_RATIO = 250
RATIO_FROM = 64 * 2**20
"""A member that unpacks to more than this may be at most MAX_RATIO times its packed size; workbooks stay under 30."""

IS_XLSX = "an Excel workbook (.xlsx)"
NEEDED_IN_XLSX = ("[Content_Types].xml", "xl/workbook.xml")
WORKBOOK = re.compile(r"\.xls[xmb]?$", re.IGNORECASE)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
FAR_CELL = re.compile(rb' r="((?:[A-Z]{3}|[B-Z][A-Z]|[A-Z]{0,2}(?:\d{8}|[2-9]\d{6}|1[1-9]\d{5}))[A-Z\d]*)"')
"""Beyond column AZ or the last row that a spreadsheet has; the widest published sheet ends with column AF."""
ERROR_MARK = b' t="e"'
ERROR_CELL = re.compile(rb'<c r="([A-Z]+\d+)"[^>]* t="e"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?(?:<v>([^<]*)</v>)?')

_CHUNK = 2**20
_OVERLAP = 1_024
"""Bytes that are looked at twice, so that nothing hides between two chunks."""


def verify_archive(source: Path | BinaryIO, name: str) -> None:
    """Every member stays inside the archive, unpacks to what it says, and is harmless if it is a workbook.

    Raises BadFile.
    """
    _verify(source, name, "a zip archive", _verify_member)


def verify_workbook(source: Path | BinaryIO, name: str) -> None:
    """As verify_archive, and that it is an .xlsx whose sheets can be read without harm or loss. Raises BadFile."""
    members = _verify(source, name, IS_XLSX, _verify_part)
    if missing := [needed for needed in NEEDED_IN_XLSX if needed not in members]:
        raise BadFile(f"{name}: expected {IS_XLSX}, found an archive without {', '.join(missing)}")


def _verify(
    source: Path | BinaryIO, name: str, expected: str, look: Callable[[zipfile.ZipInfo, Iterator[bytes], str], None]
) -> list[str]:
    """Names of the members, once `look` has read each to its end, which checks its size and checksum."""
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            _refuse_bombs(members, name)
            for member in members:
                _refuse_member(member, name)
            for member in members:
                with archive.open(member) as stream:
                    look(member, iter(partial(stream.read, _CHUNK), b""), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        # RuntimeError: an encrypted member; NotImplementedError: a compression that Python cannot undo.
        raise BadFile(f"{name}: expected {expected}, found a broken archive ({error})") from error
    return [member.filename for member in members]


def _verify_member(member: zipfile.ZipInfo, chunks: Iterator[bytes], name: str) -> None:
    """Read a member of a publisher's archive; a workbook is looked into."""
    first = next(chunks, b"")
    if not (first.startswith(MAGIC) and WORKBOOK.search(member.filename)):
        for _ in chunks:
            pass
        return
    if member.file_size > MAX_WORKBOOK:
        raise BadFile(f"{name}: expected a workbook of at most {MAX_WORKBOOK:,} bytes, found {member.file_size:,}")
    verify_workbook(io.BytesIO(b"".join((first, *chunks))), f"{name}: {member.filename}")


def _verify_part(member: zipfile.ZipInfo, chunks: Iterator[bytes], name: str) -> None:
    """Read a part of a workbook. Raises BadFile for a cell beyond every table, or one that holds an error."""
    is_sheet, before = SHEET.fullmatch(member.filename), b""
    for chunk in chunks:
        seen = before + chunk
        if is_sheet and (far := FAR_CELL.search(seen)):
            raise BadFile(f"{name}, {member.filename}: expected a table, found a cell far off at {far[1].decode()}")
        if is_sheet and ERROR_MARK in seen and (cell := ERROR_CELL.search(seen)):
            what = (cell[2] or b"no value").decode("utf-8", "replace")
            where = f"{name}, {member.filename}, cell {cell[1].decode()}"
            raise BadFile(f"{where}: expected a value, found the error of a formula ({what})")
        before = seen[-_OVERLAP:]


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
