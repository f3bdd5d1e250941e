"""Regional price parities: the all-items row wherever it stands, areas by code, years as columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import schema
from etl.errors import BadCell, BadFile
from etl.sources import price_parities
from tests.publishers import sheets

HEAD = "GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit,2023,2024"
FOOTER = [
    '"Note: See the included footnote file."',
    '"Last updated: February 19, 2026-- new statistics for 2024."',
    '"U.S. Bureau of Economic Analysis"',
]


def line(
    fips: str, name: str, *values: str, table: str = "SARPP", code: int = 1, what: str = "RPPs: All items "
) -> str:
    return f' "{fips}","{name}",5,{table},{code},"...","{what}","Index",{",".join(values)}'


STATES = [
    line("00000", "United States", "100.000", "100.000"),
    line("01000", "Alabama", "89.097", "88.823"),
    line("01000", "Alabama", "95.483", "96.000", code=2, what=" RPPs: Goods "),
    line("02000", "Alaska *", "103.297", "102.359"),
    line("91000", "New England", "105.000", "105.000"),
]
METROS = [
    line("00000", "United States", "100.000", "100.000", table="MARPP"),
    line("00999", "United States (Nonmetropolitan Portion) *", "88.000", "88.699", table="MARPP"),
    line("01999", "Alabama (Nonmetropolitan Portion)", "82.000", "82.100", table="MARPP"),
    line("10180", "Abilene, TX (Metropolitan Statistical Area)", "(NA)", "90.364", table="MARPP"),
    line("10001", "Peñasco, NM (Metropolitan Statistical Area)", "91.000", "91.100", table="MARPP"),
]


def archive(lines: list[str], member: str = "SARPP_STATE_2008_2024.csv", head: str = HEAD) -> bytes:
    text = "\r\n".join([head, *lines, *FOOTER]) + "\r\n"
    other = {"SARPP__definition.xml": b"<x/>", "SARPP__Footnotes.html": b"<html></html>"}
    return sheets.zipped({**other, member: text.encode("latin-1")})


def states(arrived, lines: list[str], head: str = HEAD):
    return price_parities.read(arrived(price_parities, archive(lines, head=head)))[0]


def test_states_and_the_nation_by_code_and_year(arrived):
    extract = states(arrived, STATES)
    frame = extract.frame.set_index(["area_code", "year"])
    assert [*extract.frame.columns, "source_id"] == schema.PRICE_PARITIES.names
    assert frame.loc[("01", 2024), "index"] == 88.823
    assert frame.loc[("US", 2023), "area_type"] == "nation"
    assert frame.loc[("02", 2024), "area_name"] == "Alaska"
    assert set(extract.frame["area_code"]) == {"US", "01", "02"}  # regions are not kept
    assert extract.edition == "2024"
    assert extract.released is not None
    assert extract.released.isoformat() == "2026-02-19"


def test_metropolitan_areas_and_nonmetropolitan_portions(arrived):
    content = archive(METROS, "MARPP_MSA_2008_2024.csv")
    (extract,) = price_parities.read(arrived(price_parities, content, "MARPP.zip"))
    frame = extract.frame.set_index(["area_code", "year"])
    assert frame.loc[("US-nonmetro", 2024), "index"] == 88.699
    assert frame.loc[("01-nonmetro", 2024), "area_type"] == "nonmetro"
    assert frame.loc[("US-nonmetro", 2024), "area_name"] == "United States (Nonmetropolitan Portion)"
    assert frame.loc[("10001", 2024), "area_name"].startswith("Peñasco")
    # The nation stands in the file of the states, and 2023 of Abilene is not available.
    assert ("US", 2024) not in frame.index
    assert ("10180", 2023) not in frame.index
    assert ("10180", 2024) in frame.index


def test_the_all_items_row_is_found_by_its_words_and_not_by_its_line(arrived):
    moved = [
        line("01000", "Alabama", "11.111", "22.222", code=1, what="Real personal income"),
        line("01000", "Alabama", "89.097", "88.823", code=7, what=" RPPs:  All items 1/"),
        line("01000", "Alabama", "95.483", "96.000", code=8, what=" RPPs: Services: Other "),
    ]
    frame = states(arrived, moved).frame
    assert list(frame["index"]) == [89.097, 88.823]


def test_years_may_stand_anywhere_and_columns_may_move(arrived):
    head = "GeoFIPS,GeoName,2024,Region,TableName,LineCode,IndustryClassification,Description,Unit"
    frame = states(arrived, [' "01000","Alabama",88.823,5,SARPP,1,"...","RPPs: All items ","Index"'], head).frame
    assert frame.to_dict("records")[0]["index"] == 88.823


@pytest.mark.parametrize("mark", ["(D)", "", "--", "88,8"])
def test_a_mark_that_nobody_knows_names_its_cell(arrived, mark):
    with pytest.raises(
        BadCell, match=r"SARPP.zip, sheet 'SARPP_STATE_2008_2024.csv', row 3, column 2024: expected an index"
    ):
        states(arrived, [STATES[0], line("01000", "Alabama", "89.097", f'"{mark}"')])


def test_an_index_beyond_belief_and_a_nation_that_is_not_100_are_errors(arrived):
    with pytest.raises(BadCell, match=r"between 50 and 200, found '888.23'"):
        states(arrived, [line("01000", "Alabama", "89.097", "888.23")])
    with pytest.raises(BadCell, match="expected 100 in every year"):
        states(arrived, [line("00000", "United States", "100.000", "101.000")])


def test_a_second_row_of_an_area_is_an_error(arrived):
    with pytest.raises(BadCell, match=r"expected each area and year once, found \('01', 2023\)"):
        states(arrived, [*STATES, STATES[1]])


@pytest.mark.parametrize("column", ["GeoFIPS", "Description", "Unit"])
def test_a_missing_column_is_named(arrived, column):
    with pytest.raises(BadCell, match=f"row 1, column {column}: expected one column of this name"):
        states(arrived, STATES, HEAD.replace(column, "Other"))


def test_a_broken_line_is_not_taken_for_a_footer(arrived):
    with pytest.raises(BadCell, match="row 3, column row: expected 10 cells, found 9"):
        states(arrived, [STATES[0], line("01000", "Alabama", "89.097")])


def test_files_without_what_they_promise_are_refused(arrived):
    with pytest.raises(BadFile, match="expected rows 'RPPs: All items', found none"):
        states(arrived, [STATES[2]])
    with pytest.raises(BadFile, match="expected a member such as"):
        price_parities.read(arrived(price_parities, archive(STATES, "CAINC1.csv")))
    with pytest.raises(BadFile, match="expected a zip archive"):
        price_parities.read(arrived(price_parities, b"<html>"))


def test_the_published_parities_of_states(arrived, replica: Path):
    (extract,) = price_parities.read(arrived(price_parities, replica / "apps.bea.gov/regional/zip/SARPP.zip"))
    frame = extract.frame.set_index(["area_code", "year"])
    assert frame.loc[("01", 2024), "index"] == 88.823
    assert len(extract.frame) == 52 * 17  # 50 states, the District of Columbia and the nation; 2008 to 2024
    assert set(extract.frame["area_type"]) == {"nation", "state"}


def test_the_published_parities_of_metropolitan_areas(arrived, replica: Path):
    (extract,) = price_parities.read(arrived(price_parities, replica / "apps.bea.gov/regional/zip/MARPP.zip"))
    frame = extract.frame.set_index(["area_code", "year"])
    assert frame.loc[("US-nonmetro", 2024), "index"] == 88.699
    assert frame.loc[("10180", 2024), "index"] == 90.364
    assert (extract.frame["area_type"] == "metro").sum() == 387
