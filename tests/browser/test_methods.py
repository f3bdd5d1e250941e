"""Methods: formulas with the loaded figures, rules with the code's thresholds, surveys apart, every term defined."""

from __future__ import annotations

import pytest

from analysis import methods, reference, surveys
from analysis.methods.limits import LIMITS
from tests.browser.test_access import LOOKS, violations
from tests.browser.test_pay import WIDTH


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nobody_is_shut_out(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open("/methods")
        visitor.unfold()
        visitor.picture(f"methods-{width}-{scheme}")
        assert violations(page) == []
        assert max(page.evaluate(WIDTH)) <= width


@pytest.fixture(scope="module")
def said(server, chromium):
    """The page as it is read, once for the tests that only read."""
    page = chromium.new_context().new_page()
    page.goto(f"{server}/methods")
    page.locator(".st-key-foot").wait_for(timeout=90_000)
    # The foot may be there before the parts that the browser fetches only when a page has them.
    page.wait_for_function(
        """count => document.querySelectorAll('.worked-example').length >= count
          && !document.querySelector('[data-testid="stSkeleton"]')""",
        arg=len(methods.EVERY),
        timeout=90_000,
    )
    text = page.locator(".stMain").inner_text()
    page.context.close()
    return text


def test_each_measure_has_formula_example_and_limits(visit):
    with visit() as visitor:
        page = visitor.open("/methods")
        cards = page.locator("[class*='st-key-method-']")
        assert cards.count() == len(methods.EVERY)
        for index in range(cards.count()):
            card = cards.nth(index)
            assert card.locator(".worked-formula li").count() >= 1
            assert card.locator(".worked-example li").count() >= 1
            assert card.locator("[data-testid='stMarkdownContainer'] ul li").count() >= 1


def test_examples_hold_published_figures(said):
    # OEWS May 2024 by sector: health care $52,910, retail trade $41,660; 1999: median $18,950.
    assert "$52,910 \u2212 $41,660 = $11,250" in said
    assert "100 × ($52,910 / $41,660 \u2212 1) = 27.0%" in said
    assert "$18,950 ×" in said


def test_surveys_stand_apart_with_their_grade(said):
    _, _, after = said.partition("\nSurveys\n")
    part, _, _ = after.partition("\nGlossary\n")
    assert surveys.APART in part
    assert "$22.84" in part
    assert part.count("Grade ") == len(surveys.findings())
    assert "$22.84" not in said.replace(part, "")


def test_limits_outside_and_glossary_are_whole(said):
    assert all(name in said for name in LIMITS)
    assert "Increased knowledge" in said
    assert "Better patient care" in said
    for row in reference.rows("glossary"):
        assert row["definition"] in said


def test_verdicts_are_told_with_the_rule(visit):
    with visit() as visitor:
        page = visitor.open("/methods")
        for key in ("higher_pay", "advancement", "growth", "knowledge", "patient_care"):
            assert page.locator(f".st-key-rule-{key} .verdict").count() == 1


def test_a_link_to_a_measure_leads_there(visit):
    with visit() as visitor:
        page = visitor.open("/methods#constant-dollars")
        page.wait_for_timeout(1500)
        assert page.locator("#constant-dollars").count() == 1
