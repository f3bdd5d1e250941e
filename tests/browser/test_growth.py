"""Growth: counts with their margins, projections apart from them, and whose months the monthly series are."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_access import LOOKS, violations
from tests.browser.test_pay import CUT_OFF, WIDTH, lead, rows, title

STATES = [
    "/growth",
    "/growth?place=Colorado&pay=Mean&dollars=Of+the+year&since=May+2010&pulse=Hourly+earnings&months=2000",
]


def said(page) -> str:
    return page.locator(".stMain").inner_text()


def test_every_edition_is_counted_with_those_of_november(visit):
    with visit() as visitor:
        found = rows(visitor.open("/growth"), "jobs-counted")
        assert len(found) == 29
        assert {"November 2003", "November 2004", "1999", "May 2025"} <= {row["Edition"] for row in found}
        last = found[-1]
        # OEWS May 2025: 471,680 jobs, error 0.6 %: 1.645 × 0.65 % of it.
        assert float(last["Jobs"]) == 471680
        assert float(last["High end"]) - 471680 == pytest.approx(5043, abs=1)


def test_the_fall_is_held_against_its_margin_and_the_projection_not_bent(visit):
    with visit() as visitor:
        page = visitor.open("/growth")
        assert "fell by 16,240 jobs from May 2024 to May 2025, more than the margin of 7,853" in lead(page)
        text = said(page)
        assert "Mixed" in text
        assert "start from 490,400 jobs in 2024" in text and "made without the count of May 2025" in text
        assert "share surveyed employers" in text
        assert "In which settings that happened cannot be said" in text


def test_projections_stand_apart_against_all_occupations(visit):
    with visit() as visitor:
        page = visitor.open("/growth")
        assert title(page, "projected-jobs") == "BLS projects 521,800 jobs in 2034, from 490,400 in 2024 (+6.4%)"
        found = {row["Occupation"]: float(row["Projected change"]) for row in rows(page, "projected-growth")}
        assert found["Pharmacy technicians"] == 6.4 and found["All occupations"] == 3.1
        openings = rows(page, "openings")
        assert sum(float(row["Jobs a year"]) for row in openings) == pytest.approx(49000, abs=150)
        assert "An opening is a chance to be hired, not a new job." in said(page)


def test_pay_in_constant_dollars_names_the_month_and_keeps_the_published_figure(visit):
    with visit() as visitor:
        page = visitor.open("/growth")
        assert title(page, "pay-through-time").startswith("In July 2026 dollars, median pay rose")
        last = rows(page, "pay-through-time")[-1]
        assert float(last["Median, dollars of the year"]) == 45750
        page.get_by_text("Of the year", exact=True).click()
        page.get_by_text("Median pay rose from $18,950 in 1999 to $45,750 in May 2025").wait_for()
        assert "dollars=Of" in page.url


def test_the_publisher_is_quoted_with_the_industry(visit):
    with visit() as visitor:
        text = said(visitor.open("/growth"))
        assert "Pharmacies and drug retailers (NAICS 456110)." in text
        assert "“Occupational substitution - share increases as pharmacy technicians expand their role" in text
        assert "The loosening of pharmacist-to-technician ratios across states" in text


def test_months_are_of_all_workers_and_gaps_are_said(visit):
    with visit() as visitor:
        page = visitor.open("/growth")
        card = page.locator(".st-key-card-monthly-pulse").inner_text()
        assert "all workers of the industry, not of technicians" in card
        assert "end in or before September 2019" in card
        assert "Not in the loaded files: Pharmacies and drug retailers" in card
        found = {row["Series"]: row for row in rows(page, "monthly-pulse")}
        assert found["Pharmacies and drug retailers, jobs"]["Last value, jobs"] == "not in the loaded files"
        assert found["Hospitals (private), jobs, not adjusted"]["Last month"] == "September 2019"


def test_a_link_brings_back_the_whole_view(visit):
    with visit() as visitor:
        page = visitor.open(STATES[1])
        first = said(page)
        assert "In Colorado" in first
        assert title(page, "pay-through-time").startswith(
            "Mean pay rose from $29,330 in May 2010 to $46,620 in May 2025"
        )
        assert title(page, "jobs-counted").startswith("The number of jobs rose from 333,500 in May 2010")
        link = page.url.removeprefix(visitor.server)
        visitor.open("/")
        assert said(visitor.open(link)) == first


@pytest.mark.parametrize(
    "asked", ["since=May+1066", "pay=Mode", "dollars=Doubloons", "pulse=Heart", "months=1776", "place=Atlantis"]
)
def test_a_link_that_is_not_understood_opens_the_default_with_a_note(visit, asked):
    with visit() as visitor:
        page = visitor.open(f"/growth?{asked}")
        assert asked.partition("=")[2].replace("+", " ") in page.get_by_role("alert").first.inner_text()
        assert "$47,520 in May 2025" in title(page, "pay-through-time")


def test_a_first_visitor_by_the_link_of_the_page_sees_its_frame(visit):
    with visit() as visitor:
        page = visitor.open("/growth")
        assert page.get_by_role("link", name="Overview").count() == 2, "in the navigation and in the foot"
        assert "BLS publishes no pay by specialty." in said(page)


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
        visitor.picture(f"growth-{width}-{scheme}")
        assert violations(page) == []
