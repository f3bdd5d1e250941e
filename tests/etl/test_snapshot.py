"""The embedded default: real figures as Parquet, with a manifest that tells what is missing."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import schema, snapshot, warehouse
from etl.refresh import refresh
from etl.settings import SNAPSHOT, Settings
from tests.publishers import tiny_mirror

PARQUET = sorted(name for name in schema.TABLES if name not in snapshot.LEFT_OUT)


def test_embedded_snapshot_is_small_and_holds_every_table() -> None:
    assert sorted(path.stem for path in SNAPSHOT.glob("*.parquet")) == PARQUET
    assert sum(path.stat().st_size for path in SNAPSHOT.iterdir()) < 4_000_000


@pytest.mark.parametrize("table", PARQUET)
def test_embedded_snapshot_has_the_columns_and_types_of_the_schema(table: str) -> None:
    with closing(duckdb.connect()) as connection:
        connection.execute(schema.TABLES[table].ddl)
        wanted = connection.execute(f'DESCRIBE "{table}"').fetchall()
        found = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(SNAPSHOT / f"{table}.parquet")])
        assert [row[:2] for row in found.fetchall()] == [row[:2] for row in wanted]


def test_embedded_snapshot_holds_published_figures_and_no_refused_check() -> None:
    wages, checks = str(SNAPSHOT / "wages.parquet"), str(SNAPSHOT / "checks.parquet")
    with closing(duckdb.connect()) as connection:
        assert connection.execute(
            """SELECT employment, annual_mean, annual_median FROM read_parquet(?) WHERE area_code = 'US'
               AND industry_code = '000000' AND occupation_code = '29-2052' AND year = 2025""",
            [wages],
        ).fetchall() == [(471_680, 46_620, 45_750)]
        assert connection.execute("SELECT * FROM read_parquet(?) WHERE status = 'refused'", [checks]).fetchall() == []


def test_manifest_states_what_the_embedded_snapshot_lacks() -> None:
    manifest = json.loads((SNAPSHOT / "MANIFEST.json").read_text(encoding="utf-8"))
    said = " ".join(manifest["missing"])
    assert manifest["schema_version"] == schema.VERSION
    assert "May 2020–2021, 2025" in said, "years without any industry file"
    assert "states" in said and "hourly wages" in said and "standard errors" in said
    assert "research estimates" in said
    assert "Retail trade, average hourly earnings" in said, "monthly series are named as a visitor knows them"
    assert "CES" not in said and "CEU" not in said


def test_snapshot_of_a_build_equals_the_build(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", mirror=str(tiny_mirror(tmp_path / "mirror")))
    build_id = refresh(settings, date(2026, 11, 22)).build
    assert build_id is not None
    snapshot.write(settings, tmp_path / "snapshot")
    with closing(duckdb.connect(str(warehouse.build_path(settings.warehouse, build_id)), read_only=True)) as connection:
        for table in schema.DATA_TABLES:
            path = str(tmp_path / "snapshot" / f"{table.name}.parquet")
            differing = connection.execute(
                f"""SELECT count(*) FROM ((SELECT * FROM "{table.name}" EXCEPT ALL SELECT * FROM read_parquet($path))
                    UNION ALL (SELECT * FROM read_parquet($path) EXCEPT ALL SELECT * FROM "{table.name}"))""",
                {"path": path},
            ).fetchone()
            assert differing == (0,), table.name


def test_every_column_of_the_dictionary_has_its_words() -> None:
    for table in schema.TABLES.values():
        assert table.words.endswith("."), table.name
        assert set(table.key) <= set(table.names), table.name
        for column in table.columns:
            assert len(column.words) > 10 and column.words.endswith("."), f"{table.name}.{column.name}"
