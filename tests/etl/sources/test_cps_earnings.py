"""CPS table 39: titles without codes, marks with two meanings, and the note on the year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl import schema
from etl.errors import BadCell, BadFile
from etl.sources import cps_earnings
from tests.publishers import sheets

NOTE = (
    "NOTE: Updated population controls are introduced annually. Dash indicates no data or data that do not meet "
    "publication criteria (values not shown where base is less than 50,000). Annual estimates for 2025 are 11-month "
    "averages that exclude October. (Data for October 2025 were not collected.) As a result, 2025 annual estimates are "
    "not strictly comparable."
)
PAIR = ["Number of workers", "Median weekly earnings"]


def table(year: Any = "2025") -> list[list[Any]]:
    """The sheet in the publisher's layout, as rows of cells; row 8 is the total, row 11 the technicians."""
    return [
        ["HOUSEHOLD DATA\n ANNUAL AVERAGES\n 39. Median weekly earnings of full-time wage and salary workers"],
        ["[Numbers in thousands]"],
        [],
        ["Occupation", year, "", "", "", "", ""],
        ["", "Total", "", "Men", "", "Women", ""],
        ["", *PAIR, *PAIR, *PAIR],
        [],
        ["Total, full-time wage and salary workers", 121470, 1204, 66979, 1326, 54491, 1089],
        [],
        ["Other healthcare practitioners", 100, 1200, 50, 1210, 50, 1190],
        ["Pharmacy Technicians", 268, 925, 58, 1030, 210, 909],
        ["Pharmacy aides", 28, "–", 10, "–", 19, "–"],
        ["Chemical technicians", 65, "–", "–", "–", 65, 1001],
        [],
        [NOTE],
    ]


def book(rows: list[list[Any]]) -> bytes:
    return sheets.xlsx({"cpsaat39": rows})


def test_columns_are_those_of_the_warehouse(arrived):
    (extract,) = cps_earnings.read(arrived(cps_earnings, book(table())))
    assert [*extract.frame.columns, "source_id"] == schema.WEEKLY_EARNINGS.names
    assert not extract.frame.duplicated(list(schema.WEEKLY_EARNINGS.key)).any()


def test_titles_of_kept_occupations_get_their_code_and_others_stay_out(arrived):
    (extract,) = cps_earnings.read(arrived(cps_earnings, book(table())))
    codes = dict(zip(extract.frame["occupation_title"], extract.frame["occupation_code"], strict=True))
    assert codes == {
        "Total, full-time wage and salary workers": "00-0000",
        "Pharmacy Technicians": "29-2052",
        "Pharmacy aides": "31-9095",
        "Chemical technicians": "19-4031",
    }


def test_a_dash_is_a_small_base_no_data_or_below_the_criteria(arrived):
    (extract,) = cps_earnings.read(arrived(cps_earnings, book(table())))
    rows = extract.frame.set_index(["occupation_code", "sex"])
    assert rows.loc[("31-9095", "men"), "reason"] == "base under 50,000"
    assert rows.loc[("31-9095", "men"), "workers"] == 10_000
    assert rows.loc[("19-4031", "men"), "reason"] == "no data"
    assert pd.isna(rows.loc[("19-4031", "men"), "workers"])
    assert rows.loc[("19-4031", "total"), "reason"] == "does not meet publication criteria"
    missing = rows["median_weekly"].isna()
    assert (rows["reason"].isna() == ~missing).all()


def test_the_note_on_the_year_goes_with_every_row_and_the_whole_note_with_the_source(arrived):
    (extract,) = cps_earnings.read(arrived(cps_earnings, book(table())))
    (note,) = set(extract.frame["note"])
    assert note.startswith("Annual estimates for 2025 are 11-month averages that exclude October. (Data for October")
    assert "population controls" not in note
    assert extract.note.startswith("A copy. Updated population controls")
    (other,) = cps_earnings.read(arrived(cps_earnings, book(table("2024"))))
    assert other.frame["note"].isna().all()


