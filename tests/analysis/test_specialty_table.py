"""Specialties side by side: one row an industry, its strength as read, and never a figure without its label."""

from __future__ import annotations

import pytest

from analysis import specialties, specialty_steps, specialty_table
from analysis.editions import Edition
from analysis.premium import PAY

MAY_2024, MAY_2022, MAY_2019 = Edition(2024, 5), Edition(2022, 5), Edition(2019, 5)


def cards(warehouse, edition, measure="annual_mean", baseline="pharmacies", further=False):
    keys = specialties.all_keys(further)
    return [specialties.card(warehouse, key, edition, measure, baseline) for key in keys]


def test_published_means_of_may_2024_highest_first(real):
    rows = specialty_table.table(cards(real, MAY_2024))
    found = {(row["name"], row["code"]): row["value"] for row in rows.to_dict("records")}
    # OEWS May 2024: ambulatory 621000 $55,100, hospitals 622000 $52,420.
    assert found["Oncology (hazardous drugs)", "621000"] == 55_100
    assert found["Sterile products (IV)", "622000"] == 52_420
    assert list(rows.value) == sorted(rows.value, reverse=True)
    assert (rows.baseline_value == 41_070).all()


def test_a_stand_in_is_weak_and_named(real):
    rows = specialty_table.table(cards(real, MAY_2024)).to_dict("records")
    read = {(row["name"], row["code"]): row for row in rows}
    outpatient = read["Oncology (hazardous drugs)", "621000"]
    assert outpatient["strength"] == "weak"
    expected = "outpatient care centers, NAICS 621000 (ambulatory health care services), 3-digit"
    assert outpatient["setting"] == expected
    assert read["Psychiatric", "622000"]["strength"] == "weak"
    assert read["Psychiatric", "621420"]["strength"] == "direct"
    assert read["Sterile products (IV)", "622000"]["strength"] == "partial"


def test_settings_that_share_an_industry_are_one_row(real):
    rows = specialty_table.table(cards(real, MAY_2022))
    sterile = rows[rows["name"] == "Sterile products (IV)"]
    assert set(sterile.code) == {"62", "31-33"}
    assert "hospitals and home health care, NAICS 62" in sterile.setting.to_list()[0]
    assert not rows.duplicated(["key", "code"]).any()


@pytest.mark.parametrize("measure", PAY)
@pytest.mark.parametrize("edition", [MAY_2019, MAY_2022, MAY_2024])
def test_every_row_has_a_figure_with_its_margin_or_a_reason(real, edition, measure):
    for further in (True, False):
        for row in specialty_table.table(cards(real, edition, measure, further=further)).to_dict("records"):
            assert (row["value"] == row["value"]) != bool(row["reason"])
            assert bool(row["margin"]) == (row["value"] == row["value"])
            assert row["strength"] in specialties.STRENGTHS
            assert row["setting"]
            assert row["premium"]


def test_no_margin_is_told_apart_from_one_that_is_not_loaded(real):
    finer = specialty_table.table(cards(real, MAY_2024))
    assert set(finer.margin) == {specialty_table.MARGIN_NOT_LOADED}
    top = specialty_table.table(cards(real, MAY_2024, "annual_p90"))
    assert set(top.margin) == {specialty_table.NO_MARGIN}
    sector = specialty_table.table(cards(real, MAY_2022))
    assert "give or take $269" in set(sector.margin)


def test_owners_combined_are_said(real):
    rows = specialty_table.table(cards(real, MAY_2019, baseline="all"))
    hospitals = rows[rows.code == "622100"].setting.iloc[0]
    assert hospitals == "hospitals, NAICS 622100, 4-digit, private, local government and state government combined"


def test_finding_counts_the_industries_above_the_baseline(real):
    rows = specialty_table.table(cards(real, MAY_2024))
    said = specialty_table.finding(rows)
    assert said.startswith("9 of the 10 industries")
    assert "from $41,020 to $55,100" in said
    nothing = specialty_table.finding(specialty_table.table(cards(real, MAY_2019, "annual_p90")))
    assert nothing.startswith("No setting")


def test_a_direct_specialty_says_why_it_is_read_weakly(real):
    pediatric = specialties.card(real, "pediatric", MAY_2024)
    assert specialty_table.stated_words(pediatric) == ""
    oncology = specialties.card(real, "oncology", MAY_2024)
    assert "would be a partial proxy" in specialty_table.stated_words(oncology)
    assert "weak" in specialty_table.stated_words(oncology)


def test_editions_offered_have_a_figure(real):
    labels = [edition.label for edition in specialty_table.editions(real, "annual_mean")]
    assert labels[0] == "May 2010"
    assert labels[-1] == "May 2024"
    assert "May 2019" not in [edition.label for edition in specialty_table.editions(real, "annual_p90")]


def test_next_steps_start_with_certification_and_end_with_what_no_table_says(real):
    for key in specialties.all_keys():
        steps = specialty_steps.next_steps(specialties.card(real, key, MAY_2024))
        assert "CPhT" in steps[0]
        assert "nabp.pharmacy" in steps[-2]
        assert steps[-1] == specialty_steps.NO_TABLE
