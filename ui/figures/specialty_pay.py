"""Pay in the settings that specialties are read through: all of them on one scale, and one specialty's spread."""

from __future__ import annotations

import textwrap

import pandas as pd

from analysis import origins, prices, specialties, specialty_table, words
from analysis.editions import Edition
from analysis.estimate import ERROR_COLUMNS
from analysis.prices import Dollars
from analysis.specialties import Card
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.proxies import proxies
from ui.charts.ranges import COLUMNS as RANGE_COLUMNS
from ui.charts.ranges import key_words as range_words
from ui.charts.ranges import pay_ranges
from ui.data import once_a_build
from ui.figures.setting_pay import TABLE as RANGE_TABLE
from ui.figures.setting_pay import ranges
from ui.figures.units import yearly_dollars
from ui.strength import SYMBOLS, key_words
from ui.tables import Column

TABLE = {
    "name": Column("Specialty"),
    "strength": Column("Proxy"),
    "setting": Column("Read through"),
    "value": Column("Pay", "money", "reason"),
    "low": Column("Low end", "money", "margin"),
    "high": Column("High end", "money", "margin"),
    "baseline_value": Column("Baseline", "money"),
    "dollars": Column("Against the baseline", "signed_money"),
    "percent": Column("Against the baseline, per cent", "signed_percent"),
    "jobs": Column("Technicians' jobs there", "jobs", "jobs_reason"),
}
POINTS = ("p10", "p25", "median", "p75", "p90", "mean", "mean_low", "mean_high")
"""Columns of a range that hold dollars."""
NAME_LETTERS = 38
"""Letters of a name that a phone's 330 pixels hold."""
NOT_THE_SPECIALTY = (
    "Each figure is a setting's, not a specialty's: BLS publishes no pay by specialty. Specialties may share a figure."
)


@once_a_build
def cards(
    warehouse: Warehouse, further: bool | None, edition: Edition, measure: str, baseline: str, *, constant: bool = False
) -> list[Card]:
    """The specialties of one kind (both where `further` is None) in the order of the table.

    constant: pay in constant dollars rather than those of the year. Raises NoPrices.
    """
    money = prices.dollars(warehouse) if constant else None
    return [
        specialties.card(warehouse, key, edition, measure, baseline, money) for key in specialties.all_keys(further)
    ]


def overview(warehouse: Warehouse, found: list[Card], money: Dollars | None = None) -> FigureSpec:
    """Every industry that the specialties are read through, highest figure first, with the baseline as a line."""
    rows = specialty_table.table(found)
    return _figure(warehouse, found, rows, "specialties", f"{specialty_table.finding(rows)}", money)


def one(warehouse: Warehouse, card: Card, money: Dollars | None = None) -> FigureSpec:
    """The industries that one specialty is read through, with the baseline as a line."""
    rows = specialty_table.table([card])
    drawn = rows[rows.value.notna()]
    if drawn.empty:
        said = f"{card.name}: no setting has this figure in this edition"
    elif drawn.value.nunique() == 1:
        said = f"{card.name}: read through a setting that pays {words.money(drawn.value.iloc[0])}"
    else:
        ends = f"{words.money(drawn.value.min())} to {words.money(drawn.value.max())}"
        said = f"{card.name}: read through settings that pay {ends}"
    # The specialty is in the title: each row is named by its setting, with the industry and the level under it.
    parts = rows.setting.str.partition(", ")
    named = rows.assign(name=parts[0].map(words.capital), short=parts[2])
    return _figure(warehouse, [card], named, "pay-where-it-is-read", said, money)


