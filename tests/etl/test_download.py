"""A file that is asked for arrives whole, or the outcome says why not; what is on disk is never lost."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from etl.download import Limits, find_local
from etl.errors import EtlError
from etl.files import LocalFile
from tests.download_kit import OES, Kit, xlsx_bytes, zip_bytes
from tests.servers import Fault, broken_off, deaf, denied, other, page, status, truncated

NAT = f"{OES}/oesm25nat.zip"
OLD = "www.bls.gov/oes/special.requests/oesm25nat.zip"
HANDBOOK = "www.bls.gov/ooh/healthcare/pharmacy-technicians.htm"


def local(found: LocalFile | None) -> LocalFile:
    assert found is not None
    return found


# What arrives, and what is written down about it


def test_a_new_file_lies_under_its_host_and_path_with_its_record(kit: Kit) -> None:
    content = kit.publish(NAT, modified=1_747_300_000)
    outcome = kit.fetch()
    assert (outcome.status, outcome.message) == ("new", "")
    found = local(outcome.local)
    assert found.path == kit.settings.data / "downloads" / NAT
    assert found.path.read_bytes() == content
    assert (found.obtained, found.bytes) == ("download", len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.last_modified == "Thu, 15 May 2025 09:06:40 GMT"
    assert found.retrieved == datetime(2026, 11, 22, 9, tzinfo=UTC)
    record = json.loads(found.path.with_name("oesm25nat.zip.json").read_text())
    assert record["url"] == f"https://{NAT}"
    assert {"etag", "last_modified", "sha256", "bytes", "retrieved", "checked", "obtained", "note"} <= record.keys()


def test_nothing_but_the_file_and_its_record_is_left(kit: Kit) -> None:
    kit.publish(NAT)
    kit.fetch()
    assert sorted(path.name for path in kit.on_disk().parent.iterdir()) == ["oesm25nat.zip", "oesm25nat.zip.json"]


def test_find_local_needs_no_network_and_gives_what_fetch_gave(kit: Kit) -> None:
    kit.publish(NAT)
    fetched = kit.fetch().local
    kit.server.requests.clear()
    assert find_local(kit.settings, kit.remote()) == fetched
    assert kit.server.requests == []


def test_find_local_knows_nothing_of_a_file_that_never_came(kit: Kit) -> None:
    assert find_local(kit.settings, kit.remote()) is None


@pytest.mark.parametrize("damage", ["shorter", "changed", "gone", "record gone", "record torn", "record no object"])
def test_a_file_that_is_not_what_its_record_says_is_not_used_and_comes_again(kit: Kit, damage: str) -> None:
    content = kit.publish(NAT)
    kit.fetch()
    file, record = kit.on_disk(), kit.on_disk().with_name("oesm25nat.zip.json")
    if damage == "shorter":
        file.write_bytes(content[:-1])
    elif damage == "changed":
        file.write_bytes(content[:50] + b"?" + content[51:])
    elif damage == "gone":
        file.unlink()
    elif damage == "record gone":
        record.unlink()
    else:
        record.write_text(record.read_text()[:40] if damage == "record torn" else "[1]")
    assert find_local(kit.settings, kit.remote()) is None
    assert kit.fetch().status == "new"
    assert file.read_bytes() == content


# Unchanged and updated


def test_an_unchanged_file_is_asked_for_conditionally_and_sends_no_body(kit: Kit) -> None:
    kit.publish(NAT)
    first = local(kit.fetch().local)
    kit.server.requests.clear()
    kit.time.later = timedelta(days=1)
    outcome = kit.fetch()
    assert outcome.status == "unchanged"
    asked = kit.server.requests[-1]
    assert (asked.status, kit.server.bodies()) == (304, [])
    assert asked.headers["if-none-match"] == first.etag
    assert asked.headers["if-modified-since"] == first.last_modified
    assert local(outcome.local).retrieved == first.retrieved


def test_a_server_deaf_to_conditions_does_not_make_a_file_new(kit: Kit) -> None:
    kit.publish(NAT)
    kit.fetch()
    kit.server.behave(NAT, deaf())
    before = kit.on_disk().stat().st_ino
    assert kit.fetch().status == "unchanged"
    assert kit.on_disk().stat().st_ino == before, "the same ETag: nothing was written"


def test_the_same_bytes_without_any_validator_are_unchanged(kit: Kit) -> None:
    content = kit.publish(NAT)
    kit.server.behave(NAT, forever=other(content))
    first = local(kit.fetch().local)
    assert (first.etag, first.last_modified) == (None, None)
    kit.time.later = timedelta(days=1)
    outcome = kit.fetch()
    assert outcome.status == "unchanged"
    assert local(outcome.local).retrieved == first.retrieved


def test_other_bytes_are_an_update(kit: Kit) -> None:
    kit.publish(NAT, modified=1_700_000_000)
    kit.fetch()
    content = kit.publish(NAT, modified=1_750_000_000)
    outcome = kit.fetch()
    assert outcome.status == "updated"
    assert local(outcome.local).sha256 == hashlib.sha256(content).hexdigest()
    assert kit.on_disk().read_bytes() == content


def test_the_same_etag_on_another_length_is_not_believed(kit: Kit) -> None:
    kit.publish(NAT)
    first = local(kit.fetch().local)
    content = zip_bytes({"a.txt": b"another file"})
    kit.server.behave(NAT, other(content, ETag=first.etag))
    assert kit.fetch().status == "updated"
    assert kit.on_disk().read_bytes() == content


def test_an_old_date_with_another_etag_is_an_update(kit: Kit) -> None:
    """A publisher that puts an earlier file back has a new file for us."""
    kit.publish(NAT, modified=1_750_000_000)
    kit.fetch()
    kit.publish(NAT, modified=1_700_000_000)
    assert kit.fetch().status == "updated"


# Not published


@pytest.mark.parametrize(
    "answer", [status(404), status(410), page("Page Not Found"), page("Bureau of Labor Statistics")]
)
def test_a_404_or_a_page_in_the_files_place_is_absent(kit: Kit, answer: Fault) -> None:
    kit.server.behave(NAT, answer)
    outcome = kit.fetch()
    assert (outcome.status, outcome.local) == ("absent", None)
    assert f"https://{NAT}" in outcome.message
    assert not kit.on_disk().exists()
    assert [asked.path for asked in kit.server.requests] == [NAT], "absence is no reason to ask again"


def test_a_long_page_is_not_read_to_its_end(kit: Kit) -> None:
    long = b"<!DOCTYPE html><html><head><title>Sorry</title>" + b" " * 3_000_000
    kit.server.behave(NAT, other(long, Content_Length=None))
    outcome = kit.fetch(limits=Limits(largest={"zip": 1_000_000}))
    assert outcome.status == "absent", "reading on would have met the limit of size"


def test_a_page_in_the_handbooks_place_is_absent_though_a_page_was_asked_for(kit: Kit) -> None:
    kit.server.behave(HANDBOOK, page("Page Not Found : U.S. Bureau of Labor Statistics"))
    assert kit.fetch(kit.remote(HANDBOOK, "html")).status == "absent"


def test_alternatives_are_tried_in_order_where_the_first_address_has_no_file(kit: Kit) -> None:
    content = kit.publish(OLD)
    remote = kit.remote(alternatives=(f"https://{OES}/oesm25nat_2.zip", f"https://{OLD}"))
    outcome = kit.fetch(remote)
    assert kit.paths() == [NAT, f"{OES}/oesm25nat_2.zip", OLD]
    assert outcome.status == "new"
    found = local(outcome.local)
    assert found.path == kit.on_disk(NAT), "its place is that of the address it is known by"
    assert found.path.read_bytes() == content
    assert f"https://{OLD}" in found.note
    kit.server.requests.clear()
    assert kit.fetch(remote).status == "unchanged"
    assert kit.server.bodies() == []


def test_the_first_address_is_asked_for_its_own_version(kit: Kit) -> None:
    """What an alternative's server said of its copy says nothing of the copy at the first address."""
    kit.publish(OLD)
    remote = kit.remote(alternatives=(f"https://{OLD}",))
    kit.fetch(remote)
    content = kit.publish(NAT)
    kit.server.requests.clear()
    assert kit.fetch(remote).status == "updated"
    assert "if-none-match" not in kit.server.requests[0].headers
    assert kit.on_disk().read_bytes() == content


