"""Where the rise in national mean pay came from: pay inside the sectors, or jobs that moved between them."""

from __future__ import annotations

import pandas as pd

from analysis import editions, origins, shift_share, words
from analysis.editions import Edition
from analysis.shift_share import Split
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.bars import parts
from ui.data import once_a_build
from ui.figures.units import EACH_YEAR
from ui.tables import Column

TABLE = {
    "label": Column("Part"),
    "value": Column("Dollars a year", "signed_money"),
    "low": Column("Low end", "signed_money", "why"),
    "high": Column("High end", "signed_money", "why"),
    "share": Column("Share of the change", "percent", "why"),
}
SECTORS = {
    "name": Column("Sector"),
    "share_before": Column("Share of jobs before", "percent"),
    "share_after": Column("Share of jobs after", "percent"),
    "pay_before": Column("Mean pay before", "money"),
    "pay_after": Column("Mean pay after", "money"),
    "within": Column("From pay", "signed_money"),
    "between": Column("From moving jobs", "signed_money"),
}

split = once_a_build(shift_share.split)
known_editions = once_a_build(editions.industries)


def span(warehouse: Warehouse, until: Edition) -> tuple[Edition, Edition] | None:
    """The longest span of editions with sectors that ends at `until`, or else the longest of all; None without two."""
    known = known_editions(warehouse, "sector")
    if len(known) < 2:
        return None
    return (known[0], until) if until in known[1:] else (known[0], known[-1])


def two_parts(warehouse: Warehouse, found: Split) -> FigureSpec:
    """Within, between and what cannot be placed, in dollars a year."""
    rows = pd.DataFrame([
        _part("Pay inside the sectors", found.within.value, found.within.low, found.within.high, found.national),
        _part("Jobs moving between "
              "sectors", found.between.value, found.between.low, found.between.high, found.national),
        _part("Cannot be placed", found.residual, None, None, found.national),
    ])  # fmt: skip
    rose = "rise" if found.national >= 0 else "fall"
    share = found.within_share
    origin = origins.of_industries(warehouse, found.end)
    covered = words.join([words.percent(100 * part, 1) for part in found.coverage])
    return FigureSpec(
        key="within-or-between",
        title=f"Of the {words.money(abs(found.national))} {rose} in mean pay, "
        f"{words.money(abs(found.within.value))} came from pay inside the sectors"
        if share is not None
        else "National mean pay did not change",
        subtitle=f"Change in the mean yearly pay of all pharmacy technicians, dollars of each year, United States, "
        f"{found.start.label} to {found.end.label}; by sector",
        unit=f"{EACH_YEAR}, a year",
        draw=lambda colours: parts(rows, colours, prefix="$"),
        table=rows,
        columns=TABLE,
        source=f"{origin.publisher}, Occupational Employment and Wage Statistics: national by industry; own "
               f"calculation",
        edition=f"{found.start.label} and {found.end.label}",
        url=origin.url,
        caveat=f"Between sectors only: a move from a drugstore to a supermarket counts as no move. The sectors hold "
               f"{covered} "
        "of the nation's jobs in the two editions. Part of the rise only kept up with prices.",
    )  # fmt: skip


def sectors(found: Split) -> pd.DataFrame:
    """Every sector of the split, for a table: SECTORS."""
    frame = found.sectors
    names = [words.capital(str(name).partition("(")[0].partition(", excluding")[0].strip().lower())
             for name in frame.industry_name]  # fmt: skip
    return frame.assign(name=names, share_before=100 * frame.share_before, share_after=100 * frame.share_after)


def _part(label: str, value: float, low: float | None, high: float | None, whole: float) -> dict[str, object]:
    share = 100 * value / whole if round(whole) else float("nan")
    return {"label": label, "value": value, "low": low, "high": high, "share": share, "why": "not defined"}