@pytest.mark.parametrize("year", ["2019", 2026, "2026[1]"])
def test_the_year_is_that_of_the_header(arrived, year):
    local = arrived(cps_earnings, book(table(year)))
    assert cps_earnings.edition_of(local.path) == str(year)[:4]
    assert set(cps_earnings.read(local)[0].frame["year"]) == {int(str(year)[:4])}


def test_sexes_may_stand_in_another_order(arrived):
    rows = [[row[0], *row[3:7], *row[1:3]] if len(row) == 7 else row for row in table()]
    rows[3] = ["Occupation", "2025", "", "", "", "", ""]
    frame = cps_earnings.read(arrived(cps_earnings, book(rows)))[0].frame.set_index(["occupation_code", "sex"])
    assert frame.loc[("29-2052", "total"), "median_weekly"] == 925
    assert frame.loc[("29-2052", "women"), "workers"] == 210_000


@pytest.mark.parametrize("mark", ["", "*", "N/A", "925 r"])
def test_a_blank_or_a_mark_that_nobody_knows_names_its_cell(arrived, mark):
    rows = table()
    rows[10][2] = mark
    with pytest.raises(
        BadCell, match=r"cpsaat39.xlsx, sheet 'cpsaat39', row 11, column total median: expected a number"
    ):
        cps_earnings.read(arrived(cps_earnings, book(rows)))


def test_a_wage_beyond_belief_is_an_error(arrived):
    rows = table()
    rows[10][2] = 48_100
    with pytest.raises(BadCell, match=r"row 11, .* expected a weekly wage between \$100 and \$10,000, found 48100"):
        cps_earnings.read(arrived(cps_earnings, book(rows)))


def test_men_and_women_make_the_total(arrived):
    rows = table()
    rows[10][1] = 368
    with pytest.raises(BadCell, match="row 11, column total workers: expected men and women together, 268"):
        cps_earnings.read(arrived(cps_earnings, book(rows)))


def test_a_missing_column_a_missing_header_and_a_second_row_are_errors(arrived):
    rows = table()
    rows[5][2] = "Mean weekly earnings"
    with pytest.raises(BadCell, match="column total median: expected workers and median"):
        cps_earnings.read(arrived(cps_earnings, book(rows)))
    with pytest.raises(BadFile, match="expected a header row 'Occupation' with a year"):
        cps_earnings.read(arrived(cps_earnings, book(table("Annual averages"))))
    rows = table()
    rows.insert(11, list(rows[10]))
    with pytest.raises(BadCell, match=r"row 12, column title: expected each occupation once \(first in row 11\)"):
        cps_earnings.read(arrived(cps_earnings, book(rows)))


def test_a_table_without_technicians_is_not_the_file(arrived):
    rows = [row for row in table() if "Pharmacy Technicians" not in row]
    with pytest.raises(BadCell, match="expected a row for 29-2052"):
        cps_earnings.read(arrived(cps_earnings, book(rows)))


def test_the_published_table(arrived, replica: Path):
    local = arrived(cps_earnings, replica / "www.bls.gov/cps/cpsaat39.xlsx")
    (extract,) = cps_earnings.read(local)
    frame = extract.frame.set_index(["occupation_code", "sex"])
    assert extract.edition == cps_earnings.edition_of(local.path) == "2025"
    assert frame.loc[("29-2052", "total"), "median_weekly"] == 925
    assert frame.loc[("29-2052", "total"), "workers"] == 268_000
    assert frame.loc[("29-2052", "men"), "median_weekly"] == 1030
    assert frame.loc[("00-0000", "total"), "median_weekly"] == 1204
    assert frame.loc[("31-9095", "total"), "reason"] == "base under 50,000"
    assert "11-month averages" in frame["note"].iloc[0]
    # 17 kept occupations have a title of their own in the table, the total among them.
    assert frame.index.get_level_values(0).nunique() == 17
