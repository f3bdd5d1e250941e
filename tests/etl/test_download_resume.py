"""A download that broke off goes on where it stopped, and two versions of a file are never glued together."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from etl.download import Limits
from tests.download_kit import OES, Kit, zip_bytes
from tests.servers import Asked, Fault, broken_off, deaf, other

NAT = f"{OES}/oesm25nat.zip"
ONCE = Limits(attempts=1)


def halfway(kit: Kit, at: int = 8_000) -> bytes:
    """A run that ended with `at` bytes of the file on disk."""
    content = kit.publish(NAT, modified=1_750_000_000)
    kit.server.behave(NAT, broken_off(after=at))
    assert kit.fetch(limits=ONCE).status == "unreachable"
    assert part(kit).stat().st_size == at
    kit.server.requests.clear()
    return content


def part(kit: Kit) -> Path:
    return kit.on_disk().with_name("oesm25nat.zip.part")


def last(kit: Kit) -> Asked:
    return kit.server.requests[-1]


def test_the_next_run_asks_for_the_rest_only(kit: Kit) -> None:
    content = halfway(kit)
    assert kit.fetch().status == "new"
    assert kit.on_disk().read_bytes() == content
    assert (last(kit).status, last(kit).sent) == (206, len(content) - 8_000)
    assert last(kit).headers["range"] == "bytes=8000-"
    assert last(kit).headers["accept-encoding"] == "identity"
    assert last(kit).headers["if-range"].startswith('"')
    assert not part(kit).exists()


def test_a_connection_lost_in_the_middle_is_continued_in_the_same_run(kit: Kit) -> None:
    content = kit.publish(NAT)
    kit.server.behave(NAT, broken_off(after=5_000), broken_off(after=5_000))
    assert kit.fetch().status == "new"
    assert kit.on_disk().read_bytes() == content
    assert [asked.headers.get("range") for asked in kit.server.requests] == [None, "bytes=5000-", "bytes=10000-"]
    assert sum(asked.sent for asked in kit.server.requests) == len(content), "no byte came twice"


def test_an_unfinished_file_is_not_a_file(kit: Kit) -> None:
    halfway(kit)
    assert not kit.on_disk().exists()


def test_the_old_file_serves_until_the_new_one_is_whole(kit: Kit) -> None:
    old = kit.publish(NAT, modified=1_700_000_000)
    kit.fetch()
    new = halfway(kit)
    assert kit.on_disk().read_bytes() == old
    assert kit.fetch().status == "updated"
    assert kit.on_disk().read_bytes() == new


def test_another_version_meanwhile_starts_again(kit: Kit) -> None:
    halfway(kit)
    content = kit.publish(NAT, modified=1_760_000_000)
    assert kit.fetch().status == "new"
    assert (last(kit).status, last(kit).sent) == (200, len(content))
    assert kit.on_disk().read_bytes() == content


def test_a_server_that_cannot_send_parts_sends_all(kit: Kit) -> None:
    content = halfway(kit)
    kit.server.behave(NAT, deaf())
    assert kit.fetch().status == "new"
    assert kit.on_disk().read_bytes() == content


def test_a_server_that_glues_versions_is_found_out_and_asked_for_all(kit: Kit) -> None:
    """206 with our ETag, and yet bytes of another file: the zip's own test notices."""
    content = halfway(kit)
    wrong = bytes(len(content) - 8_000)
    etag = json.loads(part(kit).with_name("oesm25nat.zip.part.json").read_text())["etag"]
    headers: dict[str, str | None] = {"Content-Range": f"bytes 8000-{len(content) - 1}/{len(content)}", "ETag": etag}
    kit.server.behave(NAT, Fault(status=206, headers=headers, content=wrong))
    assert kit.fetch().status == "new"
    assert [asked.status for asked in kit.server.requests] == [206, 200]
    assert kit.on_disk().read_bytes() == content


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Range": "bytes 7000-20000/20001"},
        {"Content-Range": "nonsense"},
        {},
        {"Content-Range": "bytes 8000-8001/8002", "ETag": '"another"'},
    ],
)
def test_a_part_that_is_not_the_rest_is_thrown_away(kit: Kit, headers: dict[str, str | None]) -> None:
    content = halfway(kit)
    kit.server.behave(NAT, Fault(status=206, headers=headers, content=b"xx"))
    assert kit.fetch().status == "new"
    assert kit.on_disk().read_bytes() == content


