"""What a dollar is worth at another time and place, and how common a job is: formulas with loaded figures."""

from __future__ import annotations

from analysis import editions, national, parities, place_figures, places, prices, words
from analysis.methods.method import NOTHING_LOADED, Method
from analysis.place_figures import PlaceFigures
from analysis.warehouse import Warehouse


def constant_dollars(warehouse: Warehouse) -> Method:
    """Dollars of another year in those of one month."""
    return Method(
        "constant-dollars", "Constant dollars", "What would a wage of another year buy today?",
        ("constant dollars = wage × price index of the reference month / price index of the wage's month",),
        _constant_lines(warehouse),
        (
            "The price index is the CPI-U for city dwellers of the whole nation; a technician's own prices differ.",
            "October 2025 was never collected. Where it is asked for, the month before stands in, and that is said.",
        ),
        "analysis/prices.py",
    )  # fmt: skip


def price_parity(warehouse: Warehouse) -> Method:
    """Pay at national prices."""
    found = _dearest_state(warehouse)
    return Method(
        "price-parity", "Pay at local prices", "What is pay worth where it is earned?",
        ("pay at national prices = pay / (regional price parity / 100)",),
        _parity_lines(found) if found else (NOTHING_LOADED,),
        (
            "The parity covers all that people buy, rent included, on average; no occupation's own basket.",
            "A city or region without a parity of its own takes its state's, and that is said.",
        ),
        "analysis/parities.py", found.here["annual_median"].source_id if found else "",
    )  # fmt: skip


def location_quotient(warehouse: Warehouse) -> Method:
    """How common the job is in a place."""
    found = _dearest_state(warehouse)
    return Method(
        "location-quotient", "Location quotient", "Is the job more common here than in the nation?",
        ("location quotient = share of the place's jobs / share of the nation's jobs",),
        _quotient_lines(found) if found else (NOTHING_LOADED,),
        ("Above 1 the job is more common than in the nation. It says nothing of pay or of how many are hired.",),
        "analysis/place_figures.py", found.here["location_quotient"].source_id if found else "",
    )  # fmt: skip


def change(warehouse: Warehouse) -> Method:
    """Change between editions, with breaks."""
    loaded = editions.national(warehouse)
    return Method(
        "change", "Change over the years", "Did a figure move, and can the two years be compared?",
        ("change = later figure − earlier figure", "its margin is that of a difference of two estimates"),
        (national.change(warehouse, "annual_mean", loaded[-2], loaded[-1]).sentence,)
        if len(loaded) > 1
        else (NOTHING_LOADED,),
        (
            "BLS does not encourage reading the editions as a series: editions next to each other share employers.",
            "A change across a break is never given without naming the break.",
        ),
        "analysis/national.py",
    )  # fmt: skip


def _constant_lines(warehouse: Warehouse) -> tuple[str, ...]:
    loaded = editions.national(warehouse)
    if not loaded:
        return (NOTHING_LOADED,)
    try:
        money = prices.dollars(warehouse)
        factor = money.of_edition(loaded[0])
    except prices.NoPrices as lacking:
        return (str(lacking),)
    wage = national.headline(warehouse, loaded[0])["annual_median"].value
    if wage is None:
        return (NOTHING_LOADED,)
    now = money.index[money.reference]
    then = now / factor
    return (
        f"The national median of {loaded[0].reference} was {words.money(wage)}; the price index then {then:.3f}, in "
        f"{money.reference:%B %Y} {now:.3f}.",
        f"{words.money(wage)} × {now:.3f} / {then:.3f} = {words.money(wage * factor)} in {money.label}",
    )


def _dearest_state(warehouse: Warehouse) -> PlaceFigures | None:
    """The state with the highest price level among those with pay, as the example in which prices matter most."""
    known = parities.load(warehouse)
    states = [place for place in places.all_places(warehouse) if place.type == "state" and place.code in known]
    if not states:
        return None
    dearest = max(states, key=lambda place: known[place.code].index or 0.0)
    return place_figures.figures(warehouse, dearest)


def _parity_lines(found: PlaceFigures) -> tuple[str, ...]:
    wage, index = found.here["annual_median"].value, found.parity.index
    worth = found.parity.pay(wage)
    if wage is None or index is None or worth is None:
        return (NOTHING_LOADED,)
    return (
        f"{found.place.name}, {found.edition.label}: median {words.money(wage)}; price parity of {found.parity.year}: "
        f"{index:.1f} where the nation is 100.",
        f"{words.money(wage)} / ({index:.1f} / 100) = {words.money(worth)} at national prices",
    )


def _quotient_lines(found: PlaceFigures) -> tuple[str, ...]:
    quotient = found.here["location_quotient"].value
    if quotient is None:
        return (NOTHING_LOADED,)
    side = "more" if quotient >= 1 else "less"
    gap = words.percent(100 * abs(quotient - 1), 0)
    return (
        f"{found.place.name}, {found.edition.label}: BLS prints {quotient:.2f}, so the job is {gap} {side} common "
        "there than in the nation.",
    )
