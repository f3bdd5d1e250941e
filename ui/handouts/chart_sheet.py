"""The sheet behind a native chart: its figures, their margins, why one is missing; whoever edits the chart sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from analysis.story.slide import Series
from ui.handouts.chart_rows import Row

SHEET = "Sheet1"
"""The name that python-pptx refers to."""


@dataclass(frozen=True)
class Whisker:
    """Error bars of a series: where their lengths stand in the sheet, and what they are (None: no bar on that side)."""

    series: int
    up_cells: str
    down_cells: str
    up: tuple[float | None, ...]
    down: tuple[float | None, ...]


@dataclass(frozen=True)
class _Ends:
    """Columns of the sheet from which a whisker's lengths are worked out."""

    series: int
    value: str
    low: str
    high: str


def workbook(series: Sequence[Series], rows: list[Row], number_format: str) -> tuple[bytes, list[Whisker]]:
    """An .xlsx with the rows as python-pptx refers to them (labels in A, series from B on), and the chart's whiskers.

    Beside the series stand the ends of their margins, the whiskers' lengths as formulas, and the reasons for gaps.
    """
    held = BytesIO()
    with Workbook(held, {"in_memory": True, "nan_inf_to_errors": False}) as book:
        sheet = book.add_worksheet(SHEET)
        figure = book.add_format({"num_format": number_format})
        bold = book.add_format({"bold": True, "text_wrap": True})
        columns = [item.column for item in series]
        headings = [item.name for item in series]
        for item in series:
            for name, end in ((item.low, "low"), (item.high, "high")):
                if name:
                    columns.append(name)
                    headings.append(f"{item.name}, {end} end of the 90% margin")
        sheet.write_row(0, 1, headings, bold)
        for number, row in enumerate(rows, start=1):
            sheet.write_string(number, 0, row.label)
            for column, name in enumerate(columns, start=1):
                value = row.values[name]
                if value is not None:
                    sheet.write_number(number, column, value, figure)
        whiskers, after = [], len(columns) + 1
        for ends in _ends(series):
            whiskers.append(_write(sheet, bold, figure, rows, columns, ends, after))
            after += 2
        if any(row.reason for row in rows):
            sheet.write_string(0, after, "Why a figure is missing", bold)
            for number, row in enumerate(rows, start=1):
                sheet.write_string(number, after, row.reason)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, after, 16)
    return held.getvalue(), whiskers


def _ends(series: Sequence[Series]) -> list[_Ends]:
    return [
        _Ends(number, item.column, item.low, item.high)
        for number, item in enumerate(series) if item.low and item.high
    ]  # fmt: skip


def _write(
    sheet: Worksheet, bold: Format, figure: Format, rows: list[Row], columns: list[str], ends: _Ends, after: int
) -> Whisker:
    """Two columns of lengths, each the distance of an end from the figure."""
    letters = {name: xl_col_to_name(columns.index(name) + 1) for name in (ends.value, ends.low, ends.high)}
    up: list[float | None] = []
    down: list[float | None] = []
    for column, end, found in ((after, ends.high, up), (after + 1, ends.low, down)):
        sheet.write_string(0, column, f"Length of the bar {'above' if end == ends.high else 'below'}", bold)
        for number, row in enumerate(rows, start=1):
            value, far = row.values[ends.value], row.values[end]
            length = None if value is None or far is None else abs(far - value)
            found.append(length)
            if length is not None:
                cells = f"=ABS({letters[end]}{number + 1}-{letters[ends.value]}{number + 1})"
                sheet.write_formula(number, column, cells, figure, length)
    return Whisker(ends.series, _cells(after, len(rows)), _cells(after + 1, len(rows)), tuple(up), tuple(down))


def _cells(column: int, count: int) -> str:
    letter = xl_col_to_name(column)
    return f"{SHEET}!${letter}$2:${letter}${count + 1}"
