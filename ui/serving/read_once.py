"""Plotly's script, written so that a browser reads it once.

Nearly all of its 4.7 MB is one function. A browser skims a function that is not called at once and reads it properly
when it is called: skimmed beside the page while it is fetched, read while the page stands still (in Chromium, on the
two cores where it was measured, for about a quarter of a second). It reads a function at once that stands in brackets,
as one that is about to be called does. So it gets its brackets, and means the same: neither of the two functions looks
at what `function` and `=>` take differently (`this` is undefined in both).
"""

from __future__ import annotations

import re

WHOLE = re.compile(
    rb"(\(typeof self<`u`\?self:\w+,)\(\)=>\{(var \w+=)\(\(\)=>\{"
    rb"(.*\}\)\(\);return window\.Plotly=(\w+),\4\})\)",
    re.DOTALL,
)
"""The function that is handed to whoever loads Plotly, with its end; within it the one that holds everything."""


def read_once(script: bytes) -> bytes:
    """A script with Plotly's function in brackets; any other, and one that is put together differently, as it is."""
    return WHOLE.sub(rb"\1(function(){\2(function(){\3))", script, count=1)
