"""The Handbook's page: each table by the sentence before it, years as the sentence says."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import schema
from etl.errors import BadCell, BadFile
from etl.sources import handbook
from tests import publishers

SHARES = {"Pharmacies and drug retailers": 52, "Hospitals; state, local, and private": 17}
MEDIANS = {"Ambulatory healthcare services": 49_920, "Pharmacies and drug retailers": 37_900}


def page(share_year: int = 2024, pay_year: int = 2025) -> str:
    return publishers.handbook(SHARES, MEDIANS, 490_400, share_year, pay_year).decode()


def test_shares_and_medians_with_the_years_of_their_sentences(arrived):
    shares, medians = handbook.read(arrived(handbook, page(2026, 2027).encode()))
    assert [*shares.frame.columns, "source_id"] == schema.SETTING_SHARES.names
    assert [*medians.frame.columns, "source_id"] == schema.SETTING_MEDIANS.names
    assert dict(zip(shares.frame["industry_title"], shares.frame["share_pct"], strict=True)) == SHARES
    assert dict(zip(medians.frame["industry_title"], medians.frame["annual_median"], strict=True)) == MEDIANS
    assert set(shares.frame["jobs"]) == {490_400}
    assert set(shares.frame["year"]) == {2026}
    assert set(zip(medians.frame["year"], medians.frame["month"], strict=True)) == {(2027, 5)}
    assert (shares.edition, medians.edition) == ("2026", "May 2027")


def test_tables_elsewhere_on_the_page_do_not_matter(arrived):
    other = "<p>Wages</p><table><tr><td>Pharmacies and drug retailers</td><td>1</td></tr></table>"
    content = page().replace("<body>", f"<body>{other}").replace("</body>", f"{other}</body>")
    shares, _ = handbook.read(arrived(handbook, content.encode()))
    assert len(shares.frame) == 2


def test_markup_inside_sentences_and_cells_is_read_through(arrived):
    content = page().replace("held about 490,400 jobs", "held about <strong>490,400</strong>\n jobs")
    content = content.replace(
        "<td>Hospitals; state, local, and private</td>", "<td><p>Hospitals &amp; clinics</p></td>"
    )
    shares, _ = handbook.read(arrived(handbook, content.encode()))
    assert list(shares.frame["industry_title"]) == ["Pharmacies and drug retailers", "Hospitals & clinics"]


@pytest.mark.parametrize("words", ["held about", "in the top industries"])
def test_a_page_without_the_sentence_is_refused(arrived, words):
    with pytest.raises(BadFile, match=r"pharmacy-technicians.htm: expected the sentence .* once, found it 0 times"):
        handbook.read(arrived(handbook, page().replace(words, "once had").encode()))


def test_a_sentence_that_is_there_twice_is_refused(arrived):
    with pytest.raises(BadFile, match="once, found it 2 times"):
        handbook.read(arrived(handbook, (page() + page()).encode()))


def test_a_sentence_without_its_table_is_refused(arrived):
    content = page().replace(
        'as follows:</p>\n<table class="ooh-tab-table">', "as follows:</p><p>See below.</p><table>", 1
    )
    with pytest.raises(BadFile, match="expected a table after 'Pharmacy technicians held about 490,400 jobs"):
        handbook.read(arrived(handbook, content.encode()))


@pytest.mark.parametrize(("old", "new"), [(">17<", ">*<"), (">17<", ">170<"), (">52%<", ">—<"), (">17<", "><")])
def test_a_share_that_is_none_names_its_cell(arrived, old, new):
    content = page()
    assert old in content
    with pytest.raises(BadCell, match=r"table of shares.*column share: expected a number between 0 and 100"):
        handbook.read(arrived(handbook, content.replace(old, new).encode()))


def test_a_wage_that_is_none_names_its_cell(arrived):
    with pytest.raises(BadCell, match=r"table of medians', row 2, column median: .*found '>=239,200'"):
        handbook.read(arrived(handbook, page().replace("37,900", "&gt;=239,200").encode()))


def test_an_industry_twice_and_shares_beyond_the_whole_are_errors(arrived):
    with pytest.raises(BadCell, match="expected each industry once"):
        content = page().replace("Hospitals; state, local, and private", "Pharmacies and drug retailers")
        handbook.read(arrived(handbook, content.encode()))
    with pytest.raises(BadCell, match="expected shares that add up to 100 or less"):
        handbook.read(arrived(handbook, page().replace(">17<", ">57<").encode()))


def test_the_published_page(arrived, replica: Path):
    local = arrived(handbook, replica / "www.bls.gov/ooh/healthcare/pharmacy-technicians.htm")
    shares, medians = handbook.read(local)
    assert list(shares.frame["share_pct"]) == [52, 17, 9, 9, 4]
    assert shares.frame["industry_title"][0] == "Pharmacies and drug retailers"
    assert set(shares.frame["jobs"]) == {490_400}
    assert list(medians.frame["annual_median"]) == [49_920, 49_310, 46_180, 38_810, 37_900]
    assert medians.frame["industry_title"][1] == "Hospitals; state, local, and private"
    assert (shares.edition, medians.edition) == ("2024", "May 2024")
    assert medians.released is not None
    assert medians.released.isoformat() == "2025-08-28"
