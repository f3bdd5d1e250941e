"""What the Data page says of the tables: editions and what is due, checks, changes, dictionary, queries that teach."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from analysis import premium, reference
from analysis.data import changes, checks, dictionary, examples, loaded
from analysis.editions import Edition
from analysis.sql_box import ask
from analysis.warehouse import Warehouse
from etl import schema
from tests.analysis.builds import opened, wage, write_build

TODAY = date(2026, 11, 23)
SOURCE = {
    "publisher": "U.S. Bureau of Labor Statistics", "table_title": "Projections", "edition": "2024-34", "rows": 3,
    "obtained": "download", "url": "https://www.bls.gov/emp/", "retrieved": datetime(2026, 11, 2),
    "released": date(2025, 8, 28), "table_name": "projections",
}  # fmt: skip


def test_every_table_and_column_of_the_build_has_its_words(real: Warehouse, tmp_path: Path) -> None:
    for warehouse in (real, opened(tmp_path, [wage()])):
        found = dictionary.tables(warehouse)
        assert {"wages", "dictionary", "sources"} <= {table.name for table in found}
        for table in found:
            assert table.words.endswith("."), f"{table.name} has no words: add them in etl/schema.py"
            for column in table.columns:
                assert column.words.endswith("."), f"{table.name}.{column.name} has no words: etl/schema.py"
            assert tuple(c.name for c in table.columns if c.in_key) == tuple(
                name for name in schema.TABLES[table.name].names if name in schema.TABLES[table.name].key
            )


def test_a_column_without_words_is_not_hidden(tmp_path: Path) -> None:
    rows = [("wages", 0, None, None, False, "Wages.")]
    names = ("table_name", "position", "column_name", "type", "in_key", "words")
    warehouse = opened(tmp_path, [wage()], dictionary=[dict(zip(names, row, strict=True)) for row in rows])
    wages = next(table for table in dictionary.tables(warehouse) if table.name == "wages")
    assert (wages.words, wages.rows, wages.columns[0].words) == ("Wages.", 1, "")


def test_loaded_tables_carry_dates_of_the_calendar(real: Warehouse) -> None:
    found = {item.title: item for item in loaded.loaded(real, TODAY)}
    national = found["Occupational Employment and Wage Statistics: national"]
    assert national.editions == "31 editions, 1997 to May 2025"
    assert national.released == "15 May 2026"
    assert national.following.standing == "not due" and "April 2027" in national.following.words
    projections = found["Employment Projections: occupations, separations and openings"]
    assert projections.following.standing == "newer"
    assert projections.following.words == "2025-35 was released on 27 August 2026 and is not loaded"
    assert sum(item.rows for item in found.values()) == int(real.frame('SELECT sum("rows") AS n FROM sources').n[0])


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2026, 8, 26), "not due"),
        (date(2026, 8, 27), "newer"),
        (date(2027, 7, 31), "newer"),
    ],
)
def test_a_release_of_the_calendar_becomes_due_on_its_day(today: date, standing: str) -> None:
    assert loaded.next_release(("projections",), "2024-34", today).standing == standing


@pytest.mark.parametrize(
    ("today", "standing", "is_due"),
    [
        (date(2027, 3, 31), "not due", False),
        (date(2027, 4, 1), "due now", True),
        (date(2027, 4, 30), "due now", True),
        (date(2027, 5, 1), "overdue", True),
    ],
)
def test_a_month_that_is_expected_is_due_in_it_and_overdue_after_it(today: date, standing: str, is_due: bool) -> None:
    found = loaded.next_release(("wages",), "May 2025", today)
    assert (found.standing, found.is_due) == (standing, is_due)


def test_without_a_date_nothing_is_claimed() -> None:
    assert loaded.next_release(("related_occupations",), "30.2", TODAY).standing == "no date"
    assert all(row["table"] in schema.TABLES for row in reference.rows("release_calendar"))


def test_builds_on_disk_are_those_that_can_be_gone_back_to(real: Warehouse, tmp_path: Path) -> None:
    assert loaded.builds_on_disk(real) == ()
    write_build(tmp_path / "data", "b0", publish=False, wages=[wage()])
    warehouse = opened(tmp_path, [wage()], sources=[{**SOURCE, "source_id": "a"}])
    assert loaded.builds_on_disk(warehouse) == ("b1", "b0")
    files = loaded.files(warehouse)
    assert files.obtained.tolist() == ["downloaded from the publisher"]
    assert files.url.tolist() == ["https://www.bls.gov/emp/"]


def test_checks_that_need_a_look_come_first_and_exceptions_say_why(tmp_path: Path) -> None:
    rows = [
        {"name": "wages_key", "status": "passed", "detail": "one row each"},
        {"name": "jump_in_oews", "status": "warning", "detail": "moved by 30 %"},
        {"name": "totals", "status": "accepted", "detail": "off by 20", "why": "BLS rounds; seen with the editor"},
        {"name": "coverage", "status": "not run", "detail": "nothing before"},
    ]
    found = checks.checks(opened(tmp_path, [wage()], checks=rows))
    assert [check.status for check in found] == ["warning", "accepted", "not run", "passed"]
    assert found[0].title == "Jump in OEWS"
    assert found[1].why == "BLS rounds; seen with the editor"
    assert checks.summary(found) == (
        "1 of 4 checks passed, 1 warns, 1 was accepted as an exception and 1 was not run."
    )  # fmt: skip
    assert checks.summary([]) == "No check is recorded in these data."


def test_data_that_came_with_the_project_are_a_beginning(real: Warehouse, tmp_path: Path) -> None:
    assert changes.standing(real) == "beginning"
    assert changes.headlines(real).empty and changes.reported(real).empty
    assert changes.standing(opened(tmp_path, [wage()])) == "first"
    assert changes.standing(_build(tmp_path / "same", previous_build="b0")) == "same"


def test_changes_are_counted_by_row_and_paged(tmp_path: Path) -> None:
    rows = [
        {"table_name": "wages", "kind": "revised", "row_key": f"2025|{n}", "column_name": column, "before": "1",
         "after": "2", "source_id": "a"}
        for n in range(60) for column in ("employment", "annual_mean")
    ] + [{"table_name": "projections", "kind": "added", "row_key": "2025-35|29-2052", "column_name": ""}]  # fmt: skip
    warehouse = _build(tmp_path, previous_build="b0", changes=rows)
    assert changes.standing(warehouse) == "changed" and changes.previous(warehouse) == "b0"
    assert changes.summary(warehouse).to_dict("records") == [
        {"table_name": "projections", "added": 1, "revised": 0, "gone": 0, "values": 0},
        {"table_name": "wages", "added": 0, "revised": 60, "gone": 0, "values": 120},
    ]
    assert changes.count(warehouse) == 121 and changes.count(warehouse, "wages") == 120
    pages = [changes.page(warehouse, "wages", number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({(row.row_key, row.column_name) for page in pages for row in page.itertuples()}) == 120
    added = changes.page(warehouse, "projections").iloc[0]
    assert (added.before, added.after, added.source_id) == ("", "", ""), "what is not there is empty, never 'nan'"


def _build(folder: Path, previous_build: str, **tables: list[dict[str, object]]) -> Warehouse:
    builds = {"build_id": "b1", "built": datetime(2026, 11, 22), "schema_version": schema.VERSION}
    return opened(folder, [wage()], builds=[{**builds, "previous_build": previous_build}], **tables)


@pytest.mark.parametrize("example", examples.EXAMPLES, ids=lambda example: example.key)
def test_each_example_runs_and_says_what_it_teaches(real: Warehouse, example: examples.Example) -> None:
    answer = ask(real, example.sql)
    assert not answer.cut
    assert answer.rows or example.key == "revisions", "a snapshot has no revisions yet"
    assert example.teaches.endswith(".") and example.sql.startswith("-- ")
    assert all(len(line) <= 100 for line in example.sql.splitlines())


def answer_of(warehouse: Warehouse, key: str) -> list[dict[str, object]]:
    answer = ask(warehouse, next(example.sql for example in examples.EXAMPLES if example.key == key))
    names = [name for name, _ in answer.columns]
    return [dict(zip(names, row, strict=True)) for row in answer.shown]


def test_examples_answer_with_published_figures(real: Warehouse) -> None:
    jobs = answer_of(real, "jobs")
    assert (jobs[0]["year"], jobs[0]["employment"], jobs[0]["annual_median"]) == (2025, 471_680, 45_750)
    by_code = {row["industry_code"]: row for row in answer_of(real, "settings")}
    assert by_code["62"]["year"] == 2024 and by_code["62"]["annual_median"] > by_code["44-45"]["annual_median"]


def test_the_example_of_a_premium_agrees_with_the_page(real: Warehouse) -> None:
    row = next(row for row in answer_of(real, "premium") if row["year"] == 2024)
    found = premium.premium(real, "health_care", "retail", Edition(2024, 5), "annual_mean")
    assert found.dollars is not None and found.dollars.margin is not None
    assert (row["premium"], row["margin"]) == (found.dollars.value, round(found.dollars.margin))
