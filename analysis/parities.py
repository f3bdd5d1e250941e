"""What pay is worth where it is earned: regional price parities (BEA), nation = 100.

A metropolitan area has its own parity. A nonmetropolitan area takes its state's nonmetropolitan portion where that is
loaded, else its state's; a state takes its own. Where none exists (the territories), the answer is "not available".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.editions import NATION
from analysis.kept import kept
from analysis.warehouse import Warehouse

Basis = Literal["own", "state nonmetropolitan portion", "state", "none"]
STATE_DIGITS = 2


@dataclass(frozen=True)
class Parity:
    """A place's price level. index: nation = 100, None where BEA publishes none. year: of the prices.

    basis: whose parity it is. area_name: name of the area whose parity it is, as BEA prints it.
    """

    index: float | None
    year: int | None
    basis: Basis
    area_name: str
    source_id: str

    def pay(self, wage: float | None) -> float | None:
        """The wage at national prices: dollars divided by the place's price level. None where either is missing."""
        return None if wage is None or self.index is None else wage / (self.index / 100)

    @property
    def words(self) -> str:
        """Which parity was used, as a sentence."""
        if self.index is None:
            return "No price parity is loaded for this place, so its pay cannot be set against local prices."
        level = f"Local prices in {self.year}: {self.index:.1f} where the nation is 100"
        if self.basis == "own":
            return f"{level} (BEA regional price parities)."
        return f"{level}, taken from {self.area_name}: no parity of its own is loaded for this place."


NONE = Parity(None, None, "none", "", "")


def parity(warehouse: Warehouse, area_code: str, area_type: str, state_fips: str = "") -> Parity:
    """The price parity that stands for a place, of the newest loaded year.

    area_code, area_type: as in `wages`. state_fips: two digits of the place's (primary) state.
    """
    return resolve(load(warehouse), area_code, area_type, state_fips)


@kept
def load(warehouse: Warehouse) -> Mapping[str, Parity]:
    """Every area's parity of its newest year, by BEA area code, for looking up many places at once."""
    rows = warehouse.rows(
        'SELECT area_code, area_name, year, "index", source_id FROM price_parities '
        "QUALIFY row_number() OVER (PARTITION BY area_code ORDER BY year DESC) = 1"
    )
    return {
        row["area_code"]: Parity(row["index"], row["year"], "own", row["area_name"], row["source_id"]) for row in rows
    }


def resolve(parities: Mapping[str, Parity], area_code: str, area_type: str, state_fips: str = "") -> Parity:
    """As `parity`, from parities already loaded."""
    if area_code in parities:
        return parities[area_code]
    if area_code == NATION or area_type in ("state", "territory"):
        return NONE
    fallbacks: list[tuple[str, Basis]] = [(state_fips, "state")]
    if area_type == "nonmetro":
        fallbacks.insert(0, (f"{state_fips}-nonmetro", "state nonmetropolitan portion"))
    for code, basis in fallbacks:
        if found := parities.get(code):
            return Parity(found.index, found.year, basis, found.area_name, found.source_id)
    return NONE
