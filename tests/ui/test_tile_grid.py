"""Tiles can be read in every shade, in light and in dark."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ui.figures.state_tiles import short
from ui.theme import DARK, LIGHT, Palette, contrast
from ui.tile_grid import MIXES, fill, text_on


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_every_shade_pass_the_contrast_of_text(colours: Palette) -> None:
    for shade in range(len(MIXES) + 1):
        background = fill(colours, shade)
        assert contrast(text_on(colours, background), background) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_shades_go_one_way_and_stay_apart(colours: Palette) -> None:
    steps = [contrast(fill(colours, shade), colours.background) for shade in range(1, len(MIXES) + 1)]
    assert all(later / earlier > 1.1 for earlier, later in pairwise(steps))


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        ("annual_median", 49970, "50.0"), ("annual_p90", 101250, "101.2"), ("employment", 40, "40"),
        ("employment", 8845, "8.8k"), ("employment", 9970, "10k"), ("employment", 41740, "42k"),
        ("location_quotient", 0.69, "0.69"), ("location_quotient", 12.3, "12.3"),
    ],
)  # fmt: skip
def test_a_figure_fits_a_tile_on_a_phone(measure: str, value: float, said: str) -> None:
    assert short(measure, value) == said and len(said.replace(".", "")) <= 4
