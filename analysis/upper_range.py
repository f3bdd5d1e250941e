"""How far the upper end of pay lies above the middle, setting by setting, with the owners apart where BLS has them so.

BLS publishes no error for percentiles, so none of these distances can be tested; whoever shows them says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import owners, prices, settings, words
from analysis.editions import Edition
from analysis.estimate import Estimate, missing
from analysis.prices import Dollars
from analysis.settings import Resolved
from analysis.warehouse import Warehouse

TOPS = {"annual_p90": "90th percentile", "annual_p75": "75th percentile"}
"""Points of the pay range that stand for its upper end."""

EARNS_MORE = {"annual_p90": "One technician in ten", "annual_p75": "One technician in four"}
MEDIAN = "annual_median"
ALL = "all"


@dataclass(frozen=True)
class Pair:
    """The upper end of pay in a setting and in a baseline, one edition. top: a key of TOPS. factor: dollars' worth."""

    setting: Resolved
    baseline: Resolved
    top: str
    factor: float
    dollars: str

    @property
    def title(self) -> str:
        """Both upper ends in one sentence without a full stop; a missing one says why."""
        sides = (self.setting, self.baseline)
        known = [side for side in sides if side.estimates[self.top].value is not None]
        absent = "; ".join(
            f"{name_of(side)}: {side.estimates[self.top].reason_words}" for side in sides if side not in known
        )
        if not known:
            return f"No figure in {self.setting.edition.label} for {absent}"
        figures = [f"{_said(side, self.top, self.factor)}{{}} in {name_of(side)}" for side in known]
        said = f"{EARNS_MORE[self.top]} earns {', '.join(figures).replace('{}', ' or more', 1).replace('{}', '')}"
        return f"{said}; {absent}" if absent else said

    @property
    def sentence(self) -> str:
        """How far each upper end is above its own middle, and that this cannot be tested."""
        said = [_above(side, self.top) for side in (self.setting, self.baseline)]
        return f"{' '.join(part for part in said if part)} {UNTESTED}".strip()


UNTESTED = "BLS publishes no margin for percentiles, so neither gap can be tested."


def name_of(side: Resolved) -> str:
    """The setting's name in a sentence; where a wider industry stands in for it, that industry's own name."""
    return side.setting.words if side.own or not side.found else side.short


def editions(warehouse: Warehouse, top: str) -> list[Edition]:
    """Editions in which a setting other than all together has the upper end, newest first."""
    keys = [key for key in settings.all_settings() if key != ALL]
    found = {edition for key in keys for edition in settings.editions(warehouse, key, top, own=True)}
    return sorted(found, reverse=True)


def pair(
    warehouse: Warehouse, setting: str, baseline: str, edition: Edition, top: str, money: Dollars | None = None
) -> Pair:
    """The setting and the baseline in an edition, each through the finest industry that has the upper end.

    Raises UnknownSetting, NoPrices.
    """
    sides = [settings.resolve(warehouse, key, edition, top) for key in (setting, baseline)]
    return Pair(sides[0], sides[1], top, money.of_edition(edition) if money else 1.0, money.label if money else "")


def in_edition(
    warehouse: Warehouse, edition: Edition, top: str, asked: tuple[str, ...] = (), money: Dollars | None = None
) -> pd.DataFrame:
    """Every setting that the edition shows through its own industry, and those of `asked`, highest upper end first.

    Columns: key, label, kind, industry, median, top, above, above_pct, jobs, median_reason, top_reason, jobs_reason,
    source_id. Dollars of the edition's year, or of `money`. An industry that is published for each owner apart gives a
    row for each owner; an asked setting without a figure gives one with its reasons.
    """
    lines = []
    for key, item in settings.all_settings().items():
        found = settings.resolve(warehouse, key, edition, top)
        if found.own:
            lines.append(_line(key, item.name, item.kind, found.short, dict(found.estimates), top))
            continue
        apart = _owners(warehouse, key, edition, top)
        lines += apart
        if key in asked and not apart:
            # What a wider industry pays is its own row, never one with the name of the setting.
            estimates = {name: missing(found.skipped[0].reason) for name in found.estimates} if found.skipped else {}
            lines.append(_line(key, item.name, item.kind, item.words, estimates or dict(found.estimates), top))
    frame = pd.DataFrame(lines)
    factor = money.of_edition(edition) if money else 1.0
    # Constant dollars are no published figure: to the ten dollars that the wages themselves are published to.
    frame[["median", "top", "above"]] = (frame[["median", "top", "above"]].astype("float64") * factor).round(-1)
    return frame.sort_values("top", ascending=False, na_position="last", ignore_index=True)