def test_alternatives_are_not_tried_where_the_first_address_refuses(kit: Kit) -> None:
    kit.publish(OLD)
    kit.server.behave(NAT, denied())
    assert kit.fetch(kit.remote(alternatives=(f"https://{OLD}",))).status == "refused"
    assert kit.paths() == [NAT]


def test_a_file_that_its_publisher_took_away_stays_on_disk(kit: Kit) -> None:
    content = kit.publish(NAT)
    kit.fetch()
    kit.server.behave(NAT, status(404))
    outcome = kit.fetch()
    assert outcome.status == "absent"
    assert local(outcome.local).path.read_bytes() == content
    assert find_local(kit.settings, kit.remote()) is not None


# Settled editions


def test_a_settled_file_is_not_asked_for_again_within_a_month(kit: Kit) -> None:
    kit.publish(NAT)
    settled = kit.remote(settled=True)
    kit.fetch(settled)
    kit.server.requests.clear()
    kit.time.later = timedelta(days=29)
    assert kit.fetch(settled).status == "unchanged"
    assert kit.server.requests == []
    kit.time.later = timedelta(days=31)
    assert kit.fetch(settled).status == "unchanged"
    assert [asked.status for asked in kit.server.requests] == [304]
    kit.server.requests.clear()
    kit.time.later = timedelta(days=32)
    kit.fetch(settled)
    assert kit.server.requests == [], "the month runs from when it was last asked for"


