"""Areas by one measure, as a strip and as a ranking, and the words that figures of places share."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from analysis import origins, place_ranking, words
from analysis.editions import NATION
from analysis.place_figures import PlaceFigures
from analysis.place_ranking import PAY, Ranking
from analysis.place_window import window
from analysis.places import TYPE_WORDS, Place
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.ranked import ranked
from ui.charts.strip import strip
from ui.data import once_a_build
from ui.tables import Column, Kind

MEASURES = {
    "annual_median": "Median", "annual_p10": "10th", "annual_p25": "25th", "annual_p75": "75th", "annual_p90": "90th",
    "employment": "Jobs", "location_quotient": "Concentration",
}  # fmt: skip
POINTS = {
    "annual_p10": "10th percentile", "annual_p25": "25th percentile", "annual_p75": "75th percentile",
    "annual_p90": "90th percentile",
}  # fmt: skip
PRICES = {"paid": "As paid", "national": "At national prices"}
AREAS = {"both": "All areas", "metro": "Metropolitan", "nonmetro": "Nonmetropolitan"}
KINDS = {"both": ("metro", "nonmetro"), "metro": ("metro",), "nonmetro": ("nonmetro",)}

NO_MARGIN = "BLS publishes no margin for medians and percentiles, so places that are close may trade ranks by chance."
JOBS_MARGIN = "The margins of these counts are not in the loaded files."
QUOTIENT = "Concentration is the location quotient: 1 means as many of all jobs as in the nation, 2 twice as many."
PRICES_SOURCE = "U.S. Bureau of Economic Analysis, regional price parities"
PARITIES = "At national prices: pay divided by BEA's regional price parity."


@once_a_build
def areas(warehouse: Warehouse, measure: str, priced: bool, kind: str, state: str) -> Ranking:
    """Areas of a kind (KINDS) in a state (postal code, '' for all), ranked among themselves."""
    found = place_ranking.ranking(warehouse, measure, KINDS[kind], priced)
    if not state:
        return found
    inside = found.frame[found.frame.state == state].reset_index(drop=True)
    inside["rank"] = inside.value.rank(ascending=False, method="min").astype(int)
    return Ranking(measure, found.at_national_prices, inside, found.absent[found.absent.state == state])


def area_strip(
    warehouse: Warehouse, found: Ranking, place: Place, beside: Sequence[PlaceFigures], nation: PlaceFigures, where: str
) -> FigureSpec:
    """Every area as a dot; the places of `beside` are named. where: the areas in words."""
    measure = found.measure
    rows = found.frame.assign(
        said=[f"<b>{row['name']}</b><br>{found.figure(row['value'])}, rank {row['rank']}"
              for row in found.frame.to_dict("records")],
        inside=(found.frame.state == place.state) if place.code != NATION else False,
    )  # fmt: skip
    named = _named(found, beside)
    country = _value(nation, measure, found.at_national_prices) if measure in PAY else None
    origin = _area_origin(warehouse, found)
    table = pd.concat([rows.assign(words=""), found.absent.assign(rank=float("nan"), value=float("nan"), prices_of="")])
    return FigureSpec(
        key="areas",
        title=found.finding,
        subtitle=f"{subtitle(found)}, {where}, {edition(found)}",
        unit=unit(found),
        draw=lambda colours: strip(rows[["name", "said", "value", "inside"]], named, colours, _axis(measure), country),
        table=table.assign(type=table["type"].map(TYPE_WORDS)),
        columns=_columns(found) | {"type": Column("Type")},
        source=source(origin.words, found),
        edition=origin.edition,
        url=origin.url,
        key_words=_strip_words(place, rows, named, measure),
        caveat=" ".join(filter(None, [caveat(found), _absent_words(found)])),
    )  # fmt: skip


def area_ranks(warehouse: Warehouse, found: Ranking, codes: Collection[str], where: str) -> FigureSpec:
    """The highest, the lowest, and the chosen areas with their neighbours, with rank and whole name."""
    rows = window(found, codes)
    rows["said"] = [said(found, row) for row in rows.to_dict("records")]
    origin = _area_origin(warehouse, found)
    first = next((code for code in codes if (rows.code == code).any()), None)
    title = found.place_sentence(first)[:-1] if first else _ends(found)
    return FigureSpec(
        key="area-ranks",
        title=title,
        subtitle=f"{subtitle(found)}, {where}, {edition(found)}",
        unit=unit(found),
        draw=lambda colours: ranked(
            rows[["rank", "name", "said", "value", "chosen", "gap"]], colours,
            float(found.frame.value.max()) if len(found.frame) else 1.0,
        ),
        table=rows,
        columns=_columns(found),
        source=source(origin.words, found),
        edition=origin.edition,
        url=origin.url,
        key_words="⋮ ranks left out" if rows.gap.any() else "",
        caveat=" ".join(filter(None, [caveat(found), _absent_words(found)])),
    )  # fmt: skip


def _named(found: Ranking, beside: Sequence[PlaceFigures]) -> pd.DataFrame:
    """Letter, name and value of the places to mark; a state's jobs are not on the scale of areas'."""
    rows = []
    for item in beside:
        value = _value(item, found.measure, found.at_national_prices)
        area = item.place.type in ("metro", "nonmetro")
        if value is not None and item.place.code != NATION and (area or found.measure != "employment"):
            rows.append(("ABCD"[len(rows)], item.place.name, value))
    return pd.DataFrame(rows, columns=["letter", "name", "value"])


def _value(item: PlaceFigures, measure: str, priced: bool) -> float | None:
    estimates = item.at_national_prices if priced and measure in PAY and item.place.code != NATION else item.here
    return estimates[measure].value


def said(found: Ranking, row: dict) -> str:
    """The figure of a row in words, or why there is none."""
    return found.figure(row["value"]) if row["value"] == row["value"] else row["words"]


def _ends(found: Ranking) -> str:
    if found.frame.empty:
        return found.finding
    first = found.frame.iloc[0]
    return f"{first['name']} is first of {len(found.frame)}: {found.figure(first.value)}"


def subtitle(found: Ranking) -> str:
    """Measure and unit."""
    if found.measure in PAY:
        prices = " at national prices" if found.at_national_prices else ""
        return f"{words.capital(found.name)} of pharmacy technicians, dollars a year{prices}"
    if found.measure == "employment":
        return "Jobs of pharmacy technicians"
    return "Concentration of pharmacy technicians (location quotient)"


def unit(found: Ranking) -> str:
    """Unit of the measure."""
    if found.measure in PAY:
        return "dollars a year at national prices" if found.at_national_prices else "dollars a year"
    return "jobs" if found.measure == "employment" else "the nation's concentration = 1"


def edition(found: Ranking) -> str:
    """Edition of the ranked figures."""
    return words.join(sorted(set(found.frame.edition))) if len(found.frame) else "no edition"


def source(wages: str, found: Ranking) -> str:
    """The table of the wages, and that of the prices where pay is divided by them."""
    return f"{wages}; {PRICES_SOURCE}" if found.at_national_prices else wages


def caveat(found: Ranking) -> str:
    """What to know before using the measure."""
    if found.measure == "employment":
        return JOBS_MARGIN
    if found.measure not in PAY:
        return QUOTIENT
    if not found.at_national_prices:
        return f"{NO_MARGIN} Prices differ between places."
    return " ".join(filter(None, [NO_MARGIN, PARITIES, found.stand_ins_sentence]))


def _absent_words(found: Ranking) -> str:
    """Who has no figure and why: few by name, many by count."""
    if found.absent.empty:
        return ""
    said = []
    for reason, group in found.absent.groupby("words"):
        who = words.join(list(group["name"])) if len(group) <= 8 else f"{len(group)} areas"
        said.append(f"Without a figure: {who} ({reason}).")
    return " ".join(said)


def _strip_words(place: Place, rows: pd.DataFrame, named: pd.DataFrame, measure: str) -> str:
    said = [f"Each dot is one of {len(rows)} areas"]
    if rows.inside.any():
        said.append(f"dots that stand out: areas of {place.state_name}")
    if measure == "employment":
        said.append("each step of the scale is ten times the one before")
    said += [f"{letter}: {name}" for letter, name in zip(named.letter, named["name"], strict=True)]
    said += ["US: the nation"] if measure in PAY else []
    return " \u2003 ".join(text.replace(" ", "\u00a0") if len(text) < 30 else text for text in said)


def _axis(measure: str) -> str:
    return "money" if measure in PAY else "jobs" if measure == "employment" else "number"


def _columns(found: Ranking) -> dict[str, Column]:
    prices = {"prices_of": Column("Prices taken from")} if found.at_national_prices else {}
    return {"name": Column("Area"), "value": column(found.measure), "rank": Column("Rank", "jobs")} | prices


def column(measure: str) -> Column:
    """How the measure stands in a table, its missing figures explained by the column `words`."""
    kinds: dict[str, Kind] = {"employment": "jobs", "location_quotient": "ratio"}
    return Column(POINTS.get(measure, MEASURES[measure]), kinds.get(measure, "money"), "words")


def _area_origin(warehouse: Warehouse, found: Ranking) -> origins.Origin:
    """The file of most of the areas; the other one is of the same table."""
    source = found.frame.source_id.mode().iloc[0] if len(found.frame) else ""
    return origins.origin(warehouse, source)
