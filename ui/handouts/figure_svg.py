"""A story's chart as a drawing of a handout: vectors, with text that stays text, drawn once for paper and for screen.

Colours are the business of whoever shows it: classes `ink`, `muted`, `line`, `specialist`, `general`, `other`, `focus`,
`gap`. Sizes are in the drawing's own units, `WIDTH` of them across.
"""

from __future__ import annotations

import textwrap
from html import escape

from analysis.story.slide import Chart, Series
from ui.handouts import chart_rows
from ui.handouts.chart_rows import Row

WIDTH = 360
TEXT, SMALL = 13, 11.5
LETTER, DIGIT = 0.55, 0.66
"""Width of a letter of a name, and of a bold digit, as parts of their size: wide sans-serif letters fit too."""
BAR, LINE = 15, 17
SHORT_NAME = {"bars": 24, "ranges": 14}
"""Letters of a name up to which it stands left of its bar rather than above it."""
COLOURS = {"specialist": "specialist", "general": "general"}


def draw(chart: Chart, alt: str) -> str:
    """The drawing as an <svg> of its own. chart: of bars or ranges. alt: the figure in words."""
    rows = chart_rows.rows(chart)
    drawn = [value for row in rows for value in row.values.values() if value is not None]
    figures = max((len(chart.written(value)) for value in drawn), default=0)
    room = figures * TEXT * DIGIT + 6
    longest = max(len(row.label) for row in rows)
    beside = longest <= SHORT_NAME[chart.kind]
    names = longest * TEXT * LETTER + 8 if beside else 0.0
    # The figure of a low end stands between the name and the bar.
    across = _Across(chart_rows.bounds(chart), names + (room if chart.kind == "ranges" else 0), WIDTH - room)
    parts, top = [], 0.0
    for row in rows:
        marks, height = _row(chart, row, across, top, names)
        parts.append(marks)
        top += height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top:.1f}" role="img" '
        f'aria-label="{escape(alt)}" class="figure">{"".join(parts)}</svg>'
    )


class _Across:
    """Where a figure stands from left to right."""

    def __init__(self, ends: tuple[float, float], left: float, right: float) -> None:
        (self.low, self.high), self.left, self.right = ends, left, right

    def __call__(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low)
        return self.left + part * (self.right - self.left)


def _row(chart: Chart, row: Row, across: _Across, top: float, names: float) -> tuple[str, float]:
    """One row's name and marks from `top` down, and the height that they take."""
    said: list[str] = []
    if names:
        said.append(_text(row.label, names - 6, top + BAR - 3.5, anchor="end"))
        below = top
    else:
        lines = textwrap.wrap(row.label, int(WIDTH / (TEXT * LETTER))) or [""]
        said += [_text(line, 0, top + TEXT + number * LINE) for number, line in enumerate(lines)]
        below = top + len(lines) * LINE + 2
    if chart.kind == "ranges":
        drawn, height = _range(chart, row, across, below, names)
    else:
        drawn, height = _bar(chart, chart.series[0], row, across, below)
    return "".join([*said, drawn]), below - top + height


def _bar(chart: Chart, item: Series, row: Row, across: _Across, top: float) -> tuple[str, float]:
    """A bar from zero with its figure, and its margin where one is published."""
    value = row.values[item.column]
    if value is None:
        return _text(row.reason or "no figure", across(0) + 2, top + BAR - 3.5, "muted", SMALL), BAR + 7
    start, end = sorted((across(0), across(value)))
    parts = [f'<rect class="{_class(row)}" x="{start:.1f}" y="{top:.1f}" width="{end - start:.1f}" height="{BAR}"/>']
    edge = end
    if ends := chart_rows.margin(item, row):
        low, high = (across(one) for one in ends)
        edge, middle = max(edge, high), top + BAR / 2
        parts.append(f'<path class="line" d="M{low:.1f} {middle:.1f}H{high:.1f}{_tick(low, top)}{_tick(high, top)}"/>')
    parts.append(_text(chart.written(value), edge + 4, top + BAR - 3.5, weight="bold"))
    return "".join(parts), BAR + 7


def _range(chart: Chart, row: Row, across: _Across, top: float, names: float) -> tuple[str, float]:
    """A bar from the low to the high end with both figures, and a gap in it at the middle with its figure beneath.

    Without both ends, what is known in words, right of the row's name.
    """
    low, middle, high = (row.values[item.column] for item in chart.series)
    if low is None or high is None:
        known = [f"{item.name} {chart.written(value)}" for item in chart.series
                 if (value := row.values[item.column]) is not None]  # fmt: skip
        said = "; ".join([*known, row.reason or "no figure"])
        lines = textwrap.wrap(said, int((WIDTH - names) / (SMALL * LETTER)))
        told = [
            _text(line, names, top + BAR - 3.5 + number * LINE, "muted", SMALL) for number, line in enumerate(lines)
        ]
        return "".join(told), len(lines) * LINE + 6
    left, right, base = across(low), across(high), top + BAR - 3.5
    parts = [
        f'<rect class="{_class(row)}" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{BAR}"/>',
        _text(chart.written(low), left - 4, base, anchor="end"),
        _text(chart.written(high), right + 4, base),
    ]
    if middle is not None:
        place = across(middle)
        parts.append(f'<rect class="gap" x="{place - 1.2:.1f}" y="{top:.1f}" width="2.4" height="{BAR}"/>')
        name = f"{chart.series[1].name.lower()} {chart.written(middle)}"
        parts.append(_text(name, place, top + BAR + SMALL + 1, weight="bold", size=SMALL, anchor="middle"))
    return "".join(parts), BAR + SMALL + 10


def _class(row: Row) -> str:
    return "focus" if row.focus and row.role not in COLOURS else COLOURS.get(row.role or "", "other")


def _tick(place: float, top: float) -> str:
    return f"M{place:.1f} {top + 3:.1f}v{BAR - 6}"


def _text(
    words: str, x: float, y: float, look: str = "ink", size: float = TEXT, anchor: str = "start", weight: str = "normal"
) -> str:
    bold = f' font-weight="{weight}"' if weight != "normal" else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text class="{look}" x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{side}{bold}>{escape(words)}</text>'
