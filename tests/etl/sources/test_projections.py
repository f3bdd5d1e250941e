"""Employment Projections: published figures, layouts of other editions, and cells that break a rule."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl import schema
from etl.errors import BadCell, BadFile
from etl.sources import projections
from tests.publishers import sheets

TOTAL = ("Total, all occupations", "00-0000", "Summary", 169956.1, 175167.9, 5211.8, 3.1, 18863.3, 49500.0)
TECHNICIANS = ("        Pharmacy technicians", "29-2052", "Line item", 490.4, 521.8, 31.5, 6.4, 49.0, 43460.0)
PHARMACISTS = ("        Pharmacists", "29-1051", "Line item", 335.1, 350.5, 15.4, 4.6, 14.2, ">=$239,200")
OTHERS = ("        Surgeons, all other", "29-1249", "Line item", 23.0, 23.9, 0.9, 3.8, 0.7, ">=$239,200")
FLOWS = {"00-0000": (8155.0, 10187.1), "29-2052": (18.9, 27.0), "29-1051": (8.1, 4.5), "29-1249": (0.3, 0.3)}
SCHOOLING = {
    "00-0000": ("—", "—", "—"),
    "29-2052": ("High school diploma or equivalent", "None", "Moderate-term on-the-job training"),
}
SOURCE = ["Source: Employment Projections program, U.S. Bureau of Labor Statistics"]

Sheets = dict[str, list[list[Any]]]


def edition(first: int = 2024, last: int = 2034, dash: str = "–", mark: str = "[1]") -> Sheets:
    """Tables 1.2, 1.10 and 1.12 in the publisher's layout, as rows of cells."""
    span = f"{first}{dash}{last % 100:02}"
    matrix = f"{first} National Employment Matrix"
    rows = (TOTAL, TECHNICIANS, PHARMACISTS, OTHERS)
    schooling = ("Doctoral or professional degree", "None", "None")
    main: list[list[Any]] = [
        [f"Table 1.2 Occupational projections, {first}{dash}{last}, and worker characteristics, {first}"],
        [f"{matrix} title", f"{matrix} code", "Occupation type", f"Employment, {first}", f"Employment, {last}",
         f"Employment distribution, percent, {first}", f"Employment change, numeric, {span}",
         f"Employment change, percent, {span}", f"Percent self employed, {first}",
         f"Occupational openings, {span} annual average", f"Median annual wage, dollars, {first}{mark}",
         "Typical education needed for entry", "Work experience in a related occupation",
         "Typical on-the-job training needed to attain competency in the occupation"],
        *([*row[:5], 0.3, *row[5:7], "—", *row[7:9], *SCHOOLING.get(str(row[1]), schooling)] for row in rows),
        ["Footnotes:"],
        ["[1] Data are from the Occupational Employment and Wage Statistics program."],
        SOURCE,
    ]  # fmt: skip
    flows: list[list[Any]] = [
        [f"Table 1.10 Occupational separations and openings, projected {span} (Employment in thousands)"],
        [f"{matrix} title", f"{matrix} code", "Occupation type", f"Employment, {first}", f"Employment, {last}",
         f"Employment change, numeric, {span}", f"Employment change, percent, {span}",
         f"Labor force exit rate, {span} annual average", f"Labor force exits, {span} annual average",
         f"Occupational transfers, {span} annual average", f"Occupational openings, {span} annual average"],
        *([*row[:7], 3.7, *FLOWS[str(row[1])], row[7]] for row in rows),
        SOURCE,
    ]  # fmt: skip
    factors: list[list[Any]] = [
        [f"Table 1.12 Factors affecting occupational utilization, projected {span}"],
        [f"{matrix} occupation title", f"{matrix} occupation code", f"{matrix} industry title",
         f"{matrix} industry code", "Factors affecting occupational utilization"],
        ["Pharmacy technicians", "29-2052", "Pharmacies and drug retailers", "456110", "Share increases — as written."],
        ["Pharmacy technicians", "29-2052", "General merchandise retailers", "455000", "Share increases."],
        ["Surgeons, all other", "29-1249", "Offices of physicians", "621100", "Not a kept occupation."],
        SOURCE,
    ]  # fmt: skip
    return {"Index": [["Occupation.xlsx contents"]], "Table 1.2": main, "Table 1.10": flows, "Table 1.12": factors}


def only(frame: pd.DataFrame, code: str) -> dict[str, Any]:
    rows = frame[frame["occupation_code"] == code].to_dict("records")
    assert len(rows) == 1
    return rows[0]


