"""The figures of My path: the range of pay there against staying, and what the answer hangs on."""

from __future__ import annotations

import pandas as pd

from analysis import origins, words
from analysis.path import said, sensitivity
from analysis.path.pay_there import POINTS, PayRange
from analysis.path.plan import Plan
from analysis.path.sensitivity import HORIZON_YEARS
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.ranges import COLUMNS, key_words, pay_ranges
from ui.charts.swings import swings
from ui.figures import range_rows
from ui.figures.range_rows import NAMES
from ui.tables import Column

SHORT = tuple(name.removeprefix("annual_") for name in POINTS)
ASSUMED = (
    "Worked out, not published: pay by place and by setting are not published together here. People who work there now "
    "earn it; it is no promise to you."
)
WORKED = {
    "point": Column("Percentile"), "value": Column("Expected", "money", "reason"),
    "here": Column("Place, published", "money", "reason"),
    "setting": Column("Setting, published", "money", "reason"),
    "everyone": Column("All settings, published", "money", "reason"),
    "ratio": Column("Setting over all"), "prices": Column("Prices since"),
}  # fmt: skip


def there_and_staying(warehouse: Warehouse, made: Plan) -> FigureSpec:
    """Two rows: the range there and that of staying, or the wage that the person gave."""
    rows = pd.DataFrame([_range(made, made.there, range_rows.name(made.there.setting)), _staying(made)])
    origin = origins.origin(warehouse, made.there.here_source)
    return FigureSpec(
        key="my-pay",
        title=_title(made),
        subtitle=f"Yearly pay at {made.step.hours:g} hours a week in {made.place.name}, {made.prices.label}",
        unit=f"{made.prices.label} a year",
        draw=lambda colours: pay_ranges(rows[list(COLUMNS)], colours),
        table=rows,
        columns={"label": Column("Row"), **{point: Column(NAMES[point], "money", "why") for point in SHORT}},
        source=origin.words,
        edition=f"{origin.edition}, with its tables by industry of {made.there.ratio_edition.label}",
        url=origin.url,
        key_words=key_words(rows),
        caveat=ASSUMED,
    )


def hangs_on(warehouse: Warehouse, made: Plan) -> FigureSpec | None:
    """What each assumption alone does to the dollars ahead of staying; None where there is nothing to try."""
    if not made.swings or made.at_median is None:
        return None
    rows = pd.DataFrame(
        {
            "label": item.name, "low": item.low.net, "high": item.high.net, "low_words": item.low.words,
            "high_words": item.high.words, "size": item.size, "low_back": item.low.payback.words,
            "high_back": item.high.payback.words,
        }
        for item in made.swings
    )  # fmt: skip
    origin = origins.origin(warehouse, made.there.here_source)
    base = sensitivity.net(made.at_median.case, made.step, HORIZON_YEARS)
    return FigureSpec(
        key="my-assumptions",
        title=f"Most depends on this: {words.lower_first(made.swings[0].name)}",
        subtitle=f"Dollars ahead of staying {HORIZON_YEARS} years after you start, one assumption changed at a time, "
        f"{made.prices.label}",
        unit=made.prices.label,
        draw=lambda colours: swings(rows, colours, base=base),
        table=rows,
        columns={
            "label": Column("Assumption"), "low": Column("At worst", "signed_money"), "low_words": Column("with"),
            "low_back": Column("then pays back in"), "high": Column("At best", "signed_money"),
            "high_words": Column("with "), "high_back": Column("then pays back in "),
        },
        source=f"{origin.words}; worked out from your answers",
        edition=origin.edition,
        caveat=f"Your plan, at the median: {words.signed_money(round(base, -2))}. A wide row: ask about it first.",
        key_words="○ at worst \u2003 ● at best \u2003 ┊ your plan \u2003 │ zero",
    )  # fmt: skip


def worked_out(made: Plan) -> pd.DataFrame:
    """The arithmetic of the range there, percentile by percentile (columns WORKED); full-time pay."""
    return pd.DataFrame(
        {
            "point": NAMES[point.measure.removeprefix("annual_")], "here": point.here, "setting": point.setting,
            "everyone": point.everyone, "ratio": "" if point.ratio is None else words.number(point.ratio, 3),
            "prices": words.number(made.prices.factor, 3), "value": point.value, "reason": point.reason,
        }
        for point in made.there.points
    )  # fmt: skip


def _title(made: Plan) -> str:
    there, staying = made.at_hours(made.there.value("annual_median")), made.staying_pay("annual_median")
    if there is None or staying is None:
        return "The range of pay there is not complete"
    said_ = f"{words.money(round(there, -2))} at the median there, {words.money(round(staying, -2))} for "
    return f"{said_}{said.staying(made)}"


def _range(made: Plan, found: PayRange, name: str) -> dict[str, object]:
    kind = found.setting.setting.kind
    row: dict[str, object] = {
        "label": name, "role": kind if kind in ("specialist", "general") else "other", "note": "", "mean": None,
        "mean_low": None, "mean_high": None, "why": next((point.reason for point in found.points if point.reason), ""),
    }  # fmt: skip
    return row | {point: made.at_hours(found.value(f"annual_{point}")) for point in SHORT}


def _staying(made: Plan) -> dict[str, object]:
    name = words.capital(said.staying(made))
    if not made.known_wage:
        return _range(made, made.staying, name)
    blank: dict[str, object] = dict.fromkeys((*SHORT, "mean", "mean_low", "mean_high"))
    pay = made.staying_pay("annual_median")
    note = f"{words.money(pay or 0.0)} a year"
    return blank | {"label": name, "role": "other", "note": note, "median": pay, "why": "one wage, no range"}
