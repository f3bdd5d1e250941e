"""What nearly every page asks of a build, asked once it is open and before anybody is shown it."""

from __future__ import annotations

from analysis import parities
from analysis.editions import NATION, TECHNICIANS, held
from analysis.files import files
from analysis.industry_rows import every_edition, groups
from analysis.places import areas
from analysis.staleness import newest_month
from analysis.warehouse import Warehouse


def prepare(warehouse: Warehouse) -> None:
    """Read which files, months, editions, industries and places are loaded, the price level of each place, and the
    technicians of the nation.

    All of it is kept with the build. Two of the questions look through the whole table of wages: no visitor waits for
    that, however large the build is.
    """
    files(warehouse)
    newest_month(warehouse)
    held(warehouse, TECHNICIANS)
    groups(warehouse, NATION)
    every_edition(warehouse)
    areas(warehouse)
    parities.load(warehouse)
