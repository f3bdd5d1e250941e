"""Pay by setting beside its jobs: good pay in a setting with few jobs is hard to come by."""

from __future__ import annotations

import pandas as pd

from analysis import comparison, origins, words
from analysis.comparison import Level
from analysis.editions import Edition
from analysis.premium import between
from analysis.prices import Dollars
from analysis.settings import Resolved
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.pay_and_jobs import pay_and_jobs
from ui.data import once_a_build
from ui.figures.range_rows import NAMES, NO_MARGIN, name, short
from ui.figures.units import yearly_dollars
from ui.tables import Column

others = once_a_build(comparison.others)


def table(measure: str) -> dict[str, Column]:
    """Columns of the card's table for a measure."""
    return {
        "full": Column("Setting"),
        "pay": Column(NAMES[measure.removeprefix("annual_")], "money", "pay_note"),
        "low": Column("Low end", "money", "margin_reason"),
        "high": Column("High end", "money", "margin_reason"),
        "jobs": Column("Jobs", "jobs", "jobs_note"),
        "level": Column("Level of industry"),
        "over": Column("Against the baseline, per cent", "signed_percent", "over_note"),
    }


def beside_jobs(
    warehouse: Warehouse, edition: Edition, measure: str, level: Level, money: Dollars | None, baseline: str
) -> FigureSpec | None:
    """Every industry that a setting is read through, best paid first; None where none of them has the measure.

    baseline: key of the setting whose pay the others are set against, as a line and in the table.
    """
    found = [comparison.in_dollars(item, money) for item in others(warehouse, edition, level)]
    base = comparison.in_dollars(comparison.resolve(warehouse, baseline, edition, level), money)
    rows = pd.DataFrame([_row(item, measure) | _over(item, base, measure) for item in found])
    rows = rows.astype({"pay": float, "low": float, "high": float, "jobs": float, "over": float})
    if rows.pay.isna().all() or rows.pay[rows.key != comparison.ALL].isna().all():
        return None
    rows = rows.sort_values("pay", ascending=False, na_position="last", ignore_index=True)
    settings = rows[(rows.key != comparison.ALL) & rows.pay.notna()]
    best = settings.iloc[0]
    largest = settings.loc[settings.jobs.idxmax()]
    origin = origins.origin(warehouse, str(best.source_id))
    jobs = words.jobs(best.jobs) if pd.notna(best.jobs) else f"jobs {best.jobs_note}"
    return FigureSpec(
        key="pay-beside-jobs",
        title=f"The best-paid setting, {_plain(best.full)}, has {jobs}; the largest, {_plain(largest.full)}, "
        f"{words.number(largest.jobs)}",
        subtitle=f"{words.capital(words.MEASURES[measure])} a year "
        f"{f'in {money.label}' if money else f'in dollars of {edition.year}'} and jobs of pharmacy technicians, "
        f"United States, {edition.label}; sorted by pay; dotted line: {_plain(name(base))}",
        unit=f"{yearly_dollars(money, edition)}; jobs",
        draw=lambda colours: pay_and_jobs(
            rows[["label", "role", "pay", "low", "high", "jobs", "pay_note", "jobs_note"]], colours,
            measure=words.capital(words.MEASURES[measure]), line=base.estimates[measure].value,
        ),
        table=rows,
        columns=table(measure),
        source=f"{origin.publisher}, Occupational Employment and Wage Statistics: national by industry",
        edition=edition.label,
        url=origin.url,
        key_words="◆\u00a0pay \u2003 ▬\u00a0jobs \u2003 ┊\u00a0pay in the setting compared with",
        caveat=f"{_above(rows, base)} "
        "Teal: settings with specialist work; amber: general settings; grey: other and wider industries. "
        f"{_margins(rows, measure)} {money.note if money else ''}".strip(),
    )  # fmt: skip


def _row(found: Resolved, measure: str) -> dict[str, object]:
    pay, jobs = found.estimates[measure], found.estimates["employment"]
    low, high = pay.interval or (None, None)
    kind = found.setting.kind if found.own else "other"
    return {
        "key": found.setting.key, "label": short(found), "full": name(found),
        "role": kind if kind in ("specialist", "general") else "other",
        "pay": pay.value, "low": low, "high": high, "jobs": jobs.value, "pay_note": pay.reason_words,
        "jobs_note": jobs.reason_words, "margin_reason": NO_MARGIN, "source_id": pay.source_id or jobs.source_id,
        "level": f"{found.level}, NAICS {found.code}" if found.setting.kind != "all" else found.level,
    }  # fmt: skip


def _over(found: Resolved, base: Resolved, measure: str) -> dict[str, object]:
    """By how many per cent the setting's pay is above the baseline's, or why that cannot be said."""
    premium = between(found, base, measure)
    itself = (found.code, found.ownership) == (base.code, base.ownership)
    note = "the baseline itself" if itself else premium.reason
    return {"over": premium.percent and premium.percent.value, "over_note": note}


def _above(rows: pd.DataFrame, base: Resolved) -> str:
    known = rows[rows.over.notna() & (rows.key != comparison.ALL)]
    if known.empty:
        return f"None can be set against {_plain(name(base))}: its pay is not loaded."
    more = int((known.over > 0).sum())
    return f"{more} of {len(known)} pay more than {_plain(name(base))}; whether by chance is tested on the page Pay."


def _margins(rows: pd.DataFrame, measure: str) -> str:
    if measure != "annual_mean":
        return "BLS publishes no margin for medians and percentiles."
    if rows.low.isna().sum() > len(rows) / 2:
        return "At this level no errors are in the loaded files; a small setting's mean may be well off."
    return "The bar across a diamond is the mean's 90% margin."


def _plain(label: str) -> str:
    return words.lower_first(label.partition(", for ")[0])
