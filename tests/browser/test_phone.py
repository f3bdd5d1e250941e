"""It reads on a phone: nothing to the side, nothing cut off, nothing too small."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE

SMALLEST_TEXT = 12


@pytest.mark.parametrize("width", [PHONE, 320])
@pytest.mark.parametrize("path", ["/", "/?place=19740&series=pay"])
def test_no_scrolling_to_the_side(visit, width, path):
    with visit(width) as visitor:
        page = visitor.open(path)
        visitor.unfold()
        reach = page.evaluate(
            "() => [document.documentElement, document.querySelector('.stMain')].map(at => at.scrollWidth)"
        )
        assert max(reach) <= width


@pytest.mark.parametrize("path", ["/", "/?place=Riverside-San+Bernardino-Ontario,+CA&series=pay"])
def test_no_word_of_a_figure_is_cut_off_or_too_small(visit, path):
    with visit(PHONE) as visitor:
        page = visitor.open(path)
        visitor.unfold()
        cut = page.evaluate(
            """(smallest) => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
              const frame = plot.getBoundingClientRect()
              return [...plot.querySelectorAll('svg text')].filter(text => text.textContent.trim()).flatMap(text => {
                const box = text.getBoundingClientRect()
                const out = box.left < frame.left - 1 || box.right > frame.right + 1
                  || box.top < frame.top - 1 || box.bottom > frame.bottom + 1
                const small = parseFloat(getComputedStyle(text).fontSize) < smallest
                return out || small ? [`${text.textContent} (${out ? 'cut' : 'small'})`] : []
              })
            })""",
            SMALLEST_TEXT,
        )
        assert cut == []


def test_words_of_a_figure_do_not_lie_on_one_another(visit):
    with visit(PHONE) as visitor:
        page = visitor.open("/?place=19740")
        visitor.unfold()
        pairs = page.evaluate(
            """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
              const texts = [...plot.querySelectorAll('svg text')].filter(text => text.textContent.trim())
              const boxes = texts.map(text => text.getBoundingClientRect())
              return texts.flatMap((one, i) => texts.slice(i + 1).flatMap((other, k) => {
                const a = boxes[i], b = boxes[i + 1 + k]
                const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
                const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
                return wide > 3 && high > 5 ? [`${one.textContent} | ${other.textContent}`] : []
              }))
            })"""
        )
        assert pairs == []


def test_controls_are_large_enough_for_a_thumb(visit):
    with visit(PHONE) as visitor:
        page = visitor.open()
        small = page.evaluate(
            """() => [...document.querySelectorAll('.stMain button, .stMain [role=combobox]')]
              .filter(at => at.offsetParent && !at.closest('.js-plotly-plot'))
              .map(at => [at.innerText || at.ariaLabel, at.getBoundingClientRect()])
              .filter(([, box]) => box.height < 24 || box.width < 24).map(([name]) => name)"""
        )
        assert small == []
