"""The OEWS reader: every layout since 1997, every mark, and errors that name the cell. Workbooks are made up here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from etl.errors import BadCell, BadFile
from etl.files import LocalFile, RemoteFile
from etl.schema import VALUE_COLUMNS, WAGES
from etl.sources import load
from tests.publishers import oews
from tests.publishers.rows import Row, wage_row

NATIONAL = [(year, 5 if year >= 2003 else 12) for year in range(1999, 2026)] + [(2003, 11), (2004, 11)]
TECHNICIAN = wage_row("29-2052", "Pharmacy technicians", median=20.0, employment=450_000)
ALL = wage_row("00-0000", "All occupations", median=22.0, employment=150_000_000, level="total")


def local(tmp_path: Path, source: str, name: str, content: bytes, edition: str, note: str = "") -> LocalFile:
    """The content as a file that was obtained from a mirror."""
    path = tmp_path / name
    path.write_bytes(content)
    remote = RemoteFile(f"https://www.bls.gov/oes/special-requests/{name}", source, "zip", edition)
    return LocalFile(remote, path, "mirror", datetime(2026, 11, 22, tzinfo=UTC), len(content), "0" * 64, note=note)


def nation(tmp_path: Path, year: int, *rows: Row, month: int = 5, edition: str = "", note: str = "") -> pd.DataFrame:
    """Rows of `wages` read from a made-up national zip."""
    label = {5: f"May {year}", 11: f"November {year}", 12: str(year)}[month]
    content = oews.national(year, rows, month)
    file = local(tmp_path, "oews_nation", "nat.zip", content, edition or label, note)
    (extract,) = load("oews_nation").read(file)
    return extract.frame


@pytest.mark.parametrize(("year", "month"), NATIONAL)
def test_national_layout_of_every_edition_is_read_alike(tmp_path: Path, year: int, month: int) -> None:
    frame = nation(tmp_path, year, ALL, TECHNICIAN, month=month)
    assert list(frame.columns) == WAGES.names[:-1]
    row = frame.set_index("occupation_code").loc["29-2052"]
    assert (row.year, row.month) == (year, month)
    assert (row.area_code, row.area_type, row.industry_code, row.ownership) == ("US", "nation", "000000", "1235")
    assert (row.employment, row.employment_rse, row.mean_rse) == (450_000, 1.2, 0.4)
    assert (row.hourly_mean, row.annual_mean) == (20.8, 43_260)
    assert (row.hourly_p10, row.annual_p10, row.annual_p90) == (15.2, 31_620, 58_660)
    assert (row.hourly_median, row.annual_median) == (20.0, 41_600)
    assert row.occupation_level == "detailed"
    assert frame.set_index("occupation_code").loc["00-0000"].occupation_level == "total"


@pytest.mark.parametrize("year", [1997, 1998])
def test_codes_older_than_soc_are_not_taken_for_technicians(tmp_path: Path, year: int) -> None:
    old = wage_row("32519", "Pharmacy Technicians and Aides", median=8.65, employment=174_970)
    frame = nation(tmp_path, year, old, month=12)
    assert frame.empty


def test_total_without_code_of_1997_is_the_total(tmp_path: Path) -> None:
    total: Row = {"occ_code": "", "occ_title": "Total 1997 Employment", "tot_emp": 117_073_130}
    frame = nation(tmp_path, 1997, total, month=12)
    assert list(frame["occupation_code"]) == ["00-0000"]
    assert frame.iloc[0].employment == 117_073_130
    assert frame.iloc[0].marks["annual_mean"] == "not_published"


def test_each_mark_keeps_its_reason_and_no_value_is_invented(tmp_path: Path) -> None:
    marked = TECHNICIAN | {"tot_emp": "**", "emp_prse": "**", "a_pct90": "#", "h_pct90": "#", "a_mean": "*",
                           "h_mean": "*", "a_median": "***", "mean_prse": ""}  # fmt: skip
    row = nation(tmp_path, 2023, marked).iloc[0]
    assert row.marks["employment"] == row.marks["employment_rse"] == "suppressed"
    assert row.marks["annual_p90"] == "top_code:239200"
    assert row.marks["hourly_p90"] == "top_code:115"
    assert row.marks["annual_mean"] == row.marks["hourly_mean"] == "suppressed"
    assert row.marks["annual_median"] == "withdrawn"
    assert row.marks["mean_rse"] == "not_published"
    missing = {column for column in VALUE_COLUMNS if pd.isna(row[column])}
    assert set(row.marks) == missing


@pytest.mark.parametrize(("year", "annual"), [(1999, "145600"), (2008, "166400"), (2015, "187200"), (2021, "208000")])
def test_top_code_is_that_of_the_year(tmp_path: Path, year: int, annual: str) -> None:
    month = 5 if year > 2002 else 12
    row = nation(tmp_path, year, TECHNICIAN | {"a_pct90": "#", "h_pct90": "#"}, month=month).iloc[0]
    assert row.marks["annual_p90"] == f"top_code:{annual}"


def test_top_code_of_a_year_without_entry_is_an_error_that_says_what_to_add(tmp_path: Path) -> None:
    content = oews.national(2030, [TECHNICIAN | {"a_pct90": "#", "h_pct90": "#"}])
    with pytest.raises(BadFile, match=r"top_codes\.csv has none for 2030; add the one"):
        load("oews_nation").read(local(tmp_path, "oews_nation", "nat.zip", content, "May 2030"))


def test_annual_only_is_not_suppressed(tmp_path: Path) -> None:
    teacher = wage_row("25-1071", "Health specialties teachers, postsecondary", median=50.0, annual_only=True)
    row = nation(tmp_path, 2024, teacher).iloc[0]
    assert row.marks["hourly_median"] == "annual_only"
    assert row.annual_median == 104_000


def test_blank_is_not_loaded_in_a_partial_copy_and_not_published_in_the_publishers_file(tmp_path: Path) -> None:
    blank = TECHNICIAN | {"h_median": "", "mean_prse": ""}
    whole = nation(tmp_path, 2024, blank).iloc[0].marks
    partial = nation(tmp_path, 2024, blank, note="rebuilt: PARTIAL, errors left blank").iloc[0].marks
    assert whole["hourly_median"] == "not_published"
    assert partial["hourly_median"] == partial["mean_rse"] == "not_loaded"
    assert partial["jobs_per_1000"] == "not_published", "the publisher has none for the nation"


def test_occupation_that_stands_as_broad_and_as_detailed_keeps_both(tmp_path: Path) -> None:
    rows = [wage_row("29-2010", "Clinical laboratory", median=27.0, level=level) for level in ("broad", "detailed")]
    assert list(nation(tmp_path, 2024, *rows)["occupation_level"]) == ["broad", "detailed"]


def test_ownership_in_words_becomes_the_code(tmp_path: Path) -> None:
    rows = [TECHNICIAN | {"naics": "622100", "naics_title": "General hospitals", "own_code": own} for own in "523"]
    content = oews.industries(2014, {"nat4d_owner": rows})
    (extract,) = load("oews_industry").read(local(tmp_path, "oews_industry", "in4.zip", content, "May 2014"))
    assert list(extract.frame["ownership"]) == ["5", "2", "3"]
    assert set(extract.frame["industry_level"]) == {"4-digit"}


def test_row_that_stands_in_two_workbooks_is_kept_once(tmp_path: Path) -> None:
    row = TECHNICIAN | {"naics": "62", "naics_title": "Health care", "own_code": "58", "i_group": "sector"}
    content = oews.industries(2024, {"natsector": [row], "natsector_owner": [row]})
    extracts = load("oews_industry").read(local(tmp_path, "oews_industry", "in4.zip", content, "May 2024"))
    assert [len(extract.frame) for extract in extracts] == [1, 0]


def test_two_workbooks_that_disagree_are_an_error(tmp_path: Path) -> None:
    row = TECHNICIAN | {"naics": "62", "naics_title": "Health care", "own_code": "58", "i_group": "sector"}
    content = oews.industries(2024, {"natsector": [row], "natsector_owner": [row | {"tot_emp": 10}]})
    with pytest.raises(BadFile, match="differ on"):
        load("oews_industry").read(local(tmp_path, "oews_industry", "in4.zip", content, "May 2024"))


def test_state_by_industry_pads_the_states_number(tmp_path: Path) -> None:
    place = {"area": "1", "area_title": "Alabama", "area_type": "2", "prim_state": "AL"}
    row = TECHNICIAN | place | {"naics": "622", "naics_title": "Hospitals", "own_code": "5", "i_group": "3-digit"}
    content = oews.research(2024, [row])
    file = local(tmp_path, "oews_state_industry", "oes_research_2024_allsectors.xlsx", content, "May 2024")
    (extract,) = load("oews_state_industry").read(file)
    first = extract.frame.iloc[0]
    assert (first.area_code, first.area_type, first.state) == ("01", "state", "AL")
    assert (first.industry_code, first.industry_level, first.ownership) == ("622", "3-digit", "5")


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"a_median": "n/a"}, "a_median", "expected a number, blank"),
        ({"h_mean": 20_800.0}, "h_mean", "dollars from 2"),
        ({"a_mean": 50_000.0}, "a_mean", "20.80 an hour x 2,080 = 43,264"),
        ({"a_pct90": 30_000.0, "h_pct90": 14.42}, "h_pct90", "expected at least"),
        ({"o_group": "odd"}, "o_group", "expected one of"),
        ({"tot_emp": 200_000_000}, "tot_emp", "expected at most the 150,000,000 jobs of all occupations"),
    ],
)
def test_contradiction_names_file_sheet_row_column_expected_and_found(
    tmp_path: Path, cells: Row, column: str, says: str
) -> None:
    with pytest.raises(BadCell) as caught:
        nation(tmp_path, 2024, ALL, TECHNICIAN | cells)
    message = str(caught.value)
    assert "national_M2024_dl.xlsx" in message and "national_M2024_dl" in message
    assert "row 3" in message, "rows count as a spreadsheet counts them"
    assert column in message and says in message and "found" in message


def test_second_row_of_a_key_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadCell, match="a second time"):
        nation(tmp_path, 2024, TECHNICIAN, TECHNICIAN)


def test_missing_column_is_named_with_what_stands_there_instead(tmp_path: Path) -> None:
    content = oews.zipped({
        "national_M2024_dl.xlsx": oews.workbook(
            2024, tuple(c for c in oews.all_columns(2024) if c != "a_median"), [TECHNICIAN], "national_M2024_dl"
        )
    })  # fmt: skip
    with pytest.raises(BadFile, match=r"expected a header with annual_median; the nearest is row 1: .*a_mean"):
        load("oews_nation").read(local(tmp_path, "oews_nation", "nat.zip", content, "May 2024"))


def test_doubled_column_is_an_error(tmp_path: Path) -> None:
    book = oews.workbook(2024, (*oews.all_columns(2024), "a_median"), [TECHNICIAN], "national_M2024_dl")
    content = oews.zipped({"national_M2024_dl.xlsx": book})
    with pytest.raises(BadCell, match="one column of this name"):
        load("oews_nation").read(local(tmp_path, "oews_nation", "nat.zip", content, "May 2024"))


def test_moved_columns_are_found_by_name(tmp_path: Path) -> None:
    home: Row = {"area": "99", "naics": "000000", "i_group": "cross-industry", "own_code": "1235"}
    book = oews.workbook(2024, tuple(reversed(oews.all_columns(2024))), [TECHNICIAN | home], "national_M2024_dl")
    content = oews.zipped({"national_M2024_dl.xlsx": book})
    (extract,) = load("oews_nation").read(local(tmp_path, "oews_nation", "nat.zip", content, "May 2024"))
    assert extract.frame.iloc[0].annual_median == 41_600


def test_edition_of_another_year_at_the_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="expected the edition of May 2025, names and titles say 2024"):
        nation(tmp_path, 2024, TECHNICIAN, edition="May 2025")


def test_november_at_the_address_of_may_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="expected the edition of May 2003"):
        nation(tmp_path, 2003, TECHNICIAN, month=11, edition="May 2003")


def test_zip_without_the_workbook_says_so(tmp_path: Path) -> None:
    content = oews.zipped({"readme.txt": b"nothing here"})
    with pytest.raises(BadFile, match=r"expected a workbook named like national_M2025_dl\.xlsx, found none"):
        load("oews_nation").read(local(tmp_path, "oews_nation", "nat.zip", content, "May 2024"))


def test_member_that_is_no_workbook_says_so(tmp_path: Path) -> None:
    content = oews.zipped({"national_M2024_dl.xlsx": b"<html>Access Denied</html>"})
    with pytest.raises(BadFile, match=r"national_M2024_dl.xlsx: expected an .xls or .xlsx workbook"):
        load("oews_nation").read(local(tmp_path, "oews_nation", "nat.zip", content, "May 2024"))
