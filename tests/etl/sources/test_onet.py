"""O*NET: related occupations of the kept ones, with rank, tier, title and the credit that the licence asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import schema
from etl.errors import BadCell, BadFile
from etl.sources import onet
from tests.publishers import sheets

HEAD = "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex"
PAIRS = [
    "29-2052.00\t29-1051.00\tPrimary-Short\t1",
    "29-2052.00\t31-9095.00\tPrimary-Long\t2",
    "29-2011.00\t29-2012.00\tSupplemental\t1",
    "53-7081.00\t29-2012.00\tSupplemental\t1",
]
TITLES = {"29-1051.00": "Pharmacists", "31-9095.00": "Pharmacy Aides", "29-2012.00": 'Technicians, "Medical"'}
READ_ME = "O*NET 30.2 Database\r\nFebruary 2026 Release\r\n---\r\n"


def archive(
    pairs: list[str] | None = None, head: str = HEAD, read_me: str = READ_ME, folder: str = "db_30_2_text/"
) -> bytes:
    titles = ["O*NET-SOC Code\tTitle\tDescription", *(f"{code}\t{title}\tWords" for code, title in TITLES.items())]
    return sheets.zipped(
        {
            f"{folder}Occupation Data.txt": "\r\n".join([*titles, ""]).encode(),
            f"{folder}Related Occupations.txt": "\r\n".join([head, *(pairs or PAIRS), ""]).encode(),
            f"{folder}Read Me.txt": read_me.encode(),
        }
    )


def test_kept_occupations_with_titles_and_ranks(arrived):
    (extract,) = onet.read(arrived(onet, archive()))
    assert [*extract.frame.columns, "source_id"] == schema.RELATED.names
    rows = extract.frame.to_dict("records")
    assert (rows[0]["related_title"], rows[0]["tier"], rows[0]["rank"]) == ("Pharmacists", "Primary-Short", 1)
    # 29-2011 is a part of 29-2010, which is kept; quotation marks are part of a title.
    assert (rows[2]["occupation_code"], rows[2]["related_title"]) == ("29-2011.00", 'Technicians, "Medical"')
    assert "53-7081.00" not in set(extract.frame["occupation_code"])


def test_the_version_is_that_of_the_content_and_is_credited(arrived):
    (extract,) = onet.read(arrived(onet, archive(folder="")))
    assert extract.edition == "30.2"
    assert set(extract.frame["version"]) == {"30.2"}
    for words in ("O*NET 30.2 Database", "February 2026", "CC BY 4.0", "USDOL/ETA", "has not approved"):
        assert words in extract.note


def test_the_address_names_the_version_and_is_asked_once_a_month():
    (remote,) = onet.files(None)
    assert remote.url == "https://www.onetcenter.org/dl_files/database/db_30_2_text.zip"
    assert remote.settled


def test_a_read_me_of_another_version_is_refused(arrived):
    with pytest.raises(BadFile, match=r"expected version 30.2 as its name says, found 30.1"):
        onet.read(arrived(onet, archive(read_me=READ_ME.replace("30.2", "30.1"))))
    with pytest.raises(BadFile, match=r"expected 'O\*NET <version> Database'"):
        onet.read(arrived(onet, archive(read_me="Hello")))


@pytest.mark.parametrize(
    ("pair", "column"),
    [
        ("29-2052.00\t99-9999.00\tPrimary-Short\t3", "Related O\\*NET-SOC Code"),
        ("29-2052.00\t29-2012.00\tFirst\t3", "Relatedness Tier"),
        ("29-2052.00\t29-2012.00\tSupplemental\tx", "Index"),
        ("29-2052.00\t29-2012.00\tSupplemental\t2", "each related occupation, and each rank, once"),
        ("29-2052.00\t29-1051.00\tSupplemental\t3", "each related occupation, and each rank, once"),
        ("29-2052.00\t29-2012.00\tSupplemental", "Index"),
    ],
)
def test_a_line_that_breaks_a_rule_is_named(arrived, pair, column):
    with pytest.raises(BadCell, match=rf"db_30_2_text.zip, sheet 'Related Occupations.txt', row 6, .*{column}"):
        onet.read(arrived(onet, archive([*PAIRS, pair])))


def test_a_missing_column_or_member_or_technician_is_an_error(arrived):
    with pytest.raises(BadCell, match="row 1, column Relatedness Tier: expected one column"):
        onet.read(arrived(onet, archive(head=HEAD.replace("Relatedness Tier", "Tier"))))
    with pytest.raises(BadFile, match=r"expected rows for 29-2052.00"):
        onet.read(arrived(onet, archive(PAIRS[2:])))
    with pytest.raises(BadFile, match=r"expected a member 'Related Occupations.txt'"):
        onet.read(arrived(onet, sheets.zipped({"Read Me.txt": READ_ME.encode()})))


def test_the_published_database(arrived, replica: Path):
    (extract,) = onet.read(arrived(onet, replica / "www.onetcenter.org/dl_files/database/db_30_2_text.zip"))
    mine = extract.frame[extract.frame["occupation_code"] == "29-2052.00"].sort_values("rank")
    assert len(mine) == 20
    assert list(mine["rank"]) == list(range(1, 21))
    assert mine.iloc[0]["related_title"] == "Pharmacists"
    assert mine.iloc[1]["related_title"] == "Pharmacy Aides"
    assert list(mine["tier"].value_counts().loc[["Primary-Short", "Primary-Long", "Supplemental"]]) == [5, 5, 10]
    assert not extract.frame.duplicated(list(schema.RELATED.key)).any()