def spread(warehouse: Warehouse, card: Card, money: Dollars | None = None) -> FigureSpec | None:
    """The whole range of pay in the industries that publish it, beside the baseline's; None where none is loaded.

    Percentiles are often loaded for wider industries alone: the rows say which.
    """
    base = card.main.premium
    found = specialties.card(warehouse, card.key, base.edition, "annual_median", base.baseline.setting.key)
    pairs = [(reading, names) for reading, names in specialty_table.merged(found) if reading.pay.value is not None]
    baseline = found.main.premium.baseline
    if not pairs or not baseline.found:
        return None
    keys = tuple(reading.setting.setting.key for reading, _ in pairs)
    rows = ranges(warehouse, (*keys, baseline.setting.key), base.edition, measure="annual_median")
    if money is not None:
        rows[list(POINTS)] = rows[list(POINTS)].astype(float) * money.of_edition(base.edition)
    names = [specialty_table.industry(reading.setting) for reading, _ in pairs]
    rows["label"] = [words.capital(name) for name in (*names, specialty_table.industry(baseline))]
    rows["strength"] = [*(reading.strength for reading, _ in pairs), "baseline"]
    rows["level"] = [*(specialty_table.label(reading.setting, under) for reading, under in pairs),
                     specialty_table.label(baseline)]  # fmt: skip
    origin = origins.origin(warehouse, rows.source_id.iloc[0])
    top = rows.iloc[:-1].sort_values("p90", na_position="first").iloc[-1]
    return FigureSpec(
        key="spread",
        title=_range_words(top, rows.iloc[-1]),
        subtitle=f"Yearly pay of pharmacy technicians {_in(money, base.edition)}, the industries that have "
        f"percentiles, United States, {base.edition.label}",
        unit=yearly_dollars(money, base.edition),
        draw=lambda colours: pay_ranges(_short(rows)[list(RANGE_COLUMNS)], colours),
        table=rows,
        columns={"label": RANGE_TABLE["label"], "strength": Column("Proxy"), **RANGE_TABLE},
        source=origin.words,
        edition=origin.edition,
        url=origin.url,
        key_words=range_words(rows),
        caveat=f"{NOT_THE_SPECIALTY} Read through: {'; '.join(rows.level)}. BLS publishes no margin for medians and "
        f"percentiles.{f' {money.note}' if money else ''}",
    )


def _short(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with names that fit on a phone; the table and the caveat have them whole."""
    return rows.assign(label=[textwrap.shorten(name, NAME_LETTERS, placeholder=" …") for name in rows.label])


def _in(money: Dollars | None, edition: Edition) -> str:
    return f"in {money.label}" if money else f"in dollars of {edition.year}"


def _figure(
    warehouse: Warehouse, found: list[Card], rows: pd.DataFrame, key: str, title: str, money: Dollars | None
) -> FigureSpec:
    first = found[0].main.premium
    baseline = first.baseline
    value = baseline.estimates[first.measure].value
    drawn = rows.assign(
        label=rows["name"],
        note=rows.short.str.replace("NAICS ", "NAICS\u00a0") + rows.reason.map(lambda why: f": {why}" if why else ""),
        role=rows.kind.map(lambda kind: kind if kind in ("specialist", "general") else "other"),
        symbol=rows.strength.map(SYMBOLS),
    )[["label", "note", "role", "symbol", "value", "low", "high"]]
    sources = [name for name in rows.source_id if name]
    origin = origins.origin(warehouse, sources[0]) if sources else origins.UNKNOWN
    named = words.capital(specialty_table.industry(baseline))
    return FigureSpec(
        key=key,
        title=title,
        subtitle=f"{words.capital(words.MEASURES[first.measure])} of technicians a year {_in(money, first.edition)}, "
        f"United States, {first.edition.label}; baseline: {specialty_table.label(baseline)}",
        unit=yearly_dollars(money, first.edition),
        draw=lambda colours: proxies(drawn, value, named, colours),
        table=rows,
        columns=TABLE,
        source=_several(warehouse, sources),
        edition=origin.edition,
        url=origin.url,
        key_words=f"{key_words()} \u2003 ╎\u00a0baseline",
        caveat=f"{NOT_THE_SPECIALTY} {_margins(rows, first.measure)} {money.note if money else ''}".strip(),
    )


def _several(warehouse: Warehouse, sources: list[str]) -> str:
    """The tables behind the figures: one publisher, often several of its tables."""
    found = [origins.origin(warehouse, name) for name in dict.fromkeys(sources)] or [origins.UNKNOWN]
    stem = found[0].words.rpartition(", ")[0]
    rest = [item.words.removeprefix(stem).removeprefix(", ") for item in found]
    return f"{stem}, {words.join(rest)}" if stem else words.join(rest)


def _margins(rows: pd.DataFrame, measure: str) -> str:
    drawn = rows[rows.value.notna()]
    if measure not in ERROR_COLUMNS:
        return "BLS publishes no margin for medians and percentiles."
    if drawn.low.notna().all() and len(drawn):
        return "The bars are 90% margins."
    return "Bars are 90% margins; where there is none, the errors that BLS publishes are not in the loaded files."


def _range_words(top: pd.Series, baseline: pd.Series) -> str:
    def eight(row: pd.Series) -> str:
        return f"{words.money(row.p10)} to {words.money(row.p90)}"

    if pd.isna(top.p90) or pd.isna(baseline.p90) or pd.isna(top.p10) or pd.isna(baseline.p10):
        return f"The spread of pay in {words.lower_first(top.label)} and in {words.lower_first(baseline.label)}"
    return (
        f"Eight in ten technicians earn {eight(top)} in {words.lower_first(top.label)}, {eight(baseline)} in "
        f"{words.lower_first(baseline.label)}"
    )
