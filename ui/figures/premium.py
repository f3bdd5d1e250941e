"""Two settings against each other: their spread of pay, their place among all settings, the premium over the years."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from analysis import breaks, comparison, origins, prices, words
from analysis.comparison import Asked
from analysis.editions import Edition
from analysis.premium import Premium
from analysis.prices import Dollars
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.editions import Points, by_edition
from ui.charts.editions import key_words as edition_words
from ui.charts.ranges import COLUMNS, key_words, pay_ranges
from ui.data import once_a_build
from ui.figures.range_rows import NAMES, row, table
from ui.figures.units import yearly_dollars
from ui.tables import Column

Shown = Literal["percent", "dollars", "pay"]
SPREAD = ("p10", "p25", "median", "p75", "p90")
FEW = 0.5
"""Where no more than this part of the settings has a median, means are compared, so that like stands beside like."""
MARK = "▸\u00a0"
PROGRAM = "Occupational Employment and Wage Statistics: national by industry"
SETTINGS_DIFFER = (
    "Settings differ in more than specialization: shifts, unions, city and ownership differ too. A setting holds "
    "general "
    "work beside special work."
)
MARGINS = (
    "The mean carries a 90% margin where its error is loaded; BLS publishes no margin for medians and percentiles."
)

dollars = once_a_build(prices.dollars)
compare = once_a_build(comparison.compare)
others = once_a_build(comparison.others)
lacking = once_a_build(comparison.lacking)
editions = once_a_build(comparison.editions)
series = once_a_build(comparison.series)
spread = once_a_build(comparison.spread)


def key_figures(found: Premium) -> list[tuple[str, str, str]]:
    """The premium in dollars, per cent and hours of work in the baseline, for `page.key_figures`; empty without one."""
    if found.dollars is None or found.percent is None or found.hours is None:
        return []
    margin, points = found.dollars.margin, found.percent.margin
    above = f"over {found.baseline.setting.words}"
    return [
        ("Premium a year", words.signed_money(found.dollars.value),
         above if margin is None else f"{above}, give or take {words.money(margin)}"),
        ("In per cent", words.signed_percent(found.percent.value),
         "no margin" if points is None else f"give or take {words.number(points, 1)} points"),
        ("In hours of work", words.number(found.hours), f"at the hourly pay in {found.baseline.setting.words}"),
        ("Could it be chance?", _verdict(found), _why(found)),
    ]  # fmt: skip


def two_sides(warehouse: Warehouse, asked: Asked, money: Dollars | None) -> FigureSpec:
    """Setting, baseline and all settings: the whole range of pay, highest in the chosen measure first."""
    found = spread(warehouse, asked, money)[asked.measure]
    keys = [found.setting, found.baseline]
    if asked.baseline != comparison.ALL:
        keys.append(comparison.in_dollars(comparison.resolve(warehouse, comparison.ALL, asked.edition), money))
    roles = ("specialist", "general" if asked.baseline != comparison.ALL else "other", "other")
    rows = _sorted(pd.DataFrame([row(item, role) for item, role in zip(keys, roles, strict=False)]), asked.measure)
    rows = _noted(rows, asked.measure)
    origin = origins.origin(warehouse, found.setting.estimates["annual_mean"].source_id)
    return FigureSpec(
        key="two-settings",
        title=_compared(found),
        subtitle=f"Yearly pay of pharmacy technicians, {_unit(asked.edition, money)}, United States, "
        f"{asked.edition.label}; "
        f"{found.setting.label} against {found.baseline.label}",
        unit=yearly_dollars(money, asked.edition),
        draw=lambda colours: pay_ranges(rows[list(COLUMNS)], colours),
        table=rows,
        columns=table(),
        source=origin.words,
        edition=asked.edition.label,
        url=origin.url,
        key_words=key_words(rows),
        caveat=" ".join([MARGINS, *found.caveats, SETTINGS_DIFFER, _money_note(money)]).strip(),
    )


def among_all(warehouse: Warehouse, asked: Asked, money: Dollars | None) -> FigureSpec:
    """Every industry that a setting is read through, sorted by the chosen measure (by the mean where none has it)."""
    pair = compare(warehouse, asked)
    two = {pair.setting.code, pair.baseline.code}
    found = [comparison.in_dollars(item, money) for item in others(warehouse, asked.edition, asked.level, tuple(two))]
    rows = pd.DataFrame([row(item, None if item.own else "other", MARK if item.code in two else "") for item in found])
    column = asked.measure.removeprefix("annual_")
    measure = asked.measure if rows[column].notna().mean() > FEW else "annual_mean"
    rows = _noted(_sorted(rows, measure), measure)
    drawn = rows if rows["median"].notna().mean() > FEW else rows.assign(**dict.fromkeys(SPREAD, float("nan")), note="")
    origin = origins.origin(warehouse, str(rows.source_id.iloc[0]))
    return FigureSpec(
        key="all-settings",
        title=_ranked(rows, measure),
        subtitle=f"Yearly pay of pharmacy technicians, {_unit(asked.edition, money)}, United States, "
        f"{asked.edition.label}; "
        f"sorted by {words.MEASURES[measure]}"
        + (
            ""
            if measure == asked.measure
            else f", since {words.MEASURES[asked.measure]} is not loaded for most of them"
        ),
        unit=yearly_dollars(money, asked.edition),
        draw=lambda colours: pay_ranges(drawn[list(COLUMNS)], colours),
        table=rows,
        columns=table(),
        source=f"{origin.publisher}, {PROGRAM}",
        edition=asked.edition.label,
        url=origin.url,
        key_words=f"{MARK}the\u00a0two\u00a0compared \u2003 {key_words(drawn)}",
        caveat="Teal: settings with specialist work; amber: general settings; grey: other industries, and wider ones "
        "that "
        f"stand in for a setting. {MARGINS} A small setting's mean may be well off. {_money_note(money)}".strip(),
    )


def over_years(warehouse: Warehouse, asked: Asked, money: Dollars | None, shown: Shown) -> FigureSpec:
    """The premium, or the pay of both sides, in every edition that has both; broken where another industry is read."""
    rows = series(warehouse, asked.setting, asked.baseline, asked.measure, asked.level, money)
    pair = compare(warehouse, asked)
    lines = _lines(pair, shown)
    used = rows[rows[lines[0].column].notna()]
    first, last = rows.iloc[0], rows.iloc[-1]
    drawn = breaks.frame(
        breaks.crossed(Edition(first.year, first.month), Edition(last.year, last.month), kinds=breaks.IN_INDUSTRIES)
    )
    table_rows = rows.assign(
        level=[f"{a} against {b}" for a, b in zip(rows.setting_label, rows.baseline_label, strict=True)]
    )
    in_dollars = shown != "percent"
    origin = origins.origin(warehouse, str(last.source_id))
    return FigureSpec(
        key="over-the-years",
        title=_moved(used, lines, pair, asked.measure, shown),
        subtitle=f"{_SUBTITLE[shown]} ({NAMES[asked.measure.removeprefix('annual_')].lower()}), pharmacy technicians, "
                 f"United "
        f"States, {first.edition} to {last.edition}"
        + (f"; {_unit(None, money)}" if in_dollars else ""),
        unit="per cent" if shown == "percent" else yearly_dollars(money),
        draw=lambda colours: by_edition(
            rows[["date", "edition", "run", *(name for line in lines for name in (line.column, line.low, line.high))]],
            drawn, lines, colours, unit="money" if in_dollars else "percent", from_zero=shown != "pay"
        ),
        table=table_rows,
        columns=YEARS_TABLE,
        source=f"{origin.publisher}, {PROGRAM}",
        edition=f"{first.edition} to {last.edition}",
        url=origin.url,
        key_words=edition_words(lines, rows),
        caveat=" ".join([
            _breaks_said(drawn, rows),
            "Editions in a row share part of their survey panels, so a margin of change would be only a guide.",
            _money_note(money) if in_dollars else "",
        ]).strip(),
    )  # fmt: skip


YEARS_TABLE = {
    "edition": Column("Edition"),
    "percent": Column("Premium, per cent", "signed_percent", "reason"),
    "percent_low": Column("Per cent, low end", "signed_percent"),
    "percent_high": Column("Per cent, high end", "signed_percent"),
    "dollars": Column("Premium, dollars", "signed_money", "reason"),
    "dollars_low": Column("Dollars, low end", "signed_money"),
    "dollars_high": Column("Dollars, high end", "signed_money"),
    "value": Column("Pay in the setting", "money", "value_reason"),
    "baseline_value": Column("Pay in the baseline", "money", "baseline_reason"),
    "level": Column("Read through"),
}
_SUBTITLE = {"percent": "Premium in per cent", "dollars": "Premium in dollars a year", "pay": "Yearly pay in dollars"}


def _lines(pair: Premium, shown: Shown) -> tuple[Points, ...]:
    if shown != "pay":
        return (Points(shown, f"{shown}_low", f"{shown}_high", "Premium", "specialist"),)
    role = "general" if pair.baseline.setting.kind == "general" else "other"
    return (
        Points("value", "value_low", "value_high", pair.setting.setting.name, "specialist"),
        Points("baseline_value", "baseline_low", "baseline_high", pair.baseline.setting.name, role, "below",
               symbol="circle"),
    )  # fmt: skip


def _moved(used: pd.DataFrame, lines: tuple[Points, ...], pair: Premium, measure: str, shown: Shown) -> str:
    if used.empty:
        both = words.join([pair.setting.setting.words, pair.baseline.setting.words])
        return f"No edition has {words.MEASURES[measure]} for both {both}"
    first, last = used.iloc[0], used.iloc[-1]
    if shown == "pay":
        setting, baseline = _read_in(last)
        return (
            f"In {last.edition}, {words.MEASURES[measure]} was {words.money(last.value)} in {setting} and "
            f"{words.money(last.baseline_value)} in {baseline}"
        )
    write = words.signed_percent if shown == "percent" else words.signed_money
    said = [f"{write(row[lines[0].column])} in {row.edition}" for row in (first, last)]
    before, now = (" over ".join(_read_in(row)) for row in (first, last))
    if len(used) == 1:
        return f"The premium of {now} was {said[1]}"
    if before == now:
        return f"The premium of {now} was {said[0]} and {said[1]}"
    return f"The premium was {said[0]} ({before}) and {said[1]} ({now})"


def _read_in(row: pd.Series) -> tuple[str, str]:
    """The industries that an edition's premium is of: a wider one is named for itself."""
    return str(row.setting_label).partition(",")[0], str(row.baseline_label).partition(",")[0]


