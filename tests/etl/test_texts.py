"""Text is read in the encoding that it is in, and never garbled in silence."""

from __future__ import annotations

import csv

import pytest

from etl.errors import BadFile, printable
from etl.texts import cells_of, text_of

NAME = "Añasco–Mayagüez"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_name_with_accents_is_the_same_in_every_encoding_that_publishers_use(encoding: str) -> None:
    assert text_of(NAME.encode(encoding), "SARPP.zip") == NAME


@pytest.mark.parametrize("content", [NAME.encode("utf-16"), b"caf\x81", b"a\x00b"])
def test_bytes_that_are_no_such_text_are_named(content: bytes) -> None:
    with pytest.raises(BadFile, match=r"SARPP\.zip: expected text in UTF-8 or Windows-1252, found"):
        text_of(content, "SARPP.zip")


def test_a_cell_without_end_is_named() -> None:
    endless = "a," + "b" * (csv.field_size_limit() + 1)
    with pytest.raises(BadFile, match=r"SARPP\.zip: expected a table of lines and cells"):
        cells_of(endless, "SARPP.zip")


def test_lines_are_split_as_the_publisher_writes_them() -> None:
    assert cells_of(' "01", "a, b"\r\n"02",c\r\n', "x.csv", skipinitialspace=True) == [["01", "a, b"], ["02", "c"]]


def test_a_message_that_quotes_a_publisher_is_short_and_plain() -> None:
    told = str(BadFile("x.zip: found '\x1b[2J" + "x" * 50_000))
    assert len(told) < 2_100 and "\x1b" not in told and told.startswith("x.zip: found ' [2Jxxx")
    assert printable(NAME) == NAME
