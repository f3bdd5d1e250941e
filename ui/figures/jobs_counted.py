"""Jobs as counted: every edition with its margin and the breaks, and the last step held against its margin."""

from __future__ import annotations

import pandas as pd

from analysis import jobs_lately, national, origins, words
from analysis.editions import Edition
from analysis.jobs_lately import Lately
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.dots import COLUMNS, dots
from ui.charts.series import Line, through_time
from ui.data import once_a_build
from ui.figures import break_words
from ui.tables import Column

TABLE = {
    "edition": Column("Edition"),
    "employment": Column("Jobs", "jobs", "employment_reason"),
    "employment_low": Column("Low end", "jobs"),
    "employment_high": Column("High end", "jobs"),
}
SOURCE = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics: national"

_series = once_a_build(national.series)
_recent = once_a_build(jobs_lately.recent)
_change = once_a_build(national.change)


def since(warehouse: Warehouse, first: Edition) -> FigureSpec:
    """Jobs of every national edition from `first` on."""
    rows = _series(warehouse)
    rows = rows[rows.date >= pd.Timestamp(first.date)].reset_index(drop=True)
    start, end = rows.iloc[0], rows.iloc[-1]
    drawn = break_words.drawn_after(start.date)
    return FigureSpec(
        key="jobs-counted",
        title=_moved(start, end),
        subtitle="Jobs of pharmacy technicians, self-employed not counted, United States, "
        f"{start.edition} to {end.edition}",
        unit="jobs",
        draw=lambda colours: through_time(rows, drawn, (Line("employment", "Jobs"),), colours, prefix=""),
        table=rows,
        columns=TABLE,
        source=SOURCE,
        edition=f"{start.edition} to {end.edition}",
        url="https://www.bls.gov/oes/tables.htm",
        key_words="●\u00a0jobs \u2003 ┃\u00a090%\u00a0margin",
        caveat=break_words.caveat(drawn),
    )


def lately(warehouse: Warehouse, found: Lately) -> FigureSpec:
    """The counts made alike, newest first, each with its margin: is the last step more than chance?"""
    rows = _recent(warehouse)
    newest = rows.iloc[0]
    origin = origins.origin(warehouse, newest.source_id)
    lines = rows.assign(
        label=rows.edition, under="", role="other", value=rows.employment, low=rows.employment_low,
        high=rows.employment_high, other=float("nan"), open=False, note=rows.employment_reason,
    )  # fmt: skip
    return FigureSpec(
        key="jobs-lately",
        title=found.title,
        subtitle=f"Jobs of pharmacy technicians with their 90% margins, United States, {rows.iloc[-1].edition} to "
        f"{newest.edition}; the axis does not start at zero",
        unit="jobs",
        draw=lambda colours: dots(lines[list(COLUMNS)], colours, "jobs", from_zero=False),
        table=rows,
        columns=TABLE,
        source=origin.words,
        edition=f"{rows.iloc[-1].edition} to {newest.edition}",
        url=origin.url,
        key_words="●\u00a0jobs \u2003 ━\u00a090%\u00a0margin",
        caveat=found.sure_sentence,
    )


def key_figures(found: Lately) -> list[tuple[str, str, str]]:
    """Jobs, the last step, the projected growth and openings, for `page.key_figures`."""
    change, ahead = found.change, found.ahead
    jobs, moved = change.after, change.difference
    margin = "" if jobs.margin is None else f", give or take {words.number(jobs.margin)}"
    step_margin = "" if change.margin is None else f", give or take {words.number(change.margin)}"
    figures = [
        ("Jobs counted", words.number(jobs.value) if jobs.value is not None else jobs.reason_words,
         f"{change.end.label}{margin}"),
        ("Change in the count", words.number(moved) if moved is not None else "—",
         f"since {change.start.label}{step_margin}"),
    ]  # fmt: skip
    if ahead and ahead.change_pct is not None and ahead.openings is not None:
        span = f"{ahead.base_year} to {ahead.target_year}"
        figures += [
            ("Projected growth", words.signed_percent(ahead.change_pct), f"{span}, no margin published"),
            ("Openings a year", words.number(ahead.openings), f"projected, {span}"),
        ]
    return figures


def _moved(start: pd.Series, end: pd.Series) -> str:
    before, after = start.employment, end.employment
    if pd.isna(before) or pd.isna(after):
        return "The number of jobs through the editions"
    verb = "rose" if after > before else "fell" if after < before else "did not move"
    change = words.signed_percent(100 * (after / before - 1), 0)
    return (
        f"The number of jobs {verb} from {words.number(before)} in {start.edition} to {words.number(after)} in "
        f"{end.edition} ({change})"
    )
