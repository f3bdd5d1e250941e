"""The premium inside states, one row a state, where pay by state and industry is loaded."""

from __future__ import annotations

from analysis import origins, same_state, words
from analysis.editions import Edition
from analysis.same_state import SameState
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.gaps import gaps
from ui.data import once_a_build
from ui.figures.units import yearly_dollars
from ui.tables import Column

ESTIMATES = "https://www.bls.gov/oes/special-requests/"
TABLE = {
    "area_name": Column("State"),
    "dollars": Column("Premium", "signed_money"),
    "margin": Column("Margin (90%)", "money"),
    "pay": Column("Pay in the setting", "money"),
    "baseline_pay": Column("Pay in the baseline", "money"),
    "jobs": Column("Jobs in the setting", "jobs"),
}

within_states = once_a_build(same_state.same_state)
editions = once_a_build(same_state.editions)


def by_state(warehouse: Warehouse, found: SameState, here: str) -> FigureSpec:
    """The premium in every state that has both settings, largest first; `here` is the postal code of the chosen one."""
    edition: Edition | None = found.edition
    if found.dollars is None or found.percent is None or edition is None:
        raise ValueError(f"There is nothing to draw: {found.reason}")
    rows = found.states.assign(
        low=found.states.dollars - found.states.margin, high=found.states.dollars + found.states.margin,
        chosen=found.states.state == here,
    )  # fmt: skip
    origin = origins.of_industries(warehouse, edition, states=True)
    side = "more" if found.dollars.value >= 0 else "less"
    absent = f"Not compared: {words.join(found.missing)}." if found.missing else "No state is missing."
    return FigureSpec(
        key="inside-states",
        title=f"Inside the same state, {found.setting.words} pay {words.money(abs(found.dollars.value))} "
        f"({words.percent(abs(found.percent.value))}) {side} than {found.baseline.words}",
        subtitle=f"Mean yearly pay, difference in dollars of {edition.year}, by state, {edition.label}; NAICS "
        f"{found.code} "
        f"against NAICS {found.baseline_code}",
        unit=yearly_dollars(None, edition),
        draw=lambda colours: gaps(rows[["area_name", "dollars", "low", "high", "chosen"]], colours),
        table=rows,
        columns=TABLE,
        source=origin.words,
        edition=edition.label,
        url=origin.url or ESTIMATES,
        key_words="◆ difference, with its 90% margin where one is published",
        caveat=f"States are weighted by the setting's jobs; those compared hold {words.share(found.coverage or 0)} of "
        f"them. "
        f"{absent} Research estimates are less precise than BLS's official ones.",
    )