def column(table: list[list[Any]], begins: str) -> int:
    return next(place for place, name in enumerate(table[1]) if str(name).startswith(begins))


def test_columns_are_those_of_the_warehouse(arrived):
    extracts = projections.read(arrived(projections, sheets.xlsx(edition())))
    for extract, table in zip(extracts, (schema.PROJECTIONS, schema.UTILIZATION), strict=True):
        assert extract.table == table.name
        assert [*extract.frame.columns, "source_id"] == table.names
        assert not extract.frame.duplicated(list(table.key)).any()


def test_thousands_become_jobs_and_a_dash_is_no_value(arrived):
    frame = projections.read(arrived(projections, sheets.xlsx(edition())))[0].frame
    technicians, total = only(frame, "29-2052"), only(frame, "00-0000")
    assert (technicians["base_employment"], technicians["change"], technicians["exits"]) == (490_400, 31_500, 18_900)
    assert technicians["occupation_name"] == "Pharmacy technicians"
    # "None" says that no experience is needed; a dash says that nothing is published.
    assert technicians["experience"] == "None"
    assert pd.isna(total["education"])
    assert total["median_wage"] == 49_500


def test_a_top_coded_median_is_no_value_but_is_marked(arrived):
    frame = projections.read(arrived(projections, sheets.xlsx(edition())))[0].frame
    pharmacists = only(frame, "29-1051")
    assert pd.isna(pharmacists["median_wage"])
    assert pharmacists["median_wage_top_code"]
    assert not only(frame, "29-2052")["median_wage_top_code"]


def test_only_kept_occupations_come_through_and_words_stay_as_written(arrived):
    main, factors = projections.read(arrived(projections, sheets.xlsx(edition())))
    assert "29-1249" not in set(main.frame["occupation_code"])
    assert list(factors.frame["industry_code"]) == ["456110", "455000"]
    assert factors.frame["factors"][0] == "Share increases — as written."


@pytest.mark.parametrize(("first", "last", "dash", "mark"), [(2019, 2029, "-", "(1)"), (2025, 2035, "—", "")])
def test_other_editions_write_years_otherwise(arrived, first, last, dash, mark):
    content = edition(first, last, dash, "" if mark == "(1)" else mark)
    local = arrived(projections, sheets.xlsx(content))
    extract = projections.read(local)[0]
    assert extract.edition == projections.edition_of(local.path) == f"{first}-{last % 100}"
    assert set(extract.frame["base_year"]) == {first}
    assert set(extract.frame["target_year"]) == {last}


def test_columns_may_move_and_the_header_may_stand_lower(arrived):
    content = edition()
    content["Table 1.2"] = [[], *([*row[::-1]] for row in content["Table 1.2"][:-3]), *content["Table 1.2"][-3:]]
    content["Table 1.2"][0] = ["Table 1.2 Occupational projections, 2024–2034"]
    # Turned around, the first cells of the footer's rows are no column of the table.
    frame = projections.read(arrived(projections, sheets.xlsx(content)))[0].frame
    assert only(frame, "29-2052")["openings"] == 49_000


def test_headers_may_carry_footnote_marks_and_line_breaks(arrived):
    content = edition()
    header = content["Table 1.10"][1]
    header[column(content["Table 1.10"], "Labor force exits")] = "Labor force exits,\n2024–34  annual average [2]"
    frame = projections.read(arrived(projections, sheets.xlsx(content)))[0].frame
    assert only(frame, "29-2052")["exits"] == 18_900


