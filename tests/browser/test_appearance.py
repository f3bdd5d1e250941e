"""Light and dark: the page follows the visitor's system, and the figures follow the page."""

from __future__ import annotations

import pytest

from ui.theme import DARK, LIGHT

COLOURS = """() => [...document.querySelectorAll('.st-key-card-pay-by-sector path.js-line')]
  .map(line => getComputedStyle(line).stroke)"""


def drawn_colours(page) -> set[str]:
    return set(page.evaluate(f"() => ({COLOURS})()"))


def wait_for(page, colour: str) -> None:
    """Until the figure has the colour, and what it replaces is gone."""
    page.wait_for_function(
        f"""colour => document.querySelectorAll('.st-key-card-pay-by-sector .js-plotly-plot').length === 1
          && ({COLOURS})().includes(colour)""",
        arg=colour,
    )


def rgb(colour: str) -> str:
    return "rgb(" + ", ".join(str(int(colour[start : start + 2], 16)) for start in (1, 3, 5)) + ")"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_figures_have_the_colours_of_the_appearance(visit, palette):
    with visit(scheme=palette.name) as visitor:
        page = visitor.open()
        assert {rgb(palette.specialist), rgb(palette.general)} <= drawn_colours(page)
        background = page.locator('[data-testid="stApp"]').evaluate("at => getComputedStyle(at).backgroundColor")
        assert background == rgb(palette.background)


def test_figures_change_with_the_theme_chosen_in_the_menu(visit):
    with visit(scheme="light") as visitor:
        page = visitor.open()
        page.get_by_test_id("stMainMenu").get_by_role("button").click()
        page.get_by_role("menuitemradio", name="Dark").click()
        wait_for(page, rgb(DARK.specialist))
        page.get_by_role("menuitemradio", name="Light").click()
        wait_for(page, rgb(LIGHT.specialist))


def test_figures_change_when_the_system_goes_dark_during_a_visit(visit):
    with visit(scheme="light") as visitor:
        page = visitor.open()
        page.emulate_media(color_scheme="dark")
        wait_for(page, rgb(DARK.specialist))