def _breaks_said(drawn: pd.DataFrame, rows: pd.DataFrame) -> str:
    numbered = ", ".join(
        f"{place} {found.label} ({found.edition})" for place, found in enumerate(drawn.itertuples(), start=1)
    )
    said = [f"Numbered lines are changes in how the figures are made: {numbered}."] if numbered else []
    moved = list(rows.edition[rows.run.diff() > 0])
    if moved:
        said.append(f"From {words.join(moved)} on, another industry is read; points are not joined across that.")
    absent = rows[rows.percent.isna()]
    if len(absent):
        said.append(f"No figure for {words.join(list(absent.edition))}: the table says why.")
    return " ".join(said)


def _compared(found: Premium) -> str:
    setting, baseline = (side.setting.words if side.own else side.short for side in (found.setting, found.baseline))
    if found.dollars is None or found.percent is None:
        return f"Pay in {setting} and {baseline}: the loaded files hold a part of it"
    value = found.dollars.value
    if round(value) == 0:
        return f"{words.capital(words.MEASURES[found.measure])} is the same in both settings"
    more = "more" if value > 0 else "less"
    return (
        f"{words.capital(words.MEASURES[found.measure])} in {setting} is {words.money(abs(value))} "
        f"{more} than in {baseline}"
    )


def _ranked(rows: pd.DataFrame, measure: str) -> str:
    column = measure.removeprefix("annual_")
    known = rows[rows[column].notna()]
    if len(known) < 2:
        return "Pay by setting"
    best, least = known.iloc[0], known.iloc[-1]
    name = words.capital(words.MEASURES[measure])
    return (
        f"{name} runs from {words.money(least[column])} in {_plain(least.full)} to {words.money(best[column])} in "
        f"{_plain(best.full)}"
    )


