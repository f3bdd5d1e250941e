"""Which observation of the BLS Public Data API a value is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from etl.files import LocalFile, Place, Wanted


def locate(local: LocalFile | None, member: str, wanted: Sequence[Wanted]) -> dict[Wanted, Place]:
    """Series, year and period of values of `observations`, as the API names them; nothing needs to be read for it."""
    found: dict[Wanted, Place] = {}
    for one in wanted:
        if one.table == "observations":
            month = date.fromisoformat(one.key[1])
            found[one] = (f"series {one.key[0]}", f"year {month.year}", f"period M{month.month:02}")
    return found
