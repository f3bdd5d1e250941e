"""What was published is damaged, or from another time: the last good build answers, else the snapshot, and it is said.

FAULT_ROUNDS: how many times (25 unless set). FAULT_SEED: of the damage; a failure tells it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from analysis.warehouse import current
from etl import schema
from etl.settings import SNAPSHOT
from tests.faults.child import nursery
from tests.faults.kit import SECONDS, Stand

ROUNDS = int(os.environ.get("FAULT_ROUNDS") or 25)
SEED = int(os.environ.get("FAULT_SEED") or time.time_ns())

TABLES = "SELECT table_name FROM duckdb_tables() ORDER BY 1"


def look(data: Path, seen: Path) -> None:
    """What a dashboard finds that is started now: the build, the notice, a checksum of each table."""
    found = current(data, data / "no snapshot")
    names = [row["table_name"] for row in found.rows(TABLES)]
    tables = {name: str(found.rows(f'SELECT count(*), bit_xor(hash(t)) FROM "{name}" AS t')) for name in names}
    del tables["builds"]
    seen.write_text(json.dumps([found.build_id, found.notice, tables]))


def seen_by_a_dashboard(stand: Stand) -> list[Any]:
    seen = stand.folder.parent / "seen"
    process = nursery.Process(target=look, args=(stand.data, seen))
    process.start()
    process.join(SECONDS)
    assert process.exitcode == 0, f"FAULT_SEED={SEED}: it ended with {process.exitcode}"
    return list(json.loads(seen.read_text()))


@pytest.fixture
def two(stand: Stand) -> tuple[Stand, str, str]:
    """A stand with two builds: (stand, the one before, the published one)."""
    before, newer = stand.named(), "30000101T000000Z"
    path = stand.warehouse / f"{newer}.duckdb"
    shutil.copyfile(stand.warehouse / f"{before}.duckdb", path)
    with closing(duckdb.connect(str(path))) as build:
        build.execute("UPDATE builds SET build_id = ?", [newer])
    (stand.warehouse / "CURRENT").write_text(newer + "\n")
    return stand, before, newer


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """Bits turned, blocks wiped or exchanged, or the end cut off."""
    harm, bad = chance.randrange(4), bytearray(content)
    if harm == 0:
        for _ in range(chance.choice([1, 2, 8, 64])):
            bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
    elif harm == 1:
        start, size = chance.randrange(len(bad)), chance.choice([512, 4_096, 262_144])
        bad[start : start + size] = bytes(len(bad[start : start + size]))
    elif harm == 2:
        for _ in range(chance.choice([1, 3, 20])):
            bad[chance.randrange(12_288)] = chance.randrange(256)  # the file's own headers
    else:
        del bad[chance.randrange(len(bad)) :]
    return bytes(bad)


def test_a_build_damaged_at_random_is_never_answered_from(two: tuple[Stand, str, str]) -> None:
    stand, before, newer = two
    path, chance, passed_over = stand.warehouse / f"{newer}.duckdb", random.Random(SEED), 0
    whole, (_, _, right) = path.read_bytes(), seen_by_a_dashboard(stand)
    for _ in range(ROUNDS):
        path.write_bytes(spoilt(whole, chance))
        build_id, notice, tables = seen_by_a_dashboard(stand)
        # Where it answers from the harmed file, what was harmed holds nothing.
        assert tables == right, f"FAULT_SEED={SEED}"
        if build_id != newer:
            passed_over += 1
            assert build_id == before
            assert newer in notice and f"Shown instead: build {before}" in notice
    assert passed_over > ROUNDS / 2
    path.write_bytes(whole[: len(whole) // 2])
    stand.run_and_publish()


CURRENT_HARMED: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "no text": lambda path: path.write_bytes(bytes(range(128, 256))),
    "the name of no build": lambda path: path.write_text("20200101T000000Z"),
    "a way out of the folder": lambda path: path.write_text("../../outside"),
}


@pytest.mark.parametrize("harm", CURRENT_HARMED)
def test_a_damaged_current_is_said_and_the_newest_build_answers(two: tuple[Stand, str, str], harm: str) -> None:
    stand, _, newer = two
    CURRENT_HARMED[harm](stand.warehouse / "CURRENT")
    found = current(stand.data, stand.data / "no snapshot")
    assert found.build_id == newer
    assert found.notice.endswith(f"Shown instead: build {newer}.") and str(stand.data) not in found.notice


def test_a_refresh_mends_a_damaged_current(two: tuple[Stand, str, str]) -> None:
    stand, _, _ = two
    CURRENT_HARMED["no text"](stand.warehouse / "CURRENT")
    stand.run_and_publish()


def test_without_any_good_build_the_snapshot_answers_and_says_so(two: tuple[Stand, str, str]) -> None:
    stand, before, newer = two
    for name in (before, newer):
        path = stand.warehouse / f"{name}.duckdb"
        path.write_bytes(path.read_bytes()[:20_000])
    found = current(stand.data, SNAPSHOT)
    assert found.origin == "snapshot" and newer in found.notice
    assert "Shown instead: the data that come with the dashboard." in found.notice
    stand.run_and_publish()


def test_a_build_of_an_older_version_is_passed_over_and_replaced(two: tuple[Stand, str, str]) -> None:
    stand, before, newer = two
    for name in (before, newer):
        with closing(duckdb.connect(str(stand.warehouse / f"{name}.duckdb"))) as build:
            build.execute("UPDATE builds SET schema_version = ?", [schema.VERSION - 1])
            build.execute("DROP TABLE checks")
    found = current(stand.data, SNAPSHOT)
    assert found.origin == "snapshot" and f"version {schema.VERSION - 1}" in found.notice
    status = stand.run("status")
    assert f"has tables of version {schema.VERSION - 1}" in status.said and "python -m etl build" in status.said
    stand.discreet(status.said)
    stand.run_and_publish()


@pytest.mark.parametrize("command", ["status", "changes", "export"])
def test_the_commands_tell_of_a_damaged_build(two: tuple[Stand, str, str], command: str, tmp_path: Path) -> None:
    stand, _, newer = two
    path = stand.warehouse / f"{newer}.duckdb"
    path.write_bytes(path.read_bytes()[:20_000])
    run = stand.run(command, *([str(tmp_path / "export")] if command == "export" else []))
    assert f"{newer} cannot be read" in run.said and run.code == (0 if command == "status" else 1), run.said
    stand.discreet(run.said)


def test_a_damaged_build_can_be_rolled_back_from(two: tuple[Stand, str, str]) -> None:
    stand, before, newer = two
    (stand.warehouse / f"{newer}.duckdb").write_bytes(b"torn")
    assert stand.run("rollback").code == 0
    assert stand.named() == before
    stand.answers()
