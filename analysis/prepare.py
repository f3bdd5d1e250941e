"""What nearly every page asks of a build, asked once it is open and before anybody is shown it: what is loaded."""

from __future__ import annotations

from analysis.editions import NATION, TECHNICIANS, held
from analysis.files import files
from analysis.industry_rows import groups
from analysis.places import areas
from analysis.staleness import newest_month
from analysis.warehouse import Warehouse


def prepare(warehouse: Warehouse) -> None:
    """Read the files, months, editions, industries and places that are loaded, which are kept with the build.

    Two of these look through the whole table of wages: no visitor waits for that, however large the build is.
    """
    files(warehouse)
    newest_month(warehouse)
    held(warehouse, TECHNICIANS)
    groups(warehouse, NATION)
    areas(warehouse)
