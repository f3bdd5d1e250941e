"""Pay through the editions, in dollars of each year or in constant ones: what a technician's pay buys."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from analysis import national, prices, words
from analysis.editions import Edition
from analysis.prices import Dollars, NoPrices
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.series import Line, through_time
from ui.data import once_a_build
from ui.figures import break_words
from ui.figures.jobs_counted import SOURCE
from ui.figures.units import yearly_dollars
from ui.tables import Column

DollarsOf = Literal["constant", "nominal"]
POINTS = {
    "annual_median": "Median",
    "annual_mean": "Mean",
    "annual_p10": "10th percentile",
    "annual_p90": "90th percentile",
}

_series = once_a_build(national.series)


@once_a_build
def dollars_of(warehouse: Warehouse, kind: DollarsOf) -> tuple[Dollars | None, str]:
    """The constant dollars asked for with a note on them; None in dollars of each year or without a price index."""
    if kind == "nominal":
        return None, "In dollars of each year, not adjusted for prices."
    try:
        found = prices.dollars(warehouse)
    except NoPrices as error:
        return None, f"In dollars of each year: {error}"
    return found, found.note


def through_editions(warehouse: Warehouse, point: str, kind: DollarsOf, first: Edition) -> FigureSpec:
    """One point of the pay range in every national edition from `first` on."""
    money, note = dollars_of(warehouse, kind)
    rows = _rows(warehouse, point, money, first)
    start, end = rows.iloc[0], rows.iloc[-1]
    drawn = break_words.drawn_after(start.date)
    name = POINTS[point]
    margin = "BLS publishes no margin for this point." if point != "annual_mean" else "The mean carries a 90% margin."
    return FigureSpec(
        key="pay-through-time",
        title=_moved(name, start, end, money),
        subtitle=f"{name} of yearly pay of pharmacy technicians in {money.label if money else 'dollars of each year'}, "
        f"United States, {start.edition} to {end.edition}",
        unit=yearly_dollars(money),
        draw=lambda colours: through_time(rows, drawn, (Line("pay", name),), colours),
        table=rows,
        columns=_columns(point, money),
        source=f"{SOURCE}{'; consumer prices (CPI-U)' if money else ''}",
        edition=f"{start.edition} to {end.edition}",
        url="https://www.bls.gov/oes/tables.htm",
        caveat=f"{note} {margin} {break_words.caveat(drawn)}",
    )


def _rows(warehouse: Warehouse, point: str, money: Dollars | None, first: Edition) -> pd.DataFrame:
    """The editions with `pay` (as drawn), `nominal`, and for the mean `pay_low` and `pay_high`."""
    rows = _series(warehouse)
    rows = rows.assign(pay=rows[point], nominal=rows[point], reason=rows[f"{point}_reason"])
    margins = []
    if point == "annual_mean":
        rows = rows.assign(pay_low=rows.annual_mean_low, pay_high=rows.annual_mean_high)
        margins = ["pay_low", "pay_high"]
    if money:
        # No published figure: to the ten dollars that the wages themselves are published to.
        drawn = ["pay", *margins]
        rows = prices.constant(rows, drawn, money)
        rows[drawn] = rows[drawn].round(-1)
    return rows[rows.date >= pd.Timestamp(first.date)].reset_index(drop=True)


def _columns(point: str, money: Dollars | None) -> dict[str, Column]:
    name = POINTS[point]
    columns = {"edition": Column("Edition")}
    columns["pay"] = Column(f"{name}, {money.label}" if money else name, "money", "reason")
    if point == "annual_mean":
        columns |= {"pay_low": Column("Low end", "money"), "pay_high": Column("High end", "money")}
    if money:
        columns |= {"nominal": Column(f"{name}, dollars of the year", "money", "reason"),
                    "factor": Column(f"Worth of that year's dollar in {money.label}", "hourly")}  # fmt: skip
    return columns


def _moved(name: str, start: pd.Series, end: pd.Series, money: Dollars | None) -> str:
    point = name.lower() if name in ("Median", "Mean") else f"the {name.lower()}"
    said = f"{point} pay" if name in ("Median", "Mean") else f"{point} of pay"
    if pd.isna(start.pay) or pd.isna(end.pay):
        return words.capital(f"{said} through the editions")
    verb = "rose" if end.pay > start.pay else "fell" if end.pay < start.pay else "did not move"
    before, after = (words.money(value) for value in (start.pay, end.pay))
    change = words.signed_percent(100 * (end.pay / start.pay - 1), 0)
    in_dollars = f"In {money.label}, {said}" if money else words.capital(said)
    return f"{in_dollars} {verb} from {before} in {start.edition} to {after} in {end.edition} ({change})"
