"""From a mirror to a published build and back: what is published, what is refused, and that nothing is lost.

The mirror is synthetic (tests/publishers); the same path on the real files is in test_published_figures.py.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import build, report_words, warehouse
from etl.errors import BadFile, Busy, ChecksFailed, EtlError, Unreachable, UsageError
from etl.refresh import refresh
from etl.schema import REPORT_TABLES, TABLES
from etl.settings import SNAPSHOT, Settings
from tests.publishers import mirror, oews, tiny_mirror

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def published_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic mirror, and a data folder that a first refresh filled from it."""
    folder = tmp_path_factory.mktemp("tiny")
    tiny_mirror(folder / "mirror")
    refresh(Settings(folder / "data", mirror=str(folder / "mirror")), TODAY)
    return folder


@pytest.fixture
def tiny(published_files: Path, tmp_path: Path) -> Settings:
    """A copy of its own: settings whose data folder holds one published build of a mirror that a test may change."""
    shutil.copytree(published_files, tmp_path / "tiny")
    was, here = str(published_files / "mirror"), str(tmp_path / "tiny" / "mirror")
    for record in (tmp_path / "tiny" / "data" / "downloads").rglob("*.json"):
        record.write_text(record.read_text().replace(was, here))
    return Settings(tmp_path / "tiny" / "data", mirror=here)


def put(settings: Settings, path: str, content: bytes) -> None:
    """Replace a file of the mirror."""
    assert settings.mirror is not None
    (Path(settings.mirror) / path).write_bytes(content)


def refreshed(settings: Settings) -> tuple[str | None, str]:
    """(new build's id or None, what the refresh says of itself)."""
    report = refresh(settings, TODAY)
    return report.build if report.outcome == "published" else None, "\n".join(report_words.lines(report))


