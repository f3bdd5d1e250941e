"""Pay: the premium as published, its margin or why there is none, and never another industry's figure unasked."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_access import LOOKS, violations

FINEST = "/pay?setting=Hospitals&baseline=Pharmacies+and+drug+stores"
CUT_OFF = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const frame = plot.getBoundingClientRect()
  return [...plot.querySelectorAll('svg text')].filter(text => text.textContent.trim()).flatMap(text => {
    const box = text.getBoundingClientRect()
    return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
      || box.bottom > frame.bottom + 1 ? [text.textContent] : []
  })
})"""
WIDTH = "() => [document.documentElement, document.querySelector('.stMain')].map(at => at.scrollWidth)"


def lead(page) -> str:
    return page.locator(".st-key-lead").inner_text()


def title(page, card: str) -> str:
    return page.locator(f".st-key-card-{card} h3").inner_text()


def rows(page, card: str) -> list[dict[str, str]]:
    """The card's table as it is downloaded."""
    with page.expect_download() as download:
        page.locator(f".st-key-card-{card}").get_by_text("CSV", exact=True).click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_finding_is_the_published_difference_with_its_margin(visit):
    with visit() as visitor:
        page = visitor.open("/pay")
        # OEWS May 2024 by sector: mean $52,910 in health care, $41,660 in retail trade, errors 0.3 %.
        assert "$11,250 or 27.0% (give or take 1.0 points) more than in retail trade" in lead(page)
        assert "larger than its margin of error" in lead(page)
        facts = page.locator(".key-figures").inner_text()
        assert "+$11,250" in facts and "+27.0%" in facts and "562" in facts
        assert "NAICS 62, sector" in page.locator(".stMain").inner_text()
        assert "weak stand-in for any one specialty" in page.locator(".stMain").inner_text()


def test_the_premium_of_every_year_is_the_published_one(visit):
    with visit() as visitor:
        page = visitor.open("/pay")
        found = {row["Edition"]: row for row in rows(page, "over-the-years")}
        assert [round(float(row["Premium, per cent"]), 1) for row in found.values()] == [22.9, 24.1, 27.0]
        assert list(found) == ["May 2022", "May 2023", "May 2024"]
        assert all(float(row["Per cent, low end"]) < float(row["Per cent, high end"]) for row in found.values())


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_missing_median_is_said_and_the_sector_only_offered(visit, width):
    with visit(width) as visitor:
        page = visitor.open(f"{FINEST}&measure=Median")
        assert "Median pay in May 2024 is not in the loaded files for hospitals (NAICS 622000)" in lead(page)
        assert page.locator(".key-figures").count() == 0
        assert "$49,340" not in lead(page)
        page.get_by_role("button", name="Compare the sectors instead").click()
        page.locator(".key-figures").wait_for()
        visitor.settle()
        assert "level=Sectors" in page.url
        assert "NAICS 62, in place of hospitals" in lead(page)
        assert "$49,340" in lead(page)
        assert "no margin of error for medians" in lead(page)


def test_the_finest_industries_say_their_level_and_that_they_cannot_be_tested(visit):
    with visit() as visitor:
        page = visitor.open(FINEST)
        # OEWS May 2024: 622000 mean $52,420, 456110 mean $41,070.
        assert "$52,420" in lead(page) and "27.6%" in lead(page)
        assert "cannot be tested" in lead(page)
        said = page.locator(".stMain").inner_text()
        assert "NAICS 622000, 3-digit" in said and "NAICS 456110, 5-digit" in said
        assert "partial for sterile products" in said


def test_a_wider_industry_never_bears_the_name_of_the_setting(visit):
    with visit() as visitor:
        page = visitor.open(f"{FINEST}&year=2022")
        assert "health care and social assistance (NAICS 62, in place of hospitals)" in lead(page)
        assert "hospitals" not in title(page, "two-settings")
        assert title(page, "over-the-years").count("health care and social assistance") == 1