def test_the_rest_of_another_version_is_not_glued_on_even_where_it_would_fit(kit: Kit) -> None:
    path = "www.onetcenter.org/data.json"
    remote = kit.remote(path, "json")
    ones, twos = b"[" + b"1," * 5_000 + b"1]", b"[" + b"2," * 5_000 + b"2]"
    kit.publish(path, ones)
    kit.server.behave(path, broken_off(after=4_001))
    assert kit.fetch(remote, limits=ONCE).status == "unreachable"
    kit.publish(path, twos)
    headers: dict[str, str | None] = {"Content-Range": f"bytes 4001-{len(twos) - 1}/{len(twos)}", "ETag": '"2"'}
    kit.server.behave(path, Fault(status=206, headers=headers, content=twos[4_001:]))
    assert kit.fetch(remote).status == "new"
    assert kit.on_disk(path).read_bytes() == twos


def test_a_part_that_is_longer_than_the_file_starts_again(kit: Kit) -> None:
    content = halfway(kit)
    part(kit).write_bytes(content + b"more")
    assert kit.fetch().status == "new"
    assert [asked.status for asked in kit.server.requests] == [416, 200]


def test_wrong_bytes_in_one_piece_are_refused_at_once(kit: Kit) -> None:
    halfway(kit)
    kit.server.behave(NAT, forever=other(b"MZ" + bytes(9_000)))
    assert kit.fetch().status == "refused"
    assert len(kit.server.requests) == 1


def test_a_part_of_unknown_origin_is_not_continued(kit: Kit) -> None:
    content = halfway(kit)
    part(kit).with_name("oesm25nat.zip.part.json").unlink()
    assert kit.fetch().status == "new"
    assert "range" not in kit.server.requests[0].headers
    assert kit.on_disk().read_bytes() == content


def test_a_part_from_a_mirror_is_not_continued_at_the_publisher(kit: Kit) -> None:
    content = kit.publish(NAT)
    kit.server.behave(NAT, broken_off(after=5_000))
    kit.fetch(settings=replace(kit.settings, mirror=kit.server.url), transport=None, limits=ONCE)
    assert part(kit).exists()
    kit.server.requests.clear()
    assert kit.fetch().status == "new"
    assert "range" not in kit.server.requests[0].headers
    assert kit.on_disk().read_bytes() == content


@pytest.mark.parametrize("etag", [None, 'W/"1"'])
def test_what_has_no_strong_validator_is_not_continued(kit: Kit, etag: str | None) -> None:
    content = kit.publish(NAT)
    fault = replace(other(content), headers={"ETag": etag}, broken=5_000)
    kit.server.behave(NAT, fault)
    assert kit.fetch().status == "new"
    assert [asked.headers.get("range") for asked in kit.server.requests] == [None, None]
    assert kit.on_disk().read_bytes() == content


def test_the_limit_of_size_counts_what_came_before(kit: Kit) -> None:
    content = halfway(kit)
    outcome = kit.fetch(limits=Limits(largest={"zip": len(content) - 1}))
    assert outcome.status == "refused"
    assert kit.server.bodies() == [NAT], "the server announced its size, and was asked once"
    assert not part(kit).exists()


def test_a_server_that_packs_for_the_way_is_understood_but_not_continued(kit: Kit) -> None:
    content = zip_bytes()
    packed = gzip.compress(content)
    fault = other(packed, Content_Encoding="gzip", ETag='"1-gzip"')
    kit.server.behave(NAT, replace(fault, broken=5_000), fault)
    assert kit.fetch().status == "new"
    assert [asked.headers.get("range") for asked in kit.server.requests] == [None, None]
    assert kit.on_disk().read_bytes() == content
