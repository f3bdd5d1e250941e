"""From which size on a change against the build before is listed one by one, and why from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from etl.schema import WAGE_COLUMNS

Measure = Literal["percent", "points", "any"]
Comparison = Literal["revised", "moved"]
Kind = Literal["revised", "moved", "withheld", "appeared"]

TECHNICIANS = "n.occupation_code = '29-2052'"


@dataclass(frozen=True)
class Rule:
    """Which changes of which columns are listed.

    compare: revised, the same row in both builds; moved, the newest edition against the newest one before (for monthly
    series a new month against the month before it). kinds: of what comes of that, withheld and appeared are values that
    are there in one of the two only. measure: percent of the value before, points (in the column's own unit), or any.
    least: from this size on. where: SQL on the new row `n`. first: SQL on `n`, a number; rows with a higher one are
    listed first, among equals the largest change.
    """

    name: str
    words: str
    reason: str
    table: str
    columns: tuple[str, ...]
    measure: Measure
    least: float = 0.0
    compare: tuple[Comparison, ...] = ("revised", "moved")
    kinds: tuple[Kind, ...] = ("revised", "moved")
    where: str = "TRUE"
    first: str = "0"


PAY, JOBS, POINTS, PRICES, MONTHLY, NEW_MONTH = 5.0, 10.0, 2.0, 1.0, 1.0, 3.0
IN_PLACE: tuple[Comparison, ...] = ("revised",)
ACROSS: tuple[Comparison, ...] = ("moved",)
VALUES_AND_GAPS: tuple[Kind, ...] = ("revised", "withheld", "appeared")

TECHNICIANS = "n.occupation_code = '29-2052'"
TECHNICIANS_FIRST = f"CASE WHEN {TECHNICIANS} THEN 1 ELSE 0 END"
NATION_FIRST = f"CASE WHEN {TECHNICIANS} AND n.area_code = 'US' THEN 2 WHEN {TECHNICIANS} THEN 1 ELSE 0 END"
CPI = "n.series_id = 'CUUR0000SA0'"
NOT_CPI = "n.series_id <> 'CUUR0000SA0'"
YEARLY = tuple(column for column in WAGE_COLUMNS if column.startswith("annual"))
PROJECTED = ("base_employment", "projected_employment", "change_pct", "openings", "exits", "transfers")

RULES = (
    Rule("pay", f"a yearly wage that changed by {PAY:g} % or more (hourly ones move along)",
         "most national means move less from one edition to the next",
         "wages", YEARLY, "percent", PAY, first=NATION_FIRST),
    Rule("jobs", f"jobs that changed by {JOBS:g} % or more",
         "in the nation few occupations move as much from one edition to the next; in small places less may be chance",
         "wages", ("employment",), "percent", JOBS, first=NATION_FIRST),
    Rule("withheld", "jobs or a yearly wage of technicians that BLS gives no more, or gives anew",
         "a figure that vanishes leaves a gap in a page",
         "wages", ("employment", *YEARLY), "any", kinds=("withheld", "appeared"), where=TECHNICIANS,
         first=NATION_FIRST),
    Rule("projections_revised", "any figure of a projection that was corrected",
         "an edition of the projections is published once, so a correction in place is an event",
         "projections", (*PROJECTED, "change", "median_wage", "education", "experience", "training"), "any",
         compare=IN_PLACE, kinds=VALUES_AND_GAPS, first=TECHNICIANS_FIRST),
    Rule("projections_new", "each figure of technicians in a new edition of the projections",
         "an edition starts from another year, with other methods: a new statement, not a change over time",
         "projections", PROJECTED, "any", compare=ACROSS, where=TECHNICIANS),
    Rule("prices", "any consumer price that was corrected",
         "every figure in constant dollars hangs on it",
         "observations", ("value",), "any", compare=IN_PLACE, kinds=VALUES_AND_GAPS, where=CPI),
    Rule("prices_month", f"a new month in which consumer prices moved by {PRICES:g} % or more",
         "few months since 1990 moved as much",
         "observations", ("value",), "percent", PRICES, compare=ACROSS, where=CPI),
    Rule("monthly", f"a month of jobs or earnings that was revised by {MONTHLY:g} % or more",
         "preliminary months are revised as a matter of course; from here on a trend may read otherwise",
         "observations", ("value",), "percent", MONTHLY, compare=IN_PLACE, where=NOT_CPI),
    Rule("monthly_new", f"a new month in which jobs or earnings moved by {NEW_MONTH:g} % or more",
         "whole industries seldom move as much in a month",
         "observations", ("value",), "percent", NEW_MONTH, compare=ACROSS, where=NOT_CPI),
    Rule("weekly_earnings", f"median weekly earnings that changed by {PAY:g} % or more", "as for wages",
         "weekly_earnings", ("median_weekly",), "percent", PAY, first=TECHNICIANS_FIRST),
    Rule("price_level", f"a price level that changed by {POINTS:g} index points or more",
         "the price levels of most states move less in a year",
         "price_parities", ("index",), "points", POINTS),
    Rule("handbook_shares", f"a share of technicians' jobs that changed by {POINTS:g} points or more",
         "shares are printed in whole per cents, so a step of one may be rounding",
         "setting_shares", ("share_pct",), "points", POINTS),
    Rule("handbook_pay", f"a median of the Handbook that changed by {PAY:g} % or more", "as for wages",
         "setting_medians", ("annual_median",), "percent", PAY),
)  # fmt: skip

GONE = "gone"
GONE_WORDS = "any row that is gone and that no newer edition took the place of"
GONE_REASON = "what was published once should stay answerable"
REPLACED = ("setting_shares", "setting_medians", "related_occupations")
"""Tables of which the files hold the newest edition only: there a newer edition takes the place of the older one."""
