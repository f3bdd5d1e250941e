"""A story's chart as a native chart of PowerPoint: every figure in its sheet, so that whoever edits it finds them all.

The marks are the published figures. Margins are error bars whose lengths are formulas of the sheet over the published
ends: LibreOffice and PowerPoint both draw them, and they follow when a figure is edited.
"""

from __future__ import annotations

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.plot import BarPlot
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as DeckSlide
from pptx.util import Inches, Pt

from analysis.story.slide import Chart, Unit
from ui.handouts import chart_rows, chart_xml
from ui.handouts.chart_rows import Row
from ui.handouts.chart_sheet import workbook
from ui.handouts.deck_master import BODY_PT, FIGURE
from ui.theme import LIGHT

FORMATS: dict[Unit, str] = {
    "money": '"$"#,##0', "jobs": "#,##0", "percent": '0.0"%"', "signed_percent": '+0.0"%";\u22120.0"%";0.0"%"',
}  # fmt: skip
SHORT = 0.3
"""A bar shorter than this part of the longest has its figure beside it, not in it."""
LETTER, NAMES, NAMES_OF_RANGES = 0.125, 5.7, 3.8
"""Inches that a letter of a row's name takes, and that the names may take at most; longer ones break into lines."""
BEFORE = 0.25
"""Part of the length of all ranges that the figure left of the lowest end takes."""
ROOM, END = 0.09, 0.12
"""Parts of the chart's frame: for the figures right of the bars, and at the end of lines."""


def add_chart(slide: DeckSlide, chart: Chart, box: tuple[float, float, float, float]) -> GraphicFrame:
    """Draw `chart` on a slide, in a box of left, top, width, height in inches."""
    rows = chart_rows.rows(chart)
    kind = XL_CHART_TYPE.LINE_MARKERS if chart.kind == "lines" else XL_CHART_TYPE.BAR_CLUSTERED
    # Of bars over one another PowerPoint draws the last one in front.
    series = chart.series[::-1] if chart.kind == "ranges" else chart.series
    data = CategoryChartData(number_format=FORMATS[chart.unit])
    data.categories = [row.label for row in rows]
    for item in series:
        data.add_series(item.name, [row.values[item.column] for row in rows])
    frame = slide.shapes.add_chart(kind, *(Inches(value) for value in box), data)
    native = frame.chart
    sheet, whiskers = workbook(series, rows, FORMATS[chart.unit])
    native.part.chart_workbook.update_from_xlsx_blob(sheet)
    _common(native, chart)
    {"bars": _bars, "ranges": _ranges, "lines": _lines}[chart.kind](native, chart, rows)
    for whisker in whiskers:
        chart_xml.add_whiskers(native, whisker, LIGHT.ink, lying=chart.kind != "lines")
    chart_xml.tidy(native)
    return frame


def _common(native: NativeChart, chart: Chart) -> None:
    """Type and quiet axes."""
    native.font.size, native.font.color.rgb = Pt(BODY_PT), _colour(LIGHT.ink)
    # What the figures are stands above the chart, where a long name may take two lines.
    native.has_title = native.has_legend = False
    round_, axis = chart_rows.scale(chart), native.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = round_.low, round_.high, round_.step
    axis.major_gridlines.format.line.color.rgb = _colour(LIGHT.grid)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = FORMATS[chart.unit], False
    names = native.category_axis
    names.major_tick_mark, names.has_major_gridlines = XL_TICK_MARK.NONE, False
    names.format.line.color.rgb = _colour(LIGHT.line)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _lying(native: NativeChart, rows: list[Row], widest: float) -> BarPlot:
    """Rows from top to bottom with room for their names; no axis of figures, since every mark has its figure beside."""
    plot: BarPlot = native.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    native.category_axis.reverse_order = True
    native.value_axis.visible, native.value_axis.has_major_gridlines = False, False
    names = min(max(len(row.label) for row in rows) * LETTER + 0.2, widest) / FIGURE[2]
    chart_xml.fill_plot(native, names, 0.02, 1 - names - ROOM, 0.96)
    return plot


def _bars(native: NativeChart, chart: Chart, rows: list[Row]) -> None:
    """Bars in the order of the rows, each with its figure: in the bar where a margin stands at its end, else beside."""
    plot = _lying(native, rows, NAMES)
    longest = max((abs(value) for row in rows for value in row.values.values() if value is not None), default=0)
    for series, item in zip(plot.series, chart.series, strict=True):
        series.invert_if_negative = False
        _fill(series.format.fill, LIGHT.role(item.role))
        _label_all(series, XL_LABEL_POSITION.OUTSIDE_END)
        for number, row in enumerate(rows):
            _fill(series.points[number].format.fill, row.colour(LIGHT, item.role))
            value = row.values[item.column]
            if value is not None and abs(value) >= SHORT * longest and chart_rows.margin(item, row):
                label = series.points[number].data_label
                label.position = XL_LABEL_POSITION.INSIDE_BASE
                label.font.size, label.font.bold = Pt(BODY_PT), True
                label.font.color.rgb = _colour(LIGHT.background)


def _ranges(native: NativeChart, chart: Chart, rows: list[Row]) -> None:
    """Bars over one another, the highest behind: up to the high end, to the middle, and to the low end unseen.

    What is seen runs from the low end to the high end and changes its tone at the middle.
    """
    plot = _lying(native, rows, NAMES_OF_RANGES)
    plot.overlap = 100
    low, high = chart_rows.bounds(chart)
    native.value_axis.minimum_scale, native.value_axis.maximum_scale = low - BEFORE * (high - low), high
    native.category_axis.format.line.fill.background()
    for series, position, tone in zip(
        plot.series,
        (XL_LABEL_POSITION.OUTSIDE_END, XL_LABEL_POSITION.OUTSIDE_END, XL_LABEL_POSITION.INSIDE_END),
        (chart_rows.paler, str, None),
        strict=True,
    ):
        series.invert_if_negative = False
        _label_all(series, position)
        if tone is None:
            series.format.fill.solid()
            series.format.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
            continue
        for number, row in enumerate(rows):
            if row.values[chart.series[0].column] is None:
                # Without a low end nothing covers the beginning of these bars: their figures stand alone.
                series.points[number].format.fill.background()
            else:
                _fill(series.points[number].format.fill, tone(row.colour(LIGHT)))


def _lines(native: NativeChart, chart: Chart, rows: list[Row]) -> None:
    """One line a series, named and with its last figure at its end."""
    chart_xml.skip_labels(native, -(-len(rows) // 10))
    chart_xml.fill_plot(native, 0.1, 0.05, 0.9 - END, 0.82)
    for series, item in zip(native.plots[0].series, chart.series, strict=True):
        colour = LIGHT.role(item.role)
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = _colour(colour), Pt(3.5)
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 8
        _fill(series.marker.format.fill, colour)
        series.marker.format.line.color.rgb = _colour(colour)
        known = [number for number, row in enumerate(rows) if row.values[item.column] is not None]
        if known:
            chart_xml.name_point(native, series, known[-1], colour, BODY_PT, with_name=len(chart.series) > 1)


def _label_all(series: BarSeries, position: XL_LABEL_POSITION) -> None:
    labels = series.data_labels
    labels.show_value, labels.position = True, position
    labels.font.size, labels.font.bold = Pt(BODY_PT), True
    labels.font.color.rgb = _colour(LIGHT.ink)


def _fill(fill: FillFormat, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = _colour(colour)


def _colour(value: str) -> RGBColor:
    return RGBColor.from_string(value.lstrip("#"))
