"""Who owns the hospitals that technicians work in, and what each owner pays; published for 2010 to 2019."""

from __future__ import annotations

import pandas as pd

from analysis import breaks, distribution, origins, prices, settings_share, words
from analysis.editions import Edition
from analysis.prices import Dollars
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.editions import Points, by_edition
from ui.charts.editions import key_words as edition_words
from ui.charts.stacked import Segment, shares
from ui.charts.stacked import key_words as segment_words
from ui.data import once_a_build
from ui.figures.range_rows import NAMES
from ui.figures.units import yearly_dollars
from ui.tables import Column

GENERAL_HOSPITALS = ("622100",)
OWNERS = {
    "private": ("Private", "square", "solid", "below", ""),
    "local government": ("Local government", "diamond", "dash", "above", "/"),
    "state government": ("State government", "circle", "dot", "above", "x"),
}
"""Owner to name, mark, stroke, side of its figure and hatching: one colour, since all of them are hospitals."""

JOBS = {
    "edition": Column("Edition"),
    "owner": Column("Owner"),
    "jobs": Column("Jobs", "jobs", "absent"),
    "low": Column("Low end", "jobs"),
    "high": Column("High end", "jobs"),
    "share_pct": Column("Share of the owners shown", "percent"),
    "absent": Column("Not in the sum"),
}

ownership = once_a_build(settings_share.hospital_ownership)
ranges = once_a_build(distribution.of_owners)


def jobs(warehouse: Warehouse) -> FigureSpec | None:
    """Shares of the owners in the jobs at all hospitals, edition by edition; None where none is loaded."""
    frame = ownership(warehouse)
    if frame.empty:
        return None
    wide = frame.pivot_table(index="date", columns="owner", values="share_pct").fillna(0.0).sort_index(ascending=False)
    labels = dict(zip(frame.date, frame.edition, strict=True))
    rows = wide.assign(label=[labels[date] for date in wide.index]).reset_index(drop=True)
    segments = tuple(
        Segment(key, item[0], key.partition(" ")[0], "specialist", item[4])
        for key, item in OWNERS.items()
        if key in wide
    )
    last = frame[frame.date == frame.date.max()].set_index("owner")
    edition = str(last.edition.iloc[0])
    largest = last.share_pct.idxmax()
    origin = origins.origin(warehouse, str(last.source_id.iloc[0]))
    return FigureSpec(
        key="hospital-owners",
        title=f"{words.percent(last.share_pct[largest], 0)} of hospital technicians worked for "
        f"{_employer(str(largest))} in {edition}",
        subtitle="Share of pharmacy technicians' jobs in hospitals (NAICS 622100, 622200, 622300) by owner, United "
                 "States, "
        f"{frame.edition.iloc[0]} to {edition}",
        unit="per cent of the jobs",
        draw=lambda colours: shares(rows, segments, colours),
        table=frame,
        columns=JOBS,
        source=origin.words,
        edition=f"{frame.edition.iloc[0]} to {edition}",
        url=origin.url,
        key_words=segment_words(segments),
        caveat="Federal hospitals are counted with government, not here. Where BLS suppressed the jobs of a kind of "
               "hospital "
        "for an owner, the sum lacks it; the table says where.",
    )  # fmt: skip


def pay(warehouse: Warehouse, measure: str, money: Dollars | None) -> FigureSpec | None:
    """Pay in general hospitals by owner, edition by edition; None where none is loaded."""
    frame = ranges(warehouse, GENERAL_HOSPITALS)
    if frame.empty:
        return None
    columns = ("p10", "p25", "median", "mean", "p75", "p90", "mean_low", "mean_high")
    frame = prices.constant(frame, columns, money) if money else frame
    point = measure.removeprefix("annual_")
    rows, lines = _wide(frame, point)
    first, last = rows.iloc[0], rows.iloc[-1]
    drawn = breaks.frame(
        breaks.crossed(Edition(first.year, first.month), Edition(last.year, last.month), kinds=breaks.IN_INDUSTRIES)
    )
    origin = origins.origin(warehouse, str(last.source_id))
    said = words.join([
        f"{words.money(last[line.column])} in {_employer(line.column)}" for line in lines if pd.notna(last[line.column])
    ])  # fmt: skip
    numbered = ", ".join(
        f"{place} {item.label} ({item.edition})" for place, item in enumerate(drawn.itertuples(), start=1)
    )
    return FigureSpec(
        key="owners-pay",
        title=f"In {last.edition}, {words.MEASURES[measure]} of general hospitals' technicians was {said}",
        subtitle=f"{NAMES[point]} yearly pay of pharmacy technicians in general hospitals (NAICS 622100) by owner, "
        f"{f'in {money.label}' if money else 'in dollars of each year'}, United States, {first.edition} to "
        f"{last.edition}",
        unit=yearly_dollars(money),
        draw=lambda colours: by_edition(
            rows[["date", "edition", "run", *(name for line in lines for name in (line.column, line.low, line.high))]],
            drawn, lines, colours, unit="money", from_zero=False, ends="last",
        ),
        table=rows,
        columns=_columns(lines, point),
        source=origin.words,
        edition=f"{first.edition} to {last.edition}",
        url=origin.url,
        key_words=edition_words(lines, rows),
        caveat=" ".join(said for said in (
            f"Numbered line: a change in how the figures are made: {numbered}." if numbered else "",
            "" if point == "mean" else "BLS publishes no margin for medians and percentiles.",
            f"Loaded by owner are the editions from {first.edition} to {last.edition}. Owners differ in where their "
            f"hospitals "
            "stand.",
            money.note if money else "") if said),
    )  # fmt: skip


def _wide(frame: pd.DataFrame, point: str) -> tuple[pd.DataFrame, tuple[Points, ...]]:
    """One row an edition, and for each owner its figure, low, high and reason."""
    lines, parts = [], []
    for key, (name, symbol, dash, side, _) in OWNERS.items():
        own = frame[frame.group == key]
        if own.empty:
            continue
        lines.append(Points(key, f"{key}_low", f"{key}_high", name, "specialist", side, dash, symbol))
        low, high = (own[f"mean_{end}"] if point == "mean" else float("nan") for end in ("low", "high"))
        parts.append(pd.DataFrame({
            "date": own.date, key: own[point], f"{key}_low": low, f"{key}_high": high,
            f"{key}_reason": own[f"reason_{point}"],
        }).set_index("date"))  # fmt: skip
    named = frame.drop_duplicates("date").set_index("date")[["year", "month", "edition", "source_id"]]
    rows = named.join(parts).sort_index().reset_index().assign(run=0)
    return rows, tuple(lines)


def _columns(lines: tuple[Points, ...], point: str) -> dict[str, Column]:
    found = {"edition": Column("Edition")}
    for line in lines:
        found[line.column] = Column(f"{line.name}, {NAMES[point].lower()}", "money", f"{line.column}_reason")
        if point == "mean":
            found[line.low] = Column(f"{line.name}, low end", "money")
            found[line.high] = Column(f"{line.name}, high end", "money")
    return found


def _employer(owner: str) -> str:
    return "private hospitals" if owner == "private" else f"{owner} hospitals"