@pytest.mark.parametrize("mark", ["*", "n/a", "", "<50", "490.4 (r)"])
def test_a_mark_that_nobody_knows_names_its_cell(arrived, mark):
    content = edition()
    content["Table 1.2"][3][column(content["Table 1.2"], "Employment, 2024")] = mark
    with pytest.raises(BadCell, match=r"occupation.xlsx, sheet 'Table 1.2', row 4, column base: expected a number"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_an_unknown_mark_in_the_median_is_an_error(arrived):
    content = edition()
    content["Table 1.2"][3][column(content["Table 1.2"], "Median")] = "#"
    with pytest.raises(BadCell, match="row 4, column wage"):
        projections.read(arrived(projections, sheets.xlsx(content)))


@pytest.mark.parametrize(("sheet", "begins"), [("Table 1.2", "Median"), ("Table 1.10", "Labor force exits"),
                                               ("Table 1.12", "Factors")])  # fmt: skip
def test_a_missing_column_is_named_with_its_sheet(arrived, sheet, begins):
    content = edition()
    content[sheet][1][column(content[sheet], begins)] = "Something else"
    wanted = {"Median": "wage", "Labor force exits": "exits", "Factors": "factors"}[begins]
    with pytest.raises(BadFile, match=rf"sheet '{sheet}': expected a header with {wanted}.*nearest is row 2"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_a_column_that_is_there_twice_is_an_error(arrived):
    content = edition()
    content["Table 1.2"][1][2] = "Employment, 2024"
    with pytest.raises(BadCell, match="column base: expected one column of this name"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_an_occupation_that_is_there_twice_is_an_error(arrived):
    content = edition()
    content["Table 1.10"].insert(4, copy.copy(content["Table 1.10"][3]))
    with pytest.raises(BadCell, match=r"sheet 'Table 1.10', row 5, column code: expected each occupation once"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_a_factor_that_is_there_twice_is_an_error(arrived):
    content = edition()
    content["Table 1.12"].insert(3, copy.copy(content["Table 1.12"][2]))
    with pytest.raises(BadCell, match=r"sheet 'Table 1.12', row 4, column industry_code"):
        projections.read(arrived(projections, sheets.xlsx(content)))


@pytest.mark.parametrize("begins", ["Employment, 2034", "Employment change, numeric", "Occupational openings"])
def test_tables_that_contradict_each_other_are_an_error(arrived, begins):
    content = edition()
    content["Table 1.10"][3][column(content["Table 1.10"], begins)] += 0.1
    with pytest.raises(BadCell, match=r"sheet 'Table 1.10', row 4, .* as in table 1.2, row 4"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_openings_are_made_of_growth_exits_and_transfers(arrived):
    content = edition()
    content["Table 1.10"][3][column(content["Table 1.10"], "Labor force exits")] = 28.9
    with pytest.raises(BadCell, match="column openings: expected exits"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_data_below_a_line_without_a_code_are_not_lost(arrived):
    content = edition()
    content["Table 1.2"].insert(3, ["  Healthcare occupations"])
    with pytest.raises(BadCell, match=r"row 4, column code: expected a value, as rows with data follow \(row 5\)"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_tables_of_two_editions_in_one_workbook_are_an_error(arrived):
    content = edition()
    content["Table 1.10"] = edition(2023, 2033)["Table 1.10"]
    with pytest.raises(BadFile, match=r"sheet 'Table 1.10': expected a header with"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_a_title_of_another_edition_is_an_error(arrived):
    content = edition()
    content["Table 1.2"][0] = ["Table 1.2 Occupational projections, 2023–2033, and worker characteristics, 2023"]
    with pytest.raises(BadCell, match="expected the years 2024-34"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_a_workbook_without_technicians_is_not_the_file(arrived):
    content = edition()
    for sheet in ("Table 1.2", "Table 1.10"):
        content[sheet] = [row for row in content[sheet] if "29-2052" not in row]
    with pytest.raises(BadCell, match="expected a row for 29-2052"):
        projections.read(arrived(projections, sheets.xlsx(content)))


def test_a_missing_sheet_and_a_file_that_is_no_workbook_are_named(arrived):
    content = edition()
    del content["Table 1.10"]
    with pytest.raises(BadFile, match=r"expected one sheet named like .*among 'Index', 'Table 1.2', 'Table 1.12'"):
        projections.read(arrived(projections, sheets.xlsx(content)))
    with pytest.raises(BadFile, match=r"expected an .xls or .xlsx workbook"):
        projections.read(arrived(projections, b"<html>Access Denied</html>"))


def test_the_published_projections(arrived, replica: Path):
    local = arrived(projections, replica / "www.bls.gov/emp/ind-occ-matrix/occupation.xlsx")
    main, factors = projections.read(local)
    assert main.edition == projections.edition_of(local.path) == "2024-34"
    technicians = only(main.frame, "29-2052")
    assert technicians["base_employment"] == 490_400
    assert technicians["projected_employment"] == 521_800
    assert technicians["change_pct"] == 6.4
    assert technicians["openings"] == 49_000
    assert technicians["exits"] == 18_900
    assert technicians["transfers"] == 27_000
    assert technicians["median_wage"] == 43_460
    assert technicians["training"] == "Moderate-term on-the-job training"
    assert len(main.frame) == 21
    assert not main.frame["median_wage"].isna().any()
    mine = factors.frame[factors.frame["occupation_code"] == "29-2052"]
    assert list(mine["industry_code"]) == ["4450A1", "455000", "456110"]
    assert mine["factors"].str.contains("pharmacist-to-technician ratios").sum() == 1