def test_the_range_and_the_ranking_show_published_cells(visit):
    with visit() as visitor:
        page = visitor.open("/pay?level=Sectors&measure=90th")
        # OEWS May 2024 by sector: 90th percentile $72,870 in health care, $49,830 in retail trade.
        assert "$23,040" in title(page, "two-settings")
        ranked = [float(row["90th percentile"]) for row in rows(page, "all-settings")]
        assert 72870 in ranked and 49830 in ranked
        assert ranked == sorted(ranked, reverse=True)


def test_a_link_brings_back_the_whole_view(visit):
    asked = "/pay?baseline=All+settings&dollars=Constant&measure=25th&place=Colorado&setting=Schools"
    asked = asked.replace("Schools", "Colleges+and+other+schools") + "&show=Dollars&level=Sectors&year=May+2023"
    with visit() as visitor:
        page = visitor.open(asked)
        first = page.locator(".stMain").inner_text()
        assert "pay at the 25th percentile in colleges and other schools" in lead(page)
        assert "In Colorado" in first and "2026 dollars" in first
        with_link = page.url
        visitor.open("/")
        again = visitor.open(with_link.removeprefix(visitor.server))
        assert again.locator(".stMain").inner_text() == first


def test_a_year_that_the_new_pair_lacks_gives_way(visit):
    with visit() as visitor:
        page = visitor.open("/pay?setting=Hospitals&baseline=All+settings&year=2015")
        assert "In May 2015" in lead(page)
        page.get_by_label("Compared with").click()
        page.get_by_role("option", name="Retail trade").click()
        page.get_by_text("In May 2024, mean pay").first.wait_for()
        visitor.settle()
        assert "retail trade" in lead(page)
        assert page.locator(".stException").count() == 0


def test_what_a_link_asks_for_and_is_not_understood_gives_the_default_and_a_note_each(visit):
    asked = {
        "setting": "Spaceships", "baseline": "Nothing", "measure": "Mode", "year": "1066", "level": "Atoms",
        "dollars": "Doubloons", "show": "Everything", "place": "Atlantis",
    }  # fmt: skip
    with visit() as visitor:
        page = visitor.open("/pay?" + "&".join(f"{key}={value}" for key, value in asked.items()))
        said = page.locator(".stMain").inner_text()
        assert [value for value in asked.values() if f"The link asked for {value}" not in said] == []
        assert "27.0%" in lead(page)


def test_what_is_missing_inside_states_is_said_with_where_it_could_come_from(visit):
    with visit() as visitor:
        page = visitor.open("/pay?place=Colorado")
        said = page.locator(".stMain").inner_text()
        assert "Pay by state and industry is not in the loaded files" in said
        assert "research estimates by state and industry" in said
        assert "hold all settings together" in said


def test_the_rise_is_split_into_pay_and_moving_jobs(visit):
    with visit() as visitor:
        page = visitor.open("/pay")
        # OEWS national mean: $40,260 in May 2022, $44,800 in May 2024.
        assert "$4,540" in title(page, "within-or-between")
        parts = [float(row["Dollars a year"]) for row in rows(page, "within-or-between")]
        assert sum(parts) == pytest.approx(4540, abs=0.01)


@pytest.mark.parametrize(
    "path", ["/pay", f"{FINEST}&measure=Median&place=Colorado", "/pay?level=Sectors&show=Pay+of+both"]
)
def test_a_phone_shows_all_of_it(visit, path):
    with visit(PHONE) as visitor:
        page = visitor.open(path)
        visitor.unfold()
        assert max(page.evaluate(WIDTH)) <= PHONE
        assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nobody_is_shut_out(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open("/pay")
        visitor.unfold()
        visitor.picture(f"pay-{width}-{scheme}")
        assert violations(page) == []
        page = visitor.open(f"{FINEST}&measure=Median&place=Colorado&year=1066")
        visitor.unfold()
        visitor.picture(f"pay-missing-{width}-{scheme}")
        assert violations(page) == []
