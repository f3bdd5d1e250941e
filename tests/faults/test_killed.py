"""SIGKILL at any moment: the build that was published stays, a new one is there wholly or not, the next refresh works.

FAULT_ROUNDS: how many random moments (50 unless set). FAULT_SEED: of the moments; a failure tells it.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import duckdb
import pytest

from etl import warehouse
from tests.faults.child import nursery
from tests.faults.hurdles import killed_at_step, killed_when
from tests.faults.kit import SECONDS, Stand, ended

ROUNDS = int(os.environ.get("FAULT_ROUNDS") or 50)
SEED = int(os.environ.get("FAULT_SEED") or time.time_ns())
KILLED = -9
LET_THROUGH = 25
"""After so many killed ones, a refresh is let through to its end."""


def test_killed_at_any_moment(small_stand: Stand) -> None:
    """Each refresh begins in what the one before, which was killed, left behind."""
    stand = small_stand
    moments = random.Random(SEED)
    started = time.monotonic()
    stand.recovers()
    whole = time.monotonic() - started
    killed = 0
    while killed < ROUNDS:
        stand.revise()
        before = stand.published()
        run = ended(stand.order(), kill_after=moments.uniform(0, whole))
        assert run.code in (0, KILLED), f"FAULT_SEED={SEED}: {run.said}"
        killed += run.code == KILLED
        # Either nothing happened to what was published, or a new build was published wholly.
        if stand.published()["CURRENT"] == before["CURRENT"]:
            assert before.items() <= stand.published().items()
        stand.answers()
        if killed % LET_THROUGH == 0:
            stand.recovers()
    stand.recovers()


@pytest.fixture
def finished(stand: Stand) -> Path:
    """A build that is written but not published, beside three that were."""
    names = ["30000101T000000Z", "30000102T000000Z", "30000103T000000Z"]
    for name in names[1:]:
        copied(stand, name).rename(stand.warehouse / f"{name}.duckdb")
    (stand.warehouse / "CURRENT").write_text(names[-1])
    return copied(stand, "30000104T000000Z")


def copied(stand: Stand, name: str) -> Path:
    """The published build's tables under another name, in a `.part`."""
    part = stand.warehouse / f"{name}.part"
    shutil.copyfile(stand.warehouse / f"{stand.named()}.duckdb", part)
    with closing(duckdb.connect(str(part))) as build:
        build.execute("UPDATE builds SET build_id = ?", [name])
    return part


def publish(folder: Path, part: Path, step: int) -> None:
    killed_at_step(step, folder)
    warehouse.publish(folder, part.stem, part)


def test_killed_at_each_step_of_publishing(stand: Stand, finished: Path, tmp_path: Path) -> None:
    """Before and after each file is opened, renamed or removed; then the next one finishes or clears it."""
    folder, kept = stand.warehouse, tmp_path / "kept"
    shutil.copytree(folder, kept)
    old, new, seen = stand.named(), finished.stem, []
    for step in range(1, 100):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        process = nursery.Process(target=publish, args=(folder, finished, step))
        process.start()
        process.join(SECONDS)
        seen.append(stand.named())
        stand.answers()
        with warehouse.lock(folder):
            pass  # whoever comes next begins with this
        # What was whole and about to be named is named now.
        assert stand.named() in (seen[-1], new)
        stand.answers()
        assert len(list(folder.glob("*.duckdb"))) in (3, 4), "the oldest goes now, or with the next one"
        stand.tidy()
        if process.exitcode == 0:
            break
        assert process.exitcode == KILLED
    assert len(seen) >= 8 and seen[0] == old and seen[-1] == new
    assert seen == sorted(seen), "once it is named, it stays named"


@pytest.mark.parametrize(("rename", "is_whole"), [(".part", False), ("CURRENT.new", True)])
def test_killed_just_before_a_rename_of_publishing(stand: Stand, rename: str, is_whole: bool) -> None:
    stand.revise()
    before, old = stand.published(), stand.named()
    run = stand.run(hurdles=(partial(killed_when, "os.rename", f"{stand.warehouse}/", rename),))
    assert (run.code, stand.named()) == (KILLED, old)
    assert before.items() <= stand.published().items()
    stand.answers()
    run = stand.run()
    assert run.code == 0 and ("Nothing new" in run.said) == is_whole, run.said
    assert old < stand.named() == max(path.stem for path in stand.warehouse.glob("*.duckdb"))
    stand.answers()
    stand.tidy()


def test_what_killed_processes_left_is_never_taken_for_a_file_or_a_build(stand: Stand) -> None:
    folder, downloads = stand.warehouse, stand.data / "downloads" / "www.bls.gov"
    copied(stand, "30000101T000000Z")
    (folder / "30000102T000000Z.part.wal").write_bytes(b"torn")
    (folder / "30000103T000000Z.part.tmp").mkdir()
    (folder / "CURRENT.new").write_text("30000101T0000")
    for name in ("cpsaat39.xlsx.123.tmp", "cpsaat39.xlsx.inbox", "cpsaat39.xlsx.new"):
        (downloads / "cps" / name).write_bytes(b"torn")
    stand.goes_on()
    assert not list(folder.glob("*.part*"))
