"""Specialties: no figure without its setting, level and strength; every choice in the link."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_access import LOOKS, violations
from tests.browser.test_pay import CUT_OFF, WIDTH

OVERVIEW, ONE = ".st-key-card-specialties", ".st-key-card-pay-where-it-is-read"
PATHS = {"all": "/specialties", "one": "/specialties?specialty=psychiatric"}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("name", PATHS)
def test_nobody_is_shut_out(visit, width, scheme, name):
    with visit(width, scheme) as visitor:
        page = visitor.open(PATHS[name])
        visitor.unfold()
        visitor.picture(f"specialties-{name}-{width}-{scheme}")
        assert violations(page) == []
        assert max(page.evaluate(WIDTH)) <= width


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_no_word_of_a_figure_is_cut_off(visit, width):
    with visit(width) as visitor:
        page = visitor.open("/specialties?group=both&specialty=informatics")
        visitor.unfold()
        assert page.evaluate(CUT_OFF) == []


def test_says_first_that_there_is_no_pay_by_specialty(visit):
    with visit() as visitor:
        page = visitor.open("/specialties")
        assert page.locator(".st-key-lead").inner_text().startswith("BLS publishes no pay by specialty.")


def test_every_card_has_its_proxies_pay_credentials_and_steps(visit):
    with visit() as visitor:
        page = visitor.open("/specialties")
        cards = page.locator("[class*='st-key-specialty-']")
        assert cards.count() == 13
        for index in range(cards.count()):
            said = cards.nth(index).inner_text()
            badges = cards.nth(index).locator(".strength").count()
            assert badges >= 1
            assert said.count("a year, mean pay") == badges
            assert said.count("technicians' jobs there") == badges
            assert "NAICS" in said
            assert "check the issuer's page" in said
            assert "November 2026" in said
            assert "Next steps" in said


def test_figures_are_the_published_cells(visit):
    with visit() as visitor:
        page = visitor.open("/specialties?group=both")
        with page.expect_download() as download:
            page.locator(OVERVIEW).get_by_text("CSV", exact=True).click()
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        rows = {(row["Specialty"], row["Read through"]): row for row in csv.DictReader(io.StringIO(text))}
        # OEWS May 2024: hospitals 622000 $52,420 and 82,650 jobs; pharmacies 456110 $41,070; government $61,250.
        hospitals = rows["Sterile products (IV)", "hospitals, NAICS 622000, 3-digit"]
        assert float(hospitals["Pay"]) == 52420
        assert float(hospitals["Baseline"]) == 41070
        assert float(hospitals["Technicians' jobs there"]) == 82650
        assert hospitals["Proxy"] == "partial"
        assert hospitals["Low end"] == "margin not in the loaded files"
        assert float(rows["Federal and other government", "government, NAICS 999000, 3-digit"]["Pay"]) == 61250


def test_marks_differ_in_shape_by_strength(visit):
    with visit() as visitor:
        page = visitor.open("/specialties")
        shapes = page.evaluate(
            "() => [...document.querySelectorAll('.st-key-card-specialties .js-plotly-plot')][0].data"
            ".filter(trace => trace.mode === 'markers').map(trace => trace.marker.symbol)"
        )
        assert {"circle", "square", "triangle-up-open"} == set(shapes)


def test_link_restores_every_choice(visit):
    with visit() as visitor:
        page = visitor.open(
            "/specialties?specialty=oncology&baseline=retail&year=2022&measure=annual_p90&group=further"
        )
        said = page.locator(ONE).inner_text()
        # OEWS May 2022, 90th percentile: health care $62,860.
        assert "$62,860" in said
        assert "May 2022" in said
        assert "retail trade" in said
        assert "at the 90th percentile" in said
        first = page.url
        for kept in ("specialty=Oncology", "baseline=Retail", "year=May+2022", "measure=90th", "group=Further"):
            assert kept in first
        other = visitor.open(first.removeprefix(visitor.server))
        assert other.locator(ONE).inner_text() == said


def test_a_link_that_is_not_understood_opens_the_default_with_a_note(visit):
    with visit() as visitor:
        page = visitor.open("/specialties?specialty=astrology&baseline=moon&year=1066&measure=mode&group=none")
        notes = page.locator("[data-testid='stAlert']")
        told = " ".join(notes.nth(index).inner_text() for index in range(notes.count()))
        for asked in ("astrology", "moon", "1066", "mode", "none"):
            assert asked in told
        assert "$55,100" in page.locator(f"{OVERVIEW} h3").inner_text()


def test_a_card_leads_to_itself_in_depth_and_to_pay(visit):
    with visit() as visitor:
        page = visitor.open("/specialties?baseline=retail&year=2023")
        page.locator(".st-key-specialty-nuclear").get_by_role("link", name="Nuclear in depth").click()
        page.locator("h2", has_text="Nuclear").wait_for()
        visitor.settle()
        assert "specialty=Nuclear" in page.url
        assert "May 2023" in page.locator(ONE).inner_text()
        page.get_by_role("link", name="on the page Pay").click()
        page.locator(".st-key-controls").wait_for()
        visitor.settle()
        assert "/pay?" in page.url
        assert page.locator(".st-key-lead").inner_text().startswith("In May 2023")


def test_editions_without_a_figure_say_why(visit):
    with visit() as visitor:
        page = visitor.open("/specialties?year=2019&baseline=all")
        said = page.locator(".st-key-specialty-nuclear").inner_text()
        assert "not in the loaded files" in said
        # OEWS May 2019, general hospitals: private $39,800, local government $40,040, state $43,200, weighted by jobs.
        assert "$40,014" in page.locator(".st-key-specialty-sterile").inner_text()
        assert "owned" not in said


def test_a_place_is_told_that_the_figures_are_the_nations(visit):
    with visit() as visitor:
        page = visitor.open("/specialties?place=CO")
        assert "not of Colorado" in page.locator(".stMain").inner_text()
