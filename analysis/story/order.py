"""The slides in the order in which they are told, for one place."""

from __future__ import annotations

from analysis import claims
from analysis.places import Place
from analysis.story import ahead, close, here, opening, pay
from analysis.story.slide import Slide
from analysis.warehouse import Warehouse


def story(warehouse: Warehouse, place: Place) -> tuple[Slide, ...]:
    """Ten slides: the question, what is compared, pay, spread, room at the top, growth, the ladder, the place, the path
    and its cost, what is not known.

    What the loaded files lack is said on the slide that would have shown it; no slide is ever left out, so that a link
    to one holds for every place and build. Raises NoEdition for a place that no loaded file has.
    """
    judged = {claim.key: claim for claim in claims.claims(warehouse)}
    return (
        opening.question(warehouse, place, list(judged.values())),
        opening.compared(warehouse),
        pay.pay(warehouse, place, judged["higher_pay"]),
        pay.spread(warehouse),
        pay.top(warehouse, judged["advancement"]),
        ahead.growth(warehouse, place, judged["growth"]),
        ahead.ladder(warehouse, place),
        here.here(warehouse, place),
        here.path(warehouse, place),
        close.unknown(warehouse, list(judged.values())),
    )
