"""A first visit is shown in steps: the answer before any figure, the first figure before the others, then all of it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, PHONE, WAIT

LOOK = """() => {
  const count = (selector) => document.querySelectorAll(selector).length
  const look = () => {
    const [answer, figures, drawn] = [".st-key-lead p", ".stPlotlyChart", ".js-plotly-plot .main-svg"].map(count)
    if (answer && !window.atAnswer) window.atAnswer = { figures }
    if (drawn && !window.atFirst) window.atFirst = { figures }
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
}"""
PLOTLY = "**/static/js/PlotlyChart*"


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize(("path", "figures"), [("/", 5), ("/pay", 6)])
def test_the_answer_comes_before_figures_and_the_first_of_them_alone(visit, width, path, figures):
    with visit(width, "light") as visitor:
        page = visitor.page
        page.add_init_script(f"({LOOK})()")
        page.goto(visitor.server + path, wait_until="commit")
        page.wait_for_function(
            "least => document.querySelectorAll('.js-plotly-plot .main-svg').length >= least", arg=figures, timeout=WAIT
        )
        assert page.evaluate("window.atFirst") == {"figures": 1}
        assert page.evaluate("window.atAnswer") == {"figures": 0}


def test_what_cannot_be_drawn_keeps_nothing_back(visit):
    with visit(DESKTOP, "light") as visitor:
        page = visitor.page
        page.route(PLOTLY, lambda _: None)
        page.goto(visitor.server, wait_until="commit")
        page.locator("#elsewhere").wait_for(timeout=WAIT)
        page.locator(".st-key-foot").wait_for(timeout=WAIT)
        assert page.locator(".js-plotly-plot").count() == 0


def test_a_page_that_is_not_looked_at_waits_for_no_frame(visit):
    with visit(DESKTOP, "light") as visitor:
        page = visitor.page
        page.add_init_script(
            "Object.defineProperty(document, 'hidden', { get: () => true }); window.requestAnimationFrame = () => 0"
        )
        page.goto(visitor.server, wait_until="commit")
        page.locator(".st-key-foot").wait_for(state="attached", timeout=WAIT)
