"""Advancement: published percentiles by setting, steps with their margins, and no promise of a path."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_access import LOOKS, violations
from tests.browser.test_pay import CUT_OFF, WIDTH, lead, rows, title

STATES = [
    "/advancement",
    "/advancement?place=Denver&setting=Hospitals&baseline=All+settings&year=May+2019&top=75th+percentile&dollars=Constant"
    "&owners=Specialty+hospitals&steps-year=May+2024&from=Health+care&ladder=Openings+a+year&sort=By+schooling+asked",
]


def said(page) -> str:
    return page.locator(".stMain").inner_text()


@pytest.mark.parametrize(("year", "care", "shops"), [("2024", 72870, 49830), ("2022", 62860, 47720)])
def test_the_room_at_the_top_is_the_published_one(visit, year, care, shops):
    with visit() as visitor:
        page = visitor.open(f"/advancement?year={year}")
        assert f"${care:,}" in title(page, "room-by-setting") and f"${shops:,}" in title(page, "room-by-setting")
        found = {row["Setting"]: row for row in rows(page, "room-by-setting")}
        assert float(found["Health care"]["90th percentile"]) == care
        assert float(found["Retail trade"]["90th percentile"]) == shops
        ranked = [float(row["90th percentile"]) for row in found.values()]
        assert ranked == sorted(ranked, reverse=True)
        assert "cannot be tested" in said(page)


def test_the_gap_through_the_years(visit):
    with visit() as visitor:
        page = visitor.open("/advancement")
        assert "grew from $15,140 in May 2022 to $23,040 in May 2024" in title(page, "room-through-time")
        assert "weak stand-in for any one specialty" in said(page)


def test_a_wider_industry_never_bears_the_name_of_the_setting(visit):
    with visit() as visitor:
        page = visitor.open("/advancement?setting=Hospitals&baseline=Pharmacies+and+drug+stores")
        heads = title(page, "room-by-setting") + title(page, "room-through-time")
        assert "in hospitals" not in heads and "pharmacies and drug stores" not in heads
        assert "NAICS 62" in heads
        found = {row["Setting"]: row for row in rows(page, "room-by-setting")}
        assert found["Hospitals"]["90th percentile"] == "not in the loaded files"


def test_owners_stand_apart_where_bls_has_them_so(visit):
    with visit() as visitor:
        page = visitor.open("/advancement?year=2019&setting=Hospitals")
        found = {row["Setting"]: row for row in rows(page, "room-by-setting")}
        # OEWS May 2019, 622100 by ownership: 90th percentile.
        assert float(found["Hospitals, private"]["90th percentile"]) == 54180
        assert float(found["Hospitals, state government"]["90th percentile"]) == 62620
        assert found["Retail trade"]["90th percentile"] == "not in the loaded files"
        owners = rows(page, "room-by-owner")
        assert {row["Edition"] for row in owners} == {f"May {year}" for year in range(2010, 2020)}


def test_each_step_stands_with_its_margin_and_what_it_asks(visit):
    with visit() as visitor:
        page = visitor.open("/advancement")
        found = {row["Occupation"]: row for row in rows(page, "ladder")}
        nurses = found["Registered nurses"]
        # OEWS May 2025: mean $101,420 against $46,620; projections 2024–34.
        assert float(nurses["Pay step"]) == 54800
        assert float(nurses["Step, low end"]) < 54800 < float(nurses["Step, high end"])
        assert nurses["Schooling asked"] == "Bachelor's degree" and float(nurses["Openings a year"]) == 189100
        assert found["Pharmacists"]["Similar work (O*NET)"] == "number 1"
        assert "not a promotion path" in page.locator(".st-key-card-ladder").inner_text()
        assert "18 of 19 occupations pay clearly more" in lead(page)


def test_from_health_care_some_steps_lead_down(visit):
    with visit() as visitor:
        page = visitor.open("/advancement?steps-year=2024&from=Health+care")
        assert "3 clearly less" in title(page, "ladder")
        assert "mean pay of technicians in health care, $52,910" in said(page)
        steps = [float(row["Pay step"]) for row in rows(page, "ladder")]
        assert steps == sorted(steps, reverse=True) and min(steps) < 0


def test_the_ladder_in_a_place_is_that_places(visit):
    with visit() as visitor:
        page = visitor.open("/advancement?place=Colorado")
        assert title(page, "ladder-here").startswith("In Colorado, ")
        assert "$49,970" in title(page, "ladder-here")
        assert "BLS publishes no margin for them" in page.locator(".st-key-card-ladder-here").inner_text()


def test_moves_and_exits_are_those_of_the_projections(visit):
    with visit() as visitor:
        page = visitor.open("/advancement")
        ours = next(row for row in rows(page, "leaving") if row["Occupation"] == "Pharmacy technicians")
        assert float(ours["Moves a year"]) == 27000 and float(ours["Exits a year"]) == 18900
        assert float(ours["Move to another occupation"]) == pytest.approx(100 * 27000 / 490400)


def test_a_link_brings_back_the_whole_view(visit):
    with visit() as visitor:
        page = visitor.open(STATES[1])
        first = said(page)
        assert "Denver" in first and "75th percentile" in first and "July 2026 dollars" in first
        assert title(page, "ladder").startswith("Openings a year: most for")
        assert title(page, "room-by-owner").startswith("Specialty hospitals")
        link = page.url.removeprefix(visitor.server)
        visitor.open("/")
        assert said(visitor.open(link)) == first


@pytest.mark.parametrize(
    "asked",
    ["setting=Spaceships", "baseline=Nothing", "top=Everest", "year=1066", "dollars=Doubloons", "owners=Pirates",
              "steps-year=1066", "from=Mars", "ladder=Snakes", "sort=Colour", "place=Atlantis"],
)  # fmt: skip
def test_a_link_that_is_not_understood_opens_the_default_with_a_note(visit, asked):
    with visit() as visitor:
        page = visitor.open(f"/advancement?{asked}")
        assert asked.partition("=")[2] in page.get_by_role("alert").first.inner_text()
        assert "$72,870" in title(page, "room-by-setting") and "18 of 19" in title(page, "ladder")


def test_a_year_without_the_chosen_technicians_falls_back_with_words(visit):
    with visit() as visitor:
        page = visitor.open("/advancement?steps-year=2024&from=Health+care")
        page.get_by_role("combobox", name="Pay of").click()
        page.keyboard.type("May 2025")
        page.keyboard.press("Enter")
        page.get_by_text("mean pay of all technicians, $46,620").wait_for()
        visitor.settle()
        assert page.locator(".stException").count() == 0


@pytest.mark.parametrize("path", STATES)
def test_a_phone_shows_all_of_it(visit, path):
    with visit(PHONE) as visitor:
        page = visitor.open(path)
        visitor.unfold()
        assert max(page.evaluate(WIDTH)) <= PHONE
        assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nobody_is_shut_out(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open(STATES[width == DESKTOP])
        visitor.unfold()
        visitor.picture(f"advancement-{width}-{scheme}")
        assert violations(page) == []
