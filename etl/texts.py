"""Text files as they are published: in which encoding they are, and their lines as cells."""

from __future__ import annotations

import csv
import io

from etl.errors import BadFile


def text_of(content: bytes, where: str) -> str:
    """The text of a file in UTF-8, or in Windows-1252, which holds Latin-1. where: what to call it in messages.

    Text with an accent in Windows-1252 is not valid UTF-8, so the two are not mistaken for each other. Raises BadFile.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if strange := next((character for character in text if character in "\x00\ufffd"), None):
        raise BadFile(f"{where}: expected text in UTF-8 or Windows-1252, found {strange!r}")
    return text


def cells_of(text: str, where: str, **dialect: object) -> list[list[str]]:
    """The lines of a CSV, split into cells; `dialect` as for csv.reader. Raises BadFile."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), **dialect))  # type: ignore[arg-type]
    except csv.Error as error:
        raise BadFile(
            f"{where}: expected a table of lines and cells, found one that cannot be split ({error})"
        ) from None
