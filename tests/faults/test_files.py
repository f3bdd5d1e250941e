"""A file that is not what its address promises never takes the place of one that is, and harms nothing on its way."""

from __future__ import annotations

import gzip
import zipfile
from functools import partial

import pytest

from tests.download_kit import zip_bytes
from tests.faults.hurdles import memory_no_larger_than
from tests.faults.kit import Stand
from tests.faults.least import PRICES, STATES, newer_states
from tests.faults.spoiling import cell, edited
from tests.publishers.sheets import raw_xlsx
from tests.servers import Fault, other, truncated

BY_HAND = "in a browser, save the file as"
SMALL = partial(memory_no_larger_than, 3 * 2**30)
"""A child has half a gigabyte of address space before it begins."""

BILLION = b"<!DOCTYPE w [<!ENTITY a0 'aaaaaaaaaa'>" + b"".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>".encode() for n in range(1, 10)
) + b"]>"  # fmt: skip


def book(rows: bytes, prolog: bytes = b"") -> bytes:
    return zip_bytes({"oesm25st/state_M2025_dl.xlsx": raw_xlsx(rows, prolog, "state_M2025_dl")})


def bomb() -> bytes:
    """A few kilobytes that would unpack to a gigabyte, in an archive that does not say so from outside."""
    inner = zip_bytes({"xl/worksheets/sheet1.xml": bytes(100 * 2**20)}, zipfile.ZIP_DEFLATED)
    return zip_bytes({"oesm25st/state_M2025_dl.xlsx": inner})


REFUSED: dict[str, tuple[bytes, str]] = {
    "a zip cut short": (newer_states()[:-300], "broken archive"),
    "a zip bomb inside a zip": (bomb(), "more than 250 times its size"),
    "another type": (b"%PDF-1.7 a report", "found b'%PDF'"),
    "a member that leads out of its folder": (zip_bytes({"../../state_M2025_dl.xlsx": b"1"}), "points outside"),
    "a cell at the end of the world": (
        book(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "a cell far off at XFD1048576"),
    "the error of a formula": (
        edited(newer_states(), cell("A_MEAN", "#DIV/0!")), "the error of a formula (#DIV/0!)"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_wrong_bytes_are_refused_before_anything_reads_them(stand: Stand, name: str) -> None:
    content, words = REFUSED[name]
    stand.put(STATES, content)
    stand.survives("oesm25st.zip", words, BY_HAND, code=3, hurdles=(SMALL,))
    stand.goes_on()


def test_a_zip_cut_short_by_a_server_that_says_it_is_whole(stand: Stand) -> None:
    stand.put(STATES, newer_states())
    stand.server.behave(STATES, forever=truncated(3_000))
    stand.survives("broken archive", BY_HAND, code=3)
    stand.goes_on()


def test_an_answer_that_swells_on_the_way_is_cut_off(stand: Stand) -> None:
    swelling = other(gzip.compress(bytes(700 * 2**20), 9), Content_Encoding="gzip")
    stand.server.behave(PRICES, forever=swelling)
    stand.survives("larger than the 629,145,600 bytes", BY_HAND, code=3, hurdles=(SMALL,))
    stand.goes_on()


@pytest.mark.parametrize(
    "prolog", [BILLION, b'<!DOCTYPE w [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>'], ids=["expands", "fetches"]
)
def test_xml_that_would_expand_or_fetch_is_not_read(stand: Stand, prolog: bytes) -> None:
    stand.put(STATES, book(b'<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>', prolog))
    stand.survives("oesm25st.zip: ", "unrecognized entity", code=1, hurdles=(SMALL,))
    stand.goes_on()


def test_validators_that_lie_do_not_keep_a_new_file_away(stand: Stand) -> None:
    stand.put(STATES, newer_states())
    stand.server.behave(STATES, Fault(deaf=True))
    run = stand.run()
    assert run.code == 0 and "Published build" in run.said, run.said
    stand.answers()
