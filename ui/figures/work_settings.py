"""Where technicians work: jobs by industry in one edition, through the editions, and by the Handbook."""

from __future__ import annotations

import pandas as pd

from analysis import breaks, handbook, origins, settings_share, words
from analysis.editions import Edition
from analysis.settings_share import REST_KEY, SMALL_KEY, Shares
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.bars import parts
from ui.charts.ranges import COLUMNS, key_words, pay_ranges
from ui.charts.stacked import Segment
from ui.charts.stacked import key_words as segment_words
from ui.charts.stacked import shares as stacked
from ui.data import once_a_build
from ui.tables import Column

TABLE = {
    "label": Column("Industry"),
    "value": Column("Jobs", "jobs", "reason"),
    "low": Column("Low end", "jobs", "margin_reason"),
    "high": Column("High end", "jobs", "margin_reason"),
    "share": Column("Share of jobs", "percent", "reason"),
    "code": Column("NAICS"),
    "holds": Column("Holds"),
}
YEARS = {
    "edition": Column("Edition"),
    "name": Column("Sector"),
    "share_pct": Column("Share of jobs", "percent", "reason"),
    "jobs": Column("Jobs", "jobs", "reason"),
    "low": Column("Low end", "jobs"),
    "high": Column("High end", "jobs"),
}
SEGMENTS = (
    Segment("retail", "Retail trade", "retail", "general"),
    Segment("health_care", "Health care", "health care", "specialist"),
    Segment("others", "All other industries", "all others", "other"),
)

shares = once_a_build(settings_share.shares)
series = once_a_build(settings_share.series)
handbook_shares = once_a_build(handbook.shares)
handbook_medians = once_a_build(handbook.medians)


def by_industry(warehouse: Warehouse, found: Shares) -> FigureSpec:
    """Jobs by industry, largest first, with the small ones and the unplaced as lines of their own."""
    frame = found.frame
    rows = frame.assign(
        label=frame["name"], value=frame.jobs, share=frame.share_pct, note=frame.reason,
        role=[_colour(*row) for row in zip(frame.key, frame.code, frame.kind, strict=True)],
        holds=frame.parts, margin_reason="no error in the loaded files",
    )  # fmt: skip
    origin = origins.of_industries(warehouse, found.edition, found.level)
    return FigureSpec(
        key="where-technicians-work",
        title=found.sentence.rstrip(".").partition(";")[0],
        subtitle=f"Jobs of pharmacy technicians by the employer's industry, {_level(found.level)}, United States, "
        f"{found.edition.label}",
        unit="jobs",
        draw=lambda colours: parts(rows[["label", "value", "share", "role", "note"]], colours),
        table=rows,
        columns=TABLE,
        source=origin.words,
        edition=found.edition.label,
        url=origin.url,
        caveat=" ".join([*_residual(frame), "Teal: settings with specialist work; amber: general settings; grey: "
                                            "other and wider industries. The "
                         "self-employed are not counted."]),
    )  # fmt: skip


def over_years(warehouse: Warehouse) -> FigureSpec | None:
    """Shares of retail trade, health care and everything else, edition by edition, by sector; None without any."""
    frame = series(warehouse)
    if frame.empty:
        return None
    rows = pd.DataFrame([_split(str(edition), part) for edition, part in frame.groupby("edition", sort=False)])
    first, last = rows.iloc[0], rows.iloc[-1]
    origin = origins.of_industries(warehouse, Edition(int(frame.year.iloc[-1]), int(frame.month.iloc[-1])))
    return FigureSpec(
        key="shares-over-the-years",
        title=f"Health care held {words.percent(first.health_care)} of the jobs in {first.label} and "
        f"{words.percent(last.health_care)} in {last.label}",
        subtitle=f"Share of pharmacy technicians' jobs by sector, United States, {first.label} to {last.label}",
        unit="per cent of the jobs",
        draw=lambda colours: stacked(rows, SEGMENTS, colours),
        table=frame,
        columns=YEARS,
        source=f"{origin.publisher}, Occupational Employment and Wage Statistics: national by industry",
        edition=f"{first.label} to {last.label}",
        url=origin.url,
        key_words=segment_words(SEGMENTS),
        caveat="BLS does not encourage reading editions as a time series: those in a row share part of their survey "
        f"panels. {_crossed(frame)}Other industries hold what is in no published industry.",
    )


