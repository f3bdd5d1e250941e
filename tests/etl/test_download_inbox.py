"""A file that a program is refused can be put into the inbox by hand; there it counts, once verified."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from etl.download import Outcome, find_local
from tests.download_kit import OES, Kit, zip_bytes
from tests.servers import denied

NAT = f"{OES}/oesm25nat.zip"


def put(kit: Kit, content: bytes, name: str = "oesm25nat.zip") -> Path:
    kit.settings.inbox.mkdir(parents=True, exist_ok=True)
    file = kit.settings.inbox / name
    file.write_bytes(content)
    os.utime(file, (1_790_000_000, 1_790_000_000))
    return file


def bytes_of(outcome: Outcome) -> bytes:
    assert outcome.local is not None
    return outcome.local.path.read_bytes()


def test_a_file_in_the_inbox_is_used_and_recorded_as_such(kit: Kit) -> None:
    content = zip_bytes()
    kept = put(kit, content)
    outcome = kit.fetch()
    assert outcome.status == "new"
    assert outcome.local is not None
    assert (outcome.local.obtained, outcome.local.path) == ("inbox", kit.on_disk())
    assert (outcome.local.etag, outcome.local.last_modified) == (None, None)
    assert "2026-09-21" in outcome.local.note
    assert bytes_of(outcome) == content
    assert kept.read_bytes() == content, "it is copied, not moved"
    assert find_local(kit.settings, kit.remote()) == outcome.local
    record = json.loads(kit.on_disk().with_name("oesm25nat.zip.json").read_text())
    assert (record["obtained"], record["url"]) == ("inbox", f"https://{NAT}")


def test_the_name_that_a_refusal_asks_for_is_the_name_that_is_found(kit: Kit) -> None:
    kit.server.behave(NAT, forever=denied())
    refused = kit.fetch()
    assert refused.status == "refused"
    named = next(word.rstrip(",") for word in refused.message.split() if "inbox" in word)
    Path(named).write_bytes(zip_bytes())
    assert kit.fetch().status == "new"


def test_while_it_lies_there_the_publisher_is_not_asked(kit: Kit) -> None:
    kit.publish(NAT)
    put(kit, zip_bytes())
    assert [kit.fetch().status, kit.fetch().status] == ["new", "unchanged"]
    assert kit.server.requests == []
    assert "take it away" in kit.fetch().message


def test_it_wins_over_a_different_file_on_disk(kit: Kit) -> None:
    kit.publish(NAT)
    kit.fetch()
    content = zip_bytes()
    put(kit, content)
    outcome = kit.fetch()
    assert outcome.status == "updated"
    assert bytes_of(outcome) == content


def test_the_same_bytes_as_on_disk_are_no_update(kit: Kit) -> None:
    put(kit, kit.publish(NAT))
    kit.settings.inbox.rename(kit.settings.data / "aside")
    kit.fetch()
    (kit.settings.data / "aside").rename(kit.settings.inbox)
    assert kit.fetch().status == "unchanged"


def test_taken_away_the_publisher_is_asked_again_without_conditions(kit: Kit) -> None:
    content = kit.publish(NAT)
    put(kit, zip_bytes())
    kit.fetch()
    (kit.settings.inbox / "oesm25nat.zip").unlink()
    outcome = kit.fetch()
    assert outcome.status == "updated"
    assert outcome.local is not None
    assert outcome.local.obtained == "download"
    assert bytes_of(outcome) == content
    assert "if-none-match" not in kit.server.requests[0].headers


def test_a_changed_file_in_the_inbox_is_taken_anew(kit: Kit) -> None:
    put(kit, zip_bytes())
    kit.fetch()
    content = zip_bytes()
    put(kit, content)
    outcome = kit.fetch()
    assert (outcome.status, bytes_of(outcome)) == ("updated", content)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<html><head><title>Access Denied</title></head></html>", "Access Denied"),
        (b"", "empty"),
        (zip_bytes()[:-300], "broken archive"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_publisher_asked(kit: Kit, content: bytes, found: str) -> None:
    published = kit.publish(NAT)
    file = put(kit, content)
    outcome = kit.fetch()
    assert outcome.status == "new"
    assert bytes_of(outcome) == published
    assert str(file) in outcome.message
    assert found in outcome.message


def test_a_file_that_cannot_be_used_does_not_hide_why_the_publisher_refused(kit: Kit) -> None:
    kit.server.behave(NAT, denied())
    put(kit, b"MZ")
    outcome = kit.fetch()
    assert outcome.status == "refused"
    assert "cannot be used" in outcome.message
    assert "403" in outcome.message


def test_a_folder_in_the_files_place_is_not_a_file(kit: Kit) -> None:
    kit.publish(NAT)
    (kit.settings.inbox / "oesm25nat.zip").mkdir(parents=True)
    outcome = kit.fetch()
    assert outcome.status == "new"
    assert "cannot be used" in outcome.message


def test_a_settled_edition_still_looks_into_the_inbox(kit: Kit) -> None:
    settled = kit.remote(settled=True)
    assert kit.fetch(settled).status == "absent"
    put(kit, zip_bytes())
    assert kit.fetch(settled).status == "new"


def test_the_inbox_counts_with_a_mirror_too(kit: Kit) -> None:
    kit.publish(NAT)
    content = zip_bytes()
    put(kit, content)
    outcome = kit.fetch(settings=replace(kit.settings, mirror=str(kit.folder)), transport=None)
    assert bytes_of(outcome) == content
    assert outcome.local is not None
    assert outcome.local.obtained == "inbox"
