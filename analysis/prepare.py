"""What several pages ask of a build, asked once it is open and before anybody is shown it."""

from __future__ import annotations

from contextlib import suppress

from analysis import editions, files, industry_rows, ladder, outlook, parities, places, prices, staleness
from analysis.editions import NATION, TECHNICIANS, NoEdition
from analysis.prices import NoPrices
from analysis.warehouse import Warehouse


def prepare(warehouse: Warehouse) -> None:
    """Read what is loaded, the technicians of the nation, and what is held against them; it is kept with the build.

    Two of the questions look through the whole table of wages: no visitor waits for that, however large the build is.
    """
    files.files(warehouse)
    staleness.newest_month(warehouse)
    editions.held(warehouse, TECHNICIANS)
    industry_rows.groups(warehouse, NATION)
    industry_rows.every_edition(warehouse)
    places.areas(warehouse)
    parities.load(warehouse)
    outlook.editions(warehouse)
    with suppress(NoEdition):
        ladder.ladder(warehouse)
    with suppress(NoPrices):
        prices.dollars(warehouse)