def test_a_settled_absence_is_remembered_for_a_month(kit: Kit) -> None:
    settled = kit.remote(settled=True)
    assert kit.fetch(settled).status == "absent"
    kit.publish(NAT)
    kit.time.later = timedelta(days=29)
    assert kit.fetch(settled).status == "absent"
    assert kit.paths() == [NAT]
    kit.time.later = timedelta(days=31)
    assert kit.fetch(settled).status == "new"


def test_a_date_from_a_clock_that_was_ahead_does_not_silence_us_for_good(kit: Kit) -> None:
    settled = kit.remote(settled=True)
    kit.time.later = timedelta(days=3_000)
    assert kit.fetch(settled).status == "absent"
    kit.publish(NAT)
    kit.time.later = timedelta(0)
    assert kit.fetch(settled).status == "new"


def test_an_absence_that_is_not_settled_is_asked_about_each_time(kit: Kit) -> None:
    assert kit.fetch().status == "absent"
    kit.publish(NAT)
    assert kit.fetch().status == "new"


def test_a_settled_file_that_was_damaged_on_disk_is_asked_for(kit: Kit) -> None:
    kit.publish(NAT)
    settled = kit.remote(settled=True)
    kit.fetch(settled)
    kit.on_disk().write_bytes(b"PK")
    assert kit.fetch(settled).status == "new"


@pytest.mark.parametrize("trouble", [page("Scheduled maintenance"), status(503), denied()])
def test_trouble_is_not_remembered_as_absence(kit: Kit, trouble: Fault) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, *[trouble] * 5)
    settled = kit.remote(settled=True)
    assert kit.fetch(settled).status in ("unreachable", "refused")
    kit.server.behave(NAT)
    assert kit.fetch(settled).status == "new"


# Refused


@pytest.mark.parametrize("code", [401, 403, 451])
def test_a_refusal_is_not_retried_and_says_how_to_do_it_by_hand(kit: Kit, code: int) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, status(code))
    outcome = kit.fetch()
    assert (outcome.status, outcome.local) == ("refused", None)
    assert len(kit.server.requests) == 1
    assert f"https://{NAT}" in outcome.message
    assert str(kit.settings.data / "inbox" / "oesm25nat.zip") in outcome.message
    assert str(code) in outcome.message
    assert kit.settings.inbox.is_dir(), "the folder that the message names is there"


def test_access_denied_as_200_is_a_refusal(kit: Kit) -> None:
    kit.server.behave(NAT, page("Access Denied"))
    outcome = kit.fetch()
    assert outcome.status == "refused"
    assert "Access Denied" in outcome.message


WRONG = {
    "not a zip": b"MZ" + bytes(500),
    "nothing": b"",
    "cut short": zip_bytes()[:-200],
    "a member with wrong bytes": (lambda whole: whole[:500] + bytes([whole[500] ^ 255]) + whole[501:])(zip_bytes()),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_bytes_are_refused_and_never_take_the_files_place(kit: Kit, name: str) -> None:
    content = kit.publish(NAT)
    kit.fetch()
    kit.server.behave(NAT, other(WRONG[name]))
    outcome = kit.fetch()
    assert outcome.status == "refused"
    assert "oesm25nat.zip" in outcome.message
    assert local(outcome.local).path.read_bytes() == content
    assert find_local(kit.settings, kit.remote()) is not None
    assert sorted(path.name for path in kit.on_disk().parent.iterdir()) == ["oesm25nat.zip", "oesm25nat.zip.json"]


def test_a_truncated_file_with_a_matching_length_is_refused(kit: Kit) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, truncated(to=5_000))
    assert kit.fetch().status == "refused"


