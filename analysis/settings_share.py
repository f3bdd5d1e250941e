"""Where technicians work: their jobs by industry, at the finest level that is loaded whole, with the rest named.

Sectors add up to the nation; 3-digit industries add up to their sector. An edition is shown by its 3-digit industries
where they are loaded, else by its sectors, else (2010 to 2019) only hospitals can be shown against the nation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import settings, words
from analysis.editions import NATION, TECHNICIANS, Edition, NoEdition, industries, latest
from analysis.estimate import MARKS, Estimate
from analysis.industry_rows import Row, industry_rows, over_editions
from analysis.kept import kept
from analysis.owners import OWNERS
from analysis.reference import made_of
from analysis.settings import Code, Setting
from analysis.warehouse import Warehouse

LEVELS = ("3-digit", "sector")
SMALL = 1.0
"""Industries with a smaller share than this, in per cent, are one line: 'Other industries'."""

SMALL_KEY, REST_KEY = "small", "rest"
COLUMNS = (
    "key", "name", "kind", "code", "level", "jobs", "low", "high", "share_pct", "parts", "reason", "source_id",
)  # fmt: skip
SERIES_COLUMNS = ("year", "month", "date", "edition", *COLUMNS)
OWNER_COLUMNS = (
    "year", "month", "date", "edition", "owner", "jobs", "low", "high", "share_pct", "mean", "mean_low", "mean_high",
    "absent", "source_id",
)  # fmt: skip
HOSPITALS = ("622100", "622200", "622300")


@dataclass(frozen=True)
class Shares:
    """Technician jobs by industry in one edition.

    level: of the industries. total: jobs in the nation. frame, largest first, then the small ones and the rest: key
    (setting, or the industry code), name, kind (specialist, general, other), code, level, jobs, low, high (90 %, NaN
    without a published error), share_pct, parts (names of the small ones), reason, source_id.
    """

    edition: Edition
    level: str
    total: Estimate
    frame: pd.DataFrame

    @property
    def sentence(self) -> str:
        """The two largest, and what is left over."""
        shown = self.frame[~self.frame.key.isin([SMALL_KEY, REST_KEY])].head(2)
        if shown.empty:
            return f"No industry's jobs are published for {self.edition.label}."
        top = [
            (words.lower_first(name), words.percent(share, 0))
            for name, share in zip(shown["name"], shown.share_pct, strict=True)
        ]
        said = f"In {self.edition.label}, {top[0][1]} of technicians' jobs were in {top[0][0]}"
        if len(top) > 1:
            said += f" and {top[1][1]} in {top[1][0]}"
        rest = self.frame[self.frame.key == REST_KEY]
        if rest.empty:
            return f"{said}."
        left = float(rest.share_pct.iloc[0])
        portion = words.percent(left) if left >= 0.05 else "less than 0.1%"
        return f"{said}; {portion} of the jobs are in no published industry."


def editions(warehouse: Warehouse, level: str = "sector") -> list[Edition]:
    """Editions whose industries of a level are loaded for technicians, oldest first."""
    return industries(warehouse, level)


def shares(
    warehouse: Warehouse, edition: Edition | None = None, level: str | None = None, named: Collection[str] = ()
) -> Shares:
    """Where technicians work in an edition (newest with industries when none is named), at the finest whole level.

    named: codes of industries that are shown for themselves even where they are small.
    Raises NoEdition when neither sectors nor 3-digit industries are loaded for it.
    """
    if edition is None:
        edition = latest(editions(warehouse), "jobs by industry")
    chosen = level or next((name for name in LEVELS if edition in editions(warehouse, name)), "")
    lines, total = _lines(warehouse, edition, chosen)
    return Shares(edition, chosen, total, pd.DataFrame(_arrange(lines, total, chosen, named), columns=list(COLUMNS)))


def series(warehouse: Warehouse, level: str = "sector") -> pd.DataFrame:
    """Shares over every edition loaded at one level, so that like is set beside like.

    Columns: year, month, date, edition, and those of `Shares.frame`. An industry that is large enough in one edition is
    shown for itself in all of them.
    """
    loaded = {edition: _lines(warehouse, edition, level) for edition in editions(warehouse, level)}
    named = {line["code"] for lines, _ in loaded.values() for line in lines if line["share_pct"] >= SMALL}
    rows = [
        {
            "year": edition.year, "month": edition.month, "date": pd.Timestamp(edition.date), "edition": edition.label,
            **line,
        }
        for edition, (lines, total) in loaded.items()
        for line in _arrange(lines, total, level, named)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(SERIES_COLUMNS))


def hospital_ownership(warehouse: Warehouse, codes: tuple[str, ...] = HOSPITALS) -> pd.DataFrame:
    """Who owns the hospitals that technicians work in, in the editions that publish it (2010 to 2019).

    Columns: year, month, date, edition, owner, jobs, low, high (90 %), share_pct (of the owners shown), mean, mean_low,
    mean_high (general hospitals, dollars of the year), absent (kinds of hospital without published jobs for that owner,
    in words), source_id.
    """
    parts: dict[tuple[int, int, str], list[Row]] = {}
    for row in over_editions(warehouse, codes):
        if row["ownership"] in OWNERS:
            parts.setdefault((row["year"], row["month"], OWNERS[row["ownership"]]), []).append(row)
    lines = []
    for (year, month, owner), rows in parts.items():
        counted = [Estimate.of(row, "employment") for row in rows]
        known = [found for found in counted if found.value is not None]
        error = sum((found.margin or 0) ** 2 for found in known) ** 0.5
        jobs = sum(found.value or 0 for found in known) if known else float("nan")
        general = next((Estimate.of(row, "annual_mean") for row in rows if row["industry_code"] == codes[0]), None)
        low, high = (general.interval if general else None) or (float("nan"), float("nan"))
        lines.append({
            "year": year, "month": month, "owner": owner, "jobs": jobs, "low": jobs - error,
            "high": jobs + error, "mean": general.value if general else None, "mean_low": low, "mean_high": high,
            "absent": "; ".join(
                f"{words.lower_first(row['industry_name'])}: {found.reason_words}"
                for row, found in zip(rows, counted, strict=True) if found.value is None
            ),
            "source_id": rows[0]["source_id"],
        })  # fmt: skip
    found = pd.DataFrame(lines)
    if found.empty:
        return pd.DataFrame(columns=list(OWNER_COLUMNS))
    labels = [Edition(year, month) for year, month in zip(found.year, found.month, strict=True)]
    found.insert(2, "date", pd.to_datetime([label.date for label in labels]))
    found.insert(3, "edition", [label.label for label in labels])
    found.insert(8, "share_pct", 100 * found.jobs / found.groupby(["year", "month"]).jobs.transform("sum"))
    return found[list(OWNER_COLUMNS)]


def _lines(warehouse: Warehouse, edition: Edition, level: str) -> tuple[list[dict[str, Any]], Estimate]:
    """A line for each industry of a level, and the nation's jobs. Raises NoEdition."""
    loaded = industry_rows(warehouse, edition)
    rows = _three_digit(warehouse, edition) if level == "3-digit" else _widest(loaded, level) if level else []
    if not rows:
        raise NoEdition(f"Jobs by industry are not loaded for {edition.label}.")
    nation = next(iter(_widest(loaded, "cross-industry")), None)
    if nation is None or nation["employment"] is None:
        raise NoEdition(f"The nation's jobs are not loaded for {edition.label}.")
    total = Estimate.of(nation, "employment")
    known = _by_industry()
    return [_line(row, total.value or 0, known) for row in rows], total