def through_editions(
    warehouse: Warehouse, setting: str, baseline: str, top: str, money: Dollars | None = None
) -> pd.DataFrame:
    """Upper end and median of both, in every edition that has either, oldest first.

    Columns: year, month, date, edition, setting_top, setting_median, baseline_top, baseline_median, gap (of the upper
    ends), setting_industry, baseline_industry, setting_name, baseline_name, setting_reason, baseline_reason, source_id.
    """
    lines = []
    for edition in reversed(editions(warehouse, top)):
        found = pair(warehouse, setting, baseline, edition, top)
        line: dict[str, object] = {
            "year": edition.year, "month": edition.month, "date": pd.Timestamp(edition.date), "edition": edition.label,
        }  # fmt: skip
        for name, side in (("setting", found.setting), ("baseline", found.baseline)):
            line |= {
                f"{name}_top": side.estimates[top].value, f"{name}_median": side.estimates[MEDIAN].value,
                f"{name}_industry": side.short if side.found else "", f"{name}_name": name_of(side),
                f"{name}_reason": side.estimates[top].reason_words,
            }  # fmt: skip
            line["source_id"] = line.get("source_id") or side.estimates[top].source_id
        lines.append(line)
    frame = pd.DataFrame(lines)
    figures = ["setting_top", "setting_median", "baseline_top", "baseline_median"]
    frame[figures] = frame[figures].astype("float64")
    frame = frame[frame[["setting_top", "baseline_top"]].notna().any(axis=1)]
    for name in ("setting", "baseline"):
        known = frame.loc[frame[f"{name}_top"].notna(), f"{name}_industry"]
        # One line shows one industry: what another one stands in for in other editions is left out, with its reason.
        other = frame[f"{name}_top"].notna() & frame[f"{name}_industry"].ne(known.iloc[-1] if len(known) else "")
        frame.loc[other, [f"{name}_top", f"{name}_median"]] = float("nan")
        frame.loc[other, f"{name}_reason"] = "another industry is published"
    frame = frame[frame[["setting_top", "baseline_top"]].notna().any(axis=1)].reset_index(drop=True)
    if money and len(frame):
        frame = prices.constant(frame, figures, money)
        frame[figures] = frame[figures].round(-1)
    return frame.assign(gap=frame.setting_top - frame.baseline_top)


def gap_title(frame: pd.DataFrame) -> str:
    """How the distance between the two upper ends moved over the editions that have both."""
    both = frame[frame.gap.notna()]
    named = both if len(both) else frame
    pair_words = f"{named.setting_name.iloc[-1]} and {named.baseline_name.iloc[-1]}"
    if both.empty:
        return f"No edition holds the upper end of pay for both {pair_words}"
    first, last = both.iloc[0], both.iloc[-1]
    if len(both) == 1 or first.gap == last.gap:
        return f"Between {pair_words} the upper ends are {words.money(abs(last.gap))} apart in {last.edition}"
    verb = "grew" if abs(last.gap) > abs(first.gap) else "shrank"
    return (
        f"Between {pair_words} the gap at the upper end {verb} from {words.money(abs(first.gap))} in {first.edition} "
        f"to {words.money(abs(last.gap))} in {last.edition}"
    )


def owners_apart(warehouse: Warehouse, code: str, top: str, money: Dollars | None = None) -> pd.DataFrame:
    """The upper end and median of an industry's owners, one row an edition and owner, oldest first.

    Columns: year, month, date, edition, industry, owner, top, median, jobs, top_reason, median_reason, source_id.
    """
    rows = owners.by_ownership(warehouse, [code])
    lines = []
    for row in _records(rows):
        edition = Edition(int(row["year"]), int(row["month"]))
        high, middle, jobs = (Estimate.of(row, column) for column in (top, MEDIAN, "employment"))
        lines.append({
            "year": edition.year, "month": edition.month, "date": pd.Timestamp(edition.date), "edition": edition.label,
            "industry": row["industry_name"], "owner": row["owner"], "top": high.value, "median": middle.value,
            "jobs": jobs.value, "top_reason": high.reason_words, "median_reason": middle.reason_words,
            "source_id": high.source_id,
        })  # fmt: skip
    frame = pd.DataFrame(lines).astype({"top": "float64", "median": "float64"}) if lines else pd.DataFrame(lines)
    if not money or frame.empty:
        return frame
    return prices.constant(frame, ["top", "median"], money).round({"top": -1, "median": -1})


def _owners(warehouse: Warehouse, key: str, edition: Edition, top: str) -> list[dict[str, object]]:
    """A row for each owner of the setting's own industry, where at least one of them has the upper end."""
    item = settings.setting(key)
    codes = [code for step in item.chain if step.own for code in step.codes]
    rows = owners.by_ownership(warehouse, codes)
    rows = rows[(rows.year == edition.year) & (rows.month == edition.month)]
    if rows[top].isna().all():
        return []
    return [
        _line(key, f"{item.name}, {row['owner']}", item.kind, f"{item.words} (NAICS {row['industry_code']})",
              {name: Estimate.of(row, name) for name in (top, MEDIAN, "employment")}, top)
        for row in _records(rows)
    ]  # fmt: skip


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries with None for what is missing, as Estimate.of reads them."""
    return [
        {str(name): None if name != "marks" and pd.isna(value) else value for name, value in row.items()}
        for row in rows.astype(object).to_dict("records")
    ]


def _line(
    key: str, label: str, kind: str, industry: str, estimates: dict[str, Estimate], top: str
) -> dict[str, object]:
    high, middle, jobs = estimates[top], estimates[MEDIAN], estimates["employment"]
    both = high.value is not None and middle.value
    return {
        "key": key, "label": label, "kind": kind, "industry": industry, "median": middle.value, "top": high.value,
        "above": high.value - middle.value if high.value is not None and middle.value is not None else None,
        "above_pct": 100 * (high.value / middle.value - 1) if both and high.value and middle.value else None,
        "jobs": jobs.value, "median_reason": middle.reason_words, "top_reason": high.reason_words,
        "jobs_reason": jobs.reason_words, "source_id": high.source_id,
    }  # fmt: skip


def _said(side: Resolved, top: str, factor: float) -> str:
    return words.money(round((side.estimates[top].value or 0) * factor, -1))


def _above(side: Resolved, top: str) -> str:
    high, middle = side.estimates[top].value, side.estimates[MEDIAN].value
    if high is None or not middle:
        return f"{words.capital(side.setting.words)}: {side.estimates[top].reason_words} in {side.edition.label}."
    return (
        f"In {side.phrase} the {TOPS[top]} is {words.percent(100 * (high / middle - 1), 0)} above the median there "
        f"({side.edition.label})."
    )
