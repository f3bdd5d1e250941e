"""Published fees of each route to a credential, as bars; renewal stands apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analysis import credential_costs, words
from analysis.credential_costs import Route
from analysis.credentials import CHECK, Credential
from ui.card import FigureSpec
from ui.charts.bars import parts
from ui.tables import Column

TABLE = {
    "label": Column("Route"), "value": Column("Published fees", "money", "note"), "steps": Column("Made up of"),
    "whole": Column("All fees published"), "asks": Column("Also asks for"), "read": Column("Read"),
}  # fmt: skip
NOT_IN = "Not in these sums: renewal, retakes, courses, study material, and what your state asks."


def routes(found: Sequence[Route], renewing: Sequence[Credential], today: date) -> FigureSpec:
    """The routes, cheapest first; one whose fees were not all read says so in place of its figure or beside it."""
    ordered = sorted(found, key=lambda route: (route.total is None, route.total or 0))
    rows = pd.DataFrame(
        [
            {
                "label": _label(route),
                "value": route.total, "note": route.total_words, "steps": route.parts_words,
                "whole": "yes" if route.whole else "no", "asks": route.note, "read": route.read_words,
            }
            for route in ordered
        ]
    )  # fmt: skip
    months = words.join(sorted({route.read_words for route in found}))
    old = [route.name for route in found if route.stale(today)]
    stale = f"Older than a year: {words.join(old)}. " if old else ""
    return FigureSpec(
        key="fees",
        title=credential_costs.sentence(ordered)[:-1],
        subtitle="Fees that issuers publish, in dollars, from the first certification to the end of each route",
        unit="dollars",
        draw=lambda colours: parts(rows[["label", "value", "note"]], colours, prefix="$"),
        table=rows,
        columns=TABLE,
        source="the issuers' pages, read from stored copies",
        edition=months,
        url="https://www.ptcb.org/",
        caveat=f"{stale}{CHECK} {NOT_IN} {_renewals(renewing)}".strip(),
    )


def _renewals(renewing: Sequence[Credential]) -> str:
    said = [
        f"{item.abbreviation} of {item.issuer.rpartition('(')[2].rstrip(')')}: {words.money(item.renewal_cost)} every "
        f"{item.renewal_years} years"
        for item in renewing
        if item.renewal_cost is not None
    ]
    return f"Renewal: {words.join(said)}." if said else ""


def _label(route: Route) -> str:
    if route.whole:
        return route.name
    return f"{route.name} ({'no fee' if route.total is None else 'one fee not'} read)"
