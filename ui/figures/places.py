"""Places by one measure: states as tiles, areas as a strip and as a ranking."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

import pandas as pd

from analysis import origins, place_ranking, place_tiles, words
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
from ui.theme import palette
from ui.tile_grid import Tile, tile_grid

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
PARITIES = "At national prices: pay divided by BEA's regional price parity."

_tiles = once_a_build(place_tiles.tiles)


@once_a_build
def areas(warehouse: Warehouse, measure: str, priced: bool, kind: str, state: str) -> Ranking:
    """Areas of a kind (KINDS) in a state (postal code, '' for all), ranked among themselves."""
    found = place_ranking.ranking(warehouse, measure, KINDS[kind], priced)
    if not state:
        return found
    inside = found.frame[found.frame.state == state].reset_index(drop=True)
    inside["rank"] = inside.value.rank(ascending=False, method="min").astype(int)
    return Ranking(measure, found.at_national_prices, inside, found.absent[found.absent.state == state])


def states(
    warehouse: Warehouse, measure: str, priced: bool, place: Place, on_choose: Callable[[str], None]
) -> FigureSpec:
    """Every state and territory as a tile; the chosen place's state stands out, and a tap on a tile chooses it."""
    found = _tiles(warehouse, measure, priced)
    rows = found.frame.assign(figure=[_said(found.ranking, row) for row in found.frame.to_dict("records")])
    tiles = [_tile(found.ranking, row, place) for row in rows.to_dict("records")]
    scale = [
        (
            shade,
            f"{found.ranking.figure(low)} to {found.ranking.figure(high)}",
            f"{short(measure, low)}–{short(measure, high)}",
        )
        for shade, low, high in found.bounds
    ]
    source = found.ranking.frame.source_id.iloc[0] if len(found.ranking.frame) else ""
    origin = origins.origin(warehouse, source)
    unit = "" if measure == "location_quotient" else " On a phone tiles are in thousands." if measure in PAY else ""
    return FigureSpec(
        key="states",
        title=found.ranking.finding,
        subtitle=f"{_subtitle(found.ranking)}, states and territories, {_edition(found.ranking)}.{unit}",
        figure=partial(
            tile_grid, f"tiles-{measure}-{priced:d}", tiles, scale, palette(),
            label=f"States: {found.ranking.name}. A tile chooses its state.", on_choose=on_choose,
        ),
        table=rows.sort_values("rank", na_position="last", ignore_index=True),
        columns={"name": Column("State"), "rank": Column("Rank", "jobs"), "value": _column(measure)},
        source=origin.words,
        edition=origin.edition,
        url=origin.url,
        key_words="The further a tile is from the page's colour, the higher; each shade holds a fifth of the states. "
        "Tap a tile to choose its state.",
        caveat=_caveat(found.ranking),
    )  # fmt: skip


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
    named = _named(found, beside, place)
    country = _value(nation, measure, found.at_national_prices) if measure in PAY else None
    origin = _area_origin(warehouse, found)
    table = pd.concat([rows.assign(words=""), found.absent.assign(rank=float("nan"), value=float("nan"), prices_of="")])
    return FigureSpec(
        key="areas",
        title=found.finding,
        subtitle=f"{_subtitle(found)}, {where}, {_edition(found)}",
        figure=strip(rows[["name", "said", "value", "inside"]], named, palette(), _axis(measure), country),
        table=table.assign(type=table["type"].map(TYPE_WORDS)),
        columns=_columns(found) | {"type": Column("Type")},
        source=origin.words,
        edition=origin.edition,
        url=origin.url,
        key_words=_strip_words(place, bool(rows.inside.any()), len(rows), measure == "employment"),
        caveat=" ".join(filter(None, [_caveat(found), _absent_words(found)])),
    )  # fmt: skip


def area_ranks(warehouse: Warehouse, found: Ranking, codes: Collection[str], where: str) -> FigureSpec:
    """The highest, the lowest, and the chosen areas with their neighbours, with rank and whole name."""
    rows = window(found, codes)
    rows["said"] = [_said(found, row) for row in rows.to_dict("records")]
    origin = _area_origin(warehouse, found)
    first = rows[rows.chosen]
    title = found.place_sentence(first.code.iloc[0])[:-1] if len(first) else _ends(found)
    return FigureSpec(
        key="area-ranks",
        title=title,
        subtitle=f"{_subtitle(found)}, {where}, {_edition(found)}",
        figure=ranked(
            rows[["rank", "name", "said", "value", "chosen", "gap"]], palette(),
            float(found.frame.value.max()) if len(found.frame) else 1.0,
        ),
        table=rows,
        columns=_columns(found),
        source=origin.words,
        edition=origin.edition,
        url=origin.url,
        key_words="⋮ ranks left out" if rows.gap.any() else "",
        caveat=" ".join(filter(None, [_caveat(found), _absent_words(found)])),
    )  # fmt: skip


