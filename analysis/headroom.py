"""Room at the top: how far the best-paid tenth of a setting is above its middle, and above the best-paid in shops.

BLS publishes no error for percentiles, so none of these gaps can be tested; that is said with each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import owners, settings, words
from analysis.editions import Edition, latest
from analysis.estimate import Estimate
from analysis.settings import Resolved
from analysis.warehouse import Warehouse

BASELINE = "retail"
TOP = "annual_p90"
COLUMNS = (
    "key", "name", "kind", "year", "month", "edition", "label", "level", "p90", "median", "above_median",
    "above_median_pct", "above_baseline", "above_baseline_pct", "jobs", "reason", "source_id",
)  # fmt: skip
OWNER_COLUMNS = (
    "year", "month", "edition", "industry_code", "industry_name", "owner", "p90", "median", "above_median",
    "above_median_pct", "jobs", "reason", "source_id",
)  # fmt: skip
UNTESTED = "BLS publishes no margin of error for percentiles, so this gap cannot be tested."


@dataclass(frozen=True)
class Room:
    """The 90th percentile of a setting in an edition, dollars of that year.

    setting, baseline: the industries read through. above_median, above_median_pct: over the setting's own median.
    above_baseline, above_baseline_pct: over the baseline's 90th percentile; None where both are the same industry.
    """

    setting: Resolved
    baseline: Resolved
    above_median: float | None
    above_median_pct: float | None
    above_baseline: float | None
    above_baseline_pct: float | None

    @property
    def top(self) -> Estimate:
        return self.setting.estimates[TOP]

    @property
    def median(self) -> Estimate:
        return self.setting.estimates["annual_median"]

    @property
    def sentence(self) -> str:
        """The top against the middle and against the baseline's top."""
        edition, name = self.setting.edition.label, self.setting.phrase
        if self.top.value is None:
            return f"In {edition} the 90th percentile in {name} is {self.top.reason_words}."
        said = f"In {edition} one in ten technicians in {name} earned more than {words.money(self.top.value)}"
        if self.above_median is not None and self.above_median_pct is not None:
            said += (
                f", {words.money(self.above_median)} ({words.percent(self.above_median_pct, 0)}) above the median there"
            )
        return f"{said}.{self._against} {UNTESTED}"

    @property
    def _against(self) -> str:
        other = self.baseline.estimates[TOP].value
        if self.above_baseline is None or other is None:
            return ""
        side = "more" if self.above_baseline >= 0 else "less"
        amount = words.money(abs(self.above_baseline))
        return f" That is {amount} {side} than the {words.money(other)} in {self.baseline.short}."


def room(warehouse: Warehouse, key: str, edition: Edition | None = None, baseline: str = BASELINE) -> Room:
    """Room at the top of a setting, in the newest edition that has its 90th percentile when none is named.

    Raises UnknownSetting, and NoEdition when no edition has it.
    """
    edition = edition or latest(settings.editions(warehouse, key, TOP), f"90th percentiles of {key}")
    return _room(settings.resolve(warehouse, key, edition, TOP), settings.resolve(warehouse, baseline, edition, TOP))


def by_setting(warehouse: Warehouse, edition: Edition, baseline: str = BASELINE) -> pd.DataFrame:
    """Room at the top of every setting that an edition shows through its own industry, largest top first.

    Columns: key, name, kind, year, month, edition, label, level, p90, median, above_median, above_median_pct,
    above_baseline, above_baseline_pct, jobs, reason, source_id. Settings that only a wider industry could stand in for
    are left out; `reason` says why a figure of a listed one is missing.
    """
    base = settings.resolve(warehouse, baseline, edition, TOP)
    resolved = [settings.resolve(warehouse, key, edition, TOP) for key in settings.all_settings()]
    lines = [_flat(_room(item, base)) for item in resolved if item.own]
    frame = pd.DataFrame(lines, columns=list(COLUMNS))
    return frame.sort_values("p90", ascending=False, na_position="last", ignore_index=True)


def series(warehouse: Warehouse, keys: Sequence[str], baseline: str = BASELINE) -> pd.DataFrame:
    """Room at the top of some settings over every edition that has their 90th percentile; columns of `by_setting`.

    Own industries only, so that a series does not change what it shows. Raises UnknownSetting.
    """
    lines = []
    for key in keys:
        for edition in settings.editions(warehouse, key, TOP, own=True):
            found = room(warehouse, key, edition, baseline)
            if found.setting.own:
                lines.append(_flat(found))
    return pd.DataFrame(lines, columns=list(COLUMNS))


def by_ownership(warehouse: Warehouse, codes: Sequence[str] = ("622100",)) -> pd.DataFrame:
    """Room at the top of an industry's owners apart, in the editions that publish them (hospitals, 2010 to 2019).

    Columns: year, month, edition, industry_code, industry_name, owner, p90, median, above_median, above_median_pct,
    jobs, reason, source_id.
    """
    lines = []
    for row in owners.by_ownership(warehouse, codes).astype(object).to_dict("records"):
        edition = Edition(int(row["year"]), int(row["month"]))
        clean = {str(name): None if name != "marks" and pd.isna(value) else value for name, value in row.items()}
        top, median = Estimate.of(clean, TOP), Estimate.of(clean, "annual_median")
        above, percent = _gap(top, median)
        lines.append({
            "year": edition.year, "month": edition.month, "edition": edition.label,
            "industry_code": row["industry_code"], "industry_name": row["industry_name"], "owner": row["owner"],
            "p90": top.value, "median": median.value, "above_median": above, "above_median_pct": percent,
            "jobs": Estimate.of(clean, "employment").value, "reason": top.reason_words, "source_id": top.source_id,
        })  # fmt: skip
    return pd.DataFrame(lines, columns=list(OWNER_COLUMNS))


def _room(setting: Resolved, baseline: Resolved) -> Room:
    top = setting.estimates[TOP]
    apart = (setting.code, setting.ownership) != (baseline.code, baseline.ownership)
    against = _gap(top, baseline.estimates[TOP]) if apart else (None, None)
    return Room(setting, baseline, *_gap(top, setting.estimates["annual_median"]), *against)


def _gap(high: Estimate, low: Estimate) -> tuple[float | None, float | None]:
    if high.value is None or not low.value:
        return None, None
    return high.value - low.value, 100 * (high.value / low.value - 1)


def _flat(found: Room) -> dict[str, object]:
    item = found.setting
    return {
        "key": item.setting.key, "name": item.setting.name, "kind": item.setting.kind, "year": item.edition.year,
        "month": item.edition.month, "edition": item.edition.label, "label": item.label, "level": item.level,
        "p90": found.top.value, "median": found.median.value, "above_median": found.above_median,
        "above_median_pct": found.above_median_pct, "above_baseline": found.above_baseline,
        "above_baseline_pct": found.above_baseline_pct, "jobs": item.estimates["employment"].value,
        "reason": found.top.reason_words, "source_id": found.top.source_id,
    }  # fmt: skip