def _plain(label: str) -> str:
    return words.lower_first(label.partition(", for ")[0])


def _sorted(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    column = measure.removeprefix("annual_")
    by = column if rows[column].notna().any() else "mean"
    return rows.sort_values(by, ascending=False, na_position="last", ignore_index=True)


def _noted(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Under each name: the figure that rows are sorted by where it is neither median nor mean, and what is missing."""
    column = measure.removeprefix("annual_")
    if not rows[["p10", "median", "p90"]].notna().any(axis=None):
        return rows.assign(note="")
    notes = []
    for item in rows.to_dict("records"):
        if pd.isna(item[column]):
            known = f"mean {words.money(item['mean'])}; " if pd.notna(item["mean"]) else ""
            notes.append(f"{known}{NAMES[column].lower()} {item[f'{column}_reason']}")
        elif column not in ("median", "mean"):
            notes.append(f"{NAMES[column].lower()} {words.money(item[column])}")
        else:
            notes.append(item["note"])
    return rows.assign(note=notes)


def _unit(edition: Edition | None, money: Dollars | None) -> str:
    if money is not None:
        return f"in {money.label}"
    return "in dollars of each year" if edition is None else f"in dollars of {edition.year}"


def _money_note(money: Dollars | None) -> str:
    return money.note if money else ""


def _verdict(found: Premium) -> str:
    said = {"higher": "Hardly", "lower": "Hardly", "no clear difference": "Yes", "cannot be tested": "Cannot be tested"}
    return said[found.finding]


def _why(found: Premium) -> str:
    if found.finding == "cannot be tested":
        return "margins not in the loaded files" if found.measure == "annual_mean" else "BLS publishes no margin for it"
    if found.finding == "no clear difference":
        return "the gap is within its 90% margin"
    return "the gap is larger than its 90% margin"
