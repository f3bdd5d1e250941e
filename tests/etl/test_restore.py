"""The figures that come with the project as the first build, and editions that their publisher has overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from analysis.warehouse import current
from etl import earlier_editions, snapshot, warehouse
from etl.errors import EtlError
from etl.schema import DATA_TABLES, PROJECTIONS, SOURCES, TABLES, WEEKLY_EARNINGS
from etl.settings import Settings
from tests.etl.conftest import Etl

Connection = duckdb.DuckDBPyConnection


def test_snapshot_becomes_the_first_build_that_it_was_made_of(made_up_data: Path, tmp_path: Path) -> None:
    was = Settings(made_up_data)
    snapshot.write(was, tmp_path / "snapshot")
    here = Settings(tmp_path / "data")
    build_id = snapshot.publish(here, tmp_path / "snapshot")
    assert build_id == warehouse.current(was.warehouse) == warehouse.current(here.warehouse)
    path = warehouse.build_path(here.warehouse, build_id)
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        connection.execute(f"ATTACH '{warehouse.build_path(was.warehouse, build_id)}' AS was (READ_ONLY)")
        for table in (*DATA_TABLES, TABLES["checks"], TABLES["dictionary"]):
            now, then = f'FROM main."{table.name}"', f'FROM was."{table.name}"'
            differing = f"({now} EXCEPT ALL {then}) UNION ALL ({then} EXCEPT ALL {now})"
            assert connection.execute(f"SELECT count(*) FROM ({differing})").fetchone() == (0,), table.name
    assert warehouse.is_sound(path) and current(here.data).build_id == build_id


def test_embedded_figures_are_restored_once(etl: Etl, tmp_path: Path) -> None:
    code, said, _ = etl("restore")
    build_id = warehouse.current(tmp_path / "data" / "warehouse")
    assert code == 0 and said == f"Published build {build_id}, the figures that come with the project.\n"
    code, _, complaint = etl("restore")
    assert code == 2 and f"there are builds already ({build_id}): nothing was published" in complaint


def test_snapshot_that_cannot_be_read_restores_nothing(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "snapshot").mkdir()
    with pytest.raises(EtlError):
        snapshot.publish(settings, tmp_path / "snapshot")
    assert warehouse.builds(settings.warehouse) == [] and warehouse.current(settings.warehouse) is None


@pytest.fixture
def connection() -> Iterator[Connection]:
    """An empty build, and an empty build before it."""
    with closing(duckdb.connect()) as connection:
        connection.execute("ATTACH ':memory:' AS before")
        for table in (SOURCES, PROJECTIONS, TABLES["utilization_factors"], WEEKLY_EARNINGS):
            connection.execute(table.ddl)
            connection.execute(table.ddl.replace(f'"{table.name}"', f'before."{table.name}"', 1))
        yield connection


def put(connection: Connection, database: str, edition: str, obtained: str) -> None:
    """Technicians' projections of an edition, and their file."""
    connection.execute(
        f"""INSERT INTO {database}.sources BY NAME SELECT 'projections/' || $edition AS source_id, $edition AS edition,
            $obtained AS obtained, 'projections' AS table_name, 1 AS "rows" """,
        {"edition": edition, "obtained": obtained},
    )
    connection.execute(
        f"""INSERT INTO {database}.projections BY NAME SELECT 'projections/' || $edition AS source_id,
            $edition AS edition, '29-2052' AS occupation_code""",
        {"edition": edition},
    )


def taken(connection: Connection) -> list[str]:
    """Editions there are after taking over, each with its file."""
    earlier_editions.take_over(connection, "before")
    rows = connection.execute("SELECT edition FROM projections JOIN sources USING (source_id, edition) ORDER BY 1")
    return [edition for (edition,) in rows.fetchall()]


def test_edition_that_was_overwritten_elsewhere_is_taken_over_with_its_file(connection: Connection) -> None:
    put(connection, "main", "2025-35", "download")
    put(connection, "before", "2024-34", "snapshot")
    assert taken(connection) == ["2024-34", "2025-35"]
    assert connection.execute("SELECT obtained FROM sources WHERE edition = '2024-34'").fetchall() == [("snapshot",)]


def test_edition_on_disk_is_its_own_and_a_later_one_is_not_taken(connection: Connection) -> None:
    put(connection, "main", "2025-35", "download")
    for edition in ("2025-35", "2026-36"):
        put(connection, "before", edition, "download")
    assert taken(connection) == ["2025-35"]


def test_table_that_is_not_on_disk_is_left_without(connection: Connection) -> None:
    put(connection, "before", "2024-34", "snapshot")
    assert taken(connection) == [], "the check of coverage is to tell that it is gone"


@pytest.mark.parametrize(("now", "earlier"), [("mirror", "snapshot"), ("download", "mirror")])
def test_edition_of_a_stand_in_is_no_edition_of_the_publishers(connection: Connection, now: str, earlier: str) -> None:
    put(connection, "main", "2025-35", now)
    put(connection, "before", "2024-34", earlier)
    assert taken(connection) == ["2025-35"]
