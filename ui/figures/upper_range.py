"""The upper end of pay: from the middle to the best paid, by setting, through the years, and by owner."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd

from analysis import origins, upper_range, words
from analysis.editions import Edition
from analysis.prices import Dollars
from analysis.upper_range import TOPS, Pair
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.series import Line, key_words, through_time
from ui.charts.spans import spans
from ui.data import once_a_build
from ui.figures import break_words
from ui.figures.units import yearly_dollars
from ui.tables import Column

UNTESTED = "BLS publishes no margin for percentiles, so no gap here can be tested."
WHO = "Who earns most may have other duties, more years or longer shifts."
BRIEF, LABEL = 26, 38
"""Letters of a name that fit on a phone: at a line's end with its figure, and alone on a row."""
INDUSTRIES = {
    "622100": "General hospitals",
    "622200": "Psychiatric and substance-use hospitals",
    "622300": "Specialty hospitals",
}
"""Industries whose owners BLS publishes apart; the words stand in the control and in links."""
OWNER_DASHES = {
    "private": "solid",
    "local government": "dash",
    "state government": "dot",
    "federal government": "solid",
}

pair = once_a_build(upper_range.pair)
_in_edition = once_a_build(upper_range.in_edition)
_through = once_a_build(upper_range.through_editions)
_owners = once_a_build(upper_range.owners_apart)


@once_a_build
def years(warehouse: Warehouse, top: str) -> dict[Edition, str]:
    """Editions to choose from, newest first, with their words."""
    return {edition: edition.label for edition in upper_range.editions(warehouse, top)}


def in_year(warehouse: Warehouse, found: Pair, money: Dollars | None) -> FigureSpec:
    """From the median to the upper end in every setting of the edition."""
    edition, top = found.setting.edition, found.top
    asked = (found.setting.setting.key, found.baseline.setting.key)
    rows = _in_edition(warehouse, edition, top, asked, money)
    known = rows[rows.source_id != ""]
    origin = origins.origin(warehouse, known.source_id.iloc[0] if len(known) else "")
    drawn = pd.DataFrame(
        {
            "label": ["<br>".join(wrap(label, LABEL)) for label in rows.label],
            "start": rows["median"], "end": rows.top,
            "role": rows.kind.where(rows.kind.isin(["specialist", "general"]), "other"),
            "note": [_note(row) for row in rows.itertuples()],
        }
    )  # fmt: skip
    return FigureSpec(
        key="room-by-setting",
        title=found.title,
        subtitle=f"Yearly pay of pharmacy technicians in {_dollars(money)}, from the median to the {TOPS[top]}, United "
        f"States, {edition.label}",
        unit=yearly_dollars(money, edition),
        draw=lambda colours: spans(drawn, colours),
        table=rows,
        columns={
            "label": Column("Setting"),
            "median": Column("Median", "money", "median_reason"),
            "top": Column(words.capital(TOPS[top]), "money", "top_reason"),
            "above": Column("Above the median", "money", "top_reason"),
            "above_pct": Column("Above the median, per cent", "percent", "top_reason"),
            "jobs": Column("Jobs", "jobs", "jobs_reason"),
            "industry": Column("Read through"),
        },
        source=origin.words,
        edition=edition.label,
        url=origin.url,
        key_words="○\u00a0median \u2003 ●\u00a0" + TOPS[top].replace(" ", "\u00a0"),
        caveat=f"{UNTESTED} {WHO} Only settings that the edition shows through their own industry are drawn, and those "
        "chosen above.",
    )


def through_years(warehouse: Warehouse, found: Pair, money: Dollars | None) -> FigureSpec | None:
    """The upper end of both settings in every edition; None where no edition has either."""
    setting, baseline = found.setting.setting, found.baseline.setting
    rows = _through(warehouse, setting.key, baseline.key, found.top, money)
    if rows.empty:
        return None
    first, last = rows.iloc[0], rows.iloc[-1]
    roles = [side.kind if side.kind in ("specialist", "general") else "other" for side in (setting, baseline)]
    lines = (
        Line("setting_top", _brief(words.capital(last.setting_name)), roles[0]),
        Line("baseline_top", _brief(words.capital(last.baseline_name)), roles[1], "dash"),
    )
    origin = origins.origin(warehouse, last.source_id)
    drawn = break_words.drawn_after(first.date)
    return FigureSpec(
        key="room-through-time",
        title=upper_range.gap_title(rows),
        subtitle=f"{words.capital(TOPS[found.top])} of yearly pay of pharmacy technicians in "
        f"{_dollars(money)}, United States, {first.edition} to {last.edition}; the axis does not start at zero",
        unit=yearly_dollars(money),
        draw=lambda colours: through_time(rows, drawn, lines, colours, from_zero=False),
        table=rows,
        columns={
            "edition": Column("Edition"),
            "setting_top": Column(words.capital(last.setting_name), "money", "setting_reason"),
            "setting_industry": Column(f"{setting.name} read through", reason="setting_reason"),
            "baseline_top": Column(words.capital(last.baseline_name), "money", "baseline_reason"),
            "baseline_industry": Column(f"{baseline.name} read through", reason="baseline_reason"),
            "gap": Column("Gap at the upper end", "signed_money"),
        },
        source=origin.words,
        edition=f"{first.edition} to {last.edition}",
        url="https://www.bls.gov/oes/tables.htm",
        key_words=key_words(lines),
        caveat=f"{UNTESTED} {break_words.caveat(drawn)}",
    )


