"""States and territories as tiles of one size, by one measure."""

from __future__ import annotations

from collections.abc import Callable

from analysis import origins, place_tiles
from analysis.place_ranking import PAY, Ranking
from analysis.places import Place
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.data import once_a_build
from ui.figures.places import caveat, column, edition, said, source, subtitle, unit
from ui.tables import Column
from ui.tile_grid import Tile, tile_grid

_tiles = once_a_build(place_tiles.tiles)


def states(
    warehouse: Warehouse, measure: str, priced: bool, place: Place, on_choose: Callable[[str], None]
) -> FigureSpec:
    """Every state and territory as a tile; the chosen place's state stands out, and a tap on a tile chooses it."""
    found = _tiles(warehouse, measure, priced)
    rows = found.frame.assign(figure=[said(found.ranking, row) for row in found.frame.to_dict("records")])
    tiles = [_tile(found.ranking, row, place) for row in rows.to_dict("records")]
    scale = [
        (
            shade,
            f"{found.ranking.figure(low)} to {found.ranking.figure(high)}",
            f"{short(measure, low)}–{short(measure, high)}",
        )
        for shade, low, high in found.bounds
    ]
    origin = origins.origin(warehouse, found.ranking.frame.source_id.iloc[0] if len(found.ranking.frame) else "")
    short_words = (
        "" if measure == "location_quotient" else " On a phone tiles are in thousands." if measure in PAY else ""
    )
    return FigureSpec(
        key="states",
        title=found.ranking.finding,
        subtitle=f"{subtitle(found.ranking)}, states and territories, {edition(found.ranking)}.{short_words}",
        unit=unit(found.ranking),
        draw=lambda colours: tile_grid(
            f"tiles-{measure}-{priced:d}", tiles, scale, colours,
            label=f"States: {found.ranking.name}. A tile chooses its state.", on_choose=on_choose,
        ),
        table=rows.sort_values("rank", na_position="last", ignore_index=True),
        columns={"name": Column("State"), "value": column(measure), "rank": Column("Rank", "jobs")},
        source=source(origin.words, found.ranking),
        edition=origin.edition,
        url=origin.url,
        key_words="The more a tile stands out from the page, the higher; each shade holds a fifth of the states. Tap "
        "a tile to choose its state.",
        caveat=caveat(found.ranking),
        has_controls=True,
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
