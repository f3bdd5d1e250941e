"""A file of its kind whose table is not as it should be: the message names file, sheet, row and column."""

from __future__ import annotations

from functools import partial

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.faults import least
from tests.faults.hurdles import memory_no_larger_than
from tests.faults.kit import Stand
from tests.faults.least import NEWEST_NATION, PRICES, PROJECTIONS, STATES, WEEKLY
from tests.faults.spoiling import (
    Edit,
    cell,
    copied_to_the_end,
    edited,
    edited_book,
    emptied,
    moved_to_the_end,
    renamed,
    row_again,
    with_blank_rows,
    without,
)
from tests.publishers.oews import oews_path
from tests.publishers.sheets import zipped
from tests.servers import status

SHEET = "state_M2025_dl"

SPOILT: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "a column renamed": (renamed("A_MEAN", "AVERAGE"), ("expected a header with annual_mean", "add its new name")),
    "a column missing": (without("H_MEDIAN"), ("expected a header with hourly_median", "the nearest is row 1")),
    "a column doubled": (copied_to_the_end("A_MEAN"), ("row 1, column annual_mean", "one column of this name")),
    "a new unknown mark": (cell("A_MEAN", "†"), ("row 2, column a_mean", "expected a number, blank", "'†'")),
    "a row that is there twice": (row_again(), ("row",)),
    "an empty sheet": (emptied, ("expected a header",)),
    "a figure that contradicts another": (
        cell("A_MEDIAN", 99_000),
        ("row 2, column a_pct75", "at least a_median (99,000.00)"),
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_table_is_refused_and_the_place_is_named(stand: Stand, name: str) -> None:
    edit, words = SPOILT[name]
    stand.put(STATES, edited(least.states(), edit))
    stand.survives("oesm25st.zip", SHEET, *words, code=1)
    stand.goes_on()


def test_a_column_that_moved_is_found_by_its_name(stand: Stand) -> None:
    rows = "SELECT * EXCLUDE (source_id) FROM wages ORDER BY ALL"
    before = stand.answers().rows(rows)
    stand.put(STATES, edited(least.states(), moved_to_the_end("A_MEAN")))
    run = stand.run()
    assert run.code == 0 and "Published build" in run.said, run.said
    assert stand.answers().rows(rows) == before


def test_a_sheet_that_goes_on_with_a_million_blank_rows_is_read(stand: Stand) -> None:
    stand.put(STATES, with_blank_rows(least.newer_states(), 1_048_576))
    run = stand.run(hurdles=(partial(memory_no_larger_than, 4 * 2**30),))
    assert run.code == 0 and "Published build" in run.said, run.said
    changed = stand.answers().rows("SELECT * FROM changes WHERE table_name = 'wages'")
    assert len(changed) == 1, "the one figure that differs"


def without_a_sheet(first: Worksheet) -> None:
    first.parent.remove(first.parent["Table 1.2"])


@pytest.mark.parametrize(
    ("path", "edit", "words"),
    [
        (WEEKLY, emptied, "expected a header row 'Occupation' with a year"),
        (PROJECTIONS, without_a_sheet, "expected one sheet named like"),
    ],
)
def test_a_workbook_without_its_table_is_refused(stand: Stand, path: str, edit: Edit, words: str) -> None:
    stand.put(path, edited_book((stand.folder / path).read_bytes(), edit))
    stand.survives(path.rsplit("/", 1)[-1], words, code=1)
    stand.goes_on()


def test_wages_times_a_thousand_are_refused(stand: Stand) -> None:
    stand.let_time_pass()
    stand.put(NEWEST_NATION, least.nation(least.NATION[-1], times=1_000))
    stand.survives("oes02nat.zip", "row 2, column h_mean: expected dollars from 2 to 1,000, found", code=1)
    stand.goes_on()


def test_a_year_that_is_missing_is_refused(stand: Stand) -> None:
    path = oews_path("nat", 2001)
    stand.server.behave(path, forever=status(404))
    stand.server.behave(path.replace("special-requests", "special.requests"), forever=status(404))
    here = stand.data / "downloads" / path
    for file in (here, here.with_name(f"{here.name}.json")):
        file.unlink()
    stand.survives("2001", "fetch the national zip", code=1)
    stand.goes_on()


def test_text_in_another_encoding_is_refused(stand: Stand) -> None:
    lines = '"GeoFIPS","GeoName","TableName","Description","Unit","2024"\n'
    stand.put(PRICES, zipped({"SARPP_STATE_2008_2024.csv": lines.encode("utf-16")}))
    stand.survives("SARPP.zip, SARPP_STATE_2008_2024.csv", "expected text in UTF-8 or Windows-1252", code=1)
    stand.goes_on()