def by_owner(warehouse: Warehouse, code: str, top: str, money: Dollars | None) -> FigureSpec | None:
    """The upper end of an industry's owners, in the editions that have them apart; None where none is loaded."""
    rows = _owners(warehouse, code, top, money)
    if rows.empty:
        return None
    wide = rows.pivot_table(index=["date", "edition"], columns="owner", values="top", dropna=False).reset_index()
    wide = wide.dropna(axis="columns", how="all").sort_values("date", ignore_index=True)
    names = [owner for owner in OWNER_DASHES if owner in wide]
    last = wide.iloc[-1]
    ahead = max(names, key=lambda owner: last[owner] if pd.notna(last[owner]) else 0)
    lines = tuple(
        Line(owner, words.capital(owner), "specialist", OWNER_DASHES[owner], owner == ahead) for owner in names
    )
    drawn = break_words.drawn_after(wide.date.iloc[0])
    drawn = drawn[drawn.date <= wide.date.iloc[-1]].reset_index(drop=True)
    origin = origins.origin(warehouse, rows.source_id.iloc[-1])
    span = f"{wide.edition.iloc[0]} to {wide.edition.iloc[-1]}"
    others = [f"{owner} {words.money(round(last[owner], -1))}" for owner in names
              if owner != ahead and pd.notna(last[owner])]  # fmt: skip
    return FigureSpec(
        key="room-by-owner",
        title=f"{INDUSTRIES[code]}: highest with {ahead} owners, {words.money(round(last[ahead], -1))} in "
        f"{last.edition} ({', '.join(others) or 'no other owner published'})",
        subtitle=f"{words.capital(TOPS[top])} of yearly pay of pharmacy technicians in {_dollars(money)}, United "
        f"States, {span}; the axis does not start at zero",
        unit=yearly_dollars(money),
        draw=lambda colours: through_time(wide, drawn, lines, colours, from_zero=False),
        table=rows,
        columns={
            "edition": Column("Edition"),
            "owner": Column("Owner"),
            "top": Column(words.capital(TOPS[top]), "money", "top_reason"),
            "median": Column("Median", "money", "median_reason"),
            "jobs": Column("Jobs", "jobs"),
        },
        source=origin.words,
        edition=span,
        url=origin.url,
        key_words=key_words(lines),
        caveat=f"{UNTESTED} Owners have few jobs in some years, so their figures jump. {break_words.caveat(drawn)}",
    )


def key_figures(found: Pair) -> list[tuple[str, str, str]]:
    """Both upper ends and how far each is above its median, for `page.key_figures`."""
    figures = []
    for side in (found.setting, found.baseline):
        high, middle = side.estimates[found.top].value, side.estimates["annual_median"].value
        edition, name = side.edition.label, words.capital(upper_range.name_of(side))
        if high is None or not middle:
            figures.append((name, "—", f"{edition}, {side.estimates[found.top].reason_words}"))
            continue
        shown = words.money(round(high * found.factor, -1))
        above = words.percent(100 * (high / middle - 1), 0)
        figures.append((f"{name}, {TOPS[found.top]}", shown, f"{edition}, {above} above the median there"))
    return figures


def _brief(name: str) -> str:
    """A name that fits at the end of a line on a phone."""
    name = name.partition(" (")[0]
    return name if len(name) <= BRIEF else f"{name[:BRIEF].rpartition(' ')[0]} …"


def _dollars(money: Dollars | None) -> str:
    return money.label if money else "dollars"


def _note(row: object) -> str:
    missing = [row.top_reason, row.median_reason]  # type: ignore[attr-defined]
    return next((reason for reason in missing if reason), "")
