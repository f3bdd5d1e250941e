"""The machine fails: a full disk, a folder that may not be written, a clock that was set back."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import duckdb
import pytest

from tests.faults.hurdles import (
    LINUX,
    can_restrict_writing,
    disk_is_full_for,
    files_no_larger_than,
    memory_no_larger_than,
    no_privileges,
    writes_only_under,
)
from tests.faults.kit import Stand
from tests.faults.least import HANDBOOK

MEGABYTE = 2**20


@pytest.mark.parametrize("size", [20_000, MEGABYTE, 5 * MEGABYTE // 2])
def test_a_disk_that_takes_only_so_much_is_told_and_nothing_of_the_build_is_published(stand: Stand, size: int) -> None:
    stand.revise()
    stand.survives("File too large", "What is published stays", "allow larger files", code=1,
                   hurdles=(partial(files_no_larger_than, size),))  # fmt: skip
    stand.goes_on()


def test_the_limit_of_the_test_before_is_what_stops_it(stand: Stand) -> None:
    stand.revise()
    assert stand.run(hurdles=(partial(files_no_larger_than, 64 * MEGABYTE),)).code == 0
    stand.answers()


@pytest.mark.parametrize("name", ["pharmacy-technicians.htm", "CURRENT.new", "LOCK"])
def test_a_disk_that_is_full(stand: Stand, name: str) -> None:
    stand.revise()
    stand.survives("No space left on device", "make room on that disk", code=1,
                   hurdles=(partial(disk_is_full_for, name),))  # fmt: skip
    stand.goes_on()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for little; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if not LINUX or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here; the tests above stand in for it")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)  # this process has builds on it open


def test_a_real_disk_that_is_full(stand: Stand, small_disk: Path) -> None:
    stand.move_to(small_disk)
    stand.revise()
    with (small_disk / "other").open("wb") as other:
        room = os.statvfs(small_disk)
        other.write(bytes(room.f_bavail * room.f_frsize - 2 * MEGABYTE))
    stand.survives("No space left on device", "make room on that disk", code=1)
    (small_disk / "other").unlink()
    stand.recovers()


@pytest.mark.parametrize("folder", ["warehouse", "downloads/www.bls.gov/ooh/healthcare"])
@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_that_may_not_be_written_or_entered(stand: Stand, folder: str, mode: int) -> None:
    stand.revise()
    before, locked = stand.published(), stand.data / folder
    locked.chmod(mode)
    try:
        run = stand.run(hurdles=(no_privileges,))
    finally:
        locked.chmod(0o755)
    assert run.code == 1 and "Permission denied" in run.said and "To go on, let the account" in run.said, run.said
    assert stand.published() == before
    stand.discreet(run.said)
    stand.answers()
    stand.goes_on()


@pytest.mark.skipif(not can_restrict_writing(), reason="this system cannot forbid a process to write (Landlock)")
def test_a_refresh_writes_nowhere_but_in_its_folder(stand: Stand) -> None:
    stand.revise()
    outside = stand.run(hurdles=(partial(writes_only_under, stand.data / "downloads"),))
    assert outside.code == 1 and "Permission denied" in outside.said, "the fence holds"
    inside = stand.run(hurdles=(partial(writes_only_under, stand.data),))
    assert inside.code == 0 and "Published build" in inside.said, inside.said
    stand.answers()


def test_too_little_memory(stand: Stand) -> None:
    stand.revise()
    before = stand.published()
    run = stand.run(hurdles=(partial(memory_no_larger_than, 700 * MEGABYTE),))
    assert run.code != 0 and stand.published() == before, run.said
    stand.answers()
    stand.goes_on()


def test_the_clock_was_set_back(stand: Stand) -> None:
    """As seen from here: everything on disk is from a year to come."""
    old, ahead = stand.named(), "20991231T235959Z"
    path = (stand.warehouse / f"{old}.duckdb").rename(stand.warehouse / f"{ahead}.duckdb")
    with closing(duckdb.connect(str(path))) as build:
        build.execute("UPDATE builds SET build_id = ?, built = TIMESTAMP '2099-12-31 23:59:59'", [ahead])
    (stand.warehouse / "CURRENT").write_text(ahead)
    for record in (stand.data / "downloads").rglob("*.json"):
        found = json.loads(record.read_text())
        if "checked" in found:
            record.write_text(json.dumps(found | {"checked": "2099-12-31T23:59:59+00:00"}))
    for file in stand.data.rglob("*"):
        os.utime(file, (4_102_444_799, 4_102_444_799))
    stand.answers()
    asked = len(stand.server.requests)
    assert stand.recovers() > ahead
    assert HANDBOOK in [request.path for request in stand.server.requests[asked:]]
