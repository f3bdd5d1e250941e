"""Colours with a meaning, kept on every page, in light and in dark.

Specialist settings are teal, general ones amber, everything else grey. Each passes 3:1 against its background (4.5:1
where it is a colour of text), and the two stay apart for the colour-blind: they differ in hue along the blue-yellow
axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.appearance import scheme

Role = Literal["specialist", "general", "other"]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"


@dataclass(frozen=True)
class Palette:
    """Colours of one appearance, as #RRGGBB.

    ink: text; muted: secondary text; line: reference lines that carry meaning; grid: lines that only guide the eye.
    """

    name: Literal["light", "dark"]
    background: str
    ink: str
    muted: str
    line: str
    grid: str
    specialist: str
    general: str
    other: str

    def role(self, role: str) -> str:
        """Colour of 'specialist', 'general', or anything else (grey)."""
        return {"specialist": self.specialist, "general": self.general}.get(role, self.other)


LIGHT = Palette(
    name="light",
    background="#FFFFFF",
    ink="#101614",
    muted="#55605C",
    line="#6B7571",
    grid="#E1E5E3",
    specialist="#0F766E",
    general="#B45309",
    other="#55605C",
)
DARK = Palette(
    name="dark",
    background="#141817",
    ink="#E8ECEA",
    muted="#A9B4B0",
    line="#8F9A96",
    grid="#2C3431",
    specialist="#2DB5A6",
    general="#E08A3C",
    other="#A9B4B0",
)


PALETTES: dict[str, Palette] = {colours.name: colours for colours in (LIGHT, DARK)}


def palette() -> Palette:
    """The palette of the visitor's appearance; light where the browser has not said."""
    return PALETTES[scheme()]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
