"""What BLS's Occupational Outlook Handbook says of where technicians work and earn: a second source, kept apart.

The Handbook's shares come from the employment matrix of the projections, which counts differently from OEWS (it is a
yearly average and includes the self-employed); its medians are OEWS's for the industries that it groups in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.editions import Edition
from analysis.warehouse import Warehouse

REST = "All other industries (not printed)"


@dataclass(frozen=True)
class Shares:
    """Shares of technician jobs by industry in one year.

    frame: industry_title, share_pct, jobs (share of the printed total, rounded to 100; the shares are whole per cents),
    printed (False for the rest, which is computed); largest first, the rest last. total: jobs as printed.
    """

    year: int
    total: int | None
    frame: pd.DataFrame
    source_id: str

    @property
    def sentence(self) -> str:
        """The largest two industries, by the Handbook."""
        printed = self.frame[self.frame.printed]
        if printed.empty:
            return "The Handbook's shares are not in the loaded files."
        top = list(zip(printed.industry_title, printed.share_pct, strict=True))[:2]
        names = [words.lower_first(title.partition(";")[0]) for title, _ in top]
        said = f"By the Handbook, {words.percent(top[0][1], 0)} of technicians' jobs in {self.year} were in {names[0]}"
        return f"{said} and {words.percent(top[1][1], 0)} in {names[1]}." if len(top) > 1 else f"{said}."


def shares(warehouse: Warehouse) -> Shares:
    """Shares of the newest loaded year; an empty frame and year 0 where the Handbook is not loaded."""
    rows = warehouse.rows("SELECT year, industry_title, share_pct, jobs AS total, source_id FROM setting_shares")
    newest = max((row["year"] for row in rows), default=0)
    frame = pd.DataFrame([row for row in rows if row["year"] == newest])
    columns = ["industry_title", "share_pct", "jobs", "printed"]
    if frame.empty:
        return Shares(0, None, pd.DataFrame(columns=columns), "")
    frame = frame.sort_values(["share_pct", "industry_title"], ascending=[False, True], ignore_index=True)
    total = None if frame.total.isna().all() else int(frame.total.max())
    frame = frame.assign(printed=True)
    rest = 100 - frame.share_pct.sum()
    if rest > 0:
        frame.loc[len(frame)] = frame.iloc[0].to_dict() | {"industry_title": REST, "share_pct": rest, "printed": False}
    frame["jobs"] = float("nan") if total is None else (frame.share_pct * total / 100).round(-2)
    return Shares(
        int(frame.year.iloc[0]), total, frame[columns].astype({"printed": bool}), str(frame.source_id.iloc[0])
    )


def medians(warehouse: Warehouse) -> pd.DataFrame:
    """Median pay by industry of the newest loaded edition: industry_title, annual_median, edition, source_id.

    Highest first; no margin is published. Empty where the Handbook is not loaded.
    """
    rows = warehouse.rows("SELECT industry_title, annual_median, year, month, source_id FROM setting_medians")
    newest = max(((row["year"], row["month"]) for row in rows), default=(0, 0))
    frame = pd.DataFrame(
        [row for row in rows if (row["year"], row["month"]) == newest],
        columns=["industry_title", "annual_median", "year", "month", "source_id"],
    ).sort_values(["annual_median", "industry_title"], ascending=[False, True], ignore_index=True)
    labels = [Edition(int(year), int(month)).label for year, month in zip(frame.year, frame.month, strict=True)]
    return frame.assign(edition=labels)[["industry_title", "annual_median", "edition", "source_id"]]