def _widest(rows: Mapping[str, Sequence[Row]], level: str) -> list[Row]:
    """The industries of a level, each with the row that holds most owners."""
    found = [max(of_code, key=lambda row: len(row["ownership"])) for of_code in rows.values()]
    return [row for row in found if row["industry_level"] == level]


@kept
def _three_digit(warehouse: Warehouse, edition: Edition) -> list[Row]:
    rows = warehouse.rows(
        "SELECT industry_code, industry_name, industry_level, ownership, employment, employment_rse, "  # noqa: S608 - constant
        f"{MARKS}, source_id FROM wages WHERE occupation_code = ? AND area_code = ? AND year = ? AND month = ? "
        "AND industry_level = '3-digit' ORDER BY industry_code, ownership DESC",
        [TECHNICIANS, NATION, *edition],
    )
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["industry_code"], []).append(row)
    return _widest(found, "3-digit")


def _line(row: Row, total: float, known: Mapping[tuple[str, str], tuple[Setting, Code]]) -> dict[str, Any]:
    code, jobs = row["industry_code"], Estimate.of(row, "employment")
    item, step = known.get((row["industry_level"], code), (None, None))
    low, high = jobs.interval or (float("nan"), float("nan"))
    return {
        "key": item.key if item and step and step.own else code,
        "name": item.name if item and step is item.chain[0] else _title(row["industry_name"]),
        "kind": item.kind if item else "other", "code": code, "level": row["industry_level"],
        "jobs": float("nan") if jobs.value is None else jobs.value, "low": low, "high": high,
        "share_pct": float("nan") if jobs.value is None else 100 * jobs.value / total, "parts": "",
        "reason": jobs.reason_words, "source_id": jobs.source_id,
    }  # fmt: skip


