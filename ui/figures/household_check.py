"""The household survey beside the employers' survey: do they agree on what a technician earns in a week?"""

from __future__ import annotations

from analysis import households, origins
from analysis.households import Check
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.dots import COLUMNS, dots
from ui.tables import Column

TABLE = {
    "label": Column("Who was asked"),
    "survey": Column("Survey"),
    "weekly": Column("Median a week", "money", "reason"),
}


def weekly(warehouse: Warehouse, found: Check) -> FigureSpec:
    """Median pay of a week: CPS, OEWS at forty hours, and all full-time workers."""
    rows = households.frame(found).sort_values("weekly", ascending=False, na_position="last", ignore_index=True)
    rows = rows.assign(
        under=rows.survey, role="other", value=rows.weekly, low=float("nan"), high=float("nan"), other=float("nan"),
        open=~rows.survey.str.startswith("OEWS"), note=rows.reason.where(rows.weekly.isna(), ""),
    )  # fmt: skip
    asked, employers = (origins.origin(warehouse, key) for key in (found.source_id, found.wages_source_id))
    return FigureSpec(
        key="pay-asked-at-home",
        title=found.title,
        subtitle="Median pay of a week in dollars of the year, before taxes, United States",
        unit="dollars a week",
        draw=lambda colours: dots(rows[list(COLUMNS)], colours, "money"),
        table=rows,
        columns=TABLE,
        source=f"{asked.words}; {employers.table}",
        edition=f"{asked.edition} and {employers.edition}",
        url=asked.url,
        key_words="○\u00a0households \u2003 ●\u00a0employers",
        caveat=f"The two surveys ask different people about different jobs. {found.note}",
    )
