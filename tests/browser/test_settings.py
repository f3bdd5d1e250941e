"""Settings: where the jobs are, every one placed or named as unplaced, what settings pay, and who owns hospitals."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, WAIT
from tests.browser.test_access import LOOKS, violations
from tests.browser.test_pay import CUT_OFF, WIDTH, lead, rows, title


def test_every_job_is_placed_or_named_as_unplaced(visit):
    with visit() as visitor:
        page = visitor.open("/settings")
        found = {row["Industry"]: row for row in rows(page, "where-technicians-work")}
        # OEWS May 2024: 487,920 jobs, 82,650 of them in hospitals (622000), 257,120 in 456000.
        assert float(found["Hospitals"]["Jobs"]) == 82650
        assert float(found["Health and personal care retailers"]["Jobs"]) == 257120
        assert sum(float(row["Jobs"]) for row in found.values()) == 487920
        assert "In no published industry" in found
        assert "3-digit" in page.locator(".st-key-card-where-technicians-work").inner_text()


def test_sectors_carry_their_margins(visit):
    with visit() as visitor:
        page = visitor.open("/settings?level=Sectors")
        assert "71%" in lead(page) and "21%" in lead(page)
        found = {row["Industry"]: row for row in rows(page, "where-technicians-work")}
        health = found["Health care"]
        assert float(health["Low end"]) < float(health["Jobs"]) == 103460 < float(health["High end"])


def test_shares_through_the_years(visit):
    with visit() as visitor:
        page = visitor.open("/settings")
        found = [row for row in rows(page, "shares-over-the-years") if row["Sector"] == "Health care"]
        assert [row["Edition"] for row in found] == ["May 2022", "May 2023", "May 2024"]
        assert [round(float(row["Share of jobs"]), 1) for row in found] == [20.4, 20.8, 21.2]


def test_pay_stands_beside_jobs_sorted_by_pay(visit):
    with visit() as visitor:
        page = visitor.open("/settings")
        found = rows(page, "pay-beside-jobs")
        pay = [float(row["Mean"]) for row in found]
        assert pay == sorted(pay, reverse=True)
        hospitals = next(row for row in found if row["Setting"] == "Hospitals")
        assert (float(hospitals["Mean"]), float(hospitals["Jobs"])) == (52420, 82650)
        assert hospitals["Level of industry"] == "3-digit, NAICS 622000"


def test_a_measure_that_the_level_lacks_is_offered_by_sector(visit):
    with visit() as visitor:
        page = visitor.open("/settings?measure=Median")
        assert "Median pay of May 2024 is not in the loaded files" in page.locator(".stMain").inner_text()
        assert page.locator(".st-key-card-pay-beside-jobs").count() == 0
        page.get_by_role("button", name="Show the sectors instead").click()
        page.locator(".st-key-card-pay-beside-jobs h3").wait_for()
        visitor.settle()
        assert "level=Sectors" in page.url
        health = next(row for row in rows(page, "pay-beside-jobs") if row["Setting"] == "Health care")
        assert float(health["Median"]) == 49340


def test_owners_of_hospitals_as_published(visit):
    with visit() as visitor:
        page = visitor.open("/settings")
        # OEWS May 2019, 622100: private mean $39,800, local government $40,040, state government $43,200.
        assert all(figure in title(page, "owners-pay") for figure in ("$39,800", "$40,040", "$43,200"))
        last = rows(page, "owners-pay")[-1]
        assert float(last["Private, low end"]) < 39800 < float(last["Private, high end"])
        jobs = rows(page, "hospital-owners")
        assert {row["Edition"] for row in jobs} == {f"May {year}" for year in range(2010, 2020)}
        assert any("suppressed by BLS" in row["Not in the sum"] for row in jobs)


def test_the_handbook_stands_apart(visit):
    with visit() as visitor:
        page = visitor.open("/settings")
        shares = {row["Industry"]: float(row["Share of jobs"]) for row in rows(page, "handbook-shares")}
        assert shares["Pharmacies and drug retailers"] == 52
        assert shares["Hospitals; state, local, and private"] == 17
        assert sum(shares.values()) == 100
        assert "not to be mixed" in page.locator(".st-key-card-handbook-shares").inner_text()
        assert "Median" in rows(page, "handbook-pay")[0]


def test_a_link_brings_back_the_view_and_a_bad_one_a_note(visit):
    with visit() as visitor:
        page = visitor.open("/settings?dollars=Constant&measure=75th&level=Sectors&year=2023&place=Colorado")
        first = page.locator(".stMain").inner_text()
        assert "In May 2023" in lead(page) and "2026 dollars" in first
        again = visitor.open(page.url.removeprefix(visitor.server))
        assert again.locator(".stMain").inner_text() == first
        bad = visitor.open("/settings?year=1066&measure=Mode")
        assert "1066" in bad.locator(".stMain").inner_text() and "Mode" in bad.locator(".stMain").inner_text()
        assert "In May 2024" in lead(bad)


@pytest.mark.parametrize("path", ["/settings", "/settings?level=Sectors&measure=90th"])
def test_a_phone_shows_all_of_it(visit, path):
    with visit(PHONE) as visitor:
        page = visitor.open(path)
        visitor.unfold()
        assert max(page.evaluate(WIDTH)) <= PHONE
        assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nobody_is_shut_out(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open("/settings")
        visitor.unfold()
        visitor.picture(f"settings-{width}-{scheme}")
        assert violations(page) == []
        if width == DESKTOP:
            tables = page.locator("[data-act=table]")
            assert tables.count() > 3
            for index in range(tables.count()):
                tables.nth(index).click()
            expect(page.locator(".beneath .figures")).to_have_count(tables.count(), timeout=WAIT)
            visitor.unfold()
            assert violations(page) == []