def test_a_zip_in_a_workbooks_place_is_refused(kit: Kit) -> None:
    path = "www.bls.gov/cps/cpsaat39.xlsx"
    kit.publish(path)
    assert kit.fetch(kit.remote(path, "xlsx")).status == "refused"
    kit.publish(path, xlsx_bytes())
    assert kit.fetch(kit.remote(path, "xlsx")).status == "new"


def test_a_file_that_announces_too_much_is_not_begun(kit: Kit) -> None:
    content = kit.publish(NAT)
    kit.server.behave(NAT, forever=replace(other(content), broken=100))
    outcome = kit.fetch(limits=Limits(largest={"zip": 10_000}))
    assert outcome.status == "refused", "had it been read, the connection would have been found broken first"


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_larger_than_allowed_is_refused(kit: Kit, announced: bool) -> None:
    content = kit.publish(NAT)
    kit.server.behave(NAT, other(content) if announced else other(content, Content_Length=None))
    outcome = kit.fetch(limits=Limits(largest={"zip": 10_000}))
    assert outcome.status == "refused"
    assert "10,000 bytes" in outcome.message
    assert list(kit.on_disk().parent.glob("*.part*")) == []


def test_a_file_of_exactly_the_largest_size_is_taken(kit: Kit) -> None:
    content = kit.publish(NAT)
    assert kit.fetch(limits=Limits(largest={"zip": len(content)})).status == "new"


# What is on disk survives


@pytest.mark.parametrize(("fault", "expected"), [(denied(), "refused"), (status(500), "unreachable")])
def test_the_old_file_is_kept_where_no_new_one_comes(kit: Kit, fault: Fault, expected: str) -> None:
    content = kit.publish(NAT)
    kit.fetch()
    kit.server.behave(NAT, forever=fault)
    outcome = kit.fetch()
    assert outcome.status == expected
    assert local(outcome.local).path.read_bytes() == content


def test_a_disk_that_cannot_be_written_is_an_error_of_ours_not_an_outcome(kit: Kit) -> None:
    kit.publish(NAT)
    kit.settings.data.mkdir()
    kit.settings.downloads.write_text("a file where the folder should be")
    with pytest.raises(EtlError, match="could not be kept on disk"):
        kit.fetch()


# What a person sees


def test_without_a_terminal_there_is_a_line_for_each_file_that_changed_and_a_count(kit: Kit) -> None:
    size = len(kit.publish(NAT))
    gone = kit.remote(f"{OES}/oesm26nat.zip")
    with kit.downloader() as downloader:
        downloader.fetch_all([kit.remote(), gone])
    lines = kit.out.getvalue().splitlines()
    assert lines == [
        f"new         oesm25nat.zip ({size:,} bytes)",
        "absent      oesm26nat.zip",
        "Asked for 2 files: 1 new, 1 absent.",
    ]


def test_progress_can_be_switched_off(kit: Kit) -> None:
    kit.publish(NAT)
    kit.fetch(progress=False)
    assert kit.out.getvalue() == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_there_is_a_bar_for_the_file_and_one_for_the_whole(kit: Kit) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, broken_off(after=3_000))
    terminal = Terminal()
    with kit.downloader(out=terminal) as downloader:
        downloader.fetch_all([kit.remote(), kit.remote(f"{OES}/oesm26nat.zip")])
    shown = terminal.getvalue()
    assert "oesm25nat.zip" in shown
    assert "2/2" in shown
    assert "Asked for 2 files: 1 new, 1 absent." in shown


# Other ways in


def test_what_came_another_way_is_kept_like_a_file(kit: Kit) -> None:
    remote = kit.remote("api.bls.gov/publicAPI/series.json", "json")
    with kit.downloader() as downloader:
        assert downloader.keep(remote, b'{"CES": 1}', note="asked in 2 parts").status == "new"
        assert downloader.keep(remote, b'{"CES": 1}').status == "unchanged"
        assert downloader.keep(remote, b'{"CES": 2}').status == "updated"
        torn = downloader.keep(remote, b'{"CES": ')
    assert torn.status == "refused"
    assert local(torn.local).path.read_bytes() == b'{"CES": 2}'
    assert local(find_local(kit.settings, remote)).obtained == "download"
