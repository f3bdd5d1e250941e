"""The colours can be told from their background and from one another, whoever looks."""

from __future__ import annotations

import tomllib

import pytest

from etl.settings import PROJECT
from ui.theme import DARK, LIGHT, Palette, contrast

PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}  # fmt: skip
APART = 0.1
"""Least distance in OKLab; colours that are 0.02 apart are just told from one another."""


@pytest.mark.parametrize("palette", PALETTES)
def test_colours_of_text_and_marks_pass_their_contrast(palette: Palette):
    for name in ("ink", "muted", "specialist", "general", "other"):
        assert contrast(getattr(palette, name), palette.background) >= 4.5, name
    assert contrast(palette.line, palette.background) >= 3


def test_contrast_is_the_standards_own():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    # WCAG's example of a grey that just passes on white.
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("blindness", [None, *BLINDNESS])
def test_specialist_and_general_stay_apart_for_the_colour_blind(palette: Palette, blindness: str | None):
    one, other = (oklab(seen(linear(colour), blindness)) for colour in (palette.specialist, palette.general))
    assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= APART


def test_page_and_figures_share_their_colours():
    theme = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text())["theme"]
    for palette in (LIGHT, DARK):
        assert theme[palette.name]["backgroundColor"] == palette.background
        assert theme[palette.name]["textColor"] == palette.ink
        assert theme[palette.name]["chartCategoricalColors"][:2] == [palette.specialist, palette.general]


def test_fonts_are_those_of_the_machine():
    theme = (PROJECT / ".streamlit" / "config.toml").read_text()
    assert "http" not in theme
    assert "system-ui" in theme


def linear(colour: str) -> list[float]:
    values = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def seen(rgb: list[float], blindness: str | None) -> list[float]:
    if blindness is None:
        return rgb
    return [max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True))) for row in BLINDNESS[blindness]]


def oklab(rgb: list[float]) -> tuple[float, float, float]:
    red, green, blue = rgb
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