def short(measure: str, value: float) -> str:
    """A figure in four signs at most, for a tile on a phone: '50.0' (thousand dollars), '42k' jobs, '1.12'."""
    if measure in PAY:
        return f"{value / 1000:.1f}"
    if measure == "employment":
        thousands = value / 1000
        return f"{value:.0f}" if value < 1000 else f"{thousands:.1f}k" if thousands < 9.95 else f"{thousands:.0f}k"
    return f"{value:.2f}" if value < 9.995 else f"{value:.1f}"


def _tile(found: Ranking, row: dict, place: Place) -> Tile:
    missing = row["value"] != row["value"]
    rank = "" if missing else f", rank {row['rank']:.0f} of {len(found.frame)}"
    return Tile(
        code=row["code"], postal=row["postal"], row=row["tile_row"], column=row["tile_column"],
        long="—" if missing else found.figure(row["value"]),
        short="—" if missing else short(found.measure, row["value"]),
        said=f"{row['postal']}, {row['name']}: {row['figure']}{rank}", shade=row["shade"],
        chosen=place.state == row["postal"],
    )  # fmt: skip


def _named(found: Ranking, beside: Sequence[PlaceFigures], place: Place) -> pd.DataFrame:
    rows = []
    for item in beside:
        value = _value(item, found.measure, found.at_national_prices)
        if value is not None and item.place.code != NATION:
            said = f"{item.place.name} {found.figure(value)}"
            rows.append((item.place.name, said, value, item.place.code == place.code))
    return pd.DataFrame(rows, columns=["name", "said", "value", "chosen"])


def _value(item: PlaceFigures, measure: str, priced: bool) -> float | None:
    estimates = item.at_national_prices if priced and measure in PAY and item.place.code != NATION else item.here
    return estimates[measure].value


def _said(found: Ranking, row: dict) -> str:
    return found.figure(row["value"]) if row["value"] == row["value"] else row["words"]


def _ends(found: Ranking) -> str:
    if found.frame.empty:
        return found.finding
    first = found.frame.iloc[0]
    return f"{first['name']} is first of {len(found.frame)}: {found.figure(first.value)}"


def _subtitle(found: Ranking) -> str:
    if found.measure in PAY:
        prices = " at national prices" if found.at_national_prices else ""
        return f"{words.capital(found.name)} of pharmacy technicians, dollars a year{prices}"
    if found.measure == "employment":
        return "Jobs of pharmacy technicians"
    return "Concentration of pharmacy technicians (location quotient)"


def _edition(found: Ranking) -> str:
    return words.join(sorted(set(found.frame.edition))) if len(found.frame) else "no edition"


def _caveat(found: Ranking) -> str:
    if found.measure == "employment":
        return JOBS_MARGIN
    if found.measure not in PAY:
        return QUOTIENT
    if not found.at_national_prices:
        return f"{NO_MARGIN} Prices differ between places."
    return " ".join(filter(None, [NO_MARGIN, PARITIES, found.stand_ins_sentence]))


def _absent_words(found: Ranking) -> str:
    """Who is not drawn and why: few by name, many by count."""
    if found.absent.empty:
        return ""
    said = []
    for reason, group in found.absent.groupby("words"):
        who = words.join(list(group["name"])) if len(group) <= 8 else f"{len(group)} areas"
        said.append(f"Not drawn: {who} ({reason}).")
    return " ".join(said)


def _strip_words(place: Place, inside: bool, count: int, logarithmic: bool) -> str:
    said = [f"Each dot is one of {count} areas"]
    if inside:
        said.append(f"dark\u00a0dots: areas\u00a0of\u00a0{place.state_name}")
    if logarithmic:
        said.append("each step of the scale is ten times the one before")
    return " \u2003 ".join(said)


def _axis(measure: str) -> str:
    return "money" if measure in PAY else "jobs" if measure == "employment" else "number"


def _columns(found: Ranking) -> dict[str, Column]:
    prices = {"prices_of": Column("Prices taken from")} if found.at_national_prices else {}
    return {"name": Column("Area"), "rank": Column("Rank", "jobs"), "value": _column(found.measure)} | prices


def _column(measure: str) -> Column:
    kinds: dict[str, Kind] = {"employment": "jobs", "location_quotient": "ratio"}
    return Column(POINTS.get(measure, MEASURES[measure]), kinds.get(measure, "money"), "words")


def _area_origin(warehouse: Warehouse, found: Ranking) -> origins.Origin:
    """The file of most of the areas; the other one is of the same table."""
    source = found.frame.source_id.mode().iloc[0] if len(found.frame) else ""
    return origins.origin(warehouse, source)