def _arrange(lines: list[dict[str, Any]], total: Estimate, level: str, named: Collection[str]) -> list[dict[str, Any]]:
    """Largest first; the small ones as one line, the nation's remainder as another.

    named: codes that stand for themselves however small they are.
    """
    counted = sorted((line for line in lines if line["jobs"] == line["jobs"]), key=lambda line: -line["jobs"])
    large = [line for line in counted if line["share_pct"] >= SMALL or line["code"] in named]
    small = [line for line in counted if not (line["share_pct"] >= SMALL or line["code"] in named)]
    nation, extra = total.value or 0, []
    if small:
        parts = "; ".join(words.lower_first(line["name"]) for line in small)
        jobs = sum(line["jobs"] for line in small)
        extra.append(_made(SMALL_KEY, "Other industries", level, jobs, nation, parts, "", small[0]["source_id"]))
    rest = nation - sum(line["jobs"] for line in counted)
    if abs(rest) >= 5 * len(lines):  # each figure is rounded to 10, so less than this may be rounding
        withheld = [line for line in lines if line["jobs"] != line["jobs"]]
        why = "; ".join(f"{words.lower_first(line['name'])}: {line['reason']}" for line in withheld)
        why = why or "jobs that BLS counts in the nation and publishes for no industry"
        extra.append(_made(REST_KEY, "In no published industry", level, rest, nation, "", why, total.source_id))
    return large + extra


def _made(
    key: str, name: str, level: str, jobs: float, total: float, parts: str, reason: str, source: str
) -> dict[str, Any]:
    return {
        "key": key, "name": name, "kind": "other", "code": "", "level": level, "jobs": jobs, "low": float("nan"),
        "high": float("nan"), "share_pct": 100 * jobs / total, "parts": parts, "reason": reason, "source_id": source,
    }  # fmt: skip


@made_of("settings")
def _by_industry(_rows: Sequence[Mapping[str, str]]) -> Mapping[tuple[str, str], tuple[Setting, Code]]:
    """By level and code of an industry, the setting that it is, or else stands in for, with the step of its chain."""
    every = [(item, step) for item in settings.all_settings().values() for step in item.chain]
    found: dict[tuple[str, str], tuple[Setting, Code]] = {}
    for item, step in sorted(every, key=lambda pair: not pair[1].own):
        for code in step.codes:
            found.setdefault((step.level, code), (item, step))
    return found


def _title(name: str) -> str:
    """The publisher's name of an industry, in sentence case, without brackets and exclusions."""
    return name.partition("(")[0].partition(", excluding")[0].strip().capitalize()