def _crossed(frame: pd.DataFrame) -> str:
    """The breaks that lie between the first edition and the last, as a sentence with a blank behind; "" without any."""
    start, end = (Edition(int(frame.year.iloc[at]), int(frame.month.iloc[at])) for at in (0, -1))
    found = breaks.crossed(start, end, kinds=breaks.IN_INDUSTRIES)
    if not found:
        return ""
    return f"Between them lies {words.join([f'{item.label} ({item.edition.label})' for item in found])}. "


def by_handbook(warehouse: Warehouse) -> FigureSpec | None:
    """The Handbook's own shares, a second source; None where the Handbook is not loaded."""
    found = handbook_shares(warehouse)
    if found.frame.empty:
        return None
    rows = found.frame.assign(
        label=[title.partition(";")[0] for title in found.frame.industry_title], value=found.frame.jobs,
        share=found.frame.share_pct, role=[_role(title) for title in found.frame.industry_title], note="",
    )  # fmt: skip
    origin = origins.origin(warehouse, found.source_id)
    return FigureSpec(
        key="handbook-shares",
        title=found.sentence.rstrip("."),
        subtitle=f"Jobs of pharmacy technicians by industry, United States, {found.year}; the printed shares of the "
                 f"printed "
        "total, rounded to 100",
        unit="jobs",
        draw=lambda colours: parts(rows[["label", "value", "share", "role", "note"]], colours),
        table=rows,
        columns={"industry_title": Column("Industry"), "share_pct": Column("Share of jobs", "percent"),
                 "value": Column("Jobs, computed", "jobs")},
        source=origin.words,
        edition=origin.edition,
        url=origin.url,
        caveat="A second source, not to be mixed with the wage survey: it rests on the projections' employment, which "
               "counts a "
        "year's average and the self-employed too. Shares are printed as whole per cents.",
    )  # fmt: skip


def handbook_pay(warehouse: Warehouse) -> FigureSpec | None:
    """Median pay by the Handbook's industries, highest first; None where the Handbook is not loaded."""
    frame = handbook_medians(warehouse)
    if frame.empty:
        return None
    blank = dict.fromkeys(("p10", "p25", "p75", "p90", "mean", "mean_low", "mean_high"), float("nan"))
    rows = frame.assign(
        label=[title.partition(";")[0] for title in frame.industry_title], median=frame.annual_median.astype("float64"),
        role=[_role(title) for title in frame.industry_title], note="", **blank,
    )  # fmt: skip
    best, least = rows.iloc[0], rows.iloc[-1]
    origin = origins.origin(warehouse, str(best.source_id))
    return FigureSpec(
        key="handbook-pay",
        title=f"By the Handbook, median pay runs from {words.money(least['median'])} in "
        f"{words.lower_first(least.label)} to "
        f"{words.money(best['median'])} in {words.lower_first(best.label)}",
        subtitle=f"Median yearly pay of pharmacy technicians in dollars, top industries, United States, {best.edition}",
        unit="dollars a year",
        draw=lambda colours: pay_ranges(rows[list(COLUMNS)], colours),
        table=rows,
        columns={"industry_title": Column("Industry"), "median": Column("Median", "money")},
        source=origin.words,
        edition=best.edition,
        url=origin.url,
        key_words=key_words(rows),
        caveat="BLS groups industries here in its own way. No margin and no spread is printed.",
    )


def _split(edition: str, part: pd.DataFrame) -> dict[str, object]:
    share = dict(zip(part.key, part.share_pct, strict=True))
    retail, health = float(share.get("retail", 0)), float(share.get("health_care", 0))
    return {"label": edition, "retail": retail, "health_care": health, "others": 100 - retail - health}


def _residual(frame: pd.DataFrame) -> list[str]:
    small, rest = frame[frame.key == SMALL_KEY], frame[frame.key == REST_KEY]
    said = []
    if len(small):
        said.append(f"Other industries: {small.parts.iloc[0]}.")
    if len(rest):
        said.append(f"In no published industry: {rest.reason.iloc[0]}.")
    return said


def _level(level: str) -> str:
    return "by sector" if level == "sector" else f"{level} industries"


def _colour(key: str, code: str, kind: str) -> str:
    """A wider industry that merely holds a specialist setting is not coloured as one; shops of any kind are general."""
    return "other" if key == code and kind == "specialist" else kind


def _role(title: str) -> str:
    """The Handbook's industries by the kind of setting that they are; its own titles, not codes."""
    known = {"hospital": "specialist", "ambulatory": "specialist", "pharmac": "general", "retailer": "general"}
    return next((role for stem, role in known.items() if stem in title.lower()), "other")
