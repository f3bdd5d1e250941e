"""The tables that people edit are whole, agree with each other, and say where they are wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis import reference
from analysis.reference import BadReference, rows, stamp

GOOD = "key,name,claim,overview,proof,limit\npay,Pay,It pays.,yes,Figures.,None.\n"


def written(folder: Path, text: str) -> Path:
    (folder / "claims.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_tables_of_the_project_are_whole_and_agree_with_each_other() -> None:
    reference.check_references()


def test_the_eight_specialties_of_the_mission_and_the_further_paths_are_there() -> None:
    specialties = rows("specialties")
    mission = [row["key"] for row in specialties if row["further"] == "no"]
    assert mission == [
        "sterile", "oncology", "compounding", "long_term_care", "informatics", "psychiatric", "pediatric", "nuclear",
    ]  # fmt: skip
    assert {row["key"] for row in specialties if row["further"] == "yes"} == {
        "federal", "mail_order", "insurance", "research", "teaching",
    }  # fmt: skip


def test_a_credential_for_a_specialty_stands_on_that_specialtys_card() -> None:
    cards = {row["key"]: row["credentials"].split() for row in rows("specialties")}
    for credential in rows("credentials"):
        for specialty in credential["specialties"].split():
            if specialty in cards:
                assert credential["key"] in cards[specialty], f"{credential['key']} is not on the card of {specialty}"


def test_pharmacies_carry_their_code_of_either_industry_classification() -> None:
    pharmacies = next(row for row in rows("settings") if row["key"] == "pharmacies")
    assert "456110|446110" in pharmacies["codes"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("key,name\npay,Pay\n", "claim is missing"),
        (GOOD.replace("yes", "perhaps"), "line 2, column overview: expected one of 'yes', 'no', found 'perhaps'"),
        (GOOD.replace("pay,Pay", "Pay It,Pay"), "column key"),
        (GOOD + "pay,Pay again,It pays.,no,Figures.,None.\n", "line 3: pay stands already on line 2"),
        (GOOD + "growth,Growth,It grows.\n", "line 3: expected 6 values"),
        (GOOD + "growth,Growth,It grows.,no,Figures.,None.,More\n", "line 3: expected 6 values"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadReference) as caught:
        rows("claims", written(tmp_path, text))
    assert message in str(caught.value) and "data/reference/claims.csv" in str(caught.value)


def test_a_table_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadReference, match=r"claims\.csv could not be read"):
        rows("claims", tmp_path)
    (tmp_path / "claims.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadReference, match="UTF-8"):
        rows("claims", tmp_path)


def test_an_edit_is_seen_and_a_callers_change_is_not(tmp_path: Path) -> None:
    folder = written(tmp_path, GOOD)
    rows("claims", folder)[0]["name"] = "changed by a caller"
    assert rows("claims", folder)[0]["name"] == "Pay"
    written(tmp_path, GOOD.replace("Pay,", "Higher pay,"))
    os.utime(tmp_path / "claims.csv", (1, 1))
    assert rows("claims", folder)[0]["name"] == "Higher pay"


def test_the_stamp_is_another_after_an_edit_a_new_table_and_a_lost_one(tmp_path: Path) -> None:
    folder = written(tmp_path, GOOD)
    stamps = [stamp(folder), stamp(folder)]
    written(tmp_path, GOOD.replace("Pay,", "Higher pay,"))
    stamps.append(stamp(folder))
    (folder / "further.csv").write_text("key\n", encoding="utf-8")
    stamps.append(stamp(folder))
    (folder / "claims.csv").unlink()
    stamps.append(stamp(folder))
    assert stamps[0] == stamps[1]
    assert len(set(stamps)) == 4
    assert stamp(tmp_path / "nothing there") == 0