def query(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    build_id = warehouse.current(settings.warehouse)
    assert build_id is not None
    with closing(duckdb.connect(str(warehouse.build_path(settings.warehouse, build_id)), read_only=True)) as connection:
        return connection.execute(sql).fetchall()


def files_of(settings: Settings) -> dict[str, bytes]:
    """Every published byte: CURRENT and the build files."""
    published = (*settings.warehouse.glob("*.duckdb"), settings.warehouse / "CURRENT")
    return {path.name: path.read_bytes() for path in published if path.is_file()}


def test_first_refresh_publishes_every_table_with_its_source(tiny: Settings) -> None:
    for table in TABLES.values():
        columns = [row[0] for row in query(tiny, f'DESCRIBE "{table.name}"')]
        assert columns == table.names
        if "source_id" in columns and table not in REPORT_TABLES:
            orphans = query(tiny, f'SELECT count(*) FROM "{table.name}" ANTI JOIN sources USING (source_id)')
            assert orphans == [(0,)], table.name
    filled = [table.name for table in TABLES.values() if table not in REPORT_TABLES]
    empty = [name for name in filled if query(tiny, f'SELECT count(*) FROM "{name}"') == [(0,)]]
    assert empty == []


def test_no_estimate_is_missing_without_a_reason(tiny: Settings) -> None:
    assert query(tiny, "SELECT status FROM checks WHERE name = 'missing_values_have_reasons'") == [("passed",)]


def test_second_refresh_with_nothing_new_publishes_nothing_and_says_so(tiny: Settings) -> None:
    before = files_of(tiny)
    build_id, said = refreshed(tiny)
    assert build_id is None
    assert "0 new, 0 updated" in said and "Nothing new" in said
    assert files_of(tiny) == before


def test_revised_edition_is_published_and_the_change_is_recorded_to_the_cell(tiny: Settings) -> None:
    put(tiny, oews.oews_path("nat", 2025), oews.national(2025, mirror.nation(2025, times=1.1)))
    build_id, said = refreshed(tiny)
    assert build_id is not None and "wages: " in said and "revised" in said
    old, new = query(tiny, "SELECT before::DOUBLE, after::DOUBLE FROM changes WHERE column_name = 'annual_median' "
                           "AND row_key LIKE '2025|5|US|%29-2052%'")[0]  # fmt: skip
    assert isinstance(old, float) and isinstance(new, float)
    assert new == pytest.approx(old * 1.1, abs=20)


def test_overwritten_projections_keep_the_older_edition(tiny: Settings) -> None:
    from tests.publishers.others import projections

    put(tiny, "www.bls.gov/emp/ind-occ-matrix/occupation.xlsx", projections(mirror.projection_rows(), 2025, 2035))
    refreshed(tiny)
    assert query(tiny, "SELECT DISTINCT edition FROM projections ORDER BY 1") == [("2024-34",), ("2025-35",)]


@pytest.mark.parametrize("path", [oews.oews_path("nat", 2025), "apps.bea.gov/regional/zip/SARPP.zip"])
def test_unfit_file_is_refused_and_the_published_build_stays_byte_for_byte(tiny: Settings, path: str) -> None:
    before = files_of(tiny)
    put(tiny, path, b"PK\x03\x04 this is not a zip")
    with pytest.raises(Unreachable, match="could not be had"):
        refreshed(tiny)
    assert files_of(tiny) == before


def test_workbook_of_another_layout_is_refused_and_the_published_build_stays(tiny: Settings) -> None:
    before, fit = files_of(tiny), (Path(tiny.mirror or "") / oews.oews_path("nat", 2025)).read_bytes()
    book = oews.workbook(2025, ("occ_code", "occ_title"), mirror.nation(2025), "national_M2025_dl")
    put(tiny, oews.oews_path("nat", 2025), oews.zipped({"national_M2025_dl.xlsx": book}))
    with pytest.raises(BadFile, match="expected a header"):
        refreshed(tiny)
    assert files_of(tiny) == before
    put(tiny, oews.oews_path("nat", 2025), fit)
    assert refreshed(tiny)[0] is None, "the mended file is the one that was published"


def test_states_above_the_nation_are_refused_by_name_with_the_figures(tiny: Settings) -> None:
    rows = mirror.in_places(2025, mirror.PLACES)
    inflated = [row | {"tot_emp": 9_000_000} for row in rows if row["occ_code"] == "29-2052"]
    put(tiny, oews.oews_path("st", 2025), oews.states(2025, inflated))
    before = files_of(tiny)
    with pytest.raises(ChecksFailed, match=r"states_sum_to_nation_2025: May 2025: .* hold 27,000,000 of the nation's"):
        refreshed(tiny)
    assert files_of(tiny) == before


def test_year_without_its_national_file_is_refused(tiny: Settings, tmp_path: Path) -> None:
    assert tiny.mirror is not None
    (Path(tiny.mirror) / oews.oews_path("nat", 2014)).unlink()
    fresh = replace(tiny, data=tmp_path / "fresh")
    with pytest.raises(ChecksFailed, match="no jobs, mean or median for 2014"):
        refreshed(fresh)
    assert warehouse.current(fresh.warehouse) is None


def test_edition_that_lost_rows_is_refused(tiny: Settings) -> None:
    rows = [row for row in mirror.nation(2023) if row["occ_code"] != "29-1051"]
    put(tiny, oews.oews_path("nat", 2023), oews.national(2023, rows))
    for record in (tiny.downloads / "www.bls.gov").rglob("oesm23nat.zip.json"):
        record.unlink()  # a settled edition is otherwise not asked for again
    with pytest.raises(ChecksFailed, match="coverage_not_shrinking: fewer rows than in the build before"):
        refreshed(tiny)


def test_build_needs_no_publisher(tiny: Settings) -> None:
    alone = replace(tiny, mirror="/nowhere")
    first = warehouse.current(tiny.warehouse)
    second = build.build(alone, TODAY).build
    assert second != first and warehouse.current(tiny.warehouse) == second
    assert query(tiny, "SELECT count(*) FROM changes") == [(0,)]


def test_build_without_files_says_what_to_run(settings: Settings) -> None:
    with pytest.raises(EtlError, match="run `python -m etl refresh` first"):
        build.build(settings, TODAY)


def test_second_process_says_that_the_first_is_at_work(tiny: Settings) -> None:
    with warehouse.lock(tiny.warehouse), pytest.raises(Busy, match="another refresh or build is at work"):
        refreshed(tiny)


def test_rollback_names_the_build_before_and_back(tiny: Settings) -> None:
    first = warehouse.current(tiny.warehouse)
    second = build.build(tiny, TODAY).build
    assert warehouse.rollback(tiny.warehouse) == first
    assert warehouse.current(tiny.warehouse) == first
    assert warehouse.rollback(tiny.warehouse, second) == second
    with pytest.raises(UsageError, match="there is no build 'none such'; on disk: "):
        warehouse.rollback(tiny.warehouse, "none such")


def test_three_builds_are_kept(tiny: Settings) -> None:
    made = [build.build(tiny, TODAY).build for _ in range(4)]
    assert warehouse.builds(tiny.warehouse) == list(reversed(made))[:3]


def test_build_id_sorts_last_when_the_clock_was_set_back(tiny: Settings) -> None:
    ahead = tiny.warehouse / "20991231T000000Z.duckdb"
    ahead.touch()
    made = build.build(tiny, TODAY).build
    assert made is not None and made > ahead.stem and warehouse.builds(tiny.warehouse)[0] == made


def test_build_of_an_older_version_is_replaced_without_fault(tiny: Settings) -> None:
    build_id = warehouse.current(tiny.warehouse)
    assert build_id is not None
    path = warehouse.build_path(tiny.warehouse, build_id)
    path.unlink()
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("CREATE TABLE wages (year SMALLINT, annual_mean DOUBLE)")
    newer, said = refreshed(tiny)
    assert newer is not None and "Published build" in said


def test_the_rows_of_an_occupation_lie_together(tiny: Settings) -> None:
    """So that what is asked of one occupation need not read the others, however large the build is."""
    order = ", ".join(TABLES["wages"].order)
    lying = query(tiny, f"SELECT {order} FROM wages ORDER BY rowid")
    assert lying == sorted(lying) and len(set(lying)) == len(lying) > 100
    assert len({row[0] for row in lying}) > 10


def test_arranging_changes_no_row(tmp_path: Path) -> None:
    def content(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
        return sorted(connection.execute("SELECT * FROM wages").fetchall(), key=repr)

    path = str(SNAPSHOT / "wages.parquet")
    with closing(warehouse.create(tmp_path / "b.part")) as connection:
        connection.execute("INSERT INTO wages SELECT * FROM read_parquet(?) ORDER BY hash(area_code, year)", [path])
        before = content(connection)
        warehouse.arrange(connection)
        assert content(connection) == before
        assert connection.execute("SELECT type FROM pragma_table_info('wages')").fetchall() == [
            (column.type,) for column in TABLES["wages"].columns
        ]
