"""The nation through the editions: pay and jobs since 1999, with the breaks in how they are made."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from analysis import breaks, national, words
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.series import Line, key_words, through_time
from ui.data import once_a_build
from ui.figures.units import yearly_dollars
from ui.tables import Column

Subject = Literal["pay", "jobs"]
LINES = {
    "pay": (Line("annual_mean", "Mean", dash="dot"), Line("annual_median", "Median", labelled=False)),
    "jobs": (Line("employment", "Jobs"),),
}
TABLES = {
    "pay": {
        "edition": Column("Edition"),
        "annual_median": Column("Median", "money", "annual_median_reason"),
        "annual_mean": Column("Mean", "money", "annual_mean_reason"),
        "annual_mean_low": Column("Mean, low end", "money"),
        "annual_mean_high": Column("Mean, high end", "money"),
    },
    "jobs": {
        "edition": Column("Edition"),
        "employment": Column("Jobs", "jobs", "employment_reason"),
        "employment_low": Column("Low end", "jobs"),
        "employment_high": Column("High end", "jobs"),
    },
}
MEASURE = {"pay": "annual_median", "jobs": "employment"}
SUBTITLE = {
    "pay": "Yearly pay in dollars of each year (not adjusted for prices)",
    "jobs": "Jobs, self-employed not counted",
}

UNIT = {"pay": yearly_dollars(None), "jobs": "jobs"}

_series = once_a_build(national.series)


def through_the_editions(warehouse: Warehouse, subject: Subject) -> FigureSpec:
    """Pay (median and mean) or jobs of every national edition."""
    rows = _series(warehouse)
    found = breaks.known(kinds=breaks.IN_LEVELS)
    first, last = rows.iloc[0], rows.iloc[-1]
    figure_words = words.money if subject == "pay" else words.number
    before, after = (figure_words(row[MEASURE[subject]]) for row in (first, last))
    name = "Median pay" if subject == "pay" else "The number of jobs"
    verb = _verb(first[MEASURE[subject]], last[MEASURE[subject]])
    drawn = breaks.frame(found)
    return FigureSpec(
        key="through-the-editions",
        title=f"{name} {verb} from {before} in {first.edition} to {after} in {last.edition}",
        subtitle=f"{SUBTITLE[subject]}; pharmacy technicians, United States, {first.edition} to {last.edition}",
        unit=UNIT[subject],
        draw=lambda colours: through_time(rows, drawn, LINES[subject], colours, prefix="$" if subject == "pay" else ""),
        table=rows,
        columns=TABLES[subject],
        source="U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics: national",
        edition=f"{first.edition} to {last.edition}",
        url="https://www.bls.gov/oes/tables.htm",
        key_words=key_words(LINES[subject]),
        caveat="BLS does not encourage reading these editions as a time series. The numbered lines are changes "
        "in how the "
        f"figures are made: {_numbered(drawn)}. The line is cut where the schedule or the method changed.",
    )


def _verb(before: float, after: float) -> str:
    return "rose" if after > before else "fell" if after < before else "did not move"


def _numbered(drawn: pd.DataFrame) -> str:
    return ", ".join(f"{number} {row.label} ({row.edition})" for number, row in enumerate(drawn.itertuples(), start=1))
