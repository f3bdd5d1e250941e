"""Credentials and surveys: who says so, when it was read, and how far it can be trusted."""

from __future__ import annotations

import re

import pytest

from analysis import credentials, reference, surveys
from analysis.credentials import UnknownCredential


def test_both_issuers_of_the_cpht_are_there_and_told_apart() -> None:
    holders = [item for item in credentials.all_credentials().values() if item.abbreviation == "CPhT"]
    assert {item.issuer.split("(")[-1] for item in holders} == {"PTCB)", "NHA)"}
    assert all("PTCB and NHA both grant" in item.note for item in holders)


def test_fees_are_those_read() -> None:
    known = credentials.all_credentials()
    assert known["cpht_ptce"].cost == 129 and known["cpht_ptce"].renewals(5) == 110
    assert known["cspt"].cost == 50 + 149 and known["cpht_adv"].cost == 0
    assert known["cpht_ptce"].fees == "$129 for the exam; renewal $55 every 2 years (read in November 2026)."
    assert known["cpht_excpt"].cost is None and "nhanow.com" in known["cpht_excpt"].fees


def test_the_eleven_certificates_cost_89_dollars_each() -> None:
    found = [item for item in credentials.all_credentials().values() if item.kind == "certificate"]
    assert len(found) == 11 and {item.cost for item in found} == {89}


def test_no_credential_of_a_name_that_no_issuer_uses() -> None:
    assert not any("CPhT-S" in item.title for item in credentials.all_credentials().values())


def test_every_credential_says_where_and_when_it_was_read() -> None:
    for item in credentials.all_credentials().values():
        assert item.kind in credentials.KINDS and item.asks_for
        assert re.fullmatch(r"20\d\d-\d\d", item.read) and item.read_words == "November 2026"
        assert item.source.startswith("https://") or item.cost is None, "no fee without an address"


def test_credentials_come_in_the_order_asked_for() -> None:
    found = credentials.credentials(["cspt", "cpht_ptce"])
    assert [item.key for item in found] == ["cspt", "cpht_ptce"]
    assert found[0].title == "Certified Compounded Sterile Preparation Technician (CSPT)"
    with pytest.raises(UnknownCredential, match="cpht_s"):
        credentials.credentials(["cpht_s"])


def test_survey_figures_are_those_reported() -> None:
    found = {item.key: item for item in surveys.findings()}
    assert (found["npta_retail_2020"].value, found["npta_specialty_2020"].value) == (15.67, 22.84)
    assert (found["npta_certified_gap"].value, found["npta_certified_gap"].value_to) == (2, 4)
    assert found["ptcb_no_gain"].value == 34


def test_every_survey_is_graded_with_a_reason_and_says_who_asked() -> None:
    for item in surveys.findings():
        assert item.grade in surveys.GRADES and item.grade_reason and item.who and item.source_title
        assert item.value is None or f"{item.value:g}" in item.finding or item.key == "ashp_turnover"


def test_the_peer_reviewed_check_comes_first_and_no_survey_of_members_is_called_good() -> None:
    found = surveys.findings()
    assert found[0].key == "zgarrick_real_wages" and found[0].source == "https://doi.org/10.3390/pharmacy8010042"
    assert all(item.grade < 4 for item in found[1:])


def test_topics_filter() -> None:
    assert {item.topic for item in surveys.findings("pay by specialty")} == {"pay by specialty"}
    assert "gain from certification" in surveys.topics()


def test_every_state_has_a_code_a_name_and_one_tile() -> None:
    rows = reference.rows("states")
    assert len(rows) == 54 and len({row["postal"] for row in rows}) == 54
    assert sum(row["type"] == "state" for row in rows) == 50
    assert len({(row["tile_row"], row["tile_column"]) for row in rows}) == 54
