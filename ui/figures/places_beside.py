"""Two to four places beside one another and the nation: the range of pay, then every measure in a table."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import pandas as pd

from analysis import origins, place_figures, places, words
from analysis.editions import NATION
from analysis.estimate import Estimate
from analysis.place_figures import PlaceFigures
from analysis.places import Place
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.ranges import COLUMNS, key_words, pay_ranges
from ui.data import once_a_build
from ui.figures.place_pay import COLUMNS_HERE
from ui.figures.places import NO_MARGIN, PARITIES, PRICES_SOURCE
from ui.tables import Column

LINE = 36
"""Characters of a name in bold that fit a phone's width."""
POINTS = ("p10", "p25", "median", "p75", "p90")
PAY_NAMES = {
    "annual_p10": "10th percentile", "annual_p25": "25th percentile", "annual_median": "Median",
    "annual_p75": "75th percentile", "annual_p90": "90th percentile",
}  # fmt: skip


@once_a_build
def found(warehouse: Warehouse, codes: tuple[str, ...]) -> list[PlaceFigures]:
    """The figures of some places by code, the nation last."""
    known = {place.code: place for place in once_a_build(places.all_places)(warehouse)}
    return place_figures.many(warehouse, [known[code] for code in (*codes, NATION)])


def ranges(warehouse: Warehouse, beside: Sequence[PlaceFigures], priced: bool) -> FigureSpec:
    """The spread of pay in each place, in the order chosen, the nation last."""
    rows = pd.DataFrame([_row(item, priced) for item in beside])
    origin = origins.origin(warehouse, beside[0].here["annual_median"].source_id)
    prices = " at national prices" if priced else ""
    chosen = [item for item in beside if item.place.code != NATION]
    caveat = [NO_MARGIN] if not priced else [NO_MARGIN, PARITIES, *(_stand_in(item) for item in chosen)]
    return FigureSpec(
        key="side-by-side",
        title=_title(chosen, priced),
        subtitle=f"Yearly pay of pharmacy technicians in dollars{prices}, all settings, "
        f"{words.join(sorted({item.edition.label for item in beside}))}",
        unit=f"dollars a year{prices}",
        draw=lambda colours: pay_ranges(rows.assign(label=rows.label.map(_lines))[list(COLUMNS)], colours),
        table=rows,
        columns={**COLUMNS_HERE, "quotient": Column("Location quotient", "ratio", "quotient_reason"),
                 "prices": Column("Local prices, nation = 100", "number", "prices_reason"),
                 "prices_of": Column("Prices taken from")},
        source=f"{origin.words}; {PRICES_SOURCE}",
        edition=origin.edition,
        url=origin.url,
        key_words=key_words(rows),
        caveat=" ".join(filter(None, caveat)),
    )  # fmt: skip


def every_measure(beside: Sequence[PlaceFigures]) -> list[tuple[str, list[str]]]:
    """Each measure with what it is in each place, in words; a missing figure is its reason."""
    lines = [(name, [_said(item.here[measure]) for item in beside]) for measure, name in PAY_NAMES.items()]
    return [
        *lines,
        ("Median at national prices", [_said(_worth(item)) for item in beside]),
        ("Local prices (nation = 100)", [_prices(item) for item in beside]),
        ("Jobs", [_count(item.here["employment"]) for item in beside]),
        ("Concentration (location quotient)", [_quotient(item) for item in beside]),
    ]


def sentences(beside: Sequence[PlaceFigures]) -> list[str]:
    """Where a place's prices come from, and what its jobs are, for each place but the nation."""
    return [
        f"{item.place.name}: {words.lower_first(item.parity.words)}" for item in beside if item.place.code != NATION
    ]


def _row(item: PlaceFigures, priced: bool) -> dict[str, object]:
    pay = item.at_national_prices if priced and item.place.code != NATION else item.here
    row: dict[str, object] = {
        "label": item.place.name,
        "role": "other",
        "mean": None,
        "mean_low": None,
        "mean_high": None,
    }
    for point in POINTS:
        estimate = pay[f"annual_{point}"]
        row[point] = round(estimate.value, -1) if estimate.value is not None else None
        row[f"{point}_reason"] = estimate.reason_words
    row["note"] = "; ".join(sorted({str(row[f"{point}_reason"]) for point in POINTS if row[point] is None}))
    row["employment"], row["employment_reason"] = item.here["employment"].value, item.here["employment"].reason_words
    row["quotient"] = item.here["location_quotient"].value
    row["quotient_reason"] = item.here["location_quotient"].reason_words
    row["prices"], row["prices_reason"] = item.parity.index, "no price parity is loaded"
    row["prices_of"] = item.parity.area_name if item.parity.basis not in ("own", "none") else ""
    return row


def _lines(name: str) -> str:
    """A long name over two lines, so that a phone shows all of it."""
    return "<br>".join(wrap(name, LINE))


def _title(chosen: Sequence[PlaceFigures], priced: bool) -> str:
    """Each place's median, in the order chosen."""
    pays = [(item.place, (item.at_national_prices if priced else item.here)["annual_median"]) for item in chosen]
    said = [f"{place.name} {_said(pay)}" for place, pay in pays]
    return f"Median pay{' at national prices' if priced else ''}: {'; '.join(said)}"


def _stand_in(item: PlaceFigures) -> str:
    if item.parity.basis in ("own", "none"):
        return ""
    return f"{item.place.name} takes the prices of {item.parity.area_name}: no parity of its own is loaded."


def _worth(item: PlaceFigures) -> Estimate:
    return item.here["annual_median"] if item.place.code == NATION else item.at_national_prices["annual_median"]


def _said(found: Estimate) -> str:
    return words.money(round(found.value, -1)) if found.value is not None else found.reason_words


def _count(found: Estimate) -> str:
    return words.number(found.value) if found.value is not None else found.reason_words


def _quotient(item: PlaceFigures) -> str:
    found = item.here["location_quotient"]
    if found.value is None and item.place.code == NATION:
        return "1, by definition"
    return words.number(found.value, 2) if found.value is not None else found.reason_words


def _prices(item: PlaceFigures) -> str:
    if item.parity.index is None:
        return "none loaded"
    stand_in = f" (of {item.parity.area_name})" if item.parity.basis not in ("own", "none") else ""
    return f"{words.number(item.parity.index, 1)}{stand_in}"


def names(warehouse: Warehouse) -> list[Place]:
    """Every place but the nation, to choose from."""
    return [place for place in once_a_build(places.all_places)(warehouse) if place.code != NATION]
