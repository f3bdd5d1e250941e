"""What the page Places asks its visitor, and what it says of the place chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis import place_ranking
from analysis.editions import NATION
from analysis.places import Place
from analysis.warehouse import Warehouse
from ui.data import once_a_build
from ui.figures import places as drawn
from ui.links import Choice
from ui.place import ALSO, choose_place, resolve
from ui.several import Several

ALIKE = {
    "state": ("state", "territory"), "territory": ("state", "territory"), "metro": ("metro", "nonmetro"),
    "nonmetro": ("metro", "nonmetro"),
}  # fmt: skip
WHERE = {
    "both": "metropolitan and nonmetropolitan areas", "metro": "metropolitan areas",
    "nonmetro": "nonmetropolitan areas",
}  # fmt: skip
PRICES_HELP = "National prices: what the pay would buy at the nation's average prices (BEA price parities)."


def measure() -> Choice[str]:
    """What is shown of every place."""
    return Choice("Show", drawn.MEASURES, key="measure", default="annual_median", what="measure")


def prices() -> Choice[str]:
    """Pay as paid, or what it would buy at the nation's prices."""
    return Choice("Dollars", drawn.PRICES, key="prices", default="paid", what="kind of dollars", help=PRICES_HELP)


def compare_with(known: Sequence[Place]) -> Several:
    """Up to three places beside the place of the visit."""
    return Several(
        "Compare with", {item.code: item.name for item in known if item.code != NATION}, key="with", what="place",
        most=3, resolve=lambda asked: resolve(known, asked), also=ALSO, placeholder="Up to three more places",
    )  # fmt: skip


def kind_of_area() -> Choice[str]:
    """Metropolitan areas, the country between them, or both."""
    return Choice("Areas", drawn.AREAS, key="areas", default="both", what="kind of area")


def inside(known: Sequence[Place]) -> Choice[str]:
    """A state whose areas are shown alone, '' for all."""
    return Choice("Inside", states(known), key="in", default="", what="state", look="select")


def standing(warehouse: Warehouse, place: Place) -> str:
    """Where a place's median stands among places of its kind: 'By its median, Colorado ranks 5 of 54.'"""
    ranked = once_a_build(place_ranking.ranking)(warehouse, "annual_median", ALIKE[place.type])
    said = ranked.place_sentence(place.code)
    who = "states and territories" if place.type in ("state", "territory") else "areas"
    return f"Median pay, {who}: {said}" if said else ""


def take_tile(place: Place) -> Callable[[str], None]:
    """What a tap on a tile does: choose its state, or the nation again where the state is chosen already."""
    return lambda code: choose_place(NATION if code == place.code else code)


def states(known: Sequence[Place]) -> dict[str, str]:
    """States whose areas can be shown alone, by postal code; '' for all of them."""
    inside = {place.state for place in known if place.type in ("metro", "nonmetro")}
    named = {place.state: place.state_name for place in known if place.type in ("state", "territory")}
    return {"": "All states"} | {code: name for code, name in sorted(named.items(), key=lambda pair: pair[1])
                                 if code in inside}  # fmt: skip


def compared(place: Place, chosen: Sequence[str]) -> tuple[str, ...]:
    """Codes of the places that stand side by side, each once: the place of the visit first, the nation apart."""
    return tuple(dict.fromkeys(code for code in (place.code, *chosen) if code != NATION))


def where(kind: str, state: str, known: Sequence[Place]) -> str:
    """The areas shown, in words."""
    return WHERE[kind] if not state else f"{WHERE[kind]} of {states(known)[state]}"
