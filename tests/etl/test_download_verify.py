"""What a file must be before anything reads it: its kind, whole, and harmless to unpack."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from etl import verify_archive as rules
from etl.errors import BadFile, UsageError
from etl.files import Kind
from etl.settings import Settings
from etl.sidecar import place
from etl.verify import is_page, page_says, title_of, verify
from etl.workbook import open_workbook, sheet_of
from tests.download_kit import xlsx_bytes, zip_bytes
from tests.publishers.sheets import raw_xlsx

PAGE = b"<!DOCTYPE html><html><head><title>Pharmacy Technicians</title></head><body></body></html>"


def check(tmp_path: Path, content: bytes, kind: Kind) -> None:
    file = tmp_path / "file.part"
    file.write_bytes(content)
    verify(file, kind, "oesm25nat.zip")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("zip", zip_bytes()),
        ("xlsx", xlsx_bytes()),
        ("html", PAGE),
        ("json", b'{"a": [1]}'),
        ("zip", zip_bytes({"a/": b""})),
    ],
)
def test_a_file_of_its_kind_passes(tmp_path: Path, kind: Kind, content: bytes) -> None:
    check(tmp_path, content, kind)


@pytest.mark.parametrize(
    ("kind", "content", "found"),
    [
        ("zip", b"", "an empty file"),
        ("zip", PAGE, "an HTML page titled 'Pharmacy Technicians'"),
        ("zip", b"\xd0\xcf\x11\xe0" + bytes(600), "first bytes PK"),
        ("zip", b"PK\x03\x04" + bytes(600), "a broken archive"),
        ("zip", b"PK\x05\x06" + bytes(18), "first bytes PK"),
        ("xlsx", zip_bytes(), "without [Content_Types].xml, xl/workbook.xml"),
        ("html", b"%PDF-1.7", "a file that begins"),
        ("html", PAGE[:-10], "without its end"),
        ("html", PAGE.replace(b"Pharmacy Technicians", b"Access Denied"), "says denied"),
        ("json", b'{"a": [1', "does not parse"),
        ("json", PAGE, "an HTML page"),
    ],
)
def test_what_is_not_the_file_is_named(tmp_path: Path, kind: Kind, content: bytes, found: str) -> None:
    with pytest.raises(BadFile) as error:
        check(tmp_path, content, kind)
    assert found in str(error.value)
    assert str(error.value).startswith("oesm25nat.zip: ")


@pytest.mark.parametrize(
    "name", ["../evil.xlsx", "a/../../evil.xlsx", "/etc/passwd", "C:\\evil.xlsx", "..\\evil.xlsx", "\\\\host\\share\\x"]
)
def test_a_member_that_escapes_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match="points outside"):
        check(tmp_path, zip_bytes({"good.xlsx": b"1", name: b"2"}), "zip")


def test_a_link_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "links.zip"
    link = zipfile.ZipInfo("passwd")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(BadFile, match="symbolic link"):
        verify(file, "zip")


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    content = bytearray(zip_bytes({"a.txt": b"secret"}))
    content[6] |= 1  # the flag of encryption, in the member's header and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadFile, match=r"broken archive.*encrypted"):
        check(tmp_path, bytes(content), "zip")


def test_a_member_that_would_swell_absurdly_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "RATIO_FROM", 2**20)
    bomb = zip_bytes({"bomb.txt": bytes(2 * 2**20)})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("it was unpacked"))
    with pytest.raises(BadFile, match="more than 250 times"):
        check(tmp_path, bomb, "zip")


def test_an_archive_too_large_unpacked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_UNPACKED", 1_000)
    check(tmp_path, zip_bytes({"a": bytes(1_000)}), "zip")
    with pytest.raises(BadFile, match="unpacked"):
        check(tmp_path, zip_bytes({"a": bytes(600), "b": bytes(401)}), "zip")


def test_an_archive_of_too_many_members_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_MEMBERS", 3)
    with pytest.raises(BadFile, match="at most 3 members, found 4"):
        check(tmp_path, zip_bytes(dict.fromkeys("abcd", b"1")), "zip")


def test_a_size_that_lies_is_refused(tmp_path: Path) -> None:
    content = bytearray(zip_bytes({"a.txt": b"x" * 1_000}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    with pytest.raises(BadFile):
        check(tmp_path, bytes(content), "zip")


A1 = b'<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize("kind", ["xlsx", "zip"])
@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (A1 + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "far off at XFD1048576"),
        (A1 + b'<row r="2"><c r="BA2"><v>1</v></c></row>', "far off at BA2"),
        (A1 + b'<row r="9999999"><c r="A9999999"><v>1</v></c></row>', "far off at 9999999"),
        (A1 * 40_000 + b'<row r="2"><c r="B2" s="3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
         "cell B2: expected a value, found the error of a formula (#DIV/0!)"),
        (b'<row r="1"><c r="C1" t="e"></c></row>', "cell C1: expected a value"),
    ],
)  # fmt: skip
def test_a_sheet_that_would_fill_the_memory_or_lose_a_figure_is_refused(
    tmp_path: Path, rows: bytes, found: str, kind: Kind
) -> None:
    book = raw_xlsx(rows)
    content = book if kind == "xlsx" else zip_bytes({"oesm25nat/national_M2025_dl.xlsx": book})
    with pytest.raises(BadFile) as error:
        check(tmp_path, content, kind)
    assert found in str(error.value)
    assert ("member" in str(error.value) or "national_M2025_dl.xlsx" in str(error.value)) == (kind == "zip")


def test_the_last_row_and_a_wide_table_are_no_harm(tmp_path: Path) -> None:
    check(tmp_path, raw_xlsx(A1 + b'<row r="1048576"><c r="AZ1048576"><v>1</v></c></row>'), "xlsx")


def test_a_workbook_inside_an_archive_is_held_to_the_same_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "RATIO_FROM", 2**20)
    bomb = raw_xlsx(b'<row r="1"><c r="A1" t="str"><v>' + b"a" * 2**21 + b"</v></c></row>")
    with pytest.raises(BadFile, match=r"national\.xlsx: member 'xl/worksheets/sheet1\.xml' would unpack"):
        check(tmp_path, zip_bytes({"national.xlsx": bomb}), "zip")
    monkeypatch.setattr(rules, "RATIO_FROM", 2**30)
    monkeypatch.setattr(rules, "MAX_WORKBOOK", 100)
    with pytest.raises(BadFile, match="a workbook of at most 100 bytes"):
        check(tmp_path, zip_bytes({"national.xlsx": bomb}), "zip")


def test_an_archive_in_an_archive_in_an_archive_ends(tmp_path: Path) -> None:
    content = raw_xlsx(A1)
    for _ in range(50):
        content = zip_bytes({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>", "a.xlsx": content})
    check(tmp_path, content, "zip")


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;">]>',
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
    ],
)
@pytest.mark.parametrize(
    "cell", [b'<c r="A1" t="str"><v>&x;</v></c>', b'<c r="A1" t="inlineStr"><is><t>&x;</t></is></c>']
)
def test_an_entity_in_a_workbook_is_neither_expanded_nor_fetched(prolog: bytes, cell: bytes) -> None:
    book = open_workbook(raw_xlsx(b'<row r="1">' + cell + b"</row>", prolog), "national.xlsx")
    with pytest.raises(BadFile, match=r"national\.xlsx: .*unrecognized entity"):
        sheet_of(book, 0, "national.xlsx")


@pytest.mark.parametrize(
    "head",
    [
        b"<html>",
        b"\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC>",
        b"<HTML><HEAD>",
        b"<!-- old --><!-- browsers --> <html lang='en'>",
        b"<?xml version='1.0'?>\n<!DOCTYPE html>",
    ],
)
def test_a_page_is_known_by_its_first_bytes(head: bytes) -> None:
    assert is_page(head)


@pytest.mark.parametrize("head", [b"PK\x03\x04<html>", b"", b"<htmlx>", b"text <html>", b"<?xml?><workbook/>", b"{}"])
def test_what_only_mentions_a_page_is_none(head: bytes) -> None:
    assert not is_page(head)


def test_a_thousand_comments_are_read_in_no_time() -> None:
    started = time.monotonic()
    assert not is_page(b"<!-- -->" * 8_000)
    assert time.monotonic() - started < 0.2


def test_titles_are_read_as_a_person_would() -> None:
    assert title_of(b"<html><TITLE lang='en'>\n Access&nbsp;Denied &amp; more </TITLE>") == "Access Denied & more"
    assert title_of(b"<html><body>") == ""


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Access Denied", "denied"),
        ("403 Forbidden", "denied"),
        ("Scheduled maintenance", "busy"),
        ("Service Unavailable", "busy"),
        ("Page Not Found : U.S. Bureau of Labor Statistics", "missing"),
        ("404", "missing"),
        ("Pharmacy Technicians :     Occupational Outlook Handbook: :     U.S. Bureau of Labor Statistics", None),
        ("", None),
    ],
)
def test_a_pages_title_tells_refusal_from_absence(title: str, says: str | None) -> None:
    assert page_says(title) == says


def test_every_real_file_passes(replica: Path) -> None:
    kinds: dict[str, Kind] = {".zip": "zip", ".xlsx": "xlsx", ".htm": "html", ".json": "json"}
    files = [file for file in replica.glob("*/**/*") if file.suffix in kinds]
    assert len(files) > 40
    for file in files:
        verify(file, kinds[file.suffix])


def test_a_file_lies_under_its_host_and_path(tmp_path: Path) -> None:
    at = place(Settings(data=tmp_path), "https://www.bls.gov/cps/cpsaat39.xlsx")
    assert at == tmp_path / "downloads" / "www.bls.gov" / "cps" / "cpsaat39.xlsx"


@pytest.mark.parametrize(
    "url", ["https://www.bls.gov/", "https:///x.zip", "https://a.gov/../../x.zip", "https://a.gov/%2e%2e/x"]
)
def test_an_address_that_leads_out_of_the_folder_has_no_place(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError):
        place(Settings(data=tmp_path), url)
