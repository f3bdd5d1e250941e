"""Two slides on one person's ground: what is paid in the place, and what the way to a credential costs."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from analysis import credential_costs, distribution, place_ranking, places, words
from analysis.claims import SPECIALIST
from analysis.credential_costs import Route
from analysis.credentials import CHECK
from analysis.editions import NATION, NoEdition
from analysis.origins import origin
from analysis.path import plan as planned
from analysis.path import said
from analysis.path.destination import STUDENT
from analysis.place_figures import PlaceFigures, figures
from analysis.place_ranking import Ranking
from analysis.places import Place
from analysis.story import made
from analysis.story.slide import Chart, Series, Slide
from analysis.warehouse import Warehouse

HERE, PATH = "And here?", "What is the way, and what does it cost?"
ENDS = 4
"""Places shown from each end of the ranking."""


def here(warehouse: Warehouse, place: Place) -> Slide:
    """Pay in the place beside its state and the nation; for the nation, the states where most and least is paid."""
    if place.code == NATION:
        return _states(warehouse)
    found = figures(warehouse, place)
    beside = [place, *_wider(warehouse, place)]
    rows = distribution.of_places(warehouse, beside)
    return made.slide(
        "place",
        HERE,
        found.pay_sentence,
        chart=Chart(
            kind="ranges",
            frame=rows[["name", "p10", "median", "p90"]].assign(
                role="other", reason=[_why(row) for row in rows.to_dict("records")]
            ),
            label="name",
            series=(Series("p10", "10th percentile"), Series("median", "Median"), Series("p90", "90th percentile")),
            unit="money",
            unit_words=f"dollars a year, all settings, {found.edition.label}",
            role="role",
            reason="reason",
            focus=place.name,
        ),
        notes=_notes(warehouse, found),
        origin=origin(warehouse, found.here["annual_median"].source_id),
        edition=found.edition.label,
        caveat="No margin is published for medians and percentiles; prices differ between places.",
    )


def path(warehouse: Warehouse, place: Place) -> Slide:
    """The published fees of each route, with what a step would bring in the place in the notes."""
    routes = credential_costs.routes()
    ordered = sorted(routes, key=lambda route: -(route.total if route.total is not None else -1))
    months = words.join(sorted({route.read_words for route in routes}))
    return made.slide(
        "path",
        PATH,
        credential_costs.sentence(routes),
        chart=Chart(
            kind="bars",
            frame=pd.DataFrame(
                {
                    "name": [_route_name(route) for route in ordered],
                    "total": [float("nan") if route.total is None else route.total for route in ordered],
                    "steps": [route.parts_words for route in ordered],
                    "reason": ["" if route.total is not None else route.total_words for route in ordered],
                }
            ),
            label="name",
            series=(Series("total", "Published fees"),),
            unit="money",
            unit_words="dollars of published fees, from the first certification to the end of the route",
            reason="reason",
        ),
        notes=made.notes(
            "; ".join(f"{route.name}: {route.parts_words}" for route in routes if route.total is not None) + ".",
            _step(warehouse, place),
            f"{CHECK} Not in these sums: renewal, retakes, courses, study material, and what the state asks. Who wants "
            "it worked out for themselves opens My path and types their own wage.",
        ),
        source="the issuers' pages, read from stored copies",
        edition=months,
        caveat="Fees alone: renewal, courses and what your state asks come on top.",
    )


def _states(warehouse: Warehouse) -> Slide:
    """The ends of the ranking of states, for whoever has not chosen a place."""
    ranked = place_ranking.ranking(warehouse)
    if ranked.frame.empty:
        return made.lacking("place", HERE, "No place within the nation is loaded with pay.")
    rows = ranked.frame
    shown = rows if len(rows) <= 2 * ENDS else pd.concat([rows.head(ENDS), rows.tail(ENDS)], ignore_index=True)
    return made.slide(
        "place",
        HERE,
        ranked.sentence,
        chart=Chart(
            kind="bars",
            frame=shown[["name", "value"]],
            label="name",
            series=(Series("value", "Median pay"),),
            unit="money",
            unit_words=_ends_words(ranked, len(shown)),
        ),
        notes=made.notes(
            "Choose the state or the city of somebody in the room at the foot of the slide: the figure becomes theirs.",
            "A higher figure need not buy more: prices differ between places. The Places page sets pay against local "
            "prices where BEA publishes them.",
            "If the room asks whether the gap between places can be tested: no, BLS publishes no margin for medians.",
        ),
        origin=origin(warehouse, str(rows.source_id.iloc[0])),
        edition=str(rows.edition.iloc[0]),
        caveat="No margin is published for medians; prices differ between places.",
    )


def _ends_words(ranked: Ranking, shown: int) -> str:
    count = len(ranked.frame)
    if shown == count:
        return "dollars a year, median, states and territories"
    return f"dollars a year, median: the {ENDS} highest and {ENDS} lowest of {count} states and territories"


def _notes(warehouse: Warehouse, found: PlaceFigures) -> tuple[str, ...]:
    place = found.place
    local = place.type in ("state", "territory")
    kinds = ("state", "territory") if local else ("metro", "nonmetro")
    ranked = place_ranking.ranking(warehouse, "annual_median", kinds).place_sentence(place.code)
    who = "states and territories" if local else "metropolitan and nonmetropolitan areas"
    return made.notes(
        f"{found.jobs_sentence} {f'By median pay, among {who}: {ranked}' if ranked else ''}",
        found.prices_sentence,
        "If the room asks for specialist pay here: the loaded files have pay by setting for the nation, and BLS "
        "publishes none by specialty anywhere. The Pay page compares settings inside a state where those are loaded.",
    )


def _why(row: Mapping[Hashable, object]) -> str:
    """Why the points that are drawn are missing, each reason once."""
    return "; ".join(dict.fromkeys(said for point in ("p10", "median", "p90") if (said := str(row[f"reason_{point}"]))))


def _wider(warehouse: Warehouse, place: Place) -> list[Place]:
    """The state of an area, and the nation; of a state, the nation."""
    known = {item.code: item for item in places.all_places(warehouse)}
    around = [known.get(place.state_fips), known.get(NATION)]
    return [item for item in around if item is not None and item.code != place.code]


def _step(warehouse: Warehouse, place: Place) -> str:
    """What a step from a shop into the specialist setting would bring in the place, with what that rests on."""
    try:
        made_plan = planned.plan(warehouse, place, planned.Asked(STUDENT, SPECIALIST))
    except NoEdition as absent:
        return str(absent)
    if made_plan.result is None:
        return made_plan.reason
    return made.together(
        f"An example in {place.in_words}, for a student: {said.pay(made_plan)}",
        said.against(made_plan),
        said.payback(made_plan),
        said.assumptions(made_plan)[1],
    )


def _route_name(route: Route) -> str:
    return route.name if route.whole or route.total is None else f"{route.name} (one fee not read)"
