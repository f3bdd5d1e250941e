"""The states as tiles of one size: where each stands on the grid, its figure, and which fifth of them it is in."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import pandas as pd

from analysis.place_ranking import LOCAL, Ranking, ranking
from analysis.places import tiles as grid
from analysis.warehouse import Warehouse

CLASSES = 5
"""Shades that an eye can tell apart in one hue; each holds about as many states as the next."""
NOT_LOADED = "not in the loaded files"


@dataclass(frozen=True)
class Tiles:
    """States and territories by one measure.

    frame: postal, name, code ('' where the edition has none), tile_row, tile_column (from 0), rank (NaN where there is
    no value), value (NaN where missing), words (why), shade (1 lowest to CLASSES highest, 0 where there is no value),
    prices_of. bounds: lowest and highest value of each shade, lowest shade first; without shades that nobody is in.
    """

    ranking: Ranking
    frame: pd.DataFrame
    bounds: list[tuple[int, float, float]]


def tiles(warehouse: Warehouse, measure: str = "annual_median", at_national_prices: bool = False) -> Tiles:
    """Every state and territory with its tile, by a measure of place_ranking.MEASURES (ValueError for another).

    Shades are fifths of the ranked states, equal values in the same one. Source of the grid: data/reference/states.csv.
    """
    ranked = ranking(warehouse, measure, LOCAL, at_national_prices)
    found = ranked.frame.set_index("code")
    absent = ranked.absent.set_index("code").words
    frame = grid(warehouse)
    frame["value"] = frame.code.map(found.value).astype("float64")
    frame["rank"] = frame.code.map(found["rank"]).astype("float64")
    frame["prices_of"] = frame.code.map(found.prices_of).fillna("")
    frame["words"] = [
        "" if value == value else str(absent.get(code, NOT_LOADED))
        for code, value in zip(frame.code, frame.value, strict=True)
    ]
    part = frame.value.rank(method="max", pct=True)
    frame["shade"] = [ceil(CLASSES * share - 1e-9) if share == share else 0 for share in part]
    bounds = [
        (shade, float(inside.value.min()), float(inside.value.max()))
        for shade in range(1, CLASSES + 1)
        if not (inside := frame[frame["shade"] == shade]).empty
    ]
    columns = ["postal", "name", "code", "tile_row", "tile_column", "rank", "value", "words", "shade", "prices_of"]
    return Tiles(ranked, frame[columns].sort_values(["tile_row", "tile_column"], ignore_index=True), bounds)
